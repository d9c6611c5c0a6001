"""Rows of a table as pages: which column is what, and what a row is as a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from onrecord.errors import UnreadableInput, WrongOption
from onrecord.export.parquet_schema import arrow
from onrecord.pages.lines import page_of_line
from onrecord.pages.opening import skipped, too_large
from onrecord.pages.options import ReadOptions
from onrecord.values.page import Given, Page, PageKind, Skipped

_ROWS = 16  # held at a time: a row may be a large page
_KINDS = {"text": PageKind.TEXT, "html": PageKind.HTML}
BODIES = tuple(_KINDS)
FIELDS = ("id", "url", "title", "published", "outlet", "byline", "kind", "speaker", "occasion", "place")
_OF_REPORTS = {"id": "given_id", "kind": "report_kind", "occasion": "report_occasion", "place": "report_place"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table has which field of a report: pairs (field, column), the fields those of a .jsonl line."""

    of: tuple[tuple[str, str], ...]


def columns_of(names: Mapping[str, str], given: Mapping[str, str], path: str) -> Columns:
    """Which column has what. names: the table's columns and their types, e.g. "html": "binary".

    given: what the user says, field by field; other fields are columns of the same name, and of our own table
    `reports` those that hold them there. Raises WrongOption when there is nothing to read, or no such column.
    """
    for field, column in given.items():
        if field not in (*BODIES, *FIELDS):
            raise WrongOption(f"no field of a report is called {field!r}", f"name one of {_listed((*BODIES, *FIELDS))}")
        if column not in names:
            raise WrongOption(f"{path} has no column {column!r}", f"its columns are {_listed(names)}")
    own = _OF_REPORTS if {"report_id", "given_id", "report_kind"} <= set(names) else {}
    said = {field: given.get(field, own.get(field, field)) for field in (*BODIES, *FIELDS)}
    found = tuple((field, column) for field, column in said.items() if column in names)
    if not {field for field, _ in found} & set(BODIES):
        raise WrongOption(
            f"{path} has neither a column 'text' nor 'html'",
            f"say which column it is: --column text=NAME or --column html=NAME; there are {_listed(names)}",
        )
    return Columns(found)


def _listed(names: object) -> str:
    shown = list(names) if isinstance(names, Mapping | tuple) else []
    return ", ".join(shown[:30]) + (" …" if len(shown) > 30 else "")


def pages_of_table(path: Path, origin: str, given: Mapping[str, str], options: ReadOptions) -> Iterator[Page | Skipped]:
    """The page of each row of a Parquet file. A file that cannot be read, or breaks off, ends in one Skipped.

    given: as for `columns_of`.
    """
    pa = arrow()
    from pyarrow import parquet  # noqa: PLC0415 -- an extra

    at = 0
    try:
        with parquet.ParquetFile(path) as file:
            columns = columns_of(types_of(file.schema_arrow), given, origin)
            names = [column for _, column in columns.of]
            for batch in file.iter_batches(batch_size=_ROWS, columns=names):
                for found in _rows_of(batch):
                    at += 1
                    row = {field: _words(found[column]) for field, column in columns.of}
                    yield page_of_row(row, f"{origin}:{at}", columns, options)
    except WrongOption as error:
        yield Skipped(origin, "pages", error.what.removeprefix(f"{origin} "), error.remedy)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        where = f" after row {at:,}" if at else ""
        why = f"no Parquet file, or a damaged one{where} ({str(error).partition(chr(10))[0][:100]})"
        yield Skipped(origin, "pages", why, "write or copy the file again")


def _rows_of(batch: Any) -> list[dict[str, Any]]:
    """The rows of a batch; where Python has no such moment (nanoseconds, a year above 9999), its times as texts."""
    try:
        return cast(list[dict[str, Any]], batch.to_pylist())
    except (ValueError, OverflowError, LookupError):  # LookupError: a time zone that is not known
        types = arrow().types
        columns = {
            name: column.cast("string") if types.is_temporal(column.type) else column
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        }
        return cast(list[dict[str, Any]], arrow().RecordBatch.from_pydict(columns).to_pylist())


def types_of(schema: Any) -> dict[str, str]:
    """The columns of an Arrow schema and their types."""
    return {field.name: str(field.type) for field in schema}


def _words(value: object) -> object:
    """A cell as a field of a line: texts and bytes as they are, days and numbers as texts."""
    if value is None or isinstance(value, str | bytes):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def page_of_row(row: Mapping[str, object], origin: str, columns: Columns, options: ReadOptions) -> Page | Skipped:
    """The page of a row: that of the .jsonl line with these fields; text or HTML in bytes is read as a file of it."""
    given = {field: row[field] for field, _ in columns.of if row.get(field) not in (None, "", b"")}
    fields = {name: value if name in BODIES else _decoded(value) for name, value in given.items()}
    body = next((name for name in BODIES if name in fields), None)
    try:
        if body and isinstance(content := fields[body], bytes):
            return _bounded(_page_of_bytes(content, _KINDS[body], fields, origin, options), options)
        line = json.dumps({name: value for name, value in fields.items() if not isinstance(value, bytes)})
        return _bounded(page_of_line(line.encode(), origin), options)
    except UnreadableInput as error:
        return skipped(error, origin)


def _decoded(value: object) -> object:
    """Older programs write texts without saying that they are texts."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _page_of_bytes(
    content: bytes, kind: PageKind, fields: Mapping[str, object], origin: str, options: ReadOptions
) -> Page:
    words = {name: str(value) for name, value in fields.items() if name in FIELDS and name != "kind"}
    page = Page(origin, content, hashlib.sha256(content).hexdigest(), kind, encoding=options.encoding)
    return replace(page, given=Given(**words), is_transcript=fields.get("kind") == "transcript")


def _bounded(page: Page, options: ReadOptions) -> Page:
    if len(page.content) > options.max_bytes:
        raise too_large(page.origin, options.max_bytes)
    return page
