"""What a column of the CSV is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.values.copies import CopyOf
from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.statement import ReportRecord, Statement

Cell = str | float | None
TEXT, IDENTIFIER, DATE, NUMBER, JSON = "text", "identifier", "EDTF date", "number, 0 to 1", "JSON list"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `read` takes a record and one of its statements and gives the cell, None when it is not known.

    values: the values that can stand there; empty when there is no closed list.
    """

    name: str
    type: str
    meaning: str
    read: Callable[[ReportRecord, Statement], Cell]
    values: tuple[str, ...] = ()


def of_statement(
    name: str, kind: str, meaning: str, read: Callable[[Statement], Cell], values: Iterable[str] = ()
) -> Column:
    return Column(name, kind, meaning, lambda _, statement: read(statement), tuple(values))


def of_report(name: str, kind: str, meaning: str, read: Callable[[Report], Cell]) -> Column:
    return Column(name, kind, meaning, lambda record, _: read(record.report))


def of_copy(name: str, kind: str, meaning: str, read: Callable[[CopyOf], Cell], values: Iterable[str] = ()) -> Column:
    """A column that is empty when the report is no copy, or of which one is open."""

    def cell(record: ReportRecord, _: Statement) -> Cell:
        return read(record.copied.copy_of) if record.copied and record.copied.copy_of else None

    return Column(name, kind, meaning, cell, tuple(values))


def of_speaker(
    name: str, kind: str, meaning: str, read: Callable[[Speaker], Cell], values: Iterable[str] = ()
) -> Column:
    """A column that is empty when nobody could be named."""
    return of_statement(name, kind, meaning, lambda s: read(s.speaker) if s.speaker else None, values)


def as_json(values: Iterable[object]) -> str | None:
    """A list in one cell; None when it is empty. JSON and not "12-30;40-52", which spreadsheets take for dates."""
    listed = list(values)
    return json.dumps(listed, ensure_ascii=False) if listed else None
