"""The record's tables as a folder of many Parquet files, as a cluster writes them: its names, and what is put aside.

DIR/reports/year=2021/month=12/….parquet, DIR/statements/…, and DIR/quarantine/….parquet: what gave no report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.export.contract import SCHEMA
from onrecord.export.parquet import report_schema, statement_schema
from onrecord.export.parquet_schema import REPORTS, STATEMENTS, arrow

if TYPE_CHECKING:
    import pyarrow as pa

QUARANTINE = "quarantine"
TABLES = (REPORTS, STATEMENTS, QUARANTINE)
CODEBOOK, WHOLE = "_codebook.json", "_SUCCESS"
STAGING, BEFORE = "_staging-", "_before-"  # there while a run is at work, and after one that was killed
YEAR, MONTH = PARTITIONS = ("year", "month")
UNKNOWN = "unknown"
# Columns of reports and statements that only a record fills, for it looks across reports.
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


def quarantine_schema() -> pa.Schema:
    """The columns of `quarantine`."""
    pa = arrow()
    types = {"string": pa.string(), "bool": pa.bool_(), "int32": pa.int32(), "int64": pa.int64()}
    return pa.schema(
        [pa.field(name, types[kind], metadata={"meaning": told}) for name, kind, told in QUARANTINE_FIELDS]
    )


def year_and_month(edtf: str | None) -> tuple[str, str]:
    """Of an EDTF date; "unknown" for what is not in evidence, so never a guess: "XXXX-02-19" has a month alone."""
    year, _, rest = (edtf or "").partition("-")
    month = rest[:2]
    return (
        year if len(year) == 4 and year.isdecimal() else UNKNOWN,
        month if len(month) == 2 and month.isdecimal() else UNKNOWN,
    )


def refuse_unfinished(folder: Path) -> None:
    """Raises UnreadableInput for a folder in which a run is at work, or was killed, and no whole one stands."""
    if not folder.is_dir() or (folder / WHOLE).exists():
        return
    if any(path.name.startswith((STAGING, BEFORE)) for path in folder.iterdir()):
        raise UnreadableInput(
            f"{folder}: the run that wrote it has not come to its end", "wait for it, or run the same command again"
        )


def codebook() -> str:
    """What every column of every table means, as JSON."""
    schemas = {REPORTS: report_schema(), STATEMENTS: statement_schema(), QUARANTINE: quarantine_schema()}
    told = {
        "schema": SCHEMA,
        "spans": "half-open, in Unicode code points, into the column `text` of `reports`",
        "dates": "EDTF (ISO 8601-2): 2021-12-02, 2021-12, XXXX-02-19 where the year is not in evidence",
        "year, month": "of the publication date; unknown where it is not in evidence",
        "empty until imported into a record": list(ACROSS_REPORTS),
        "tables": {name: list(_columns(schema)) for name, schema in schemas.items()},
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _columns(schema: pa.Schema) -> Iterable[dict[str, str]]:
    for field in schema:
        metadata = {name.decode(): text.decode() for name, text in (field.metadata or {}).items() if text}
        yield {"name": field.name, "type": str(field.type), **metadata}
