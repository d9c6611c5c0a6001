"""The record as Parquet: two tables, written in pieces of bounded size.

`statement_rows` and `report_row` are pure: a report's rows hang on nothing but the report, wherever they are made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from onrecord.errors import UnreadableInput
from onrecord.export.columns import REPORT_COLUMNS, columns_of
from onrecord.export.parquet_schema import (
    REPORTS,
    STATEMENTS,
    arrow,
    report_fields,
    schema_of,
    spans_of,
    statement_fields,
    value_of,
)
from onrecord.export.whole import whole_to_json
from onrecord.export.without_text import is_without_text
from onrecord.values.statement import ReportRecord, Statement

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
ROWS = 4096  # at most, of a batch and so of a row group
CHARACTERS = 8_000_000  # at most, but for a single longer row: what is waiting is held in memory
IN_RECORD = "record"
_NOBODY = cast(Statement, None)  # a column of a report never looks at the statement


def statement_rows(record: ReportRecord) -> list[Row]:
    """A row a statement, as `statement_schema` types it."""
    with_text = not is_without_text(record.report)
    fields = statement_fields(with_text=with_text)
    columns = columns_of(with_text=with_text)
    return [
        {field.name: value_of(field, column.read(record, one)) for field, column in zip(fields, columns, strict=True)}
        for one in record.statements
    ]


def report_row(record: ReportRecord) -> Row:
    """The row of a report, as `report_schema` types it. Without its text it has neither `text` nor `record`."""
    report, with_text = record.report, not is_without_text(record.report)
    fields = report_fields(REPORT_COLUMNS, with_text=with_text)
    told = {
        field.name: value_of(field, column.read(record, _NOBODY))
        for field, column in zip(fields, REPORT_COLUMNS, strict=False)
    }
    line = cast(dict[str, Any], whole_to_json(record))
    more = {
        "furniture": spans_of(line["report"]["furniture"]),
        "furniture_kinds": line["report"]["furniture_kinds"],
        "published_because": line["report"]["published_because"],
        "extractor": report.extractor,
        "fetched": report.arrival.fetched,
        "reader": record.reader,
        "statements": len(record.statements),
    }
    if with_text:
        more["text"] = line["report"].pop("text")
        more[IN_RECORD] = json.dumps(line, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return {field.name: (told | more)[field.name] for field in fields}


def statement_schema(*, with_text: bool = True) -> pa.Schema:
    """The columns of `statements`. The codebook stands in the metadata."""
    return schema_of(statement_fields(with_text=with_text), STATEMENTS)


def report_schema(*, with_text: bool = True) -> pa.Schema:
    """The columns of `reports`. The codebook stands in the metadata."""
    return schema_of(report_fields(REPORT_COLUMNS, with_text=with_text), REPORTS)


def write_parquet(records: Iterable[ReportRecord], folder: Path, *, with_text: bool = True) -> None:
    """Write `reports.parquet` and `statements.parquet` into a folder. What is held in memory does not grow.

    with_text: as all the records are. Raises MissingExtra.
    """
    arrow()
    with ExitStack() as open_tables:
        reports = _Table(folder / f"{REPORTS}.parquet", report_schema(with_text=with_text))
        open_tables.callback(reports.close)
        statements = _Table(folder / f"{STATEMENTS}.parquet", statement_schema(with_text=with_text))
        open_tables.callback(statements.close)
        for record in records:
            reports.add([report_row(record)])
            statements.add(statement_rows(record))
        reports.flush()
        statements.flush()


class _Table:
    """A Parquet file that grows by batches."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        from pyarrow import parquet  # noqa: PLC0415 -- an extra

        self._writer = parquet.ParquetWriter(path, schema, compression="zstd")
        self._schema = schema
        self._waiting: list[Row] = []
        self._characters = 0

    def add(self, rows: list[Row]) -> None:
        for row in rows:
            self._waiting.append(row)
            self._characters += sum(len(value) for value in row.values() if isinstance(value, str))
            if len(self._waiting) >= ROWS or self._characters >= CHARACTERS:
                self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._writer.write_batch(arrow().RecordBatch.from_pylist(self._waiting, schema=self._schema))
            self._waiting, self._characters = [], 0

    def close(self) -> None:
        self._writer.close()


def lines_of(path: Path) -> Iterator[bytes]:
    """Each row of a table of reports as the line of JSON it was written from. Flat in memory.

    Raises UnreadableInput when the file is no such table, MissingExtra.
    """
    pa = arrow()
    from pyarrow import parquet  # noqa: PLC0415 -- an extra

    try:
        with parquet.ParquetFile(path) as file:
            if missing := {"text", IN_RECORD} - set(file.schema_arrow.names):
                raise UnreadableInput(f"{path}: {_why_not(missing, file.schema_arrow.names)}", _REMEDY)
            for batch in file.iter_batches(batch_size=64, columns=["text", IN_RECORD]):
                yield from map(_line_of, *(column.to_pylist() for column in batch.columns))
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path}: no Parquet file, or a damaged one ({_first_line(error)})", _REMEDY) from error


_REMEDY = "name the folder that `onrecord export --format parquet` wrote, or its reports.parquet"


def _why_not(missing: Iterable[str], names: Iterable[str]) -> str:
    if "statement_id" in names:
        return "the statements alone, whose texts are in reports.parquet"
    if "report_id" in names:
        return "exported without text, and so without what the offsets point into"
    return f"no column {min(missing)!r} in it"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:100]


def _line_of(text: object, record: object) -> bytes:
    """The line of the JSON Lines export. What is no such line is given as it is, to be refused by who reads it."""
    written = record if isinstance(record, str) else ""
    try:
        line = json.loads(written)
    except (ValueError, RecursionError):
        return written.encode()
    if isinstance(line, dict) and isinstance(line.get("report"), dict):
        line["report"]["text"] = text if isinstance(text, str) else None  # bytes are no text, and refused as none
    return json.dumps(line).encode()
