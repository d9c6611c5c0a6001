"""Which reports of one address are versions, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.lineage import (
    LOOKED_AT,
    Member,
    Moment,
    Placed,
    are_of_one_report,
    is_earlier,
    place_all,
    print_of,
)

STUB = "The ferry line to the rock will close, the minister said on Wednesday evening."
FULL = f"{STUB} " + " ".join(f"Keeper {at} of the outer lamps answered with letter {at}." for at in range(20))
OTHER = "A whale was seen off the coast of the northern province by two fishermen and a dog."


def member(number: int, text: str, **moment: str) -> Member:
    return Member(number, print_of(None, text.split("\n")), Moment(**moment))


def places(*members: Member) -> list[tuple[int, int, int, bool]]:
    """Number of the report, its series, its version, whether it stands; by number."""
    return sorted((one.number, one.series, one.version, one.stands) for one in place_all(members))


def test_other_words_are_another_version_and_the_last_one_stands() -> None:
    assert places(member(1, STUB), member(2, FULL)) == [(1, 1, 1, False), (2, 1, 2, True)]


def test_the_same_words_are_one_version_and_the_first_read_stands_for_it() -> None:
    spaced = STUB.replace(" ", "  ")
    assert places(member(1, STUB), member(2, spaced)) == [(1, 1, 1, True), (2, 1, 1, False)]


def test_what_shares_hardly_a_word_is_another_report() -> None:
    assert places(member(1, STUB), member(2, OTHER)) == [(1, 1, 1, True), (2, 2, 1, True)]


@pytest.mark.parametrize(
    ("heading", "text", "are_one"),
    [
        ("News in brief of the ferry", OTHER, False),
        ("News in brief of the ferry", f"{OTHER} He spoke on Wednesday evening.", True),
        ("News in brief of the ferry", "More follows.", True),
        ("Whale news", "More follows.", False),
    ],
)
def test_the_same_heading_is_enough_where_texts_have_anything_in_common(heading: str, text: str, are_one: bool) -> None:
    full = FULL.replace("the minister said on Wednesday evening", "he spoke on Wednesday evening")
    assert are_of_one_report(print_of("News in brief of the ferry", [full]), print_of(heading, [text])) is are_one


def test_a_name_says_less_than_an_address() -> None:
    tail = " ".join(f"Witness {at} of the northern coast saw whale number {at}." for at in range(9))
    read = [member(1, f"{STUB} {OTHER}"), member(2, f"{STUB} {tail}")]
    assert len({one.series for one in place_all(read, 0.2)}) == 1
    assert len({one.series for one in place_all(read, 0.9)}) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"updated": "2023-05-04"}, {"updated": "2023-05-03"}),
        ({"fetched": "2023-05-04T10:00:00+00:00"}, {"fetched": "2023-05-04T09:00:00+00:00"}),
        ({"updated": "2023-05-04"}, {"fetched": "2023-05-03T10:00:00+00:00"}),
        ({"published": "2023-05-04"}, {"published": "2023-05-03"}),
    ],
)
def test_evidence_goes_before_the_order_of_reading(first: dict[str, str], second: dict[str, str]) -> None:
    assert places(member(1, STUB, **first), member(2, FULL, **second)) == [(1, 1, 2, True), (2, 1, 1, False)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Moment(), Moment(updated="2023-05-03")),
        (Moment(updated="2023-05"), Moment(updated="2023-05-03")),
        (Moment(fetched="2023-05-03T10:00:00+00:00"), Moment(updated="2023-05-03")),
    ],
)
def test_what_does_not_decide_is_no_evidence(one: Moment, other: Moment) -> None:
    assert not is_earlier(one, other)
    assert not is_earlier(other, one)


def test_a_page_that_went_back_is_a_version_more_where_the_evidence_says_when() -> None:
    read = [("2023-05-01", STUB), ("2023-05-02", FULL), ("2023-05-03", STUB)]
    members = [member(at, text, updated=day) for at, (day, text) in enumerate(read, 1)]
    assert places(*members) == [(1, 1, 1, False), (2, 1, 2, False), (3, 1, 3, True)]


def test_without_evidence_the_same_words_stay_the_version_they_were() -> None:
    members = [member(at, text) for at, text in enumerate((STUB, FULL, f" {STUB}"), 1)]
    assert places(*members) == [(1, 1, 1, False), (2, 1, 2, True), (3, 1, 1, False)]


def test_only_the_last_series_are_looked_at_and_who_stands_somewhere_is_not_compared() -> None:
    unlike = [member(at, " ".join(f"word{at}x{n}" for n in range(20))) for at in range(1, LOOKED_AT + 2)]
    first, second = (Member(99, one.print, Moment()) for one in unlike[:2])
    assert {one.number: one.series for one in place_all([*unlike, first])}[99] == 99
    assert {one.number: one.series for one in place_all([*unlike, second])}[99] == 2
    assert {one.number: one.series for one in place_all([*unlike[:2], first], stood={1: 1, 2: 1, 99: 2})} == {
        1: 1,
        2: 1,
        99: 99,
    }


def test_who_gave_a_series_its_number_and_is_read_anew_may_leave_it() -> None:
    read = [member(1, OTHER), member(2, STUB), member(3, FULL)]
    assert {one.number: one.series for one in place_all(read, stood={2: 1, 3: 1})} == {1: 1, 2: 2, 3: 2}


texts = st.sampled_from([STUB, FULL, OTHER, FULL + " It rained.", OTHER + " It rained."])
days = st.sampled_from([None, "2023-05-01", "2023-05-02", "2023-05"])
members = st.lists(st.tuples(texts, days), max_size=7).map(
    lambda read: [Member(at, print_of(None, [text]), Moment(updated=day)) for at, (text, day) in enumerate(read, 1)]
)


@given(members)
def test_every_report_has_one_place_and_one_of_each_series_stands(read: list[Member]) -> None:
    found = place_all(read)
    assert sorted(one.number for one in found) == [one.number for one in read]
    series: dict[int, list[Placed]] = {}
    for one in found:
        series.setdefault(one.series, []).append(one)
    for placed in series.values():
        (standing,) = [one for one in placed if one.stands]
        assert standing.version == standing.versions == max(one.version for one in placed)
        assert {one.version for one in placed} == set(range(1, standing.versions + 1))
        assert all((one.replaces is None) == (one.version == 1) for one in placed)
        assert all((one.replaced_by is None) == (one.version == one.versions) for one in placed)


@given(members)
def test_reading_goes_on_without_moving_what_was_read_where_nothing_is_dated(read: list[Member]) -> None:
    undated = [Member(one.number, one.print, Moment()) for one in read]
    for length in range(len(undated)):
        before = {one.number: (one.series, one.version) for one in place_all(undated[:length])}
        after = {one.number: (one.series, one.version) for one in place_all(undated)}
        assert before.items() <= after.items()
