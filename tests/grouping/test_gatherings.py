from __future__ import annotations

import pytest

from onrecord.grouping.gatherings import gathering_of


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("speech at an LNH Council meeting", "after a meeting of the League of Nine Harbours", ("LNH",)),
        ("interview with Bente Moen", "an interview with Bente Moen in Bergen", ("bente moen",)),
        ("the Harbour Keepers’ Convention", "convention of the Harbour Keepers", ("harbour keepers",)),
        ("meeting with the foreign minister", "meeting with the Prime Minister", ()),  # an office is no name
        ("meeting with Foreign Minister Ana Berg", "meeting with Foreign Minister Bo Ek", ()),
        ("rally in Bergen", "rally in Bergen", ()),  # a place is none: there may be two rallies in a day
        ("LNH summit", "interview with LNH Radio", ()),  # not of one sort
    ],
)
def test_two_tellings_share_the_names_of_one_sort_of_gathering(one: str, other: str, shared: tuple[str, ...]) -> None:
    assert gathering_of(one).shared(gathering_of(other)) == shared


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("interview", "rally", True),
        ("letter to the board", "debate", True),
        ("tweet", "speech in Bergen", True),
        ("interview with Radio Ilvany", "“Morning Lamp” programme of Velna News", True),  # with somebody else
        ("speech", "rally in Bergen", False),  # given there
        ("news conference", "press briefing", False),
        ("talks", "the League’s convention", False),
        ("interview", "somewhere", False),
    ],
)
def test_what_cannot_be_one(one: str, other: str, excluded: bool) -> None:
    pair = gathering_of(one), gathering_of(other)
    assert pair[0].excludes(pair[1]) is pair[1].excludes(pair[0]) is excluded
