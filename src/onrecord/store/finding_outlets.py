"""Whether an outlet is on record by the words that a person types, and which is nearly."""

from __future__ import annotations

import sqlite3

from onrecord.store.finding_people import LOOKED_AT, Nobody, nearest_of
from onrecord.store.search import in_outlet

NAMED = "SELECT 1 FROM report_named WHERE report_named MATCH ? LIMIT 1"
NAMES = "SELECT outlet FROM outlet_sizes WHERE outlet <> '' ORDER BY outlet LIMIT ?"


def no_outlet_called(connection: sqlite3.Connection, name: str | None) -> Nobody | None:
    """None where an outlet or an agency with all these words in its name has a report on record."""
    if name is None or connection.execute(NAMED, (in_outlet(name),)).fetchone():
        return None
    names = [row["outlet"] for row in connection.execute(NAMES, (LOOKED_AT,))]
    return Nobody(name, nearest_of(names, name), "no outlet")
