"""The columns of the Parquet export: those of the CSV with real types, explained in the files themselves.

Two tables: `statements`, a row a statement with all that the CSV has of it and of its report, and `reports`, a row a
report with its text, also where nobody was found to have said anything. Dates are EDTF and so texts: `XXXX-02-19` is no
date that Parquet knows. Arrow is imported where it is needed: it is an extra.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtra
from onrecord.export.column import Column
from onrecord.export.columns import columns_of
from onrecord.export.contract import SCHEMA

if TYPE_CHECKING:
    import pyarrow as pa

STATEMENTS, REPORTS = "statements", "reports"
CODEBOOK = b"onrecord.codebook"
# Columns of the reports that the statements have not.
REPORT_MEANINGS: Mapping[str, tuple[str, str]] = {
    "text": ("string", "The text that all spans point into, as it was read."),
    "furniture": ("spans", "What is not the report: menus, share lines, credits, comment forms."),
    "furniture_kinds": ("texts", "What each piece of `furniture` is."),
    "published_because": ("string", "The evidence for `published`."),
    "extractor": ("string", "What took the article out of the page."),
    "fetched": ("string", "When the page was fetched or crawled, ISO 8601."),
    "reader": ("string", "Program version, model and data (eight digits) that read the report."),
    "statements": ("int32", "How many statements of the report are exported."),
    "record": (
        "string",
        "Report and statements as in the JSON Lines export, without `text`: what `onrecord import` reads.",
    ),
}
_TYPES = {
    "text": "string",
    "identifier": "string",
    "EDTF date": "string",
    "number, 0 to 1": "float64",
    "number": "int32",
}
_LISTS = {
    "content_spans": "spans",
    "source_spans": "spans",
    "cue_spans": "spans",
    "refers_to": "references",
    "judged": "judgements",
    "evidence_spans": "evidence",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. shape: a name of `_shapes`. of_json: makes a list in one cell of the CSV a value."""

    name: str
    shape: str
    meaning: str
    values: tuple[str, ...] = ()
    of_json: Callable[[Any], Any] | None = None


def statement_fields(*, with_text: bool) -> tuple[Field, ...]:
    """The columns of `statements`; without the texts of the reports, the context of each statement too."""
    return tuple(_field(column) for column in columns_of(with_text=with_text))


def report_fields(columns: Iterable[Column], *, with_text: bool) -> tuple[Field, ...]:
    """The columns of `reports`. columns: those that the CSV has of a report."""
    left_out = () if with_text else ("text", "record")
    more = (Field(name, *told) for name, told in REPORT_MEANINGS.items() if name not in left_out)
    return (*(_field(column) for column in columns), *more)


def _field(column: Column) -> Field:
    if column.type in _TYPES:
        return Field(column.name, _TYPES[column.type], column.meaning, column.values)
    shape = _LISTS.get(column.name, "texts")
    return Field(column.name, shape, column.meaning, column.values, _READ[shape])


def arrow() -> Any:
    """The library pyarrow. Raises MissingExtra."""
    try:
        import pyarrow as pa  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs the library pyarrow", "install it: pip install 'onrecord[parquet]'"
        ) from error
    return pa


def schema_of(fields: Iterable[Field], table: str) -> pa.Schema:
    """The Arrow schema, with the codebook as metadata of the table and of each column."""
    pa = arrow()
    shapes = _shapes(pa)
    listed = tuple(fields)
    columns = [
        pa.field(one.name, shapes[one.shape], metadata={"meaning": one.meaning, "values": ", ".join(one.values)})
        for one in listed
    ]
    return pa.schema(
        columns, metadata={b"onrecord.schema": SCHEMA.encode(), CODEBOOK: _codebook(listed, table).encode()}
    )


def _shapes(pa: Any) -> Mapping[str, Any]:
    text = pa.string()
    span = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    spans = pa.list_(span)
    reference = [("span", span), ("instrument", text), ("name", text), ("candidates", pa.list_(text))]
    reference += [(name, text) for name in ("provision", "identifier", "because")]
    judged = [("id", text), ("act", text), ("fields", pa.list_(text)), ("by", text), ("at", text), ("because", text)]
    return {
        "string": text,
        "int32": pa.int32(),
        "float64": pa.float64(),
        "texts": pa.list_(text),
        "spans": spans,
        "references": pa.list_(pa.struct(reference)),
        "judgements": pa.list_(pa.struct(judged)),
        "evidence": pa.struct([(name, spans) for name in ("place", "occasion", "addressee", "medium")]),
    }


def _span(place: list[int]) -> dict[str, int]:
    return {"start": place[0], "end": place[1]}


def spans_of(places: Iterable[list[int]]) -> list[dict[str, int]]:
    """Spans as Parquet has them: `list<struct<start, end>>`."""
    return [_span(place) for place in places]


_READ: Mapping[str, Callable[[Any], Any]] = {
    "texts": list,
    "spans": spans_of,
    "references": lambda all_of_them: [one | {"span": _span(one["span"])} for one in all_of_them],
    "judgements": list,
    "evidence": lambda found: {name: spans_of(places) for name, places in found.items()},
}


def value_of(field: Field, cell: Any) -> Any:
    """A cell of the CSV as the column's own type; a list is empty where the cell is."""
    if field.of_json is None:
        return cell
    if cell is None:
        return None if field.shape == "evidence" else []
    return field.of_json(json.loads(cell))


def _codebook(fields: Iterable[Field], table: str) -> str:
    lines = [
        f"# {table}",
        "",
        f"An export of a record of what was publicly said, contract {SCHEMA}. Null: not known; nothing is guessed.",
        "Spans are half-open, in Unicode code points (Python: text[start:end]), into the report's whole text, which is",
        "the column `text` of `reports`.",
        "Dates are EDTF (ISO 8601-2): 2021-12-02, 2021-12, XXXX-02-19 where the year is not in evidence.",
        "",
    ]
    return "\n".join([*lines, *(f"- {one.name}: {one.meaning} {', '.join(one.values)}".rstrip() for one in fields)])
