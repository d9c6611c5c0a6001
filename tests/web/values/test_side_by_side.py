"""Two wordings as pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.values.side_by_side import marked

LONG = "word " * 100


@pytest.mark.parametrize(
    ("diff", "shown"),
    [
        (
            [("=", "We do "), ("-", "not "), ("=", "agree.")],
            [("=", "We do "), ("-", "not"), ("=", " "), ("=", "agree.")],
        ),
        ([("=", "It failed"), ("-", "."), ("+", ',"')], [("=", "It failed"), ("=", ',"')]),
        ([("+", " had"), ("=", " gone")], [("=", " "), ("+", "had"), ("=", " gone")]),
        ([("=", "")], []),
    ],
)
def test_what_says_something_is_marked_and_nothing_else(
    diff: list[tuple[str, str]], shown: list[tuple[str, str]]
) -> None:
    assert [(sign, words) for sign, words in marked(diff) if words] == shown


def test_a_long_stretch_that_both_have_is_told_by_its_ends() -> None:
    pieces = marked([("-", "not"), ("=", LONG), ("+", "never")])
    assert [one.sign for one in pieces] == ["-", "=", "=", "…", "=", "+", "="]
    assert "characters the same" in pieces[3].words
    assert marked([("=", LONG)])[0].words == LONG


@given(st.lists(st.tuples(st.sampled_from("=-+"), st.text("ab .", min_size=1, max_size=8)), max_size=8))
def test_the_words_of_the_second_wording_are_all_there(diff: list[tuple[str, str]]) -> None:
    new = "".join(words for sign, words in diff if sign != "-")
    shown = "".join(one.words for one in marked(diff, folded=False) if one.sign != "-")
    assert "".join(shown.split()) == "".join(new.split())
