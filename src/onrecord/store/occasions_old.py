"""Old words served again: a statement that a report dates, though its words are on record of an earlier day."""

from __future__ import annotations

import sqlite3

from onrecord.grouping.ties import MOST_OF_IT
from onrecord.store.occasions_told import SHORT
from onrecord.text.edtf import day_of

LEAST_OLD = 8  # words in a row: fewer are said again without being served again
AROUND = """
SELECT DISTINCT number FROM (
  SELECT s.number FROM statements AS s WHERE s.report = :report
  UNION SELECT w.other FROM same_words AS w JOIN statements AS s ON s.number = w.one WHERE s.report = :report
  UNION SELECT w.one FROM same_words AS w JOIN statements AS s ON s.number = w.other WHERE s.report = :report)
ORDER BY number"""
# Only dates that the reports tell themselves: so no date of an occasion makes another statement old.
DATED = """
SELECT s.number, CASE WHEN s.number IN (SELECT statement FROM dated_by_occasion) THEN NULL ELSE s.said_on END AS said_on
FROM statements AS s JOIN reports AS r ON r.number = s.report WHERE s.number = ? AND r.kind <> 'transcript'"""
EARLIER = """
SELECT t.number, t.id, w.words, w.shown, t.said_on, scenes.published_last, r.id AS report, r.outlet,
  t.number IN (SELECT statement FROM dated_by_occasion) AS is_completed
FROM same_words AS w JOIN statements AS t ON t.number = CASE w.one WHEN :number THEN w.other ELSE w.one END
JOIN scene_statements AS c ON c.statement = t.number JOIN scenes ON scenes.number = c.scene
JOIN reports AS r ON r.number = t.report
WHERE (w.one = :number OR w.other = :number) AND w.words >= :least AND w.share >= :most"""
PUT = "INSERT INTO old_words (statement, earlier, day, words, because) VALUES (?, ?, ?, ?, ?)"


def mark_old_words(connection: sqlite3.Connection, report: int) -> None:
    """Mark the statements of a report, and those that share words with it. A turn of a transcript was said that day."""
    for row in connection.execute(AROUND, {"report": report}).fetchall():
        connection.execute("DELETE FROM old_words WHERE statement = ?", (row["number"],))
        own = connection.execute(DATED, (row["number"],)).fetchone()
        if own and day_of(own["said_on"]):
            _mark(connection, row["number"], own["said_on"])


def _mark(connection: sqlite3.Connection, number: int, said_on: str) -> None:
    rows = connection.execute(EARLIER, {"number": number, "least": LEAST_OLD, "most": MOST_OF_IT}).fetchall()
    found = [(day, row["id"], row) for row in rows if (day := _day(row)) is not None and day < said_on]
    if found:
        day, _, row = min(found, key=lambda one: one[:2])
        outlet = f"{row['outlet']}, " if row["outlet"] else ""
        how = "said" if _is_said(row) else "in print"
        because = f"the same {row['words']} words in a row, “{row['shown']}”, were {how} on {day}"
        where = f"{because}: {outlet}report {row['report'][:SHORT]}"
        connection.execute(PUT, (number, row["number"], day, row["words"], where))


def _is_said(row: sqlite3.Row) -> bool:
    return bool(not row["is_completed"] and day_of(row["said_on"]))


def _day(row: sqlite3.Row) -> str | None:
    """The day by which the earlier statement had been made: the day said, else the last day its report may be of."""
    if _is_said(row):
        return str(row["said_on"])
    return row["published_last"] or None
