"""Why a date reaches a statement of another report, in words."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from onrecord.grouping.occasions import Occasion, completes
from onrecord.grouping.scenes import Scene
from onrecord.grouping.ties import Tie

SHORT = 10  # digits of an id: enough to name it
TOLD = """
SELECT s.said_on_because FROM scenes AS c JOIN scene_statements AS i ON i.scene = c.number
JOIN statements AS s ON s.number = i.statement WHERE c.id = ? AND s.said_on = c.said_on ORDER BY s.id LIMIT 1"""
REPORT = "SELECT outlet, published FROM reports WHERE id = ?"


def dates_of(
    connection: sqlite3.Connection, occasion: Occasion, scenes: Mapping[str, Scene], ties: Iterable[Tie]
) -> Iterator[tuple[str, str]]:
    """The scenes that the occasion dates better than their own report, each with the reason. scenes: by their ids."""
    source = scenes[occasion.dated_by or ""]
    paths = _paths(source.id, scenes, ties)
    for key in occasion.scenes:
        own = scenes[key]
        if completes(own.said_on, occasion.said_on):
            yield key, _reason(connection, own, source, paths[key])


def _reason(connection: sqlite3.Connection, own: Scene, source: Scene, path: Iterable[tuple[str, Tie]]) -> str:
    what = "the year" if own.said_on and "X" in own.said_on[:4] and own.month_day else "the day"
    told = connection.execute(TOLD, (source.id,)).fetchone()
    because = f" ({told['said_on_because']})" if told else ""
    steps = [f"{one.because} (with {_named(connection, report)})" for report, one in path]
    joined = steps[0].rpartition(" (with ")[0] if len(steps) == 1 else "; ".join(steps)
    by_itself = f"; by itself this report tells {own.said_on}" if own.said_on else ""
    return f"{what} is from {_named(connection, source.report)}{because}: same speaker, {joined}{by_itself}"


def _named(connection: sqlite3.Connection, report: str) -> str:
    row = connection.execute(REPORT, (report,)).fetchone()
    published = f"published {row['published']}" if row["published"] else None
    return ", ".join(part for part in (row["outlet"], f"report {report[:SHORT]}", published) if part)


def _paths(source: str, scenes: Mapping[str, Scene], ties: Iterable[Tie]) -> dict[str, list[tuple[str, Tie]]]:
    """From each scene the ties that lead to the source, the shortest way: [(the next report, the tie to it), ...]."""
    near: dict[str, list[tuple[str, Tie]]] = {key: [] for key in scenes}
    for one in ties:
        if one.one in near and one.other in near:
            near[one.one].append((one.other, one))
            near[one.other].append((one.one, one))
    paths: dict[str, list[tuple[str, Tie]]] = {source: []}
    frontier = deque([source])
    while frontier:
        at = frontier.popleft()
        for other, link in sorted(near[at], key=lambda pair: pair[0]):
            if other not in paths:
                paths[other] = [(scenes[at].report, link), *paths[at]]
                frontier.append(other)
    return paths
