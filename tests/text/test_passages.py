"""A text cut into passages for sentence vectors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.passages import MOST_WORDS, passages_of, plain

ONE = "The lamp on the island will be lit."
TWO = "Nobody asked the keepers what they wanted."


def passages(text: str) -> list[str]:
    return [span.of(text) for span in passages_of(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        (" … ", ["…"]),
        ("No.", ["No."]),
        (ONE, [ONE]),
        (f"No. {ONE}", [f"No. {ONE}"]),
        (f"{ONE} Never.", [f"{ONE} Never."]),
        (f"{ONE} {TWO}", [f"{ONE} {TWO}", ONE, TWO]),
        (f"“{ONE}” “{TWO}”", [f"{ONE}” “{TWO}", ONE, TWO]),
    ],
)
def test_sentences_and_the_whole(text: str, cut: list[str]) -> None:
    assert passages(text) == cut


def test_a_long_turn_has_no_passage_as_a_whole_and_a_long_sentence_is_cut() -> None:
    assert passages(" ".join([ONE] * 30)) == [ONE] * 30
    assert [len(one.split()) for one in passages("word " * (MOST_WORDS + 2))] == [MOST_WORDS // 2 + 1] * 2


@given(st.text(alphabet="aB1 .!?”“\n…", max_size=80))
def test_every_word_is_in_some_passage(text: str) -> None:
    covered = {at for span in passages_of(text) for at in range(span.start, span.end)}
    assert all(at in covered for at, sign in enumerate(text) if sign.isalnum())


def test_marks_of_quotation_mean_nothing() -> None:
    assert plain("“We  come,” …\n“but we count.”") == "We come, … but we count."
