"""Families, part by part, those with most statements first; and one family in parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from onrecord.store.cursors import Part, part, place_of
from onrecord.store.families_read import FAMILIES, FamilyRow

BY_SIZE = """
SELECT family AS number, statements FROM family_sizes WHERE (statements, family) < (:statements, :family)
ORDER BY statements DESC, family DESC LIMIT :limit"""
WAITS = """
SELECT EXISTS (SELECT 1 FROM family_waiting) OR EXISTS (SELECT 1 FROM family_touched)
  OR EXISTS (SELECT 1 FROM family_sayings WHERE due = 1) OR EXISTS (SELECT 1 FROM family_stale)"""


def families_wait(connection: sqlite3.Connection) -> bool:
    """Is there anything that is not compared with the others yet?"""
    return bool(connection.execute(WAITS).fetchone()[0])


def families_part(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[FamilyRow]:
    """Families with most statements first; those of one report alone, or all rejected since, are left out."""
    statements, family = place_of(after, (int, int)) or (2**62, 2**62)
    rows = connection.execute(BY_SIZE, {"statements": statements, "family": family, "limit": limit + 1}).fetchall()
    asked = part(rows, limit, lambda row: (row["statements"], row["number"]))
    return Part(family_rows_of(connection, [row["number"] for row in asked.rows]), asked.following)


def family_rows_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[FamilyRow, ...]:
    """These families in this order; those that no two reports have are left out."""
    if not numbers:
        return ()
    which = f"AND f.number IN ({', '.join(map(str, numbers))})"
    query = FAMILIES.format(which=which).replace("SELECT f.id", "SELECT f.number, f.id", 1)
    found = {}
    for row in connection.execute(query, {"least": 1}):
        told = dict(row)
        number = told.pop("number")
        found[number] = FamilyRow(**told)
    return tuple(found[number] for number in numbers if number in found)
