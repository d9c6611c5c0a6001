"""Lists of names, a page at a time: speakers, outlets, documents appealed to. See `listing.py`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from onrecord.store.cells import LONE_SURROGATE, Scalar
from onrecord.store.listing import COUNTED, Listed, Window, listed
from onrecord.store.search import match_all, terms_of
from onrecord.store.speaker_rows import SpeakerRow

# Who is another one by a judgement stands in the list under that one's name.
_THEMSELVES = "NOT EXISTS (SELECT 1 FROM identities AS i WHERE i.speaker = who.number AND i.stands_as <> who.number)"
_SPEAKER = "SELECT who.number, who.name, who.type, who.entity"
SPEAKERS = f"""FROM speakers AS who INDEXED BY speakers_who
WHERE who.name >= :name AND (who.name, who.number) > (:name, :number) AND {_THEMSELVES}
ORDER BY who.name, who.number"""
SPEAKERS_CALLED = f"""FROM (SELECT rowid FROM speaker_search WHERE speaker_search MATCH :match LIMIT {COUNTED}) AS found
CROSS JOIN speakers AS who ON who.number = found.rowid
WHERE (who.name, who.number) > (:name, :number) AND {_THEMSELVES} ORDER BY who.name, who.number"""
SPOKEN = """SELECT count(*) AS statements, count(DISTINCT s.report) AS reports,
  min(s.said_on) FILTER (WHERE s.said_on < 'X') AS first_said_on,
  max(s.said_on) FILTER (WHERE s.said_on < 'X') AS last_said_on
FROM statements AS s INDEXED BY statements_speaker
WHERE s.speaker IN (SELECT :who UNION SELECT speaker FROM identities WHERE stands_as = :who)
  AND s.number NOT IN (SELECT statement FROM rejections)
  AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = s.report AND NOT v.stands)"""
BY_ENTITY = """SELECT DISTINCT ifnull(i.stands_as, who.number) AS number FROM speakers AS who INDEXED BY speakers_entity
LEFT JOIN identities AS i ON i.speaker = who.number WHERE who.entity = ? LIMIT 20"""

# From one name to the next along the indexes: what is between them is not read.
NAMES = """WITH RECURSIVE names (name) AS (
  SELECT {first} UNION ALL SELECT {next} FROM names WHERE name IS NOT NULL)
SELECT name, {counts} FROM names WHERE name IS NOT NULL LIMIT :limit"""
_NEXT = "SELECT min({column}) AS next FROM {table} WHERE {column} > {after}"


@dataclass(frozen=True, slots=True)
class _Names:
    """A list of names. columns: (column, table) where they stand, each with an index. counts: columns beside a name."""

    columns: tuple[tuple[str, str], ...]
    counts: str

    def query(self, counts: str) -> str:
        return NAMES.format(first=self._next(":after"), next=self._next("names.name"), counts=counts)

    def _next(self, after: str) -> str:
        each = (_NEXT.format(column=column, table=table, after=after) for column, table in self.columns)
        return f"(SELECT min(next) FROM ({' UNION ALL '.join(each)}))"


_OUTLETS = _Names(
    (("outlet", "reports"), ("wire", "wire_sizes")),
    """(SELECT count(*) FROM reports WHERE outlet = names.name) AS reports,
  ifnull((SELECT reports FROM wire_sizes WHERE wire = names.name), 0) AS carried""",
)
_READINGS = _Names(
    (("reading", "appeal_readings"),),
    """(SELECT count(DISTINCT statement) FROM appeal_readings WHERE reading = names.name) AS statements,
  (SELECT appeals.name FROM appeals WHERE instrument = names.name LIMIT 1) AS title""",
)


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet or agency. reports: of it on record, all versions of a page.

    carried: reports of others, the latest version of each, that name it as the agency whose copy they carry.
    """

    outlet: str
    reports: int
    carried: int = 0


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that statements lean on. instrument: its id, else its number. statements: that mean or may mean it."""

    instrument: str
    title: str | None
    statements: int


def speaker_list(connection: sqlite3.Connection, window: Window, words: str | None) -> Listed[SpeakerRow]:
    """Speakers by name. words: of the name. Raises BadRequest."""
    values: dict[str, Scalar] = {"name": "", "number": 0}
    if words is not None:
        values["match"] = match_all(terms_of(words))

    def made(rows: Sequence[dict[str, Any]]) -> list[SpeakerRow]:
        return [_speaker(connection, row) for row in rows]

    found = SPEAKERS_CALLED if words is not None else SPEAKERS
    return listed(connection, (_SPEAKER, found), values, window, made)


def _speaker(connection: sqlite3.Connection, row: dict[str, Any]) -> SpeakerRow:
    spoken = connection.execute(SPOKEN, {"who": row["number"]}).fetchone()
    return SpeakerRow(row["name"], row["type"], row["entity"], **dict(spoken))


def speaker_with(connection: sqlite3.Connection, entity: str) -> SpeakerRow | None:
    """The speaker with this entity id, as judged; None where nobody has it."""
    found = connection.execute(BY_ENTITY, (LONE_SURROGATE.sub("\ufffd", entity),)).fetchall()
    if not found:
        return None
    query = f"{_SPEAKER} FROM speakers AS who WHERE number = ?"
    return _speaker(connection, dict(connection.execute(query, (found[0]["number"],)).fetchone()))


def outlet_list(connection: sqlite3.Connection, window: Window) -> Listed[OutletRow]:
    """Outlets, and agencies that outlets carry, by name."""
    rows, whole = _names(connection, _OUTLETS, window)
    made = [OutletRow(row["name"], row["reports"], row["carried"]) for row in rows]
    return _listed(connection, made, _OUTLETS, whole)


def document_with(connection: sqlite3.Connection, reading: str) -> DocumentRow:
    """One document by its id or number, of no statements where none leans on it."""
    row = connection.execute(f"SELECT name, {_READINGS.counts} FROM (SELECT ? AS name) AS names", (reading,)).fetchone()
    return DocumentRow(row["name"], row["title"], row["statements"])


def document_list(connection: sqlite3.Connection, window: Window) -> Listed[DocumentRow]:
    """Documents that statements lean on, by their ids."""
    rows, whole = _names(connection, _READINGS, window)
    made = [DocumentRow(row["name"], row["title"], row["statements"]) for row in rows]
    return _listed(connection, made, _READINGS, whole)


def _names(connection: sqlite3.Connection, which: _Names, window: Window) -> tuple[list[sqlite3.Row], bool]:
    """The names of one page, and whether the list ends with them."""
    after = window.after[0] if window.after else ""
    asked = {"after": after, "limit": window.limit + 1}
    rows = connection.execute(which.query(which.counts), asked).fetchall()
    return rows[: window.limit], len(rows) <= window.limit


def _listed(connection: sqlite3.Connection, rows: list[Any], which: _Names, ends: bool) -> Listed[Any]:
    total = len(connection.execute(which.query("1"), {"after": "", "limit": COUNTED + 1}).fetchall())
    last = None if ends else (astuple(rows[-1])[0],)
    return Listed(tuple(rows), min(total, COUNTED), total <= COUNTED, last)
