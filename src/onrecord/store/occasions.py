"""Keeping occasions: scenes made anew for the reports that something touched, and the occasions these reach.

A report is looked up by its own words, days and names, and only what it is tied to is grouped anew, so that nothing
depends on the order of reading and the cost of a report not on how many there are. Reports that wait together are
settled together: an occasion that all of them reach is grouped once. A transaction must be open.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from onrecord.grouping.occasions import Occasion, completes, occasions_of
from onrecord.store import occasions_dates
from onrecord.store.occasions_old import OldWords
from onrecord.store.occasions_reach import WITH_WORDING, reached
from onrecord.store.occasions_scenes import put_scenes
from onrecord.store.occasions_told import dates_of
from onrecord.store.occasions_touched import identities, touch, touch_speakers
from onrecord.store.occasions_words import Partners, forget_words, is_crowded, put_words, wordings_in

__all__ = ["complete", "following", "settle", "touch", "waiting"]

AT_ONCE = 100  # reports that a judgement touches and that are looked at right away
WAITING = "SELECT report FROM occasion_reports WHERE settled = 0 ORDER BY report LIMIT ?"
COMPANY = """
SELECT near.number FROM scenes AS near WHERE near.occasion IN (SELECT occasion FROM scenes WHERE report = ?)"""
OF_REPORT = "SELECT number FROM scenes WHERE report = ?"
SETTLED = "UPDATE occasion_reports SET settled = 1 WHERE report = ?"
IN_SCENE = "SELECT statement FROM scene_statements WHERE scene = ?"
STANDING = "SELECT occasion FROM scenes WHERE number = ?"
FORGET = "DELETE FROM occasions WHERE number = ?"
PUT = "INSERT INTO occasions (id, person, said_on, place, called, medium) VALUES (?, ?, ?, ?, ?, ?)"
JOIN = "UPDATE scenes SET occasion = ? WHERE number = ?"


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
    """Settle reports that wait, at most so many, all together. Gives how many that were."""
    reports = [row["report"] for row in connection.execute(WAITING, (limit,)).fetchall()]
    if reports:
        settle(connection, reports)
    return len(reports)


def settle(connection: sqlite3.Connection, reports: Collection[int]) -> None:
    """Make the scenes of these reports anew, and the occasions that they leave or come to."""
    left = {row["number"] for report in reports for row in connection.execute(OF_REPORT, (report,))}
    before = Partners(connection)
    touched = set(reached(connection, left, before).scenes) | _company(connection, reports, before)
    old_words = OldWords(connection, reports, before)
    for report in reports:
        occasions_dates.take_back_report(connection, report)
        _forget_occasions(connection, report)
        connection.execute("DELETE FROM scenes WHERE report = ?", (report,))
        forget_words(connection, report)
    regrouped = set[int]()
    for report in reports:
        scenes, spoken = put_scenes(connection, report)
        touched.update(scenes)
        regrouped |= put_words(connection, report, spoken)
    touched.update(row["scene"] for one in regrouped for row in connection.execute(WITH_WORDING, (one,)))
    after = Partners(connection)
    _regroup(connection, touched, after)
    old_words.mark(regrouped, after)
    connection.executemany(SETTLED, [(report,) for report in reports])


def _forget_occasions(connection: sqlite3.Connection, report: int) -> None:
    for row in connection.execute("SELECT DISTINCT occasion FROM scenes WHERE report = ?", (report,)).fetchall():
        connection.execute(FORGET, (row["occasion"],))


def _company(connection: sqlite3.Connection, reports: Iterable[int], partners: Partners) -> set[int]:
    """The scenes that may no longer stand as they do: of the same occasions, and compared with others from now on."""
    wordings = {one for report in reports for one in wordings_in(connection, report) if is_crowded(connection, one)}
    near = {other for one in wordings for other in partners.of(one)}
    found = {row["scene"] for one in near for row in connection.execute(WITH_WORDING, (one,))}
    return found.union(row["number"] for report in reports for row in connection.execute(COMPANY, (report,)))


def _regroup(connection: sqlite3.Connection, touched: Iterable[int], partners: Partners) -> None:
    found = reached(connection, touched, partners)
    scenes, links = found.scenes, found.links
    numbers = {scene.id: number for number, scene in scenes.items()}
    standing = {row["occasion"] for number in scenes for row in connection.execute(STANDING, (number,))}
    connection.executemany(FORGET, [(number,) for number in standing if number is not None])
    dates = dict[int, tuple[str, str]]()
    for one in occasions_of(scenes.values(), links):
        own = {key: scenes[numbers[key]] for key in one.scenes}
        _put(connection, one, [numbers[key] for key in one.scenes])
        if any(completes(scene.said_on, one.said_on) for scene in own.values()):
            for key, because in dates_of(connection, one, own, links, numbers):
                for statement in _statements(connection, numbers[key]):
                    dates[statement] = one.said_on or "", because
    occasions_dates.set_dates(connection, (s for number in scenes for s in _statements(connection, number)), dates)


def _statements(connection: sqlite3.Connection, scene: int) -> list[int]:
    return [row["statement"] for row in connection.execute(IN_SCENE, (scene,)).fetchall()]


def _put(connection: sqlite3.Connection, one: Occasion, scenes: Iterable[int]) -> None:
    row = (occasion_id(one.scenes[0]), one.person, one.said_on, one.place, one.occasion, one.medium)
    number = connection.execute(PUT, row).lastrowid or 0
    connection.executemany(JOIN, [(number, scene) for scene in scenes])


def occasion_id(scene: str) -> str:
    """An occasion is named after the first of its scenes, so that it has one name in all records."""
    return hashlib.sha256(f"occasion {scene}".encode()).hexdigest()[:20]
