"""Occasions, as the record tells of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from onrecord.errors import BadRequest, UnknownReference
from onrecord.store.called import REPORT_NAME
from onrecord.store.cells import LONE_SURROGATE, Scalar
from onrecord.store.date_ranges import FIRST_DAY, LAST_DAY, days_asked
from onrecord.store.finding import END_OF_PREFIX
from onrecord.store.occasions_scenes import scene_at
from onrecord.store.occasions_told import SHORT, Reasons
from onrecord.store.record import Record
from onrecord.store.search import match_all, terms_of
from onrecord.store.voices import REPORT

FROM = """FROM occasions AS o JOIN scenes AS c ON c.occasion = o.number
JOIN scene_statements AS i ON i.scene = c.number JOIN statements AS s ON s.number = i.statement
JOIN reports AS r ON r.number = c.report LEFT JOIN identities ON identities.speaker = s.speaker
JOIN speakers AS who ON who.number = ifnull(identities.stands_as, s.speaker)
LEFT JOIN copies AS copied ON copied.report = s.report"""
LISTED = f"""
SELECT o.id AS occasion, min(who.name) AS speaker, o.said_on, o.place, o.called AS occasion_words, o.medium,
  count(DISTINCT s.number) AS statements, count(DISTINCT c.report) AS reports, count(DISTINCT r.outlet) AS outlets,
  count(DISTINCT {REPORT}) AS independent_reports
{FROM} {{where}} GROUP BY o.number HAVING count(DISTINCT c.report) >= :least {{having}}
ORDER BY o.said_on < 'X' DESC, o.said_on DESC, reports DESC, o.id"""
BY_SPEAKER = (
    "EXISTS (SELECT 1 FROM speaker_search WHERE speaker_search MATCH :speaker AND rowid IN (who.number, s.speaker))"
)
BY_OUTLET = "max(r.number IN (SELECT rowid FROM report_named WHERE report_named MATCH :outlet))"
BY_DATE = "o.said_on < 'X' AND o.said_on || substr('-12-31', length(o.said_on) - 3) >= :since AND o.said_on <= :until"
NAMED = "SELECT number, id FROM occasions WHERE id >= :asked AND id < :beyond ORDER BY id LIMIT 20"
SCENES = """
SELECT c.number, c.id, r.id AS report FROM scenes AS c JOIN reports AS r ON r.number = c.report
WHERE c.occasion = ? ORDER BY r.published_candidates IS NULL, r.published, r.id, c.id"""
TOLD = f"""
SELECT r.id AS report, r.outlet, {REPORT_NAME} AS title,
  r.published, r.kind AS report_kind, s.id AS statement, s.kind, s.words,
  s.said_on, s.said_on_because, s.place, s.occasion AS occasion_words, s.medium, old.day AS old_words_of,
  s.number IN (SELECT statement FROM dated_by_occasion) AS is_dated_here
FROM scene_statements AS i JOIN statements AS s ON s.number = i.statement JOIN reports AS r ON r.number = s.report
LEFT JOIN old_words AS old ON old.statement = s.number WHERE i.scene = ? ORDER BY s.ordinal"""
MOST_REASONS = 30  # why a report is of an occasion: a thousand reports of one would have a million reasons


@dataclass(frozen=True, slots=True)
class Asked:
    """Which occasions: of this speaker, told by this outlet (words of the name), of these days (EDTF), told by at
    least so many reports. None: any.
    """

    speaker: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    reports: int = 1


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """One occasion in the list. said_on: EDTF. occasion_words, medium, place: in the words of the fullest report.

    independent_reports: a report and its copies counted once.
    """

    occasion: str
    speaker: str
    said_on: str | None
    place: str | None
    occasion_words: str | None
    medium: str | None
    statements: int
    reports: int
    outlets: int
    independent_reports: int


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One statement of an occasion. joined_because: what ties its report to others, MOST_REASONS at most.

    is_dated_here: its date is that of the occasion, which another report told. old_words_of: the day by which the same
    words were on record before.
    """

    occasion: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    report_kind: str
    statement: str
    kind: str
    words: str
    said_on: str | None
    said_on_because: str | None
    place: str | None
    occasion_words: str | None
    medium: str | None
    old_words_of: str | None
    is_dated_here: bool
    joined_because: tuple[str, ...]


def occasion_rows(record: Record, asked: Asked, limit: int) -> tuple[tuple[OccasionRow, ...], int]:
    """The occasions asked for, the latest first, at most so many; and how many there are in all."""
    where, having, values = _conditions(asked)
    query = LISTED.format(where=where, having=having)
    with record.reading() as connection:
        total = connection.execute(f"SELECT count(*) FROM ({query})", values).fetchone()[0]
        rows = connection.execute(f"{query} LIMIT :limit", values | {"limit": limit}).fetchall()
    return tuple(OccasionRow(**dict(row)) for row in rows), int(total)


def _conditions(asked: Asked) -> tuple[str, str, dict[str, Scalar]]:
    """SQL for rows and for groups, and the values they name. Raises BadRequest for a date that makes no sense."""
    where, having, values = list[str](), "", dict[str, Scalar](least=asked.reports)
    if asked.reports < 1:
        raise BadRequest(f"{asked.reports} reports tell of no occasion", remedy="count from 1")
    if asked.speaker is not None:
        where.append(BY_SPEAKER)
        values["speaker"] = match_all(terms_of(asked.speaker))
    if asked.outlet is not None:
        having = f"AND {BY_OUTLET}"
        values["outlet"] = f"outlet : ({match_all(terms_of(asked.outlet))})"
    if asked.since is not None or asked.until is not None:
        where.append(BY_DATE)
        values["since"] = days_asked(asked.since, "--since").earliest if asked.since is not None else FIRST_DAY
        values["until"] = days_asked(asked.until, "--until").latest if asked.until is not None else LAST_DAY
    return f"WHERE {' AND '.join(where)}" if where else "", having, values


def occasion_told(record: Record, asked: str) -> tuple[OccasionRow, tuple[ToldRow, ...]]:
    """One occasion by its id, the beginning of it, or a statement of it; its statements report by report.

    Raises UnknownReference when there is none, or more than one.
    """
    with record.reading() as connection:
        number, whole = _find(connection, LONE_SURROGATE.sub("\ufffd", asked.strip()))
        head = connection.execute(
            LISTED.format(where="WHERE o.number = :number", having=""), {"number": number, "least": 1}
        )
        row = OccasionRow(**dict(head.fetchone()))
        scenes = connection.execute(SCENES, (number,)).fetchall()
        joined = _joined(connection, {scene["id"]: scene["number"] for scene in scenes})
        told = [one for scene in scenes for one in _told(connection, whole, scene["number"], joined[scene["id"]])]
    return row, tuple(told)


def _find(connection: sqlite3.Connection, asked: str) -> tuple[int, str]:
    values = {"asked": asked, "beyond": asked + END_OF_PREFIX}
    rows = connection.execute(NAMED, values).fetchall() if asked else []
    if len(rows) > 1 and rows[0]["id"] != asked:
        listed = "; ".join(row["id"] for row in rows[:5])
        raise UnknownReference(
            f"{asked!r} fits more than one occasion", remedy=f"say which by more of its id: {listed}"
        )
    if not rows:
        remedy = "`onrecord occasions` lists them; a statement's is in `onrecord show --why STATEMENT`"
        raise UnknownReference(f"no occasion {asked!r} is on record", remedy=remedy)
    return rows[0]["number"], rows[0]["id"]


def _told(connection: sqlite3.Connection, occasion: str, scene: int, because: tuple[str, ...]) -> list[ToldRow]:
    rows = connection.execute(TOLD, (scene,)).fetchall()
    return [
        ToldRow(
            **{**dict(row), "occasion": occasion, "is_dated_here": bool(row["is_dated_here"])}, joined_because=because
        )
        for row in rows
    ]


def _joined(connection: sqlite3.Connection, numbers: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """What ties each scene to others of its occasion, and to which report each. numbers: of scenes, by their ids."""
    scenes = [scene for number in numbers.values() if (scene := scene_at(connection, number))]
    reasons, found = Reasons(connection, numbers), {key: list[str]() for key in numbers}
    for pair in combinations(scenes, 2):
        wanting = [one for one in pair if len(found[one.id]) < MOST_REASONS]
        if wanting and (because := reasons.of(*pair)):
            for one in wanting:
                other = pair[one is pair[0]]
                found[one.id].append(f"with report {other.report[:SHORT]}: {because}")
    return {key: tuple(sorted(told)) for key, told in found.items()}
