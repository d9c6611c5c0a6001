"""What a record holds for families by meaning: who may be one speaker, what was said when, and its sentence vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.families_voices import Voice
from onrecord.grouping.reworded import Placed
from onrecord.store.called import REPORT_NAME
from onrecord.store.families_read import SPEAKER, STANDS, FamilyFilters, FamilyRow, MemberRow, conditions_of
from onrecord.store.families_sayings import LONGEST_TURN
from onrecord.store.meaning import PASSAGE
from onrecord.store.voices import REPORT, VOICES

SPEAKERS = """
SELECT s.number, who.name, who.type, who.entity FROM speakers AS s LEFT JOIN identities AS i ON i.speaker = s.number
JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.number)
WHERE EXISTS (SELECT 1 FROM statements AS said WHERE said.speaker = s.number)"""
# One whole day; a statement that may be of several is of none here. Long turns of transcripts are sources.
_TURN = f"(length(s.words) - length(replace(s.words, ' ', '')) < {LONGEST_TURN})"
PLACED = f"""
SELECT s.number, s.id, r.id AS report, s.kind, min(d.earliest) AS day, s.starts, s.ends, who.name, who.type, who.entity,
  w.wording, (SELECT m.family FROM family_members AS m WHERE m.statement = s.number) AS family, s.words
FROM statements AS s JOIN reports AS r ON r.number = s.report JOIN statement_dates AS d ON d.statement = s.number
JOIN worded AS w ON w.statement = s.number {SPEAKER}
WHERE s.speaker IN (SELECT value FROM json_each(?)) AND {STANDS} AND (r.kind <> 'transcript' OR {_TURN})
GROUP BY s.number HAVING count(*) = 1 AND min(d.earliest) = max(d.latest) AND day > '0001' ORDER BY day, s.id"""
OF_STATEMENTS = "SELECT DISTINCT speaker FROM statements WHERE number IN (SELECT value FROM json_each(?))"
SINGLE = f"""
SELECT s.number, s.id AS statement, r.id AS report, r.outlet, {REPORT_NAME} AS title,
  r.published, s.said_on, who.name AS speaker,
  s.kind, s.words FROM statements AS s JOIN reports AS r ON r.number = s.report {SPEAKER}
WHERE s.number IN (SELECT value FROM json_each(?)) ORDER BY s.id"""
COPIED = f"""
SELECT s.number, {REPORT} AS voice FROM statements AS s {VOICES}
WHERE s.number IN (SELECT value FROM json_each(?))"""
NUMBERS = "SELECT number FROM statements WHERE id IN (SELECT value FROM json_each(?))"
VECTORS = """
SELECT wording, passages FROM wording_vectors WHERE model = ? AND wording IN (SELECT value FROM json_each(?))"""

Passages = NDArray[np.void]


def voices(connection: sqlite3.Connection) -> dict[int, Voice]:
    """Everybody who speaks, as judged, by number."""
    return {row[0]: Voice(*row[1:]) for row in map(tuple, connection.execute(SPEAKERS))}


def speakers_of(connection: sqlite3.Connection, statements: Iterable[int]) -> set[int]:
    rows = connection.execute(OF_STATEMENTS, (json.dumps(sorted(statements)),))
    return {row[0] for row in rows if row[0] is not None}


def placed(connection: sqlite3.Connection, speakers: Sequence[int]) -> Iterator[Placed]:
    """The statements of some speakers on a known day, by day and id: rejected ones and earlier versions aside."""
    for row in connection.execute(PLACED, (json.dumps(list(speakers)),)):
        voice = Voice(row["name"], row["type"], row["entity"])
        day = date.fromisoformat(row["day"]).toordinal()
        where = (row["number"], row["id"], row["report"], row["kind"], day, row["starts"], row["ends"])
        yield Placed(*where, voice, row["wording"], row["family"], row["words"])


def passages_of_wordings(connection: sqlite3.Connection, model: int, wordings: Collection[int]) -> dict[int, Passages]:
    """The vectors of wordings that have any of this model."""
    rows = connection.execute(VECTORS, (model, json.dumps(sorted(wordings))))
    return {row[0]: np.frombuffer(row[1], dtype=PASSAGE) for row in rows}


def family_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """The numbers of families by their ids."""
    return {row[0]: row[1] for row in connection.execute("SELECT id, number FROM families")}


def statements_passing(connection: sqlite3.Connection, filters: FamilyFilters) -> set[int] | None:
    """The statements that pass the filters; None where nothing is filtered."""
    conditions, values = conditions_of(filters)
    if not conditions:
        return None
    asked = f"SELECT s.number FROM statements AS s WHERE {' AND '.join(conditions)}"
    return {row[0] for row in connection.execute(asked, values)}


def numbers_of(connection: sqlite3.Connection, statements: Sequence[str]) -> set[int]:
    """The numbers of statements by their ids."""
    return {row[0] for row in connection.execute(NUMBERS, (json.dumps(statements),))}


def single_rows(connection: sqlite3.Connection, statements: Iterable[int]) -> dict[int, FamilyRow]:
    """Statements that are in no family, each as a row of one."""
    return {row["number"]: _single_row(row) for row in _singles(connection, statements)}


def _single_row(row: sqlite3.Row) -> FamilyRow:
    day = row["published"] if row["published"] and row["published"] < "X" else None
    outlets = int(row["outlet"] is not None)
    counts = (1, 1, 1, outlets, 0, 0, 0, 0)  # statements, reports, independent ones, outlets; what became of the words
    return FamilyRow(None, row["words"], row["speaker"], *counts, day, day, row["statement"])


def single_members(connection: sqlite3.Connection, statements: Iterable[int]) -> dict[int, MemberRow]:
    """Statements as they are shown beside others; `how` is to be filled in."""
    return {
        row["number"]: MemberRow(
            **{name: row[name] for name in row.keys() if name != "number"},  # noqa: SIM118 -- a row gives its values
            family=None,
            how="",
            other_mouth=False,
            is_copy=False,
            differences=(),
            left_out=(),
            diff=(),
        )
        for row in _singles(connection, statements)
    }


def voices_of_reports(connection: sqlite3.Connection, statements: Iterable[int]) -> dict[int, int]:
    """For each statement the report that stands for its own and its copies."""
    return {row[0]: row[1] for row in connection.execute(COPIED, (json.dumps(sorted(statements)),))}


def _singles(connection: sqlite3.Connection, statements: Iterable[int]) -> list[sqlite3.Row]:
    return connection.execute(SINGLE, (json.dumps(sorted(statements)),)).fetchall()
