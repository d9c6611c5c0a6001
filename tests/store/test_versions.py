"""The same address with other words is another version; what stands in an earlier one only is left out, not lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import BadRequest, UnknownReference
from onrecord.store import versions
from onrecord.store.instruments import appealed
from onrecord.store.migrations import MIGRATIONS, migrate
from onrecord.store.record import Record, open_record
from onrecord.store.schema_versions import place_reports
from onrecord.store.search import ANYTHING, Filters, search
from onrecord.store.version_steps import changed_pages, count_changed_pages, step_between, steps, versions_asked
from onrecord.store.versions import address_of
from onrecord.values.page import Arrival
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of

# Of the first version of a record, which is made here by hand: those that were written are in tests/store/earlier.
TABLES = ("runs", "kept_bytes", "reports", "inputs", "speakers", "statements", "spans", "appeals", "statement_dates")
URL = "https://ledger.example/news/ferry"
NOT_CLOSED = "The ferry line to the rock will not close this winter, and nobody asked the island."
CLOSED = NOT_CLOSED.replace("not close", "close")
EVERY = Filters(all_versions=True)


def page(words: str, **fields: object) -> ReportRecord:
    """A report whose text is a paragraph and a statement."""
    read = record_of(words, **({"url": URL, "origin": f"{len(words)}.html"} | fields))
    return replace(read, report=replace(read.report, paragraphs=(Span(0, len(words)),)))


OLD, NEW = page(NOT_CLOSED), page(CLOSED, url=f"{URL}?utm_source=mail")


def found(record: Record, words: str, filters: Filters = ANYTHING) -> list[tuple[str, int | None, int | None]]:
    return [(hit.words, hit.version, hit.versions) for hit in search(record, words, filters).hits]


def test_the_latest_version_is_found_and_the_earlier_one_when_asked_for(record: Record) -> None:
    put(record, OLD, NEW)
    assert found(record, "ferry") == found(record, "") == [(CLOSED, 2, 2)]
    assert found(record, "", EVERY) == [(NOT_CLOSED, 1, 2), (CLOSED, 2, 2)]
    assert search(record, "", EVERY).total == 2
    assert search(record, "").total == 1


def test_listings_and_counts_hold_the_latest_version(record: Record) -> None:
    put(record, OLD, NEW, page("A whale was seen off the northern coast.", url=None, speaker="Bo Ek"))
    counts = record.counts()
    assert (counts.reports, counts.statements, counts.earlier) == (2, 2, 1)
    assert [(row.name, row.statements) for row in record.speakers()] == [("Ana Lindqvist", 1), ("Bo Ek", 1)]
    assert [row.statements for row in record.speakers(all_versions=True)] == [2, 1]
    assert next(record.records(latest=True)).report.text == CLOSED
    assert len(list(record.records())) == 3
    for view in ("quotations", "latest_reports"):
        assert record.connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0] == 2
    assert record.connection.execute("SELECT sum(statements) FROM who_spoke").fetchone()[0] == 2


def test_a_speaker_of_an_earlier_version_only_is_not_counted(record: Record) -> None:
    put(record, page(NOT_CLOSED, speaker="Bo Ek"), NEW)
    assert [row.name for row in record.speakers()] == ["Ana Lindqvist"]
    assert record.counts().speakers == 1
    assert {row.name for row in record.speakers(all_versions=True)} == {"Ana Lindqvist", "Bo Ek"}


def test_documents_are_counted_by_the_latest_version(record: Record) -> None:
    leaning = Reference(Span(0, 9), "treaty-of-perrasol", "Treaty of Perrasol")
    read = [
        replace(one, statements=tuple(replace(two, refers_to=(leaning,)) for two in one.statements))
        for one in (OLD, NEW)
    ]
    put(record, *read)
    assert [row.statements for row in appealed(record)] == [1]


def test_a_report_says_which_version_it_is(record: Record) -> None:
    put(record, OLD, NEW)
    first, second = record.report(OLD.report.id).version, record.report(URL).version
    assert first and second
    assert (first.number, first.of, first.replaces, first.replaced_by, first.stands) == (
        1,
        2,
        None,
        NEW.report.id,
        False,
    )
    assert (second.number, second.of, second.replaces, second.replaced_by) == (2, 2, OLD.report.id, None)
    assert (first.stands, second.stands) == (False, True)
    assert second.address == "ledger.example/news/ferry"


def test_reading_again_keeps_the_numbers(record: Record) -> None:
    put(record, OLD, NEW)
    assert put(record, OLD, NEW) == ["unchanged", "unchanged"]
    again = [replace(one, reader="onrecord 9") for one in (NEW, OLD)]
    assert put(record, *again) == ["replaced", "replaced"]
    assert [(row.version, row.report) for row in versions_asked(record, URL)] == [
        (1, OLD.report.id),
        (2, NEW.report.id),
    ]


def test_other_furniture_is_the_same_version_and_its_statements_count_once(record: Record) -> None:
    grown = replace(page(f"{CLOSED} 17 comments"), statements=())
    grown = replace(grown, report=replace(grown.report, paragraphs=(Span(0, len(CLOSED)),)))
    put(record, OLD, NEW, grown)
    assert [(row.version, row.versions, row.stands) for row in versions_asked(record, URL)] == [
        (1, 2, False),
        (2, 2, True),
        (2, 2, False),
    ]


def test_a_page_fetched_earlier_and_read_later_is_the_earlier_version(record: Record) -> None:
    late = page(CLOSED, arrival=Arrival(fetched="2023-05-04T10:00:00+02:00"))
    early = page(NOT_CLOSED, arrival=Arrival(fetched="2023-05-04T07:00:00Z"))
    put(record, late, early)
    assert found(record, "") == [(CLOSED, 2, 2)]


def test_two_reports_at_one_address_are_no_versions_and_both_count(record: Record) -> None:
    whale = page("A whale was seen off the northern coast by two fishermen and a dog.")
    put(record, OLD, whale)
    assert search(record, "").total == 2
    with pytest.raises(UnknownReference, match="address of 2 reports") as error:
        versions_asked(record, URL)
    assert whale.report.id in error.value.remedy
    assert [row.versions for row in versions_asked(record, whale.report.id)] == [1]


def test_items_of_a_feed_without_pages_of_their_own_do_not_hide_each_other(record: Record) -> None:
    items = [
        page(words, url=None, title="News in brief", origin=f"https://ledger.example/feed#{at}")
        for at, words in enumerate((NOT_CLOSED, "A whale was seen off the northern coast by two fishermen and a dog."))
    ]
    put(record, *items)
    assert search(record, "").total == 2
    (row,) = versions_asked(record, "https://ledger.example/feed#1")
    assert row.report == items[1].report.id


def test_a_new_address_takes_a_report_out_of_its_series(record: Record) -> None:
    put(record, OLD, NEW)
    elsewhere = replace(NEW, reader="onrecord 9", report=replace(NEW.report, url="https://ledger.example/news/lamp"))
    put(record, elsewhere)
    assert search(record, "").total == 2
    assert [row.versions for row in versions_asked(record, URL)] == [1]


@pytest.mark.parametrize(
    ("fields", "address"),
    [
        ({"url": "https://www.ledger.example/a?utm_medium=x", "given_id": "7"}, "//ledger.example/a"),
        ({"url": "https://ledger.example/", "origin": "a.html"}, "a.html"),  # every page of a site may say so
        ({"given_id": "7", "origin": "dump.jsonl:3"}, "dump.jsonl id 7"),
        ({"given_id": "7", "origin": "-:3"}, "- id 7"),
        ({"origin": "dump.jsonl:3"}, "dump.jsonl:3"),
        ({"origin": "https://ledger.example/a"}, "//ledger.example/a"),
        ({"origin": "https://ledger.example/feed#item-7"}, "//ledger.example/feed#item-7"),
        ({"url": "https://ledger.example/a#top", "origin": "a.html"}, "//ledger.example/a"),
        ({"origin": "-"}, None),
        ({"origin": "-:3"}, None),
    ],
)
def test_the_address(fields: dict[str, str], address: str | None) -> None:
    assert address_of(record_of("Words.", **fields).report) == address


# --- what happened between versions -----------------------------------------------------------------------------------


def test_a_step_tells_of_words_and_statements(record: Record) -> None:
    put(record, OLD, NEW)
    step = step_between(record, versions_asked(record, URL), (), old=None, new=None)
    assert (step.old.version, step.new.version, step.words_changed, step.is_news) == (1, 2, 1, True)
    (one,) = step.statements
    assert ([kind.value for kind in one.differences], one.fate.value) == (["negation"], "changed")
    assert not step.by_other_reader


def test_a_typo_is_no_news(record: Record) -> None:
    put(record, OLD, page(NOT_CLOSED.replace("winter,", "winter")))
    (step,) = steps(record, versions_asked(record, URL), ())
    assert (step.is_news, step.is_spelling_only) == (False, True)


@pytest.mark.parametrize(("old", "new"), [(3, None), (None, 7), (None, 1)])
def test_a_version_that_there_is_not(record: Record, old: int | None, new: int | None) -> None:
    put(record, OLD, NEW)
    with pytest.raises(BadRequest, match="versions 1 to 2"):
        step_between(record, versions_asked(record, URL), (), old=old, new=new)


def test_pages_that_changed_the_last_one_first(record: Record) -> None:
    lamp = [
        page(f"The lamp on the rock is {how} tonight, keepers say.", url="lamp.example/1") for how in ("lit", "dark")
    ]
    put(record, OLD, lamp[0], NEW, lamp[1], page("A whale was seen off the coast.", url=None))
    assert [rows[0].address for rows in changed_pages(record, 9)] == ["lamp.example/1", "ledger.example/news/ferry"]
    assert count_changed_pages(record) == 2


def test_what_came_without_an_address_has_no_versions(record: Record) -> None:
    read = page(OLD.report.text, url=None, origin="-")
    put(record, read)
    with pytest.raises(UnknownReference, match="without an address"):
        versions_asked(record, read.report.id)
    assert record.report(read.report.id).version is None


def test_versions_are_found_in_a_record_of_an_older_version(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_record(new, create=True) as record:
        put(record, OLD, NEW)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, old, MIGRATIONS[:1])
        connection.execute("ATTACH ? AS new", (str(new),))
        for table in TABLES:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM new.{table}")
    with open_record(old) as record:
        assert [(row.version, row.report) for row in versions_asked(record, URL)] == [
            (1, OLD.report.id),
            (2, NEW.report.id),
        ]
        assert search(record, "").total == 1


def test_a_damaged_report_of_an_older_version_does_not_stop_the_others(path: Path) -> None:
    with open_record(path, create=True) as record:
        put(record, page(NOT_CLOSED, url="https://ledger.example/lamp"), OLD, NEW)
        record.connection.execute("UPDATE reports SET text = 'changed' WHERE number = 1")
        record.connection.execute("DELETE FROM versions")
        place_reports(record.connection)
        assert [(row.version, row.report) for row in versions_asked(record, URL)] == [
            (1, OLD.report.id),
            (2, NEW.report.id),
        ]


def test_beyond_some_hundred_reports_at_one_address_each_stands_for_itself(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST", 3)
    put(record, *(page(NOT_CLOSED.replace("winter", f"winter {at}")) for at in range(5)))
    rows = record.connection.execute("SELECT versions, stands FROM versions ORDER BY report").fetchall()
    assert [tuple(row) for row in rows] == [(3, 0), (3, 0), (3, 1), (1, 1), (1, 1)]


def test_many_reports_at_one_address_are_looked_up_along_an_index(record: Record) -> None:
    put(record, OLD, NEW)
    for sql in ("SELECT * FROM versions WHERE address = ''", "SELECT * FROM versions WHERE series = 1"):
        plan = [row["detail"] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert all(detail.startswith("SEARCH versions USING INDEX") for detail in plan), plan


@pytest.mark.parametrize("fetched", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "yesterday"])
def test_a_time_that_the_calendar_does_not_have_costs_no_report(record: Record, fetched: str) -> None:
    put(record, page(CLOSED, arrival=Arrival(fetched=fetched)))
    assert record.counts().reports == 1
