"""What a worker hands over: a row for every input page, as Arrow.

A row has a report with its statements, in the columns of the Parquet export, or why there is none. What only a record
can tell, for it looks across reports, is empty: see `export.partitioned.ACROSS_REPORTS`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from onrecord.export.parquet import IN_RECORD, Row, report_row, report_schema, statement_rows, statement_schema
from onrecord.export.parquet_schema import STATEMENTS, arrow
from onrecord.export.partitioned import MONTH, QUARANTINE, YEAR, quarantine_schema, year_and_month
from onrecord.run.account import Outcome, ReadPage
from onrecord.store.cells import clean
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord

if TYPE_CHECKING:
    import pyarrow as pa

REPORT = "report"
INPUT, FILE, AT = "input", "file", "at"  # the place of a page among all: a number, a path, a number
ROWS = 256  # at most, of a batch
CHARACTERS = 4_000_000  # at most of texts, but for a single longer row: what waits is held in memory
Place = tuple[int, str, int]
_SURROGATE = re.compile(r"\\ud[89a-f]", re.IGNORECASE)


def page_schema() -> pa.Schema:
    """The columns of a row a page. `year`, `month`: of the publication date, "unknown" where that is."""
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
