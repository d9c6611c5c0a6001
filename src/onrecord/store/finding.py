"""From what a person types to one report or statement: ids, beginnings of ids, given ids, paths, file names."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Sequence

from onrecord.errors import UnknownReference
from onrecord.store.cells import LONE_SURROGATE
from onrecord.store.versions import page_address

NEAREST = 3
LOOKED_AT = 5000  # origins compared when nothing was found: enough for a hint, quick at any size
LEAST = 4  # characters of an id that stand for it: fewer were meant as something else
END_OF_PREFIX = "\U0010ffff"

# In this order: the first kind of name that fits decides.
BY_ID = "SELECT number, id, origin FROM reports WHERE id = :asked"
BY_GIVEN_ID = "SELECT number, id, origin FROM reports WHERE given_id = :asked ORDER BY number"
BY_ORIGIN = """
SELECT r.number, r.id, i.origin FROM inputs AS i JOIN reports AS r ON r.number = i.report
WHERE i.origin = :asked ORDER BY i.number DESC LIMIT 1"""
BY_ADDRESS = """
SELECT r.number, r.id, r.origin FROM versions AS v JOIN reports AS r ON r.number = v.report
WHERE v.address = :address AND v.stands ORDER BY r.number"""
# CROSS JOIN: no index helps here, and an input is a short row, where a report holds its text.
BY_FILE_NAME = """
SELECT r.number, r.id, max(i.origin) AS origin FROM inputs AS i CROSS JOIN reports AS r ON r.number = i.report
WHERE substr(i.origin, -length(:tail)) = :tail GROUP BY r.number ORDER BY r.number"""
BY_STEM = """
SELECT r.number, r.id, max(i.origin) AS origin FROM inputs AS i CROSS JOIN reports AS r ON r.number = i.report
WHERE instr('/' || i.origin, '/' || :asked || '.') > 0
AND instr(substr('/' || i.origin, instr('/' || i.origin, '/' || :asked || '.') + length(:asked) + 2), '/') = 0
GROUP BY r.number ORDER BY r.number"""
BY_FILE = (BY_FILE_NAME, BY_STEM)  # a file that was read again has as many reports as versions: the newest is meant
BY_PREFIX = "SELECT number, id, origin FROM reports WHERE id >= :asked AND id < :beyond ORDER BY id LIMIT 20"


def find_report(connection: sqlite3.Connection, asked: str) -> int:
    """The number of the report meant: by id, given id, origin (its latest version), address of its page (the
    latest version), file name with or without its ending, or beginning of an id, four characters at least.

    Raises UnknownReference when there is none, or more than one; it names the nearest.
    """
    asked = LONE_SURROGATE.sub("\ufffd", asked.strip())
    values = {"asked": asked, "tail": f"/{asked}", "beyond": asked + END_OF_PREFIX, "address": page_address(asked)}
    for query in (BY_ID, BY_GIVEN_ID, BY_ORIGIN, BY_ADDRESS, BY_FILE_NAME, BY_STEM, BY_PREFIX):
        is_told = len(asked) >= (LEAST if query == BY_PREFIX else 1)
        rows = connection.execute(query, values).fetchall() if is_told else []
        if len(rows) > 1 and query in BY_FILE:
            rows = [row for row in rows if not _is_superseded(connection, row["number"])] or rows
        if len(rows) > 1:
            raise _several("report", asked, [f"{row['id']} ({row['origin']})" for row in rows])
        if rows:
            return int(rows[0]["number"])
    origins = connection.execute("SELECT origin FROM reports ORDER BY number DESC LIMIT ?", (LOOKED_AT,))
    raise _none("report", asked, _nearest(asked, [row["origin"] for row in origins]))


def _is_superseded(connection: sqlite3.Connection, report: int) -> bool:
    """Is there a newer version of this report?"""
    return connection.execute("SELECT 1 FROM superseded WHERE report = ?", (report,)).fetchone() is not None


def find_statement(connection: sqlite3.Connection, asked: str) -> tuple[int, str]:
    """The number of the report a statement stands in, and the statement's whole id.

    asked: its id or the beginning, four characters at least.

    Raises UnknownReference when there is none, or more than one.
    """
    asked = LONE_SURROGATE.sub("\ufffd", asked.strip())
    rows = connection.execute(
        "SELECT report, id, words FROM statements WHERE id >= :asked AND id < :beyond ORDER BY id LIMIT 20",
        {"asked": asked, "beyond": asked + END_OF_PREFIX},
    ).fetchall()
    if len(rows) > 1 and rows[0]["id"] != asked and len(asked) >= LEAST:
        raise _several("statement", asked, [f"{row['id']} ({row['words'][:40]}…)" for row in rows])
    if not rows or len(asked) < LEAST:
        raise _none("statement", asked, [])
    return rows[0]["report"], rows[0]["id"]


def _several(what: str, asked: str, found: Sequence[str]) -> UnknownReference:
    return UnknownReference(
        f"{asked!r} fits more than one {what}", remedy=f"say which by more of its id: {'; '.join(found[:5])}"
    )


def _none(what: str, asked: str, nearest: Sequence[str]) -> UnknownReference:
    hint = f"; the nearest: {', '.join(nearest)}" if nearest else ""
    hint += f"; of an id, give {LEAST} characters at least" if len(asked) < LEAST else ""
    return UnknownReference(
        f"no {what} {asked!r} is on record", remedy=f"`onrecord search` lists what is, with the ids{hint}"
    )


def _nearest(asked: str, origins: Sequence[str]) -> list[str]:
    """Origins with a file name like the one asked for."""
    by_name = {origin.rsplit("/", 1)[-1]: origin for origin in origins}
    return [by_name[name] for name in difflib.get_close_matches(asked.rsplit("/", 1)[-1], by_name, NEAREST, 0.5)]
