"""Why a date reaches a statement of another report, and what ties two scenes, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping

from onrecord.grouping.links import Link, ways
from onrecord.grouping.occasions import Occasion, completes
from onrecord.grouping.scenes import Scene
from onrecord.grouping.shared_words import Common
from onrecord.grouping.ties import MOST_OF_IT, Shared, Tie, tie
from onrecord.store.occasions_words import common, shown_words

SHORT = 10  # digits of an id: enough to name it
TOLD = """
SELECT s.said_on_because FROM scenes AS c JOIN scene_statements AS i ON i.scene = c.number
JOIN statements AS s ON s.number = i.statement WHERE c.id = ? AND s.said_on = c.said_on ORDER BY s.id LIMIT 1"""
REPORT = "SELECT outlet, published FROM reports WHERE id = ?"
# Statements of two scenes that have six words in a row in common.
MEETING = """
SELECT mine.statement AS one, mine.spoken AS one_spoken, theirs.spoken AS other_spoken
FROM scene_statements AS a JOIN spoken_by AS mine ON mine.statement = a.statement
JOIN scene_statements AS b ON b.scene = :other JOIN spoken_by AS theirs ON theirs.statement = b.statement
JOIN spoken AS x ON x.number = mine.spoken JOIN spoken AS y ON y.number = theirs.spoken
WHERE a.scene = :one AND NOT (x.is_transcript AND y.is_transcript) AND EXISTS (
  SELECT 1 FROM spoken_runs AS r JOIN spoken_runs AS s ON s.key = r.key AND s.rank = y.rank AND s.spoken = y.number
  WHERE r.spoken = x.number)"""
WORDINGS = """
SELECT b.spoken, s.kind, s.words FROM scene_statements AS c JOIN statements AS s ON s.number = c.statement
LEFT JOIN spoken_by AS b ON b.statement = s.number WHERE c.scene = ? ORDER BY s.id"""


class Reasons:
    """What ties two scenes, in words; asked once of scenes that are alike. numbers: of the scenes, by their ids."""

    def __init__(self, connection: sqlite3.Connection, numbers: Mapping[str, int]) -> None:
        self._connection = connection
        self._numbers = numbers
        self._common: dict[tuple[int, int], Common | None] = {}
        self._alike: dict[str, object] = {}
        self._because: dict[tuple[object, object], str | None] = {}

    def of(self, one: Scene, other: Scene) -> str | None:
        """Why the two are one occasion; None where nothing ties them."""
        if one.report == other.report:
            return None
        first, last = sorted((one, other), key=lambda scene: scene.id)
        asked = self._likeness(first), self._likeness(last)
        if asked not in self._because:
            found = self._tie(first, last)
            self._because[asked] = found.because if found else None
        return self._because[asked]

    def _likeness(self, scene: Scene) -> object:
        """The same for scenes of which a reason says the same."""
        if scene.id not in self._alike:
            rows = self._connection.execute(WORDINGS, (self._numbers[scene.id],)).fetchall()
            self._alike[scene.id] = scene.shape, tuple(tuple(row) for row in rows)
        return self._alike[scene.id]

    def _tie(self, first: Scene, last: Scene) -> Tie | None:
        asked = {"one": self._numbers[first.id], "other": self._numbers[last.id]}
        shared = [one for row in self._connection.execute(MEETING, asked).fetchall() for one in self._shared(row)]
        # What ties by itself goes before what is more; of equal ones the first by the alphabet.
        best = min(shared, key=lambda one: (one.share < MOST_OF_IT, -one.count, one.words), default=None)
        return tie(first, last, best)

    def _shared(self, row: sqlite3.Row) -> Iterator[Shared]:
        pair = row["one_spoken"], row["other_spoken"]
        if pair not in self._common:
            self._common[pair] = common(self._connection, *pair)
        found = self._common[pair]
        if found:
            words = shown_words(self._connection, row["one"], found.at_one, found.size)
            yield Shared(found.size, found.share, words)


def dates_of(
    connection: sqlite3.Connection,
    occasion: Occasion,
    scenes: Mapping[str, Scene],
    links: Collection[Link],
    numbers: Mapping[str, int],
) -> Iterator[tuple[str, str]]:
    """The scenes that the occasion dates better than their own report, each with the reason.

    scenes: by their ids; numbers: theirs. links: of them, and maybe of others.
    """
    source = scenes[occasion.dated_by or ""]
    back, reasons = ways(source.id, links, scenes), Reasons(connection, numbers)
    for key in occasion.scenes:
        if completes(scenes[key].said_on, occasion.said_on):
            steps = list(_steps(connection, reasons, key, back, scenes))
            yield key, _reason(connection, scenes[key], source, steps)


def _steps(
    connection: sqlite3.Connection, reasons: Reasons, key: str, back: Mapping[str, str], scenes: Mapping[str, Scene]
) -> Iterator[tuple[str, str]]:
    """(what ties, to which report), from a scene to the one that tells the day."""
    while back[key] != key:
        after = scenes[back[key]]
        yield reasons.of(scenes[key], after) or "", _named(connection, after.report)
        key = after.id


def _reason(connection: sqlite3.Connection, own: Scene, source: Scene, steps: Collection[tuple[str, str]]) -> str:
    what = "the year" if own.said_on and "X" in own.said_on[:4] and own.month_day else "the day"
    told = connection.execute(TOLD, (source.id,)).fetchone()
    because = f" ({told['said_on_because']})" if told else ""
    joined = "; ".join(because if len(steps) == 1 else f"{because} (with {report})" for because, report in steps)
    by_itself = f"; by itself this report tells {own.said_on}" if own.said_on else ""
    return f"{what} is from {_named(connection, source.report)}{because}: same speaker, {joined}{by_itself}"


def _named(connection: sqlite3.Connection, report: str) -> str:
    row = connection.execute(REPORT, (report,)).fetchone()
    published = f"published {row['published']}" if row["published"] else None
    return ", ".join(part for part in (row["outlet"], f"report {report[:SHORT]}", published) if part)
