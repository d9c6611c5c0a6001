"""What is on record, from sums that are kept: an answer of "not on record" tells it every time."""

from __future__ import annotations

import sqlite3

from onrecord.values.searched import Searched

NAMED_OUTLETS = 5
# From sums that are kept: of what stands, so rejected statements and earlier versions are not among them.
COUNTS = """
SELECT (SELECT ifnull(sum(statements), 0) FROM outlet_carried) AS statements,
  (SELECT ifnull(sum(reports), 0) FROM outlet_sizes) AS reports,
  (SELECT count(*) FROM outlet_sizes WHERE outlet <> '') AS outlets,
  (SELECT min(published) FROM reports WHERE published < 'X') AS earliest,
  (SELECT max(published) FROM reports WHERE published < 'X') AS latest"""
OUTLETS = "SELECT outlet FROM outlet_sizes WHERE outlet <> '' ORDER BY outlet LIMIT ?"


def searched(connection: sqlite3.Connection) -> Searched:
    """How much there is that could have had the words."""
    row = connection.execute(COUNTS).fetchone()
    outlets = tuple(str(one["outlet"]) for one in connection.execute(OUTLETS, (NAMED_OUTLETS,)))
    return Searched(row["statements"], row["reports"], row["outlets"], outlets, row["earliest"], row["latest"])
