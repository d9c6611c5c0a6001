"""Parts of an archive together give what the whole gives, wherever it is cut."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.options import ReadOptions
from onrecord.pages.warc import pages_of_archive
from onrecord.pages.warc_part import pages_of_part
from onrecord.values.page import Page, Skipped
from tests.pages.archives import http, packed, page, record

REDIRECT = record(http("", "Location: https://news.example/", status="301 Moved"), number=90)
NAMELESS = page(91).replace(b"WARC-Record-ID", b"X-Record-ID")
ARCHIVE = packed([page(1), REDIRECT, page(2), page(3), NAMELESS, page(4)])
WHOLE = list(pages_of_archive(io.BytesIO(ARCHIVE), "a.warc.gz", ReadOptions()))


def parts(archive: bytes, cuts: list[int]) -> list[Page | Skipped]:
    edges = [0, *sorted(cuts), len(archive)]
    return [
        found
        for begin, end in pairwise(edges)
        for found in pages_of_part(io.BytesIO(archive), "a.warc.gz", ReadOptions(), begin, end)
    ]


@given(st.lists(st.integers(1, len(ARCHIVE) - 1), max_size=6))
def test_wherever_it_is_cut_every_record_is_read_once_and_knows_its_place(cuts: list[int]) -> None:
    assert parts(ARCHIVE, cuts) == WHOLE


def test_an_archive_in_one_member_is_read_by_who_has_its_beginning() -> None:
    archive = packed([page(1) + page(2) + page(3)])
    found = [list(pages_of_part(io.BytesIO(archive), "a", ReadOptions(), at, at + 50)) for at in (0, 50, 100)]
    assert [len(one) for one in found] == [3, 0, 0]


@pytest.mark.parametrize("cut", range(40, 1200, 97))
def test_a_broken_member_costs_itself_and_is_told_once(cut: int) -> None:
    members = [packed([page(number)]) for number in range(6)]
    at = len(members[0] + members[1]) + 30
    archive = b"".join(members)
    archive = archive[:at] + b"\xff\xff\xff\xff" + archive[at + 4 :]
    found = parts(archive, [min(cut, len(archive) - 1)])
    assert [one.origin for one in found if isinstance(one, Page)] == [
        one.origin for one in pages_of_archive(io.BytesIO(archive), "a.warc.gz", ReadOptions()) if isinstance(one, Page)
    ]
    assert len([one for one in found if isinstance(one, Skipped)]) == 1
