"""Reading the record: rows become the values that were written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.store.appeals import appeals_of
from onrecord.store.rows import report_from, statement_from
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

STATEMENTS_OF = """
SELECT s.*, outer.id AS nested_in_id, who.name AS speaker_name, who.type AS speaker_type, who.entity AS speaker_entity
FROM statements AS s LEFT JOIN speakers AS who ON who.number = s.speaker
LEFT JOIN statements AS outer ON outer.number = s.nested_in
WHERE s.report = ? ORDER BY s.ordinal"""
SPANS_OF = """
SELECT s.number, p.part, p.starts, p.ends FROM statements AS s JOIN spans AS p ON p.statement = s.number
WHERE s.report = ? ORDER BY s.number, p.part, p.ordinal"""
# Years not in evidence ("XXXX-02-19", after every digit in order) say nothing about first and last.
SPEAKERS = """
SELECT who.name, who.type, who.entity, count(*) AS statements, count(DISTINCT s.report) AS reports,
  min(s.said_on) FILTER (WHERE s.said_on < 'X') AS first_said_on,
  max(s.said_on) FILTER (WHERE s.said_on < 'X') AS last_said_on
FROM speakers AS who JOIN statements AS s ON s.speaker = who.number
GROUP BY who.number ORDER BY count(*) DESC, who.name, who.type, who.number"""
RUNS = """
SELECT r.number, r.started, r.finished, r.reader, r.arguments,
  (SELECT count(*) FROM inputs WHERE run = r.number AND outcome = 'ok') AS read,
  (SELECT count(*) FROM inputs WHERE run = r.number AND outcome = 'skipped') AS skipped
FROM runs AS r ORDER BY r.number"""
COUNTS = """
SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM statements) AS statements,
  (SELECT count(DISTINCT speaker) FROM statements) AS speakers,
  (SELECT count(DISTINCT outlet) FROM reports) AS outlets, (SELECT count(*) FROM runs) AS runs,
  (SELECT count(*) FROM inputs) AS inputs, (SELECT count(*) FROM inputs WHERE outcome = 'skipped') AS skipped"""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker on record. first_said_on, last_said_on: EDTF; None where no statement has a year."""

    name: str
    type: str
    entity: str | None
    statements: int
    reports: int
    first_said_on: str | None
    last_said_on: str | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list, without its text. `statements` counts them."""

    id: str
    given_id: str | None
    origin: str
    outlet: str | None
    title: str | None
    published: str | None
    statements: int
    reader: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `onrecord read`. finished: None when it was interrupted. read, skipped: inputs."""

    number: int
    started: str
    finished: str | None
    reader: str
    arguments: tuple[str, ...]
    read: int
    skipped: int


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """An input of a run that could not be read."""

    run: int
    origin: str
    room: str
    reason: str
    remedy: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What is on record. inputs: of all runs, so an input read twice counts twice; skipped: of these."""

    reports: int
    statements: int
    speakers: int
    outlets: int
    runs: int
    inputs: int
    skipped: int


def report_numbers(connection: sqlite3.Connection) -> list[int]:
    """The numbers of all reports in the order in which they were first read."""
    return [row["number"] for row in connection.execute("SELECT number FROM reports ORDER BY number")]


def report_at(connection: sqlite3.Connection, number: int) -> ReportRecord | None:
    """The report with this number; None when it has been removed since. Raises ValueError when it is damaged."""
    row = connection.execute("SELECT * FROM reports WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    report = report_from(row)
    return ReportRecord(report=report, statements=_statements_of(connection, number, report), reader=row["reader"])


def _statements_of(connection: sqlite3.Connection, number: int, report: Report) -> tuple[Statement, ...]:
    spans = _spans_of(connection, number)
    appeals = appeals_of(connection, number)
    rows = connection.execute(STATEMENTS_OF, (number,))
    return tuple(
        statement_from(row, spans.get(row["number"], {}), appeals.get(row["number"], ()), report.text) for row in rows
    )


def _spans_of(connection: sqlite3.Connection, report: int) -> dict[int, dict[str, list[Span]]]:
    found: dict[int, dict[str, list[Span]]] = {}
    for row in connection.execute(SPANS_OF, (report,)):
        parts = found.setdefault(row["number"], {})
        parts.setdefault(row["part"], []).append(Span(row["starts"], row["ends"]))
    return found


def report_rows(connection: sqlite3.Connection) -> Iterator[ReportRow]:
    """All reports in the order in which they were first read."""
    columns = "id, given_id, origin, outlet, title, published, reader"
    count = "(SELECT count(*) FROM statements WHERE report = r.number)"
    for row in connection.execute(f"SELECT {columns}, {count} AS statements FROM reports AS r ORDER BY number"):
        yield ReportRow(**dict(row))


def speaker_rows(connection: sqlite3.Connection) -> tuple[SpeakerRow, ...]:
    """All speakers, who said most first."""
    return tuple(SpeakerRow(**dict(row)) for row in connection.execute(SPEAKERS))


def runs(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """All runs in their order."""
    return tuple(
        Run(**{**dict(row), "arguments": tuple(json.loads(row["arguments"]))}) for row in connection.execute(RUNS)
    )


def skipped(connection: sqlite3.Connection, run: int | None = None) -> tuple[SkippedInput, ...]:
    """The inputs that could not be read, of one run or of all."""
    rows = connection.execute(
        "SELECT run, origin, room, reason, remedy, sha256 FROM inputs "
        "WHERE outcome = 'skipped' AND run = ifnull(?, run) ORDER BY number",
        (run,),
    )
    return tuple(SkippedInput(**dict(row)) for row in rows)


def counts(connection: sqlite3.Connection) -> Counts:
    return Counts(**dict(connection.execute(COUNTS).fetchone()))


def damage(connection: sqlite3.Connection) -> Sequence[str]:
    """What SQLite finds wrong with the file, its references and its indexes; empty when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    found += [f"{row[0]} row {row[1]} points to no {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return found
