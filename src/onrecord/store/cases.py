"""Cases on disk: kept, listed, dropped."""

from __future__ import annotations

import json
import sqlite3

from onrecord.errors import BadRequest, UnknownReference
from onrecord.judging.cases import case_from_json, case_to_json
from onrecord.store.cells import clean, to_json
from onrecord.store.record import Record
from onrecord.values.case import Case


def put_case(record: Record, case: Case) -> bool:
    """Keep a case. False where the same one is kept already."""
    row = tuple(map(clean, (case.id, case.at, case.by, case.judgement, to_json(case_to_json(case)))))
    sql = "INSERT OR IGNORE INTO cases (id, kept, by, judgement, line) VALUES (?, ?, ?, ?, ?)"
    with record.batch():
        return record.connection.execute(sql, row).rowcount > 0


def cases(record: Record) -> tuple[Case, ...]:
    """All of them, in the order in which they were kept."""
    with record.reading() as connection:
        return tuple(_case(row) for row in connection.execute("SELECT line FROM cases ORDER BY number"))


def report_with(record: Record, sha256: str) -> tuple[str, str] | None:
    """Id and origin of the first report with these bytes; None where there is none."""
    sql = "SELECT id, origin FROM reports WHERE sha256 = ? ORDER BY number LIMIT 1"
    with record.reading() as connection:
        row = connection.execute(sql, (sha256,)).fetchone()
    return (row["id"], row["origin"]) if row else None


def drop_case(record: Record, asked: str) -> Case:
    """Forget one, by its id or the beginning of it. Raises UnknownReference."""
    found = [one for one in cases(record) if asked and one.id.startswith(asked)]
    if len(found) != 1:
        what = "fits more than one case" if found else "is no case"
        raise UnknownReference(f"{asked!r} {what}", remedy="`onrecord cases` lists them with their ids")
    with record.batch():
        record.connection.execute("DELETE FROM cases WHERE id = ?", (found[0].id,))
    return found[0]


def _case(row: sqlite3.Row) -> Case:
    try:
        return case_from_json(json.loads(row["line"]))
    except BadRequest as error:
        raise ValueError(error.what) from error
