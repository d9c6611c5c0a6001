"""Words and marks with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.inference.tokens import tokens_of
from onrecord.values.span import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said: “No.”", ["She", "said", ":", "“", "No", ".", "”"]),
        ("Velna’s 1,200 e-mails", ["Velna", "’s", "1,200", "e-mails"]),
        ("U.S. isn't AT&T", ["U.S", ".", "isn", "'", "t", "AT&T"]),
        ("a\u00adb \u200b c", ["a\u00adb", "c"]),
    ],
)
def test_a_text_is_cut_into(text: str, words: list[str]) -> None:
    assert tokens_of(text, [Span(0, len(text))]).texts == words


def test_paragraphs_are_ranges_of_words_and_empty_ones_are_none() -> None:
    text = "One two.\n\n \n\nThree."
    tokens = tokens_of(text, [Span(0, 8), Span(10, 11), Span(13, 19)])
    assert tokens.paragraphs == [(0, 3), (3, 5)]
    assert tokens.texts == ["One", "two", ".", "Three", "."]


@given(st.text(min_size=1, max_size=80))
def test_every_token_stands_where_it_says(text: str) -> None:
    tokens = tokens_of(text, [Span(0, len(text))])
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.texts
    assert all(a < b for a, b in zip(tokens.starts, tokens.ends, strict=True))
    assert all(b <= a for b, a in zip(tokens.ends, tokens.starts[1:], strict=False))
