"""Scenes on record: made from the statements of a report, written, and read back as values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.grouping.scenes import Range, Saying, Scene, scenes_of, with_gathering
from onrecord.grouping.ties import keys_of
from onrecord.store.cells import Fetched, to_json
from onrecord.store.date_ranges import Days, readings
from onrecord.store.report_rows import published_from
from onrecord.values.dates import StatementDate

REPORT = """
SELECT id, kind, published, published_candidates, published_because FROM reports
WHERE number = ? AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = reports.number AND NOT v.stands)"""
# Said by a person with a full name, and neither inside other words nor only thought: a belief is held on no occasion.
SAYINGS = """
SELECT s.number, s.id, s.said_on, s.place, s.occasion, s.medium, s.kind, s.words,
  ifnull(who.entity, who.name) AS person
FROM statements AS s LEFT JOIN identities AS i ON i.speaker = s.speaker
JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE s.report = ? AND who.type = 'person' AND instr(trim(who.name), ' ') > 0 AND instr(who.name, ';') = 0
  AND s.nested_in IS NULL AND s.mode <> 'thought' AND s.number NOT IN (SELECT statement FROM rejections)
ORDER BY s.ordinal"""
PUT = """
INSERT INTO scenes (id, report, person, said_on, days, published_first, published_last, place, called, medium)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
PUT_STATEMENT = "INSERT INTO scene_statements (statement, scene) VALUES (?, ?)"
PUT_KEY = "INSERT INTO scene_keys (key, scene) VALUES (?, ?)"
SCENE = """
SELECT c.*, r.id AS report_id FROM scenes AS c JOIN reports AS r ON r.number = c.report WHERE c.number = ?"""
STATEMENTS = """
SELECT s.id FROM scene_statements AS c JOIN statements AS s ON s.number = c.statement WHERE c.scene = ? ORDER BY s.id"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement whose words may be found elsewhere. number: of its row. is_mixed: not all of its words were said."""

    number: int
    id: str
    person: str
    words: str
    is_mixed: bool


def put_scenes(connection: sqlite3.Connection, report: int) -> tuple[tuple[int, ...], tuple[Spoken, ...]]:
    """Write the scenes of a report that has none. Gives their numbers, and the statements with words of speakers.

    Earlier versions of a page have none: the latest one stands for them.
    """
    head = connection.execute(REPORT, (report,)).fetchone()
    if head is None:
        return (), ()
    rows = connection.execute(SAYINGS, (report,)).fetchall()
    published = published_from(head)
    numbers = {row["id"]: row["number"] for row in rows}
    sayings = [saying_of(row, readings(said_on_of(row), published)) for row in rows]
    whole = hull(readings(None, published))
    scenes = scenes_of(head["id"], whole, sayings, is_transcript=head["kind"] == "transcript")
    found = tuple(_put(connection, report, scene, [numbers[one] for one in scene.statements]) for scene in scenes)
    spoken = (row for row in rows if row["kind"] in ("direct", "mixed"))
    return found, tuple(
        Spoken(row["number"], row["id"], row["person"], row["words"], row["kind"] == "mixed") for row in spoken
    )


def said_on_of(row: Fetched) -> StatementDate | None:
    return StatementDate(row["said_on"], "") if row["said_on"] else None


def saying_of(row: Fetched, days: Iterable[Days]) -> Saying:
    """A statement as its scene is made of it. days: that it may be of."""
    ranges = tuple((one.earliest, one.latest) for one in days) if row["said_on"] else ()
    return Saying(row["id"], row["person"], row["said_on"], ranges, row["place"], row["occasion"], row["medium"])


def hull(days: Iterable[Days]) -> Range | None:
    """From the first day to the last."""
    found = list(days)
    return (min(one.earliest for one in found), max(one.latest for one in found)) if found else None


def _put(connection: sqlite3.Connection, report: int, scene: Scene, statements: Iterable[int]) -> int:
    told = (scene.place, scene.occasion, scene.medium)
    row = (
        scene.id,
        report,
        scene.person,
        scene.said_on,
        to_json(scene.days),
        *(scene.published or (None, None)),
        *told,
    )
    number = connection.execute(PUT, row).lastrowid or 0
    connection.executemany(PUT_STATEMENT, [(one, number) for one in statements])
    connection.executemany(PUT_KEY, [(key, number) for key in keys_of(scene)])
    return number


def scene_at(connection: sqlite3.Connection, number: int) -> Scene | None:
    """The scene with this number; None where it has gone."""
    row = connection.execute(SCENE, (number,)).fetchone()
    if row is None:
        return None
    published = (row["published_first"], row["published_last"]) if row["published_first"] else None
    plain = Scene(
        id=row["id"],
        person=row["person"],
        report=row["report_id"],
        statements=tuple(one["id"] for one in connection.execute(STATEMENTS, (number,))),
        said_on=row["said_on"],
        days=tuple((first, last) for first, last in json.loads(row["days"])),
        published=published,
        place=row["place"],
        occasion=row["called"],
        medium=row["medium"],
    )
    return with_gathering(plain)
