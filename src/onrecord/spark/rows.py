"""What a worker hands over: a row for every input page, as Arrow.

A row has a report with its statements, in the columns of the Parquet export, or why there is none. What only a record
can tell, for it looks across reports, is empty: see `ACROSS_REPORTS`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.export.parquet import IN_RECORD, Row, report_row, report_schema, statement_rows, statement_schema
from onrecord.export.parquet_schema import arrow
from onrecord.run.account import Outcome, ReadPage
from onrecord.store.cells import clean
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord

if TYPE_CHECKING:
    import pyarrow as pa

REPORT, STATEMENTS, QUARANTINE = "report", "statements", "quarantine"
INPUT, FILE, AT = "input", "file", "at"  # the place of a page among all: a number, a path, a number
YEAR, MONTH = "year", "month"
UNKNOWN = "unknown"
ROWS = 256  # at most, of a batch
CHARACTERS = 4_000_000  # at most of texts, but for a single longer row: what waits is held in memory
# Columns of reports and statements that only a record fills.
ACROSS_REPORTS = (
    "version", "versions", "replaced_by", "copy_of", "copy_kind", "copy_share", "copy_because", "copies", "copy_group",
    "occasion_id", "family", "old_words_of", "old_words_because", "judged",
)  # fmt: skip
# What is told of an input that gave no report: column, type, meaning.
QUARANTINE_FIELDS: tuple[tuple[str, str, str], ...] = (
    ("origin", "string", "Path, line, address or record id of the input."),
    ("sha256", "string", "SHA-256 of the bytes at fault, where there were any."),
    ("room", "string", "The part of the program that gave up."),
    ("reason", "string", "Why there is no report."),
    ("remedy", "string", "What can be done about it."),
    ("fault", "bool", "False for what is no report and needs no remedy: a redirect, an image, a page not changed."),
    ("stands_for", "int32", "How many inputs in a row are told by this row."),
    ("archive", "string", "The web archive it stands in."),
    ("archive_offset", "int64", "Where in the archive its record begins, in bytes on disk."),
    ("fetched", "string", "When it was fetched or crawled, ISO 8601."),
)

Place = tuple[int, str, int]
_SURROGATE = re.compile(r"\\ud[89a-f]", re.IGNORECASE)


def page_schema() -> pa.Schema:
    """The columns of a row a page. `year` and `month` are those of the publication date, "unknown" where it has none."""
    pa = arrow()
    return pa.schema(
        [
            pa.field(INPUT, pa.int64()),
            pa.field(FILE, pa.string()),
            pa.field(AT, pa.int64()),
            pa.field(YEAR, pa.string()),
            pa.field(MONTH, pa.string()),
            pa.field(REPORT, pa.struct(list(report_schema()))),
            pa.field(STATEMENTS, pa.list_(pa.struct(list(statement_schema())))),
            pa.field(QUARANTINE, pa.struct(list(quarantine_schema()))),
        ]
    )


def quarantine_schema() -> pa.Schema:
    pa = arrow()
    types = {"string": pa.string(), "bool": pa.bool_(), "int32": pa.int32(), "int64": pa.int64()}
    return pa.schema([pa.field(name, types[kind], metadata={"meaning": told}) for name, kind, told in QUARANTINE_FIELDS])


def rows_of(outcome: Outcome, place: Place) -> Row:
    """The row of one page."""
    where = dict(zip((INPUT, FILE, AT), place, strict=True))
    if isinstance(outcome, ReadPage) and (wrong := _contradiction(outcome)) is not None:
        outcome = wrong
    if isinstance(outcome, Skipped):
        return where | {YEAR: None, MONTH: None, REPORT: None, STATEMENTS: None, QUARANTINE: _quarantined(outcome)}
    record = outcome.record
    year, month = year_and_month(record.report.published.edtf if record.report.published else None)
    report, statements = _stored(report_row(record)), [_stored(row) for row in statement_rows(record)]
    return where | {YEAR: year, MONTH: month, REPORT: report, STATEMENTS: statements, QUARANTINE: None}


def year_and_month(edtf: str | None) -> tuple[str, str]:
    """Of an EDTF date; "unknown" for what is not in evidence, so never a guess: "XXXX-02-19" has a month alone."""
    year, _, rest = (edtf or "").partition("-")
    month = rest[:2]
    return (
        year if len(year) == 4 and year.isdecimal() else UNKNOWN,
        month if len(month) == 2 and month.isdecimal() else UNKNOWN,
    )


def batches_of(rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    """Rows in batches of bounded size."""
    schema, pa = page_schema(), arrow()
    waiting: list[Row] = []
    characters = 0
    for row in rows:
        waiting.append(row)
        characters += _characters(row)
        if len(waiting) >= ROWS or characters >= CHARACTERS:
            yield pa.RecordBatch.from_pylist(waiting, schema=schema)
            waiting, characters = [], 0
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=schema)


def _characters(row: Row) -> int:
    report: Mapping[str, Any] = row[REPORT] or {}
    return len(report.get("text") or "") + len(report.get("record") or "")


def _contradiction(read: ReadPage) -> Skipped | None:
    """What the record would refuse: a fault of a stage, found at the last door."""
    record: ReportRecord = read.record
    ids = {statement.id for statement in record.statements}
    if len(ids) == len(record.statements) and record.report.sha256 == read.page.sha256:
        return None
    page = read.page
    why = "onrecord itself failed here: two statements have one id, or the digests of page and report differ"
    return Skipped(page.origin, "pipeline", why, "please report this fault", page.sha256, arrival=page.arrival)


def _quarantined(skipped: Skipped) -> Row:
    arrival = skipped.arrival
    return _stored(
        {
            "origin": skipped.origin,
            "sha256": skipped.sha256,
            "room": skipped.room,
            "reason": skipped.reason,
            "remedy": skipped.remedy,
            "fault": skipped.is_fault,
            "stands_for": skipped.stands_for,
            "archive": arrival.archive,
            "archive_offset": arrival.offset,
            "fetched": arrival.fetched,
        }
    )


def _stored(row: Row) -> Row:
    """As a record would keep it: lone surrogates, which are in no Unicode text, are mended the same way."""
    mended = {name: _mended(value) for name, value in row.items()}
    if _SURROGATE.search(row.get(IN_RECORD) or ""):  # there they are written as escapes
        line = json.dumps(_mended(json.loads(row[IN_RECORD])), ensure_ascii=True, separators=(",", ":"))
        mended[IN_RECORD] = line
    return mended


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _mended(one) for name, one in value.items()}
    return [_mended(one) for one in value] if isinstance(value, list) else value
