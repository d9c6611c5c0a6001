"""Whose words are asked for: from a name as people write it to the speakers on record that it may mean."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.speakers.gazetteer import fold
from onrecord.store.cells import LONE_SURROGATE
from onrecord.store.finding_people import SHORTEST_ID
from onrecord.store.search import match_all, terms_of

# Words before a name that are no part of it; offices are as many as there are, these come before most names.
_TITLES = frozenset(
    (
        "mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister chancellor senator sen "
        "rep representative congressman congresswoman governor gov mayor secretary ambassador judge justice general "
        "gen colonel col captain king queen prince princess pope chairman chairwoman chair director speaker premier "
        "candidate former the"
    ).split()
)
CALLED = """
WITH named (number) AS (SELECT rowid FROM speaker_search WHERE speaker_search MATCH :name)
SELECT DISTINCT who.number, who.name, ifnull(i.stands_as, who.number) AS stands_as FROM (
  SELECT number FROM named
  UNION SELECT speaker FROM identities WHERE stands_as IN (SELECT number FROM named)
  UNION SELECT stands_as FROM identities WHERE speaker IN (SELECT number FROM named)
  UNION SELECT speaker FROM identities WHERE stands_as IN (
    SELECT stands_as FROM identities WHERE speaker IN (SELECT number FROM named))) AS found
JOIN speakers AS who ON who.number = found.number LEFT JOIN identities AS i ON i.speaker = who.number
ORDER BY who.number LIMIT 2000"""
BY_ENTITY = """
SELECT who.number, who.name, ifnull(i.stands_as, who.number) AS stands_as FROM speakers AS who
LEFT JOIN identities AS i ON i.speaker = who.number WHERE who.entity >= :name AND who.entity < :beyond LIMIT 2000"""


@dataclass(frozen=True, slots=True)
class AskedSpeakers:
    """Who may be meant. asked: as typed. numbers: of speakers, all names of one person too; empty where nobody on
    record is called so. shortened: what was looked up where a given name had to be left out; None where none had.
    """

    asked: str
    numbers: frozenset[int]
    shortened: str | None = None


def asked_speakers(connection: sqlite3.Connection, asked: str) -> AskedSpeakers:
    """All speakers with this name, or with all its words in theirs; titles and initials count only where they must.

    An initial that is left out must be none that the one found contradicts: "B. Keel" is not "John Keel".
    """
    whole = LONE_SURROGATE.sub("\ufffd", " ".join(asked.split()))
    bare = _without_titles(whole.split())
    for name in _ways_to_say(whole):
        rows = connection.execute(CALLED, {"name": match_all(terms_of(name))}).fetchall()
        rows = [row for row in rows if _may_have(row["name"], name, bare)]
        exact = {row["stands_as"] for row in rows if fold(row["name"]) == fold(name)}
        numbers = {one for row in rows if not exact or row["stands_as"] in exact for one in _both(row)}
        if numbers:
            is_shortened = len(_full(name.split())) < len(_full(bare))
            return AskedSpeakers(asked, frozenset(numbers), name if is_shortened else None)
    rows = []
    if len(whole) >= SHORTEST_ID:
        rows = connection.execute(BY_ENTITY, {"name": whole, "beyond": f"{whole}\U0010ffff"}).fetchall()
    return AskedSpeakers(asked, frozenset(one for row in rows for one in _both(row)))


def _both(row: sqlite3.Row) -> tuple[int, int]:
    return row["number"], row["stands_as"]


def _ways_to_say(name: str) -> list[str]:
    """ "President Edda K. Solm" -> that, without the title, without the initial."""
    words = _without_titles(name.split())
    ways = [name, " ".join(words)]
    full = _full(words)
    if full:
        ways.append(" ".join(full))
        ways.append(f"{full[0]} {full[-1]}" if len(full) > 2 else ways[-1])
    return list(dict.fromkeys(way for way in ways if terms_of(way)))


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        words = words[1:]
    return words


def _full(words: list[str]) -> list[str]:
    """The words without initials."""
    return [word for word in words if len(word.rstrip(".")) > 1]


def _may_have(found: str, looked_up: str, asked: list[str]) -> bool:
    """May the one found have the initials that were asked for and not looked up? Who has a surname alone may."""
    kept = {fold(word) for word in looked_up.split()}
    initials = {fold(word.rstrip(".")) for word in asked if len(word.rstrip(".")) == 1 and fold(word) not in kept}
    given = [fold(word) for word in found.split() if fold(word) not in kept]
    return not given or all(any(word.startswith(one) for word in given) for one in initials)
