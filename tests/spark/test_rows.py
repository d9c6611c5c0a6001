"""A row for every page: what Arrow takes, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.export.parquet import report_row
from onrecord.run.account import ReadPage
from onrecord.spark.rows import batches_of, page_schema, rows_of
from onrecord.values.page import Arrival, Page, PageKind, Skipped
from tests.cli.records import page_of, record_of

PLACE = (3, "file:/a", 7)


def test_a_report_is_the_row_of_its_export() -> None:
    record = record_of("{content “We are ready,”} {source Ünal} {cue said}.")
    row = rows_of(ReadPage(page_of(record), record), PLACE)
    assert row["report"] == dict(report_row(record))
    assert (row["input"], row["file"], row["at"], row["quarantine"]) == (*PLACE, None)
    assert len(row["statements"]) == len(record.statements) == 1


def test_lone_surrogates_stop_no_job() -> None:
    record = record_of("{content “We are ready,”} {source Ünal} {cue said}.")
    record = replace(record, report=replace(record.report, title="a\ud800b"))
    row = rows_of(ReadPage(page_of(record), record), PLACE)
    (batch,) = batches_of([row])
    found = batch.to_pylist()[0]["report"]
    assert found["title"] == "a\ufffdb"
    assert "\\ud800" not in found["record"]
    assert batch.schema == page_schema()


def test_a_record_that_contradicts_itself_is_put_aside() -> None:
    record = record_of("{content “We are ready,”} {source Ünal} {cue said}.")
    twice = replace(record, statements=record.statements * 2)
    row = rows_of(ReadPage(page_of(record), twice), PLACE)
    assert row["report"] is None
    assert "two statements have one id" in row["quarantine"]["reason"]


def test_an_input_that_is_none_says_why() -> None:
    page = Page("a:1", b"x", "0" * 64, PageKind.TEXT)
    skipped = Skipped(page.origin, "pages", "no", "yes", page.sha256, b"x", False, Arrival("a.warc", 12, "id", "2024"))
    row = rows_of(skipped, PLACE)
    assert row["quarantine"] == {
        "origin": "a:1", "sha256": "0" * 64, "room": "pages", "reason": "no", "remedy": "yes", "fault": False,
        "stands_for": 1, "archive": "a.warc", "archive_offset": 12, "fetched": "2024",
    }  # fmt: skip
    assert row["year"] is row["report"] is None


def test_batches_are_of_bounded_size() -> None:
    record = record_of("{content “We are ready,”} {source Ünal} {cue said}.")
    row = rows_of(ReadPage(page_of(record), record), PLACE)
    assert [batch.num_rows for batch in batches_of([row] * 600)] == [256, 256, 88]
    long = {**row, "report": {**row["report"], "text": "x" * 3_000_000}}
    assert [batch.num_rows for batch in batches_of([long] * 5)] == [2, 2, 1]
