"""What is on record at a glance: counts, reports by month, who and what is met most. It reads along whole tables.

A million statements take seconds. So who shows it keeps it, with `position` to know whether it still holds.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME
from onrecord.store.instruments import AppealedRow, appealed
from onrecord.store.reader import Counts
from onrecord.store.record import Record
from onrecord.store.speaker_rows import SpeakerRow

MOST_SPEAKERS, MOST_INSTRUMENTS, NEWEST = 12, 8, 8
SMALL = 20_000  # statements up to which an overview is quick enough to be made while somebody waits

# Along reports_published alone: "2021-12", or "2021" where no month is known.
MONTHS = """
SELECT substr(published, 1, 7) AS month, count(*) AS reports FROM reports WHERE published < 'X'
  AND number NOT IN (SELECT report FROM superseded) GROUP BY month ORDER BY month"""
# The end of each table: a look at one row, whatever its size. What is forgotten leaves these ends mostly as they are.
POSITION = """
SELECT (SELECT max(number) FROM forgotten) AS forgotten,
  (SELECT max(number) FROM inputs) AS inputs, (SELECT max(number) FROM reports) AS reports,
  (SELECT max(number) FROM judgements) AS judgements, (SELECT max(number) FROM statements) AS statements"""
LATELY = f"""
SELECT r.id, {REPORT_NAME} AS title, r.outlet, r.published, r.origin,
  (SELECT count(*) FROM statements AS s WHERE s.report = r.number) AS statements
FROM reports AS r WHERE NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = r.number AND NOT v.stands)
ORDER BY r.number DESC LIMIT ?"""
NAME = "SELECT name FROM appeals WHERE instrument = ? AND name IS NOT NULL LIMIT 1"
Position = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Reports published in a month, "2021-12", or in a year, where no more is known."""

    month: str
    reports: int


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report read lately. statements: also those that a person rejected."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    origin: str
    statements: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What is on record. months: in order, without those that have none; undated: reports without a year.

    instruments: each with its name, its number where the record knows no name.
    """

    counts: Counts
    months: tuple[MonthRow, ...]
    speakers: tuple[SpeakerRow, ...]
    instruments: tuple[tuple[str, AppealedRow], ...]

    @property
    def undated(self) -> int:
        return max(0, self.counts.reports - sum(one.reports for one in self.months))


def overview(record: Record) -> Overview:
    """All of it as of one moment."""
    with record.reading() as connection:
        months = tuple(MonthRow(**dict(row)) for row in connection.execute(MONTHS))
        instruments = tuple((_name(connection, one.instrument), one) for one in appealed(record)[:MOST_INSTRUMENTS])
        named = tuple(one for one in record.speakers() if one.entity)[:MOST_SPEAKERS]
        return Overview(record.counts(), months, named, instruments)


def _name(connection: sqlite3.Connection, instrument: str) -> str:
    row = connection.execute(NAME, (instrument,)).fetchone()
    return str(row["name"]) if row else instrument


def position(connection: sqlite3.Connection) -> Position:
    """How far the record has got: where it is the same, an overview is. Costs nothing."""
    return tuple(connection.execute(POSITION).fetchone())


def is_small(where: Position) -> bool:
    return (where[-1] or 0) <= SMALL


def read_lately(connection: sqlite3.Connection, limit: int = NEWEST) -> tuple[NewReport, ...]:
    """The reports that came last, the newest first."""
    return tuple(NewReport(**dict(row)) for row in connection.execute(LATELY, (limit,)))
