"""Forgetting on request: a report, or what somebody said, with everything that came from it.

First a plan, which changes nothing and says what would go; then it goes, in one transaction, and the file is written
anew without it. That something was forgotten stays on record; what it was does not.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.store.cells import clean, to_json
from onrecord.store.finding import find_report
from onrecord.store.forgetting_judgements import Stripped, count_lines, forget_lines, without_people, without_reports
from onrecord.store.forgetting_rows import take_cases_naming, take_reports, take_statements
from onrecord.store.forgetting_traces import wipe
from onrecord.store.record import Record
from onrecord.store.refusals import digests_of, refuse
from onrecord.store.versions import page_address
from onrecord.values.judgement import Person

REPORT = """
SELECT r.number, r.id, r.title, r.outlet, r.origin, r.sha256, r.text_sha256, v.address,
  (SELECT count(*) FROM statements WHERE report = r.number) AS statements
FROM reports AS r LEFT JOIN versions AS v ON v.report = r.number WHERE r.number = ?"""
AT_ADDRESS = "SELECT report FROM versions WHERE address = ? ORDER BY report"
OTHERS = """
SELECT 'has the same bytes' AS why, o.id FROM reports AS r JOIN reports AS o ON o.sha256 = r.sha256
WHERE r.number = :number AND o.number <> :number
UNION SELECT 'is a copy of it', o.id FROM copies AS c JOIN copies AS n ON n.copy_group = c.copy_group
JOIN reports AS o ON o.number = n.report WHERE c.report = :number AND n.report <> :number
UNION SELECT 'is another version of its page', o.id FROM versions AS c JOIN versions AS n ON n.address = c.address
JOIN reports AS o ON o.number = n.report WHERE c.report = :number AND n.report <> :number"""
STANDS_AS = """
SELECT who.number, who.name, who.entity FROM speakers AS who LEFT JOIN identities AS i ON i.speaker = who.number
LEFT JOIN speakers AS stands ON stands.number = i.stands_as WHERE :entity IN (who.entity, stands.entity)"""
SAID = "SELECT number, report FROM statements WHERE speaker = ? ORDER BY number"
LOG = """
INSERT INTO forgotten (at, kind, reason, reports, statements, judgements, refused) VALUES (?, ?, ?, ?, ?, ?, ?)"""
UNREAD = "UPDATE as_read SET speaker = NULL, columns = ? WHERE statement = ?"
_OF_SPEAKER = ("speaker_because", "office")  # how columns begin that tell why it is this one, and of the office
LISTED = "SELECT at, kind, reason, reports, statements, judgements, refused FROM forgotten ORDER BY number DESC"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A line of the log of what was forgotten. at: ISO. refused: it is not to be read again."""

    at: str
    kind: str
    reason: str | None
    reports: int
    statements: int
    judgements: int
    refused: bool


@dataclass(frozen=True, slots=True)
class DoomedReport:
    """A report that is to be forgotten. statements: how many. digests: by which it is known again."""

    number: int
    id: str
    title: str | None
    outlet: str | None
    origin: str
    sha256: str
    statements: int
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What would go. judgements: lines of the log that are about it. stays: (why, id) of reports with its words."""

    reports: tuple[DoomedReport, ...]
    judgements: int
    stays: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanOfSpeaker:
    """What would go of somebody. names: under which the person is on record. reports: how many have the statements."""

    person: Person
    numbers: tuple[int, ...]
    entities: tuple[str, ...]
    names: tuple[str, ...]
    statements: int
    reports: int
    judgements: int


@dataclass(frozen=True, slots=True)
class Request:
    """at: ISO time. refuse_again: keep digests, so that a report is passed over when it comes again."""

    at: str
    reason: str | None = None
    refuse_again: bool = False


def plan_reports(record: Record, asked: Sequence[str]) -> Plan:
    """What it would take to forget these: as `find_report` finds them, of the address of a page all its versions.

    Raises UnknownReference.
    """
    with record.reading() as connection:
        numbers = dict.fromkeys(number for one in asked for number in _numbers(connection, one))
        reports = tuple(_doomed(connection, number) for number in numbers)
        others = {
            (row["why"], row["id"])
            for number in numbers
            for row in connection.execute(OTHERS, {"number": number})
            if row["id"] not in {one.id for one in reports}
        }
        return Plan(reports, count_lines(connection, _of_reports(connection, reports)), tuple(sorted(others)))


def forget_reports(record: Record, plan: Plan, request: Request) -> Forgotten:
    """Take the reports of a plan out, all or none, and leave no trace of their words in the file."""
    numbers = [one.number for one in plan.reports]
    _secure(record)
    with record.batch():
        connection = record.connection
        lines = forget_lines(connection, _of_reports(connection, plan.reports))
        statements = take_reports(connection, numbers)
        made = Forgotten(
            *(request.at, "report", request.reason, len(numbers), statements, lines), refused=request.refuse_again
        )
        written = _log(connection, made)
        if request.refuse_again:
            refuse(connection, written, (digest for one in plan.reports for digest in one.digests))
    record.forget_log()
    wipe(record)
    return made


def plan_speaker(record: Record, person: Person) -> PlanOfSpeaker:
    """What it would take to forget what somebody said, under all names that judgements made one."""
    with record.reading() as connection:
        rows = connection.execute(STANDS_AS, {"entity": person.entity}).fetchall()
        said = [one for row in rows for one in connection.execute(SAID, (row["number"],))]
        entities = tuple(sorted({row["entity"] for row in rows if row["entity"]}))
        return PlanOfSpeaker(
            person=person,
            numbers=tuple(row["number"] for row in rows),
            entities=entities,
            names=tuple(sorted({row["name"] for row in rows})),
            statements=len(said),
            reports=len({row["report"] for row in said}),
            judgements=count_lines(connection, without_people(entities)),
        )


def forget_speaker(record: Record, plan: PlanOfSpeaker, request: Request) -> Forgotten:
    """Take out what somebody said, judgements and cases that name the speaker, and the name as a speaker's.

    Texts of reports stay.
    """
    _secure(record)
    with record.batch():
        connection = record.connection
        lines = forget_lines(connection, without_people(plan.entities))
        said = [row["number"] for number in plan.numbers for row in connection.execute(SAID, (number,))]
        take_statements(connection, said)
        _take_speakers(connection, plan.numbers)
        take_cases_naming(connection, plan.names)
        made = Forgotten(request.at, "speaker", request.reason, 0, len(said), lines, refused=False)
        _log(connection, made)
    record.forget_log()
    wipe(record)
    return made


def forgotten(record: Record) -> tuple[Forgotten, ...]:
    """What was forgotten, the last first."""
    with record.reading() as connection:
        rows = connection.execute(LISTED).fetchall()
        return tuple(Forgotten(**{**dict(row), "refused": bool(row["refused"])}) for row in rows)


def _secure(record: Record) -> None:
    """What is deleted from here on is overwritten."""
    record.connection.execute("PRAGMA secure_delete = ON")


def _log(connection: sqlite3.Connection, made: Forgotten) -> int:
    counted = (made.reports, made.statements, made.judgements, int(made.refused))
    return connection.execute(LOG, (made.at, made.kind, clean(made.reason), *counted)).lastrowid or 0


def _numbers(connection: sqlite3.Connection, asked: str) -> list[int]:
    address = page_address(asked.strip()) if "://" in asked else None
    rows = connection.execute(AT_ADDRESS, (address,)).fetchall() if address else []
    return [row["report"] for row in rows] or [find_report(connection, asked)]


def _doomed(connection: sqlite3.Connection, number: int) -> DoomedReport:
    row = dict(connection.execute(REPORT, (number,)).fetchone())
    digests = tuple(digests_of(row["sha256"], row.pop("text_sha256"), row.pop("address")))
    return DoomedReport(**row, digests=digests)


def _of_reports(connection: sqlite3.Connection, reports: Collection[DoomedReport]) -> Stripped:
    """Judgements about bytes that another report has as well hold for that one, and stay."""
    numbers = {one.number for one in reports}
    held = {
        one.sha256
        for one in reports
        for row in connection.execute("SELECT number FROM reports WHERE sha256 = ?", (one.sha256,))
        if row["number"] not in numbers
    }
    return without_reports({one.sha256 for one in reports} - held)


def _take_speakers(connection: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Also where a correction keeps that the machine had read this name."""
    for number in numbers:
        for row in connection.execute("SELECT statement, columns FROM as_read WHERE speaker = ?", (number,)).fetchall():
            kept = json.loads(row["columns"])
            bare = to_json(kept | dict.fromkeys(one for one in kept if one.startswith(_OF_SPEAKER)))
            connection.execute(UNREAD, (bare, row["statement"]))
        connection.execute("DELETE FROM identities WHERE speaker = :who OR stands_as = :who", {"who": number})
        connection.execute("DELETE FROM speakers WHERE number = ?", (number,))
