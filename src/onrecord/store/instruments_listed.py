"""Documents appealed to, part by part, and who appealed to one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.store.cursors import Part, part, place_of

BY_SIZE = """
SELECT reading, appeals, sure FROM instrument_sizes WHERE (appeals, reading) < (:appeals, :reading)
ORDER BY appeals DESC, reading DESC LIMIT :limit"""
SIZE = "SELECT reading, appeals, sure FROM instrument_sizes WHERE reading = ?"
LOOKED_AT = 2000  # appeals, those read last: put in order by their days, and drawn
LATEST = """
SELECT a.statement, st.day, st.kind, st.speaker FROM appeal_readings AS a
CROSS JOIN standing_statements AS st ON st.statement = a.statement
WHERE a.reading = ? GROUP BY a.statement HAVING max(a.sure) = ? ORDER BY a.statement DESC LIMIT ?"""
APPEAL = """
SELECT s.id AS statement, r.id AS report, r.outlet, r.published, s.said_on, who.name AS speaker, who.entity, s.kind,
  s.words
FROM statements AS s JOIN reports AS r ON r.number = s.report
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE s.number = ?"""
MENTIONS = """
SELECT a.words AS called, a.provision, a.candidates, a.because FROM appeal_readings AS r
JOIN appeals AS a ON a.statement = r.statement AND a.ordinal = r.ordinal
WHERE r.statement = ? AND r.reading = ? ORDER BY a.starts, a.ordinal"""
STANDS_AS = "SELECT speaker, stands_as FROM identities WHERE speaker IN ({})"
WHO = "SELECT name, entity FROM speakers WHERE number = ?"


@dataclass(frozen=True, slots=True)
class InstrumentSize:
    """A document: its id, else its number. appeals: statements that stand, each once; sure: that mean no other."""

    reading: str
    appeals: int
    sure: int

    @property
    def possible(self) -> int:
        return self.appeals - self.sure


@dataclass(frozen=True, slots=True)
class Appeal:
    """A statement that appeals to a document. day: EDTF, "" without a year. speaker: number; 0: nobody."""

    statement: int
    day: str
    kind: str
    speaker: int

    @property
    def place(self) -> tuple[str, int]:
        return self.day, self.statement


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a statement names a document. called: in which words. candidates: JSON, where several documents fit."""

    called: str
    provision: str | None
    candidates: str
    because: str | None


@dataclass(frozen=True, slots=True)
class Appealed:
    """A statement that appeals to a document, with all mentions of it, in the order of the text."""

    statement: str
    report: str
    outlet: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    entity: str | None
    kind: str
    words: str
    mentions: tuple[Mention, ...]


def instruments_part(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[InstrumentSize]:
    """Documents that are appealed to most first."""
    appeals, reading = place_of(after, (int, str)) or (2**62, "")
    rows = connection.execute(BY_SIZE, {"appeals": appeals, "reading": reading, "limit": limit + 1})
    return part([InstrumentSize(**dict(row)) for row in rows], limit, lambda one: (one.appeals, one.reading))


def instrument_size(connection: sqlite3.Connection, reading: str) -> InstrumentSize:
    """How many statements appeal to a document; none, where nobody did."""
    row = connection.execute(SIZE, (reading,)).fetchone()
    return InstrumentSize(**dict(row)) if row else InstrumentSize(reading, 0, 0)


def latest_appeals(connection: sqlite3.Connection, reading: str, *, sure: bool) -> tuple[Appeal, ...]:
    """The appeals that were read last, LOOKED_AT at most. sure: to this document; else to this one or another."""
    rows = connection.execute(LATEST, (reading, int(sure), LOOKED_AT))
    return tuple(Appeal(*row) for row in rows)


def appeals_part(
    connection: sqlite3.Connection, appeals: Iterable[Appeal], reading: str, *, after: str | None, limit: int
) -> Part[Appealed]:
    """Some of the appeals to `reading` as they are shown, the latest said first; what has no year behind it."""
    place = place_of(after, (str, int)) or ("\U0010ffff", 2**62)
    behind = sorted((one for one in appeals if one.place < place), key=lambda one: one.place, reverse=True)
    found = part(behind, limit, lambda one: one.place)
    return Part(tuple(_shown(connection, one.statement, reading) for one in found.rows), found.following)


def _shown(connection: sqlite3.Connection, statement: int, reading: str) -> Appealed:
    mentions = tuple(Mention(**dict(row)) for row in connection.execute(MENTIONS, (statement, reading)))
    return Appealed(**dict(connection.execute(APPEAL, (statement,)).fetchone()), mentions=mentions)


def who_appealed(
    connection: sqlite3.Connection, appeals: Iterable[Appeal], *, limit: int
) -> list[tuple[str, str | None, int]]:
    """(name, entity, statements) of who did so most."""
    as_read = Counter(one.speaker for one in appeals if one.speaker)
    marks = ", ".join("?" * len(as_read))
    stands_as = dict(tuple(row) for row in connection.execute(STANDS_AS.format(marks), tuple(as_read)))
    counted: Counter[int] = Counter()
    for speaker, number in as_read.items():
        counted[stands_as.get(speaker, speaker)] += number
    rows = ((connection.execute(WHO, (one,)).fetchone(), number) for one, number in counted.most_common(limit))
    return [(row["name"], row["entity"], number) for row, number in rows]
