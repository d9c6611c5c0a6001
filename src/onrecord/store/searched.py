"""What is on record, counted along indexes: an answer of "not on record" tells it every time."""

from __future__ import annotations

import sqlite3

from onrecord.values.searched import Searched

NAMED_OUTLETS = 5
_MOST_OUTLETS = 1000  # that are counted one by one
# Whole tables are counted along their narrowest index, which takes 3 ms a million; the rest is small.
COUNTS = """
SELECT (SELECT count(*) FROM statements) - (SELECT count(*) FROM rejections) - (SELECT count(*) FROM superseded AS past
    CROSS JOIN statements AS s ON s.report = past.report WHERE s.number NOT IN (SELECT statement FROM rejections))
    AS statements,
  (SELECT count(*) FROM reports) - (SELECT count(*) FROM superseded) AS reports,
  (SELECT min(published) FROM reports WHERE published < 'X') AS earliest,
  (SELECT max(published) FROM reports WHERE published < 'X') AS latest"""
# From one name to the next along the index, not over all reports.
OUTLETS = """
WITH RECURSIVE names (outlet) AS (
  SELECT min(outlet) FROM reports
  UNION ALL
  SELECT (SELECT min(outlet) FROM reports WHERE outlet > names.outlet) FROM names WHERE names.outlet IS NOT NULL)
SELECT outlet FROM names WHERE outlet IS NOT NULL LIMIT ?"""


def searched(connection: sqlite3.Connection) -> Searched:
    """How much there is that could have had the words."""
    row = connection.execute(COUNTS).fetchone()
    outlets = [str(one["outlet"]) for one in connection.execute(OUTLETS, (_MOST_OUTLETS,))]
    if len(outlets) == _MOST_OUTLETS:
        outlets_counted = connection.execute("SELECT count(DISTINCT outlet) FROM reports").fetchone()[0]
    else:
        outlets_counted = len(outlets)
    return Searched(
        row["statements"],
        row["reports"],
        outlets_counted,
        tuple(outlets[:NAMED_OUTLETS]),
        row["earliest"],
        row["latest"],
    )
