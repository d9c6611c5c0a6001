"""Keeping occasions: scenes made anew for the reports that something touched, and the occasions these reach.

A report is looked up by its own words, days and names, and only what it is tied to is grouped anew, so that nothing
depends on the order of reading and the cost of a report not on how many there are. A transaction must be open.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from onrecord.grouping.occasions import Occasion, completes, occasions_of
from onrecord.grouping.scenes import Scene
from onrecord.grouping.ties import MOST_OF_IT, Shared, Tie, tie
from onrecord.store import occasions_dates
from onrecord.store.occasions_old import mark_old_words
from onrecord.store.occasions_scenes import put_scenes, scene_at
from onrecord.store.occasions_told import dates_of
from onrecord.store.occasions_touched import identities, touch, touch_speakers
from onrecord.store.occasions_words import forget_words, put_words

__all__ = ["complete", "following", "near", "settle", "touch", "waiting"]

AT_ONCE = 100  # reports that a judgement touches and that are looked at right away
WAITING = "SELECT report FROM occasion_reports WHERE settled = 0 ORDER BY report LIMIT ?"
COMPANY = """
SELECT near.number FROM scenes AS own JOIN scenes AS near ON near.occasion = own.occasion
WHERE own.report = ? AND near.report <> own.report"""
BY_WORDS = """
SELECT theirs.scene, w.words, w.share, w.shown FROM scene_statements AS own
JOIN same_words AS w ON w.one = own.statement OR w.other = own.statement
JOIN scene_statements AS theirs ON theirs.statement = CASE w.one WHEN own.statement THEN w.other ELSE w.one END
WHERE own.scene = :scene ORDER BY theirs.scene, w.share >= :most DESC, w.words DESC, w.shown"""
BY_KEYS = """
SELECT DISTINCT near.scene FROM scene_keys AS own JOIN scene_keys AS near ON near.key = own.key
WHERE own.scene = ? AND near.scene <> own.scene"""
IN_SCENE = "SELECT statement FROM scene_statements WHERE scene = ?"
STANDING = "SELECT occasion FROM scenes WHERE number = ?"
FORGET = "DELETE FROM occasions WHERE number = ?"
PUT = "INSERT INTO occasions (id, person, said_on, place, called, medium) VALUES (?, ?, ?, ?, ?, ?)"
JOIN = "UPDATE scenes SET occasion = ? WHERE id = ?"


@contextmanager
def following(connection: sqlite3.Connection) -> Iterator[None]:
    """What is judged inside reaches the occasions: of many reports the first, the others with what is read next."""
    before = identities(connection)
    yield
    touch_speakers(connection, before)
    complete(connection, AT_ONCE)


def waiting(connection: sqlite3.Connection, limit: int = -1) -> int:
    """How many reports are still to be looked at; counted up to the limit, where there is one."""
    return len(connection.execute(WAITING, (limit,)).fetchall())


def complete(connection: sqlite3.Connection, limit: int) -> int:
    """Settle reports that wait, at most so many. Gives how many that were."""
    reports = [row["report"] for row in connection.execute(WAITING, (limit,)).fetchall()]
    for report in reports:
        settle(connection, report)
    return len(reports)


def settle(connection: sqlite3.Connection, report: int) -> None:
    """Make the scenes of one report anew, and the occasions that it leaves or comes to."""
    left = {row["number"] for row in connection.execute(COMPANY, (report,))}
    occasions_dates.take_back_report(connection, report)
    forget_words(connection, report)
    _forget_occasions(connection, report)
    connection.execute("DELETE FROM scenes WHERE report = ?", (report,))
    scenes, spoken = put_scenes(connection, report)
    put_words(connection, report, spoken)
    _regroup(connection, left.union(scenes))
    mark_old_words(connection, report)
    connection.execute("UPDATE occasion_reports SET settled = 1 WHERE report = ?", (report,))


def _forget_occasions(connection: sqlite3.Connection, report: int) -> None:
    for row in connection.execute("SELECT DISTINCT occasion FROM scenes WHERE report = ?", (report,)).fetchall():
        connection.execute(FORGET, (row["occasion"],))


def _regroup(connection: sqlite3.Connection, touched: Iterable[int]) -> None:
    scenes, ties = _reached(connection, touched)
    numbers = {scene.id: number for number, scene in scenes.items()}
    for number in scenes:
        row = connection.execute(STANDING, (number,)).fetchone()
        connection.execute(FORGET, (row["occasion"],))
        occasions_dates.take_back(connection, _statements(connection, number))
    for one in occasions_of(scenes.values(), ties):
        _put(connection, one)
        own = {key: scenes[numbers[key]] for key in one.scenes}
        if any(completes(scene.said_on, one.said_on) for scene in own.values()):
            for key, because in dates_of(connection, one, own, ties):
                for statement in _statements(connection, numbers[key]):
                    occasions_dates.complete(connection, statement, one.said_on or "", because)


def _statements(connection: sqlite3.Connection, scene: int) -> list[int]:
    return [row["statement"] for row in connection.execute(IN_SCENE, (scene,)).fetchall()]


def _put(connection: sqlite3.Connection, one: Occasion) -> None:
    row = (occasion_id(one.scenes[0]), one.person, one.said_on, one.place, one.occasion, one.medium)
    number = connection.execute(PUT, row).lastrowid or 0
    connection.executemany(JOIN, [(number, scene) for scene in one.scenes])


def occasion_id(scene: str) -> str:
    """An occasion is named after the first of its scenes, so that it has one name in all records."""
    return hashlib.sha256(f"occasion {scene}".encode()).hexdigest()[:20]


def _reached(connection: sqlite3.Connection, touched: Iterable[int]) -> tuple[dict[int, Scene], list[Tie]]:
    """The scenes that ties lead to from those touched, by number, and these ties."""
    known: dict[int, Scene] = {}
    ties: dict[tuple[str, str], Tie] = {}
    reached, frontier = set[int](), sorted(touched)
    while frontier:
        number = frontier.pop()
        scene = _meet(connection, number, known)
        if number in reached or scene is None:
            continue
        reached.add(number)
        for other, shared in near(connection, number):
            theirs = _meet(connection, other, known)
            found = tie(scene, theirs, shared) if theirs else None
            if found:
                ties[found.one, found.other] = found
                frontier.append(other)
    return {number: known[number] for number in sorted(reached)}, [ties[key] for key in sorted(ties)]


def near(connection: sqlite3.Connection, scene: int) -> Iterator[tuple[int, Shared | None]]:
    """Scenes that may be of one occasion with this one, each once, with the words that they have in common."""
    by_words: dict[int, Shared] = {}
    for row in connection.execute(BY_WORDS, {"scene": scene, "most": MOST_OF_IT}).fetchall():
        by_words.setdefault(row["scene"], Shared(row["words"], row["share"], row["shown"]))
    yield from by_words.items()
    for row in connection.execute(BY_KEYS, (scene,)).fetchall():
        if row["scene"] not in by_words:
            yield row["scene"], None


def _meet(connection: sqlite3.Connection, number: int, known: dict[int, Scene]) -> Scene | None:
    if number not in known:
        found = scene_at(connection, number)
        if found is None:
            return None
        known[number] = found
    return known[number]
