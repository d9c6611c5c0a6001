"""Which report is the original, and where the evidence leaves it open."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from onrecord.matching.clusters import Days
from onrecord.matching.original import Member, find_original, place_of


def member(report: str, day: int | None = None, until: int | None = None, words: int = 100, **fields: Any) -> Member:
    days = Days(date(2023, 5, day), date(2023, 5, until or day)) if day else None
    return Member(report, words, days=days, **fields)


@pytest.mark.parametrize(
    ("members", "report", "because"),
    [
        # dates
        ([member("a", 3), member("b", 4)], "a", "published 2023-05-03, before every other (the next: 2023-05-04)"),
        ([member("a", 3), member("b", 3)], None, "their dates leave open"),
        ([member("a", 3), member("b", 4), member("c")], None, "1 of 3 have no date"),
        ([member("a", 3, 5), member("b", 4)], None, "their dates leave open"),
        ([member("a", 3, 4), member("b", 5)], "a", "between 2023-05-03 and 2023-05-04"),
        # credits
        ([member("a", outlet="RT"), member("b", outlet="Ledger", republished_from="RT")], "a", "RT is credited by 1"),
        (
            [member("a", outlet="Velna News Agency"), member("b", outlet="Ledger", wire="Velna")],
            "a",
            "Velna News Agency is credited",
        ),
        # a credit outweighs the order of days of which one is known badly, but not one that contradicts it
        ([member("a", 3, 9, outlet="Velna"), member("b", 4, outlet="Ledger", wire="Velna")], "a", "is credited by 1"),
        ([member("a", 5, outlet="Velna"), member("b", 4, outlet="Ledger", wire="Velna")], "b", "before every"),
        # a page of no known outlet with the agency's dateline may be the agency's own
        ([member("a", outlet="Velna"), member("b", wire="Velna")], None, "Velna is credited"),
        # the agency's report itself is not there
        (
            [member("a", 3, wire="Velna"), member("b", 3, wire="Velna")],
            None,
            "Velna is credited, with no report of its",
        ),
        # the credit and the fullest text together, of no known outlet
        ([member("a", wire="Velna", words=200), member("b")], "a", "alone has the credit of Velna"),
        ([member("a", wire="Velna", outlet="Ledger", words=200), member("b")], None, "Velna is credited"),
        ([member("a", wire="Velna", words=200), member("b", words=300)], None, "have no date"),
        ([member("a", 9, wire="Velna", words=200), member("b", 4), member("c")], None, "have no date"),
        # two that are credited
        (
            [
                member("a", outlet="RT"),
                member("b", outlet="Velna"),
                member("c", outlet="Ledger", republished_from="RT", wire="Velna"),
            ],
            None,
            "3 of 3 have no date",
        ),
    ],
)
def test_the_original(members: list[Member], report: str | None, because: str) -> None:
    for ordered in permutations(members):
        found = find_original(ordered)
        assert found.report == report
        assert because in found.because


def test_who_stands_for_a_group() -> None:
    members = [member("a"), member("b", 5), member("c", 4, words=50), member("d", 4, words=60)]
    assert [one.report for one in sorted(members, key=lambda one: place_of(one, None))] == ["d", "c", "b", "a"]
    assert [one.report for one in sorted(members, key=lambda one: place_of(one, "a"))] == ["a", "d", "c", "b"]
