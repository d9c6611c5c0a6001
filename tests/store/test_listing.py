"""Lists, page by page: nothing twice, nothing left out, and never a whole table gone through for one page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from onrecord.errors import BadRequest
from onrecord.store import listing, listing_names, newest
from onrecord.store.listing import Listed, Window, family_list, occasion_list, report_list
from onrecord.store.listing_names import document_list, outlet_list, speaker_list, speaker_with
from onrecord.store.newest import newest_found
from onrecord.store.record import Record
from onrecord.store.search import Filters
from tests.store.conftest import put
from tests.store.making import record_of

List = Callable[[sqlite3.Connection, Window], Listed[object]]
PLANNED = {
    "all reports": listing._REPORT + " " + listing.ALL_REPORTS,
    "reports of an outlet": listing._REPORT + " " + listing.REPORTS_OF.format(dated=""),
    "reports of days": listing._REPORT + " " + listing.REPORTS_FROM,
    "occasions": listing._OCCASION + " " + listing.OCCASIONS,
    "occasions of a speaker": listing._OCCASION + " " + listing.OCCASIONS_OF,
    "families": "SELECT f.number " + listing.FAMILY_NUMBERS,
    "speakers": listing_names._SPEAKER + " " + listing_names.SPEAKERS,
    "speakers called so": listing_names._SPEAKER + " " + listing_names.SPEAKERS_CALLED,
    "what a speaker said": listing_names.SPOKEN,
    "a speaker": listing_names.BY_ENTITY.replace("?", ":asked"),
    **{which.columns[0][0]: which.query(which.counts) for which in (listing_names._OUTLETS, listing_names._READINGS)},
    "newest of a speaker": newest.OF_SPEAKER,
    "newest of a document": newest.OF_DOCUMENT,
    "when it came": newest.CAME,
}
VALUES = dict.fromkeys(
    ("number", "match", "since", "until", "published", "said_on", "name", "who", "after", "limit", "asked", "ids"), "[]"
)
LARGE = (
    "reports",
    "statements",
    "speakers",
    "versions",
    "appeals",
    "appeal_readings",
    "occasions",
    "scenes",
    "families",
    "wire_sizes",
)


@pytest.fixture
def many(record: Record) -> Record:
    for n in range(7):
        known = {"speaker": f"Ana Berg {n % 3}", "outlet": f"Desk {n % 4}", "origin": f"{n}.txt"}
        put(record, record_of(f"The bridge {n} is safe.", **known))
    return record


@pytest.mark.parametrize("what", PLANNED)
def test_no_page_goes_through_a_table(record: Record, what: str) -> None:
    asked = f"{PLANNED[what]}{'' if 'LIMIT' in PLANNED[what][-60:] else ' LIMIT 50'}"
    plan = [row["detail"] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {asked}", VALUES)]
    names = {"reports": "r", "statements": "s", "speakers": "who", "occasions": "o", "families": "f"}
    scanned = [step for step in plan if step.startswith("SCAN") and step.split()[1] in (*LARGE, *names.values())]
    # Down a whole table by its own numbers, or along an index, from a number on: the limit ends it.
    assert [step for step in scanned if "USING" not in step and "VIRTUAL" not in step] == [], plan


@pytest.mark.parametrize(
    "asked",
    [
        lambda c, w: report_list(c, w, None, None, None),
        lambda c, w: report_list(c, w, "desk", None, None),
        lambda c, w: report_list(c, w, None, "2000", "2040"),
        lambda c, w: speaker_list(c, w, None),
        lambda c, w: speaker_list(c, w, "berg"),
        lambda c, w: occasion_list(c, w, None, None, None),
        family_list,
        outlet_list,
        document_list,
    ],
)
def test_pages_make_up_the_list(many: Record, asked: List) -> None:
    connection = many.connection
    whole = asked(connection, Window(100))
    found, window = list[object](), Window(2)
    while True:
        page = asked(connection, window)
        assert (page.total, page.is_whole) == (whole.total, True)
        found += page.rows
        if page.last is None:
            break
        window = Window(2, page.last)
    assert tuple(found) == whole.rows
    assert len(found) == whole.total


def test_speakers_judged_to_be_one_are_one(many: Record) -> None:
    (first, *_) = speaker_list(many.connection, Window(10), None).rows
    assert speaker_with(many.connection, str(first.entity)) == first
    assert speaker_with(many.connection, "none") is None
    assert first.statements == 3


def test_more_than_is_counted_is_told(many: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 3)
    found = report_list(many.connection, Window(2), None, None, None)
    assert (found.total, found.is_whole) == (3, False)


def test_what_came_last_is_first(many: Record) -> None:
    found = newest_found(many.connection, "bridge", Filters(), 3)
    assert [one.hit.words[11:12] for one in found] == ["6", "5", "4"]


def test_a_day_that_is_none_is_told(record: Record) -> None:
    with pytest.raises(BadRequest):
        report_list(record.connection, Window(1), None, "yesterday", None)
