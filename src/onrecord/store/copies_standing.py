"""Where one report stands among its copies."""

from __future__ import annotations

import sqlite3

from onrecord.values.copies import CopyKind, CopyOf, Republication

STANDING = """
SELECT g.id AS "group", (SELECT count(*) - 1 FROM copies WHERE copy_group = g.number) AS copies, g.because,
  source.id AS source, c.kind, c.share
FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group
LEFT JOIN reports AS source ON source.number = g.original AND source.number <> c.report
WHERE c.report = ?"""


def republication(connection: sqlite3.Connection, number: int) -> Republication | None:
    """A report's place among its copies; None where it has none."""
    row = connection.execute(STANDING, (number,)).fetchone()
    if row is None or not row["copies"]:
        return None
    found = row["source"] and CopyOf(row["source"], CopyKind(row["kind"]), row["share"], row["because"])
    return Republication(row["group"], row["copies"], found or None)
