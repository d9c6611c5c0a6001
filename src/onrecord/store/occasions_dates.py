"""Dates that reach a statement through its occasion: written over its own report's, which is kept, and taken back.

A transaction must be open. What a person corrected is never completed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from onrecord.store.report_rows import published_from
from onrecord.store.writer import put_days
from onrecord.values.dates import StatementDate

OF_REPORT = """
SELECT d.* FROM dated_by_occasion AS d JOIN statements AS s ON s.number = d.statement WHERE s.report = ?"""
OF_STATEMENT = "SELECT * FROM dated_by_occasion WHERE statement = ?"
OWN = "SELECT said_on, said_on_because FROM statements WHERE number = ?"
COMPLETED = """
SELECT s.said_on, s.said_on_because FROM dated_by_occasion AS d JOIN statements AS s ON s.number = d.statement
WHERE d.statement = ?"""
KEEP = "INSERT INTO dated_by_occasion (statement, said_on, said_on_because) VALUES (?, ?, ?)"
WRITE = "UPDATE statements SET said_on = ?, said_on_because = ? WHERE number = ?"
PUBLISHED = """
SELECT r.published, r.published_candidates, r.published_because FROM statements AS s
JOIN reports AS r ON r.number = s.report WHERE s.number = ?"""
# A date that a person said, or said to be unknown.
BY_HAND = """
SELECT 1 FROM judged AS about JOIN judgements AS j ON j.number = about.judgement
WHERE about.statement = ? AND j.act IN ('correct', 'add') AND json_type(j.line, '$.fields.said_on') IS NOT NULL"""


def set_dates(connection: sqlite3.Connection, statements: Iterable[int], dates: Mapping[int, tuple[str, str]]) -> None:
    """Date these statements by their occasions: (EDTF, why), and those without as their own reports do.

    Only what changes is written.
    """
    for number in statements:
        stands = connection.execute(COMPLETED, (number,)).fetchone()
        if stands is not None and tuple(stands) != dates.get(number):
            _take_back(connection, connection.execute(OF_STATEMENT, (number,)).fetchall())
            stands = None
        if stands is None and number in dates:
            _complete(connection, number, *dates[number])


def _complete(connection: sqlite3.Connection, statement: int, said_on: str, because: str) -> None:
    """Date a statement by its occasion, unless a person has dated it. What its own report tells is kept beside."""
    if connection.execute(BY_HAND, (statement,)).fetchone():
        return
    own = connection.execute(OWN, (statement,)).fetchone()
    connection.execute(KEEP, (statement, own["said_on"], own["said_on_because"]))
    _write(connection, statement, StatementDate(said_on, because))


def take_back_report(connection: sqlite3.Connection, report: int) -> None:
    """The statements of a report as it tells them itself."""
    _take_back(connection, connection.execute(OF_REPORT, (report,)).fetchall())


def _take_back(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> None:
    for row in rows:
        connection.execute("DELETE FROM dated_by_occasion WHERE statement = ?", (row["statement"],))
        own = None if row["said_on"] is None else StatementDate(row["said_on"], row["said_on_because"])
        _write(connection, row["statement"], own)


def _write(connection: sqlite3.Connection, statement: int, said_on: StatementDate | None) -> None:
    told = (said_on.edtf, said_on.because) if said_on else (None, None)
    connection.execute(WRITE, (*told, statement))
    connection.execute("DELETE FROM statement_dates WHERE statement = ?", (statement,))
    published = published_from(connection.execute(PUBLISHED, (statement,)).fetchone())
    put_days(connection, statement, said_on, published)
