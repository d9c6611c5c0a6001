"""Reading the record: rows become the values that were written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from onrecord.store.appeals import appeals_of, reference_from
from onrecord.store.copies_standing import republication
from onrecord.store.corrected_places import APPEALED, PLACES
from onrecord.store.families import families_in
from onrecord.store.primary_of import primary_in
from onrecord.store.report_rows import report_from
from onrecord.store.rows import statement_from
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.store.speaker_rows import LISTED, of_versions
from onrecord.store.versions import version_of_report
from onrecord.values.judgement import PARTS, Act, Field, Judged
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord, Statement

# Rejected statements too. `as_read`: the machine's values of the columns that a person corrected.
STATEMENTS_OF = """
SELECT s.*, outer.id AS nested_in_id, who.name AS speaker_name, who.type AS speaker_type, who.entity AS speaker_entity,
  i.because AS identity_because, a.columns AS as_read, s.nested_in IN (SELECT statement FROM rejections) AS in_rejected,
  s.number IN (SELECT statement FROM rejections) AS rejected,
  (SELECT o.id FROM scene_statements AS c JOIN scenes ON scenes.number = c.scene
    JOIN occasions AS o ON o.number = scenes.occasion WHERE c.statement = s.number) AS occasion_id,
  old_ones.id AS old_statement, old_reports.id AS old_report, old.day AS old_day, old.words AS old_count,
  old.because AS old_because, d.statement IS NOT NULL AS is_dated, d.said_on AS own_said_on,
  d.said_on_because AS own_said_on_because
FROM statements AS s LEFT JOIN as_read AS a ON a.statement = s.number
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
LEFT JOIN statements AS outer ON outer.number = s.nested_in
LEFT JOIN dated_by_occasion AS d ON d.statement = s.number LEFT JOIN old_words AS old ON old.statement = s.number
LEFT JOIN statements AS old_ones ON old_ones.number = old.earlier
LEFT JOIN reports AS old_reports ON old_reports.number = old_ones.report
WHERE s.report = ? ORDER BY s.ordinal"""
READ_SPEAKERS_OF = """
SELECT s.number, who.number AS speaker, who.name AS speaker_name, who.type AS speaker_type,
  who.entity AS speaker_entity
FROM statements AS s LEFT JOIN as_read AS a ON a.statement = s.number
LEFT JOIN speakers AS who ON who.number = CASE WHEN a.statement IS NULL THEN s.speaker ELSE a.speaker END
WHERE s.report = ?"""
JUDGED_OF = """
SELECT s.number, s.reader, j.line FROM statements AS s JOIN judged ON judged.statement = s.number
JOIN judgements AS j ON j.number = judged.judgement WHERE s.report = ? ORDER BY s.number, j.number"""
SPANS_OF = """
SELECT s.number, p.part, p.starts, p.ends FROM statements AS s JOIN spans AS p ON p.statement = s.number
WHERE s.report = ? ORDER BY s.number, p.part, p.ordinal"""
RUNS = """
SELECT r.number, r.started, r.finished, r.reader, r.arguments,
  (SELECT count(*) FROM inputs WHERE run = r.number AND outcome = 'ok') AS read,
  (SELECT count(*) FROM inputs WHERE run = r.number AND fault) AS skipped
FROM runs AS r ORDER BY r.number"""
COUNTS = """
SELECT (SELECT count(*) FROM reports) - (SELECT count(*) FROM superseded) AS reports,
  (SELECT count(*) FROM reports) - (SELECT count(*) FROM superseded) - (SELECT count(*) - count(DISTINCT voice)
    FROM copies WHERE report NOT IN (SELECT report FROM superseded)) AS independent_reports,
  (SELECT count(*) FROM statements) - (SELECT count(*) FROM rejections) - (SELECT count(*) FROM statements
    WHERE report IN (SELECT report FROM superseded) AND number NOT IN (SELECT statement FROM rejections)) AS statements,
  (SELECT count(*) FROM (SELECT DISTINCT ifnull(i.stands_as, spoke.speaker), spoke.report FROM (
      SELECT DISTINCT s.speaker, CASE WHEN who.entity IS NULL THEN s.report END AS report
      FROM speakers AS who JOIN statements AS s ON s.speaker = who.number
      WHERE {listed} AND s.number NOT IN (SELECT statement FROM rejections) {latest}) AS spoke
    LEFT JOIN identities AS i ON i.speaker = spoke.speaker)) AS speakers,
  (SELECT count(DISTINCT outlet) FROM reports) AS outlets,
  (SELECT count(*) FROM superseded) AS earlier, (SELECT count(*) FROM runs) AS runs,
  (SELECT count(*) FROM inputs) AS inputs, (SELECT count(*) FROM inputs WHERE fault) AS skipped,
  (SELECT count(*) FROM judgements) AS judgements, (SELECT count(*) FROM rejections) AS rejected"""


class Shown(Enum):
    """Which statements of a report, and whose reading of them."""

    JUDGED = "judged"  # as people corrected them; without those they rejected
    WITH_REJECTED = "with rejected"
    AS_READ = "as read"  # as the machine read them, whatever people say


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
    """What is on record. inputs: of all runs, so an input read twice counts twice; skipped: of these.

    reports, statements and speakers are those of the latest version of each page; earlier: reports that are not.
    independent_reports: of these, a group of copies counted once.

    statements: without the rejected ones, which are counted apart. judgements: lines of the log, undone ones too.
    """

    reports: int
    independent_reports: int
    statements: int
    speakers: int
    outlets: int
    runs: int
    inputs: int
    skipped: int
    judgements: int
    rejected: int
    earlier: int


def report_numbers(connection: sqlite3.Connection, *, latest: bool = False) -> list[int]:
    """The numbers of all reports in the order in which they were first read; of the latest versions only, if asked."""
    which = "WHERE number NOT IN (SELECT report FROM superseded)" if latest else ""
    return [row["number"] for row in connection.execute(f"SELECT number FROM reports {which} ORDER BY number")]


def report_at(connection: sqlite3.Connection, number: int, shown: Shown = Shown.JUDGED) -> ReportRecord | None:
    """The report with this number; None when it has been removed since. Raises ValueError when it is damaged."""
    row = connection.execute("SELECT * FROM reports WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    report = report_from(row)
    statements = _statements_of(connection, number, report, shown)
    version = version_of_report(connection, number)
    copied = None if shown is Shown.AS_READ else republication(connection, number)
    families = None if shown is Shown.AS_READ else families_in(connection, number)
    primary = None if shown is Shown.AS_READ else primary_in(connection, number)
    return ReportRecord(
        *(report, statements, row["reader"]), version=version, copied=copied, families=families, primary=primary
    )


def _statements_of(connection: sqlite3.Connection, number: int, report: Report, shown: Shown) -> tuple[Statement, ...]:
    spans = _spans_of(connection, number)
    appeals = appeals_of(connection, number)
    judged = _judged_of(connection, number) if shown is not Shown.AS_READ else {}
    statements = []
    for at, row in _statement_rows(connection, number, shown):
        places, named = _as_read(row, spans.get(at, {}), appeals.get(at, ()))
        statements.append(statement_from(row, places, named, report.text, judged.get(at, ())))
    return tuple(statements)


def _as_read(
    row: Mapping[str, Any], spans: Mapping[str, Sequence[Span]], appeals: Sequence[Reference]
) -> tuple[Mapping[str, Sequence[Span]], Sequence[Reference]]:
    """Places and documents appealed to; those that the machine read, where the row is that of its reading."""
    if PLACES not in row:
        return spans, appeals
    gone = [(one["ordinal"], reference_from(one)) for one, _ in row.get(APPEALED, ())]
    read = {part: [Span(*ends) for ends in places] for part, places in row[PLACES].items()}
    whole = list(appeals)
    for ordinal, reference in sorted(gone, key=lambda one: one[0]):
        whole.insert(ordinal, reference)
    return read, whole


def _statement_rows(connection: sqlite3.Connection, number: int, shown: Shown) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a report's statements by their numbers. Where one is left out, nothing is nested in it."""
    rows = [dict(row) for row in connection.execute(STATEMENTS_OF, (number,))]
    if shown is Shown.AS_READ:
        read = {row["number"]: dict(row) for row in connection.execute(READ_SPEAKERS_OF, (number,))}
        rows = [row | _of_its_report(row) | json.loads(row["as_read"] or "{}") | read[row["number"]] for row in rows]
        rows = [row for row in rows if row["reader"] != JUDGED_BY_PEOPLE]
        rows = [row | dict.fromkeys(("identity_because", "occasion_id", "old_statement")) for row in rows]
    if shown is Shown.JUDGED:
        rows = [row | ({"nested_in_id": None} if row["in_rejected"] else {}) for row in rows if not row["rejected"]]
    yield from ((row["number"], row) for row in rows)


def _of_its_report(row: dict[str, Any]) -> dict[str, Any]:
    """The date as the report itself tells it, where an occasion completed it."""
    own = {"said_on": row["own_said_on"], "said_on_because": row["own_said_on_because"]}
    return own if row["is_dated"] else {}


def _judged_of(connection: sqlite3.Connection, report: int) -> dict[int, list[Judged]]:
    found: dict[int, list[Judged]] = {}
    for row in connection.execute(JUDGED_OF, (report,)):
        found.setdefault(row["number"], []).append(
            _judged_from(json.loads(row["line"]), is_added=row["reader"] == JUDGED_BY_PEOPLE)
        )
    return found


def _judged_from(line: dict[str, Any], *, is_added: bool) -> Judged:
    """Who added what a reader has found since was right about it, and corrects what was told besides its places."""
    act = Act(line["act"])
    fields = (Field.SPEAKER,) if act is Act.SPLIT else tuple(Field(name) for name in line.get("fields", ()))
    if act is Act.ADD and not is_added:
        fields = tuple(one for one in fields if one not in PARTS)
        act = Act.CORRECT if fields else Act.ACCEPT
    return Judged(line["id"], act, line["at"], line["by"], line["because"], fields)


def _spans_of(connection: sqlite3.Connection, report: int) -> dict[int, dict[str, list[Span]]]:
    found: dict[int, dict[str, list[Span]]] = {}
    for row in connection.execute(SPANS_OF, (report,)):
        parts = found.setdefault(row["number"], {})
        parts.setdefault(row["part"], []).append(Span(row["starts"], row["ends"]))
    return found


def report_rows(connection: sqlite3.Connection) -> Iterator[ReportRow]:
    """All reports in the order in which they were first read."""
    columns = "id, given_id, origin, outlet, title, published, reader"
    count = (
        "(SELECT count(*) FROM statements AS s WHERE s.report = r.number AND s.number NOT IN "
        "(SELECT statement FROM rejections))"
    )
    for row in connection.execute(f"SELECT {columns}, {count} AS statements FROM reports AS r ORDER BY number"):
        yield ReportRow(**dict(row))


def runs(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """All runs in their order."""
    return tuple(
        Run(**{**dict(row), "arguments": tuple(json.loads(row["arguments"]))}) for row in connection.execute(RUNS)
    )


def skipped(connection: sqlite3.Connection, run: int | None = None) -> tuple[SkippedInput, ...]:
    """The inputs that could not be read, of one run or of all."""
    rows = connection.execute(
        "SELECT run, origin, room, reason, remedy, sha256 FROM inputs "
        "WHERE fault AND run = ifnull(?, run) ORDER BY number",
        (run,),
    )
    return tuple(SkippedInput(**dict(row)) for row in rows)


def counts(connection: sqlite3.Connection) -> Counts:
    return Counts(**dict(connection.execute(of_versions(COUNTS, connection, False, listed=LISTED)).fetchone()))


def damage(connection: sqlite3.Connection) -> Sequence[str]:
    """What SQLite finds wrong with the file, its references and its indexes; empty when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    found += [f"{row[0]} row {row[1]} points to no {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return found
