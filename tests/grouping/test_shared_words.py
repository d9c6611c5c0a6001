from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.tokens import tokens_of
from onrecord.grouping.shared_words import shared_words, spoken
from onrecord.grouping.ties import LEAST, Shared
from tests.growth import grows_linearly


def shared(one: str, other: str) -> Shared | None:
    return shared_words(one, tokens_of(one), tokens_of(other))


def test_the_longest_stretch_and_how_much_of_the_shorter_it_is() -> None:
    found = shared("“We will not be hurried by anybody,” she said.", "And so we won't be hurried by anybody at all.")
    assert found == Shared(7, 0.7778, "We will not be hurried by anybody")


@pytest.mark.parametrize(
    ("one", "other"), [("", ""), ("one two three four five", "one two three four five"), ("a b c d e f", "f e d c b a")]
)
def test_fewer_words_are_a_turn_of_phrase(one: str, other: str) -> None:
    assert shared(one, other) is None


def test_of_a_mixed_statement_only_what_stands_in_marks_was_said() -> None:
    assert spoken("that the lamp “is lit” and “stays lit”", is_mixed=True) == "is lit … stays lit"
    assert spoken("“It is lit.”", is_mixed=False) == "“It is lit.”"


@given(st.lists(st.sampled_from("ab"), max_size=30), st.lists(st.sampled_from("ab"), max_size=30))
def test_both_sides_find_the_same_length(one: list[str], other: list[str]) -> None:
    mine, theirs = " ".join(one), " ".join(other)
    found, back = shared(mine, theirs), shared(theirs, mine)
    longest = max(
        (
            n
            for n in range(LEAST, 31)
            for at in range(len(one) - n + 1)
            if f" {' '.join(one[at : at + n])} " in f" {theirs} "
        ),
        default=0,
    )
    assert (found.count if found else 0) == (back.count if back else 0) == longest
    if found:
        assert found.words in mine or found.words.endswith("…")
        assert 0 < found.share <= 1


@pytest.mark.parametrize("form", ["word{}", "ha"])
def test_cost_grows_with_the_length(form: str) -> None:
    def compare(size: int) -> None:
        words = " ".join(form.format(n) for n in range(size))
        shared(words, words)

    assert grows_linearly(compare, 200)
