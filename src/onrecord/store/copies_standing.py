"""Where one report stands among its copies."""

from __future__ import annotations

import sqlite3

from onrecord.values.copies import CopyKind, CopyOf, Republication

# An earlier version of a page stands for nothing: its latest version does, whatever that says now.
LATEST = """ifnull((SELECT latest.report FROM versions AS past JOIN versions AS latest ON latest.series = past.series
  WHERE past.report = {0} AND latest.stands), {0})"""
# Of a report and one of its group: that one is the latest version of its page, and not of the report's own page.
ANOTHER = """(NOT EXISTS (SELECT 1 FROM versions AS past WHERE past.report = {0} AND NOT past.stands) AND NOT EXISTS (
  SELECT 1 FROM versions AS mine JOIN versions AS theirs ON theirs.series = mine.series
  WHERE mine.report = {1} AND theirs.report = {0}))"""
STANDING = f"""
SELECT g.id AS "group", g.because, source.id AS source, source.number <> g.original AS has_changed, c.kind, c.share,
  (SELECT count(*) FROM copies AS other WHERE other.copy_group = g.number AND other.report <> c.report
    AND {ANOTHER.format("other.report", "c.report")}) AS copies
FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group
LEFT JOIN reports AS source ON source.number = {LATEST.format("g.original")} AND source.number <> c.report
  AND {ANOTHER.format("source.number", "c.report")}
WHERE c.report = ?"""
CHANGED = "; its page has changed since"


def republication(connection: sqlite3.Connection, number: int) -> Republication | None:
    """A report's place among its copies; None where it has none."""
    row = connection.execute(STANDING, (number,)).fetchone()
    if row is None or not (row["copies"] or row["source"]):
        return None
    because = row["because"] + (CHANGED if row["has_changed"] else "")
    found = row["source"] and CopyOf(row["source"], CopyKind(row["kind"]), row["share"], because)
    return Republication(row["group"], row["copies"], found or None)
