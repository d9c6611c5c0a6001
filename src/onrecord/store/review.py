"""What waits to be looked at by a person: the statements that the machine is least sure of come first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.errors import WrongOption
from onrecord.store.search import LATEST, NOT_REJECTED, match_all, terms_of

COUNTED = 1000  # that wait are counted up to here
_NAMESAKES = 8
_LAST = 2**63 - 1  # of the rows that SQLite can number

# What was accepted, corrected or told apart has been looked at; rejected ones are asked of their own table first.
WAITING = f"""FROM statements AS s INDEXED BY statements_confidence
WHERE (s.confidence, s.number) > (:confidence, :number) AND {NOT_REJECTED} AND {LATEST}
AND NOT EXISTS (SELECT 1 FROM judged WHERE statement = s.number)"""
NEXT = f"SELECT s.id, s.confidence, s.number {WAITING} ORDER BY s.confidence, s.number LIMIT :limit"
COUNT = f"SELECT count(*) FROM (SELECT 1 {WAITING} LIMIT :limit)"
NAMESAKES = """SELECT DISTINCT who.name FROM (
  SELECT rowid FROM speaker_search WHERE speaker_search MATCH :name LIMIT 200) AS found
CROSS JOIN speakers AS who ON who.number = found.rowid WHERE who.entity IS NOT NULL
ORDER BY length(who.name) DESC, who.name LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the queue a statement stands. What comes behind it: a lower place."""

    confidence: float
    number: int

    def __str__(self) -> str:
        return f"{self.confidence!r}:{self.number}"


START = Place(-1.0, 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement that nobody has judged. statement: its id."""

    statement: str
    place: Place


def place_from(told: str) -> Place:
    """The place that was written so; "" is the start. Raises BadRequest for anything else."""
    if not told:
        return START
    confidence, _, number = told.partition(":")
    try:
        place = Place(float(confidence), int(number))
        if not (-1 <= place.confidence <= 2 and 0 <= place.number <= _LAST):
            raise ValueError("a confidence is from 0 to 1, and a number is that of a row")
        return place
    except ValueError as error:
        raise WrongOption(f"{told[:40]!r} is no place in the queue", remedy="start from its beginning") from error


def waiting(connection: sqlite3.Connection, behind: Place = START, *, limit: int = 1) -> tuple[Waiting, ...]:
    """The next statements that wait, behind a place."""
    values = {"confidence": behind.confidence, "number": behind.number, "limit": limit}
    rows = connection.execute(NEXT, values)
    return tuple(Waiting(row["id"], Place(row["confidence"], row["number"])) for row in rows)


def count_waiting(connection: sqlite3.Connection) -> int:
    """How many wait; COUNTED + 1 for more."""
    values = {"confidence": START.confidence, "number": START.number, "limit": COUNTED + 1}
    return int(connection.execute(COUNT, values).fetchone()[0])


def place_of(connection: sqlite3.Connection, statement: str) -> Place | None:
    """Where a statement would stand, judged or not; None where there is none with this id."""
    row = connection.execute("SELECT confidence, number FROM statements WHERE id = ?", (statement,)).fetchone()
    return Place(row["confidence"], row["number"]) if row else None


def namesakes(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Others on record whose names have the last word of this one."""
    last = terms_of(name)[-1:] if name.strip() else []
    if not last:
        return ()
    rows = connection.execute(NAMESAKES, {"name": match_all(last), "limit": _NAMESAKES + 1})
    return tuple(row["name"] for row in rows if row["name"] != name)[:_NAMESAKES]
