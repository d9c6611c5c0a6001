"""From pairs to groups."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.matching.clusters import Days, Pair, PairJudged, clusters


def pair(longer: str, shorter: str, share: float = 1, from_lead: bool = True) -> Pair:
    return Pair(longer, shorter, share, from_lead)


def day(number: int) -> Days:
    return Days(date(2023, 5, number), date(2023, 5, number))


def test_what_is_tied_by_others_is_one_group() -> None:
    assert clusters([pair("b", "a"), pair("d", "c"), pair("c", "b"), pair("y", "x")]) == (
        ("a", "b", "c", "d"),
        ("x", "y"),
    )


@pytest.mark.parametrize(
    ("days", "groups"),
    [
        ({}, ()),  # a round-up, or a text from which the end was taken: nobody knows
        ({"long": day(2), "short": day(1)}, ()),  # the long one took it over, among other stories
        ({"long": day(1), "short": day(2)}, (("long", "short"),)),  # the short one was taken out of it
        ({"long": Days(date(2023, 5, 1), date(2023, 5, 3)), "short": day(2)}, ()),
    ],
)
def test_a_report_that_contains_another_one_somewhere_is_one_voice_with_it_only_if_it_was_first(
    days: dict[str, Days], groups: tuple[tuple[str, ...], ...]
) -> None:
    assert clusters([pair("long", "short", share=0.3, from_lead=False)], days=days) == groups


def test_a_page_with_two_stories_does_not_make_them_one() -> None:
    pairs = [pair("page", "first", share=0.6), pair("page", "second", share=0.4, from_lead=False)]
    assert clusters(pairs) == (("first", "page"),)


def test_a_judgement_outweighs_what_was_found() -> None:
    assert clusters([pair("b", "a")], [PairJudged("a", "b", is_copy=False)]) == ()
    assert clusters([], [PairJudged("b", "a", is_copy=True)]) == (("a", "b"),)
    assert clusters([], [PairJudged("b", "a", is_copy=True), PairJudged("a", "b", is_copy=False)]) == ()


pairs = st.lists(
    st.builds(Pair, st.sampled_from("abcdef"), st.sampled_from("ghijkl"), st.just(1), st.just(True)), max_size=8
)


@given(pairs, st.randoms())
def test_the_order_of_pairs_changes_no_group(listed: list[Pair], chance: object) -> None:
    shuffled = list(listed)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clusters(shuffled) == clusters(listed)
