"""Old words served again: a statement that a report dates, though its words are on record of an earlier day."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from onrecord.grouping.shared_words import Common
from onrecord.grouping.ties import MOST_OF_IT
from onrecord.store.occasions_told import SHORT
from onrecord.store.occasions_words import Partners, shown_words, wordings_in
from onrecord.text.edtf import day_of

LEAST_OLD = 8  # words in a row: fewer are said again without being served again
OWN = "SELECT number FROM statements WHERE report = ?"
LATER = """
SELECT o.statement FROM old_words AS o JOIN statements AS s ON s.number = o.earlier WHERE s.report = ?"""
SPOKEN = "SELECT statement FROM spoken_by WHERE spoken = ?"
UNMARK = "DELETE FROM old_words WHERE statement = ?"
# Only dates that the reports tell themselves: so no date of an occasion makes another statement old.
DATED = """
SELECT s.number, s.id, s.report, s.said_on FROM spoken_by AS b JOIN statements AS s ON s.number = b.statement
JOIN reports AS r ON r.number = s.report
WHERE b.spoken = ? AND r.kind <> 'transcript' AND s.number NOT IN (SELECT statement FROM dated_by_occasion)"""
TOLD = """
SELECT t.number, t.id, t.said_on, t.report, scenes.published_last, r.id AS report_id, r.outlet,
  t.number IN (SELECT statement FROM dated_by_occasion) AS is_completed
FROM spoken_by AS b JOIN statements AS t ON t.number = b.statement
JOIN scene_statements AS c ON c.statement = t.number JOIN scenes ON scenes.number = c.scene
JOIN reports AS r ON r.number = t.report WHERE b.spoken = ?"""
PUT = "INSERT INTO old_words (statement, earlier, day, words, because) VALUES (?, ?, ?, ?, ?)"


class _Told(NamedTuple):
    """A statement by whose day words were on record."""

    day: str
    id: str
    row: sqlite3.Row


class OldWords:
    """Whom a change of some reports may make old, or no longer: to be made before it, and to mark them after it."""

    def __init__(self, connection: sqlite3.Connection, reports: Collection[int], partners: Partners) -> None:
        self._connection = connection
        self._reports = reports
        self._wordings = self._around(partners)
        self._statements = {row[0] for report in reports for row in connection.execute(LATER, (report,))}
        self._told: dict[int, tuple[_Told, ...]] = {}

    def _around(self, partners: Partners) -> set[int]:
        own = {one for report in self._reports for one in wordings_in(self._connection, report)}
        return own.union(*(partners.of(one) for one in own))

    def mark(self, others: Iterable[int], partners: Partners) -> None:
        """Mark the statements of the reports and those that share or shared words with them, and `others`, wordings.

        A turn of a transcript was said that day.
        """
        wordings = sorted(self._wordings.union(self._around(partners), others))
        self._statements.update(row[0] for report in self._reports for row in self._connection.execute(OWN, (report,)))
        self._statements.update(row[0] for one in wordings for row in self._connection.execute(SPOKEN, (one,)))
        self._connection.executemany(UNMARK, [(number,) for number in sorted(self._statements)])
        for one in wordings:
            dated = [row for row in self._connection.execute(DATED, (one,)) if day_of(row["said_on"])]
            if dated:
                self._mark(dated, self._earlier(one, partners))

    def _mark(self, dated: Iterable[sqlite3.Row], earlier: Collection[tuple[_Told, Common]]) -> None:
        """dated: statements of one wording. earlier: by their days."""
        for own in dated:
            found = next((one for one in earlier if one[0].row["report"] != own["report"]), None)
            if found and found[0].day < own["said_on"]:
                told, common = found
                because = _because(self._connection, own, told, common)
                self._connection.execute(PUT, (own["number"], told.row["number"], told.day, common.size, because))

    def _earlier(self, wording: int, partners: Partners) -> list[tuple[_Told, Common]]:
        """Who had the words of this wording first: of each wording that has them the first of two reports."""
        found = partners.of(wording).items()
        able = ((one, common) for one, common in found if common.size >= LEAST_OLD and common.share >= MOST_OF_IT)
        return sorted(
            ((told, common) for one, common in able for told in self._first_told(one)), key=lambda one: one[0][:2]
        )

    def _first_told(self, wording: int) -> tuple[_Told, ...]:
        if wording not in self._told:
            ordered = sorted(_days(self._connection.execute(TOLD, (wording,))), key=lambda one: one[:2])
            by_report: dict[int, _Told] = {}
            for one in ordered:
                by_report.setdefault(one.row["report"], one)
            self._told[wording] = tuple(by_report.values())[:2]
        return self._told[wording]


def _days(rows: Iterable[sqlite3.Row]) -> Iterator[_Told]:
    """With the day by which each had been made: the day said, else the last day its report may be of."""
    for row in rows:
        day = row["said_on"] if _is_said(row) else row["published_last"]
        if day:
            yield _Told(str(day), row["id"], row)


def _is_said(row: sqlite3.Row) -> bool:
    return bool(not row["is_completed"] and day_of(row["said_on"]))


def _because(connection: sqlite3.Connection, own: sqlite3.Row, told: _Told, common: Common) -> str:
    outlet = f"{told.row['outlet']}, " if told.row["outlet"] else ""
    how = "said" if _is_said(told.row) else "in print"
    first, at = min((own["id"], common.at_one), (told.id, common.at_other))
    words = shown_words(connection, own["number"] if first == own["id"] else told.row["number"], at, common.size)
    because = f"the same {common.size} words in a row, “{words}”, were {how} on {told.day}"
    return f"{because}: {outlet}report {told.row['report_id'][:SHORT]}"
