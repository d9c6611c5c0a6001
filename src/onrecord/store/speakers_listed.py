"""Who is on record, part by part: by how much was said, by name, or with some words in the name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge

from onrecord.store.cursors import Part, part, place_of
from onrecord.store.search import match_all, terms_of

MOST_NAMES = 2000  # with the words asked for: more are not put in order, and it is told

# Who stands as somebody else is listed under that one's name. Groups that judgements made are few: all of them.
ALONE = """who.entity IS NOT NULL
  AND who.number NOT IN (SELECT speaker FROM identities UNION SELECT stands_as FROM identities)"""
BY_SIZE = f"""
SELECT z.speaker AS number, z.statements FROM speaker_sizes AS z JOIN speakers AS who ON who.number = z.speaker
WHERE (z.statements, z.speaker) < (:size, :number) AND {ALONE}
ORDER BY z.statements DESC, z.speaker DESC LIMIT :limit"""
GROUPS = """
SELECT i.stands_as AS number, ifnull((SELECT statements FROM speaker_sizes WHERE speaker = i.stands_as), 0)
  + sum(ifnull(z.statements, 0)) AS statements
FROM identities AS i LEFT JOIN speaker_sizes AS z ON z.speaker = i.speaker GROUP BY i.stands_as"""
BY_NAME = """
SELECT who.number, who.name FROM speakers AS who
WHERE who.name COLLATE NOCASE >= :name AND (who.name COLLATE NOCASE, who.number) > (:name, :number)
  AND who.entity IS NOT NULL
  AND who.number NOT IN (SELECT speaker FROM identities)
  AND (EXISTS (SELECT 1 FROM speaker_sizes WHERE speaker = who.number)
    OR EXISTS (SELECT 1 FROM identities WHERE stands_as = who.number))
ORDER BY who.name COLLATE NOCASE, who.number LIMIT :limit"""
CALLED = """
SELECT DISTINCT ifnull(i.stands_as, who.number) AS number FROM speaker_search AS f
CROSS JOIN speakers AS who ON who.number = f.rowid LEFT JOIN identities AS i ON i.speaker = who.number
WHERE speaker_search MATCH ? AND who.entity IS NOT NULL LIMIT ?"""
SIZE = """
SELECT ifnull((SELECT statements FROM speaker_sizes WHERE speaker = :number), 0) + ifnull((
  SELECT sum(z.statements) FROM identities AS i JOIN speaker_sizes AS z ON z.speaker = i.speaker
  WHERE i.stands_as = :number), 0)"""
SHOWN = """
SELECT who.number, who.name, who.type, who.entity, min(st.first) AS first, max(st.last) AS last
FROM speakers AS who JOIN (
  SELECT n.number, n.stands_as,
    (SELECT day FROM standing_statements WHERE speaker = n.number AND day > '' ORDER BY day LIMIT 1) AS first,
    (SELECT day FROM standing_statements WHERE speaker = n.number AND day > '' ORDER BY day DESC LIMIT 1) AS last
  FROM (SELECT number, number AS stands_as FROM speakers WHERE number IN ({0})
    UNION SELECT speaker, stands_as FROM identities WHERE stands_as IN ({0})) AS n) AS st ON st.stands_as = who.number
GROUP BY who.number"""
_OUTLETS = """
SELECT count(DISTINCT o.outlet) FROM outlet_speakers AS o WHERE o.outlet <> '' AND o.speaker IN (
  SELECT :number UNION SELECT speaker FROM identities WHERE stands_as = :number)"""


@dataclass(frozen=True, slots=True)
class SpeakerListed:
    """One speaker in the list. statements: that stand. outlets: that have one. first, last: EDTF, None where no year
    is in evidence.
    """

    number: int
    name: str
    type: str
    entity: str
    statements: int
    outlets: int
    first: str | None
    last: str | None


def speakers_by_size(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[SpeakerListed]:
    """Who said most first."""
    size, number = place_of(after, (int, int)) or (2**62, 2**62)
    values = {"size": size, "number": number, "limit": limit + 1}
    alone = [(row["statements"], row["number"]) for row in connection.execute(BY_SIZE, values)]
    groups = [(row["statements"], row["number"]) for row in connection.execute(GROUPS) if row["statements"]]
    behind = sorted((one for one in groups if one < (size, number)), reverse=True)
    found = list(merge(alone, behind, reverse=True))[: limit + 1]
    asked = part(found, limit, lambda one: one)
    return Part(_shown(connection, [(number, size) for size, number in asked.rows]), asked.following)


def speakers_by_name(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[SpeakerListed]:
    """By name, capitals aside."""
    name, number = place_of(after, (str, int)) or ("", -1)
    rows = connection.execute(BY_NAME, {"name": name, "number": number, "limit": limit + 1}).fetchall()
    asked = part([(row["name"], row["number"]) for row in rows], limit, lambda one: one)
    return Part(_shown(connection, [_sized(connection, number) for _, number in asked.rows]), asked.following)


def speakers_called(
    connection: sqlite3.Connection, words: str, *, after: str | None, limit: int
) -> tuple[Part[SpeakerListed], bool]:
    """Those with all these words in a name, who said most first; and whether there are more than MOST_NAMES.

    Raises BadRequest for words that are far too many.
    """
    rows = connection.execute(CALLED, (match_all(terms_of(words)), MOST_NAMES + 1)).fetchall()
    place = place_of(after, (int, int)) or (2**62, 2**62)
    sizes = [
        (size, number) for number, size in (_sized(connection, row["number"]) for row in rows[:MOST_NAMES]) if size
    ]
    behind = sorted((one for one in sizes if one < place), reverse=True)
    asked = part(behind, limit, lambda one: one)
    shown = _shown(connection, [(number, size) for size, number in asked.rows])
    return Part(shown, asked.following), len(rows) > MOST_NAMES


def _sized(connection: sqlite3.Connection, number: int) -> tuple[int, int]:
    return number, int(connection.execute(SIZE, {"number": number}).fetchone()[0])


def _shown(connection: sqlite3.Connection, sized: Sequence[tuple[int, int]]) -> tuple[SpeakerListed, ...]:
    """sized: numbers and how many statements, in the order of the list."""
    marks = ", ".join(str(int(number)) for number, _ in sized)
    rows = {row["number"]: row for row in connection.execute(SHOWN.format(marks))} if sized else {}
    return tuple(
        SpeakerListed(
            *(row["number"], row["name"], row["type"], row["entity"], size),
            outlets=connection.execute(_OUTLETS, {"number": number}).fetchone()[0],
            first=row["first"],
            last=row["last"],
        )
        for number, size in sized
        if (row := rows.get(number)) is not None
    )
