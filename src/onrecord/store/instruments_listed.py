"""Documents appealed to, part by part, and who appealed to one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.cursors import Part, part, place_of

BY_SIZE = """
SELECT reading, appeals, sure FROM instrument_sizes WHERE (appeals, reading) < (:appeals, :reading)
ORDER BY appeals DESC, reading DESC LIMIT :limit"""
SIZE = "SELECT reading, appeals, sure FROM instrument_sizes WHERE reading = ?"
LOOKED_AT = 2000  # appeals, those read last: put in order by their days
LATEST = """SELECT a.statement, a.ordinal FROM appeal_readings AS a
JOIN standing_statements AS st ON st.statement = a.statement
WHERE a.reading = :reading AND a.sure = :sure ORDER BY a.statement DESC LIMIT :most"""
APPEALS = f"""
SELECT l.statement AS number, l.ordinal, st.day, s.id AS statement, r.id AS report, r.outlet, r.published, s.said_on,
  who.name AS speaker, who.entity, s.kind, s.words, a.words AS called, a.provision, a.candidates, a.because
FROM ({LATEST}) AS l JOIN standing_statements AS st ON st.statement = l.statement
JOIN appeals AS a ON a.statement = l.statement AND a.ordinal = l.ordinal
JOIN statements AS s ON s.number = l.statement JOIN reports AS r ON r.number = s.report
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE (st.day, l.statement, l.ordinal) < (:day, :statement, :ordinal)
ORDER BY st.day DESC, l.statement DESC, l.ordinal DESC LIMIT :limit"""
MONTHS = f"""
SELECT substr(st.day, 1, 7) AS month, st.kind, count(*) AS n
FROM ({LATEST}) AS l JOIN standing_statements AS st ON st.statement = l.statement GROUP BY 1, 2 ORDER BY 1"""
WHO = f"""
SELECT who.name, who.entity, count(*) AS n FROM ({LATEST}) AS l
JOIN standing_statements AS st ON st.statement = l.statement LEFT JOIN identities AS i ON i.speaker = st.speaker
JOIN speakers AS who ON who.number = ifnull(i.stands_as, st.speaker) GROUP BY who.number
ORDER BY 3 DESC, 1 LIMIT :limit"""


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
class Appealed:
    """One appeal. called: the words that name the document. candidates: JSON, ids or numbers, where several fit."""

    number: int
    ordinal: int
    day: str
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


def appeals_part(
    connection: sqlite3.Connection, reading: str, *, sure: bool, after: str | None, limit: int
) -> Part[Appealed]:
    """Who appealed to a document, the latest first, of the LOOKED_AT that were read last.

    sure: to this one; else to this one or another.
    """
    day, statement, ordinal = place_of(after, (str, int, int)) or ("\U0010ffff", 2**62, 2**62)
    values = {"reading": reading, "sure": int(sure), "most": LOOKED_AT, "limit": limit + 1}
    rows = connection.execute(APPEALS, values | {"day": day, "statement": statement, "ordinal": ordinal})
    return part([Appealed(**dict(row)) for row in rows], limit, lambda one: (one.day, one.number, one.ordinal))


def appeals_by_month(connection: sqlite3.Connection, reading: str) -> list[tuple[str, str, int]]:
    """(month, kind, appeals) of sure ones, of the LOOKED_AT that were read last."""
    values = {"reading": reading, "sure": 1, "most": LOOKED_AT}
    return [(row["month"], row["kind"], row["n"]) for row in connection.execute(MONTHS, values)]


def who_appealed(connection: sqlite3.Connection, reading: str, *, limit: int) -> list[tuple[str, str | None, int]]:
    """(name, entity, appeals) of who did so most."""
    values = {"reading": reading, "sure": 1, "most": LOOKED_AT, "limit": limit}
    return [(row["name"], row["entity"], row["n"]) for row in connection.execute(WHO, values)]
