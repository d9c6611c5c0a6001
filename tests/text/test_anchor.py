"""Words found again in another reading of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.anchor import locate, selector_of
from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import Span
from tests.growth import grows_linearly

letters = st.sampled_from("ha \n")


def placed(text: str, words: str, other: str, nth: int = 0) -> str | None:
    """Where the nth place of `words` in `text` is found in `other`: what stands before it there."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    found = locate(selector_of(Span(start, start + len(words)), text), other, start)
    return None if found is None else other[: found.start]


@pytest.mark.parametrize(
    ("text", "words", "nth", "other", "before"),
    [
        ("He said: We go. She left.", "We go.", 0, "He said: We go. She left.", "He said: "),
        ("He said: We go. She left.", "We go.", 0, "Menu. He said: We go. She left.", "Menu. He said: "),
        ("He said: We go.", "We go.", 0, "He said: We\n go.", "He said: "),  # white space is not the words
        ("He said: We go.", "We go.", 0, "He said: We stay.", None),
        ("A: Yes. B: Yes. C.", "Yes.", 1, "A: Yes. B: Yes. C.", "A: Yes. B: "),  # the same text: the same place
        ("A: Yes. B: Yes. C.", "Yes.", 1, "New. A: Yes. B: Yes. C.", "New. A: Yes. B: "),  # what stands around decides
        ("Yes. Yes.", "Yes.", 0, "No. Yes? Yes. or Yes. or", None),  # nothing decides: no guess
        ("\n", "\n", 0, "a\n", "a"),  # a place without a word
    ],
)
def test_words_are_found_again(text: str, words: str, nth: int, other: str, before: str | None) -> None:
    assert placed(text, words, other, nth) == before


@given(st.text(letters, min_size=1), st.data())
def test_in_the_same_text_every_place_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert locate(selector_of(span, text), text, span.start) == span


@given(st.text(letters, min_size=1), st.text(letters), st.data())
def test_what_is_found_has_the_same_words(text: str, other: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = locate(selector_of(span, text), other, span.start)
    assert found is None or found.of(other).split() == span.of(text).split()


def test_a_selector_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="words"):
        TextQuoteSelector("", "a", "b")


def test_a_long_text_costs_one_pass() -> None:
    def find(size: int) -> None:
        locate(TextQuoteSelector("a a b", "", ""), "a \n" * size, 0)

    assert grows_linearly(find, 2000)
