"""What came on record last: of a speaker, about a document, or by its words."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from onrecord.store.search import COLUMNS, JOINED, Filters, Hit, newest

STANDS = """s.number NOT IN (SELECT statement FROM rejections)
  AND NOT EXISTS (SELECT 1 FROM versions AS past WHERE past.report = s.report AND NOT past.stands)"""
# Behind a report's number its statements come in the order in which they were written.
OF_SPEAKER = f"""SELECT {COLUMNS}, 0 AS copies FROM (
  SELECT s.number FROM statements AS s INDEXED BY statements_speaker
  WHERE s.speaker IN (SELECT number FROM speakers WHERE entity = :asked
    UNION SELECT i.speaker FROM identities AS i JOIN speakers AS who ON who.number = i.stands_as
      WHERE who.entity = :asked)
  AND {STANDS} ORDER BY s.report DESC, s.number DESC LIMIT :limit) AS found
CROSS JOIN statements AS s ON s.number = found.number {JOINED} ORDER BY s.report DESC, s.number DESC"""
OF_DOCUMENT = f"""SELECT {COLUMNS}, 0 AS copies FROM (
  SELECT DISTINCT a.statement AS number FROM appeal_readings AS a INDEXED BY appeal_readings_reading
  CROSS JOIN statements AS s ON s.number = a.statement
  WHERE a.reading = :asked AND {STANDS} ORDER BY a.statement DESC LIMIT :limit) AS found
CROSS JOIN statements AS s ON s.number = found.number {JOINED} ORDER BY s.number DESC"""
CAME = """SELECT s.id, u.started FROM json_each(:ids) AS asked CROSS JOIN statements AS s ON s.id = asked.value
JOIN runs AS u ON u.number = s.run"""


@dataclass(frozen=True, slots=True)
class Came:
    """A statement, and when the run began that put it on record, ISO 8601."""

    hit: Hit
    at: str


def newest_of_speaker(connection: sqlite3.Connection, entity: str, limit: int) -> tuple[Came, ...]:
    """The latest on record of the speaker with this entity id, under all names."""
    return _came(connection, _hits(connection, OF_SPEAKER, entity, limit))


def newest_of_document(connection: sqlite3.Connection, reading: str, limit: int) -> tuple[Came, ...]:
    """The latest on record that means, or may mean, this document: its id or number."""
    return _came(connection, _hits(connection, OF_DOCUMENT, reading, limit))


def newest_found(connection: sqlite3.Connection, words: str, filters: Filters, limit: int) -> tuple[Came, ...]:
    """The latest on record that a search finds. Raises BadRequest."""
    return _came(connection, newest(connection, words, filters, limit))


def _hits(connection: sqlite3.Connection, query: str, asked: str, limit: int) -> tuple[Hit, ...]:
    rows = connection.execute(query, {"asked": asked, "limit": limit}).fetchall()
    return tuple(Hit(**dict(row)) for row in rows)


def _came(connection: sqlite3.Connection, hits: tuple[Hit, ...]) -> tuple[Came, ...]:
    rows = connection.execute(CAME, {"ids": json.dumps([hit.statement for hit in hits])})
    at = {row["id"]: row["started"] for row in rows}
    return tuple(Came(hit, at[hit.statement]) for hit in hits)
