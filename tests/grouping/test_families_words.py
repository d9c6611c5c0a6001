"""What is the same words, and what only a turn of phrase, a name or a title that everybody prints."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.grouping.families_words import (
    Bound,
    can_be_shared,
    packed,
    paraphrase,
    plain_of,
    shared_words,
    stems_of,
    unpacked,
)
from tests.growth import grows_linearly

LAMP = "“We will keep the lamp of Skerrin burning until the last keeper has gone home and the harbour freezes.”"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LAMP, LAMP),
        (LAMP, "“We will keep the lamp of Skerrin burning”"),  # the end was cut
        (LAMP, "“until the last keeper has gone home and the harbour freezes”"),  # the beginning
        (LAMP, "“We will not keep the lamp of Skerrin burning until the last keeper has gone home”"),  # a "not"
        (LAMP, "the mayor said “the last keeper has gone home and the harbour freezes” to nobody in particular"),
        (LAMP, "we will keep the lamp of Skerrin burning until the last keeper has gone home"),  # without marks
        ("keepers may moor their boats below the old customs house until spring",) * 2,
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert shared_words(plain_of(one), plain_of(other))
    assert shared_words(plain_of(one), plain_of(other)) == shared_words(plain_of(other), plain_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LAMP, "“We will keep the promise that the council made to the people of the island.”"),  # "we will keep the"
        (LAMP, "“the lamp of Skerrin”"),  # a name
        # Outside of the quotation marks reporters write alike.
        (
            "the former harbour commissioner Ysolde Marrin called it “a disgrace”",
            "the former harbour commissioner Ysolde Marrin asked for “a month of quiet”",
        ),
        ("“Thank you very much,”", "“Thank you very much for that,”"),
        ("“I think that we are going to do it,”", "“I think that we are going to have it,”"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert shared_words(plain_of(one), plain_of(other)) is None


def test_many_quotations_in_one_statement_cost_no_square() -> None:
    assert grows_linearly(lambda size: plain_of("said “a lamp is lit” and then " * size), 100)


def test_words_are_quoted_between_marks_only() -> None:
    found = plain_of("he said “the lamp” and “is lit” at last")
    assert [key for key, quoted in zip(found.keys, found.quoted, strict=True) if quoted] == ["the", "lamp", "is", "lit"]


@pytest.mark.parametrize(
    ("words", "can"),
    [
        (LAMP, True),
        ("“a disgrace”", False),
        ("", False),
        ("“We have to do it,”", False),
        (" ".join(["lamp"] * 401), False),  # a speech
    ],
)
def test_what_can_be_in_a_family(words: str, can: bool) -> None:
    assert can_be_shared(plain_of(words)) is can


def test_transcripts_have_no_marks() -> None:
    assert plain_of("The lamp burns.").is_told
    assert not plain_of("The lamp burns.", is_quotation=True).is_told


@pytest.mark.parametrize(
    ("told", "reports"),
    [
        ("the last keeper goes home and the harbour freezes before the lamp stops burning", True),
        ("the last keepers would not go home before the harbour freezes and the lamps burn", False),  # a "not" came
        ("12 keepers go home before the harbour freezes and the lamps burn", False),  # a number
        ("the council keeps the harbour budget for the last quarter", False),  # few words
        ("“the last keeper goes home and the harbour freezes before the lamp burns”", False),  # a quotation is none
    ],
)
def test_a_paraphrase_has_most_words_of_the_quotation(told: str, reports: bool) -> None:
    assert (paraphrase(stems_of(plain_of(LAMP)), stems_of(plain_of(told))) is not None) is reports


words = st.lists(st.sampled_from("lamp keeper harbour not 12 the of Skerrin burns “ ”".split()), max_size=30)


@given(words, words)
@example(["lamp", "lamp", "Skerrin"], ["lamp", "lamp", "“", "Skerrin"])
def test_shares_are_shares_and_sides_may_change(one: list[str], other: list[str]) -> None:
    first, second = plain_of(" ".join(one)), plain_of(" ".join(other))
    found = shared_words(first, second)
    assert found == shared_words(second, first)
    if found:
        assert 0 < found.of_longer <= found.share <= 1
        assert found.run <= min(len(first.keys), len(second.keys))


@given(words, words, st.booleans(), st.booleans())
def test_a_bound_never_denies_what_is_shared(one: list[str], other: list[str], first: bool, second: bool) -> None:
    left, right = plain_of(" ".join(one), is_quotation=first), plain_of(" ".join(other), is_quotation=second)
    assert Bound(left).allows(right) or shared_words(left, right) is None


def test_a_bound_denies_what_has_little_in_common() -> None:
    assert not Bound(plain_of(LAMP)).allows(plain_of("“We will keep the promise that the council made at Kordava.”"))


@given(st.text(max_size=60) | words.map(" ".join), st.booleans())
def test_what_was_packed_is_unpacked_the_same(text: str, is_quotation: bool) -> None:
    kept = plain_of(text, is_quotation=is_quotation)
    assert unpacked(*packed(kept)) == kept
