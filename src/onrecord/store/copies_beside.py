"""The copies of one report, named and no more: no text is read, so that a group of thousands costs no more than ten."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME

MOST = 12  # named on the page of a report; how many there are is told
# Along copies_group (copy_group, place): the original first. One more than is shown tells whether there are others.
BESIDE = f"""
SELECT r.id AS report, r.outlet, {REPORT_NAME} AS title,
  r.published, r.origin, c.kind, c.share, c.report = g.original AS is_original
FROM copies AS own JOIN copy_groups AS g ON g.number = own.copy_group
JOIN copies AS c ON c.copy_group = own.copy_group JOIN reports AS r ON r.number = c.report
WHERE own.report = (SELECT number FROM reports WHERE id = ?) AND c.report <> own.report
  AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = c.report AND NOT v.stands)
ORDER BY c.place LIMIT ?"""
WHY = """
SELECT g.because FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group
WHERE c.report = (SELECT number FROM reports WHERE id = ?)"""


@dataclass(frozen=True, slots=True)
class CopyBeside:
    """Another report of the same group. kind, share: how it differs from the original, None for the original itself."""

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    origin: str
    kind: str | None
    share: float | None
    is_original: bool


@dataclass(frozen=True, slots=True)
class CopiesBeside:
    """The first of a report's copies, the original among them. because: why that one is, or why it is left open."""

    copies: tuple[CopyBeside, ...]
    are_more: bool
    because: str


def copies_beside(connection: sqlite3.Connection, report_id: str) -> CopiesBeside | None:
    """The other reports of the group that a report is in; None where it is in none."""
    rows = connection.execute(BESIDE, (report_id, MOST + 1)).fetchall()
    why = connection.execute(WHY, (report_id,)).fetchone()
    if not rows or why is None:
        return None
    found = tuple(CopyBeside(**dict(row) | {"is_original": bool(row["is_original"])}) for row in rows[:MOST])
    return CopiesBeside(found, len(rows) > MOST, why["because"])
