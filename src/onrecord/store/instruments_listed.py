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
SELECT a.statement, a.ordinal, st.day, st.kind, st.speaker FROM appeal_readings AS a
CROSS JOIN standing_statements AS st ON st.statement = a.statement
WHERE a.reading = ? AND a.sure = ? ORDER BY a.statement DESC LIMIT ?"""
APPEAL = """
SELECT s.id AS statement, r.id AS report, r.outlet, r.published, s.said_on, who.name AS speaker, who.entity, s.kind,
  s.words, a.words AS called, a.provision, a.candidates, a.because
FROM appeals AS a JOIN statements AS s ON s.number = a.statement JOIN reports AS r ON r.number = s.report
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE a.statement = ? AND a.ordinal = ?"""
STANDS_AS = "SELECT speaker, stands_as FROM identities WHERE speaker IN ({})"
WHO = "SELECT name, entity FROM speakers WHERE number = ?"


@dataclass(frozen=True, slots=True)
class InstrumentSize:
    """A document: its id, else its number. appeals: in statements that stand; sure: those that mean no other."""

    reading: str
    appeals: int
    sure: int

    @property
    def possible(self) -> int:
        return self.appeals - self.sure


@dataclass(frozen=True, slots=True)
class Appeal:
    """Where a statement appeals to a document. day: EDTF, "" without a year. speaker: number; 0: nobody."""

    statement: int
    ordinal: int
    day: str
    kind: str
    speaker: int

    @property
    def place(self) -> tuple[str, int, int]:
        return self.day, self.statement, self.ordinal


@dataclass(frozen=True, slots=True)
class Appealed:
    """One appeal. called: the words that name the document. candidates: JSON, ids or numbers, where several fit."""

    statement: str
    report: str
    outlet: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    entity: str | None
    kind: str
    words: str
    called: str
    provision: str | None
    candidates: str
    because: str | None


def instruments_part(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[InstrumentSize]:
    """Documents that are appealed to most first."""
    appeals, reading = place_of(after, (int, str)) or (2**62, "")
    rows = connection.execute(BY_SIZE, {"appeals": appeals, "reading": reading, "limit": limit + 1})
    return part([InstrumentSize(**dict(row)) for row in rows], limit, lambda one: (one.appeals, one.reading))


def instrument_size(connection: sqlite3.Connection, reading: str) -> InstrumentSize:
    """How often a document is appealed to; never, where nobody did."""
    row = connection.execute(SIZE, (reading,)).fetchone()
    return InstrumentSize(**dict(row)) if row else InstrumentSize(reading, 0, 0)


def latest_appeals(connection: sqlite3.Connection, reading: str, *, sure: bool) -> tuple[Appeal, ...]:
    """The appeals that were read last, LOOKED_AT at most. sure: to this document; else to this one or another."""
    rows = connection.execute(LATEST, (reading, int(sure), LOOKED_AT))
    return tuple(Appeal(*row) for row in rows)


def appeals_part(
    connection: sqlite3.Connection, appeals: Iterable[Appeal], *, after: str | None, limit: int
) -> Part[Appealed]:
    """Some of the appeals as they are shown, the latest said first; what has no year behind it."""
    place = place_of(after, (str, int, int)) or ("\U0010ffff", 2**62, 2**62)
    behind = sorted((one for one in appeals if one.place < place), key=lambda one: one.place, reverse=True)
    found = part(behind, limit, lambda one: one.place)
    rows = (connection.execute(APPEAL, (one.statement, one.ordinal)).fetchone() for one in found.rows)
    return Part(tuple(Appealed(**dict(row)) for row in rows), found.following)


def who_appealed(
    connection: sqlite3.Connection, appeals: Iterable[Appeal], *, limit: int
) -> list[tuple[str, str | None, int]]:
    """(name, entity, appeals) of who did so most."""
    as_read = Counter(one.speaker for one in appeals if one.speaker)
    marks = ", ".join("?" * len(as_read))
    stands_as = dict(tuple(row) for row in connection.execute(STANDS_AS.format(marks), tuple(as_read)))
    counted: Counter[int] = Counter()
    for speaker, number in as_read.items():
        counted[stands_as.get(speaker, speaker)] += number
    rows = ((connection.execute(WHO, (one,)).fetchone(), number) for one, number in counted.most_common(limit))
    return [(row["name"], row["entity"], number) for row, number in rows]
