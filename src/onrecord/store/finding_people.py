"""From what a person types to one speaker: a name, words of it, or the beginning of an entity id."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from shlex import quote

from onrecord.errors import UnknownReference
from onrecord.judging.identities import People
from onrecord.speakers.gazetteer import fold
from onrecord.store.cells import LONE_SURROGATE
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.store.search import SPOKEN_BY, match_all, terms_of
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Person

SHORTEST_ID = 6  # digits of an entity that are taken for one
NEAREST, LOOKED_AT = 3, 5000
# The machine's names first.
SELECTED = f"SELECT name, type, entity FROM speakers AS who WHERE {{}} ORDER BY reader = '{JUDGED_BY_PEOPLE}', number"
SAID = f"SELECT 1 FROM statements AS s INDEXED BY statements_speaker WHERE {SPOKEN_BY} LIMIT 1"
BY_ENTITY = SELECTED.format("entity >= :asked AND entity < :beyond")
BY_NAME = SELECTED.format(
    "name = :asked OR number IN (SELECT rowid FROM speaker_search WHERE speaker_search MATCH :words)"
)


@dataclass(frozen=True, slots=True)
class Nobody:
    """A name that no speaker on record has. nearest: the names that are like it, the likest first.

    who: how one is told of that is not there.
    """

    name: str
    nearest: tuple[str, ...]
    who: str = "nobody"

    @property
    def told(self) -> str:
        hint = f"; the nearest: {', '.join(self.nearest)}" if self.nearest else ""
        return f"{self.who} called {self.name!r} is on record{hint}"


def nobody_called(connection: sqlite3.Connection, name: str | None) -> Nobody | None:
    """None where somebody with all these words in the name has a statement on record, whatever became of it."""
    if name is None or connection.execute(SAID, {"speaker": match_all(terms_of(name))}).fetchone():
        return None
    return Nobody(name, nearest_names(connection, name))


def find_person(
    connection: sqlite3.Connection, people: People, asked: str, *, command: str, or_else: str = ""
) -> Person:
    """The speaker with this name, else the only one with these words in the name, else with this entity id.

    command: what was typed, with "{}" for the name, so that the message can say what to type instead.
    or_else: another way out where there is nobody of the name.
    Raises UnknownReference when there is none or more than one, and for words that name nobody ("two officials").
    """
    asked = LONE_SURROGATE.sub("\ufffd", " ".join(asked.split()))
    rows, exact = _rows_with(connection, asked)
    named = _people(exact) or _people(rows) or _by_entity(connection, asked)
    distinct = {people.known_as(person).entity: person for person in reversed(named)}
    if len(distinct) > 1:
        raise _several(asked, tuple(distinct.values()), command)
    if not named:
        raise _nobody(connection, asked, [row["name"] for row in exact or rows], or_else)
    return _as_read(connection, named[0])


def _as_read(connection: sqlite3.Connection, person: Person) -> Person:
    """By the name that reports have: what a judgement called somebody may be taken back."""
    row = connection.execute(f"{SELECTED.format('entity = ?')} LIMIT 1", (person.entity,)).fetchone()
    return Person(row["name"], person.type, person.entity)


def people_called(connection: sqlite3.Connection, name: str) -> tuple[Person, ...]:
    """Everybody on record with just this name, case and accents aside, whatever they are now known as."""
    return _people(_rows_with(connection, LONE_SURROGATE.sub("\ufffd", " ".join(name.split())))[1])


def _rows_with(connection: sqlite3.Connection, asked: str) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """Speakers with these words in the name, and those of them with this very name."""
    rows = connection.execute(BY_NAME, {"asked": asked, "words": match_all(terms_of(asked))}).fetchall()
    return rows, [row for row in rows if fold(row["name"]) == fold(asked)]


def _people(rows: Iterable[sqlite3.Row]) -> tuple[Person, ...]:
    """Those of the rows that are somebody, one for each entity."""
    found: dict[str, Person] = {}
    for row in rows:
        if row["entity"] is not None:
            found.setdefault(row["entity"], Person(row["name"], SpeakerType(row["type"]), row["entity"]))
    return tuple(found.values())


def _by_entity(connection: sqlite3.Connection, asked: str) -> tuple[Person, ...]:
    if len(asked) < SHORTEST_ID:
        return ()
    return _people(connection.execute(BY_ENTITY, {"asked": asked, "beyond": f"{asked}\U0010ffff"}))


def _several(asked: str, found: Sequence[Person], command: str) -> UnknownReference:
    ways = "; ".join(
        f"for {one.name} ({one.type.value}): {command.replace('{}', quote(one.entity))}" for one in found[:5]
    )
    more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
    return UnknownReference(f"{asked!r} fits more than one speaker", remedy=f"say which. {ways}{more}")


def _nobody(
    connection: sqlite3.Connection, asked: str, without_entity: Sequence[str], or_else: str
) -> UnknownReference:
    if without_entity and not or_else:
        return UnknownReference(
            f"{without_entity[0]!r} names nobody: such words mean somebody else in every report",
            remedy="say of each statement who spoke: onrecord statement correct ID --speaker NAME",
        )
    near = nearest_names(connection, asked)
    hint = f"; the nearest: {', '.join(near)}" if near else ""
    return UnknownReference(f"nobody called {asked!r} is on record", f"`onrecord speakers` lists who is{hint}{or_else}")


def nearest_names(connection: sqlite3.Connection, asked: str) -> tuple[str, ...]:
    """At most NEAREST names on record that are like it, as a whole or in one of their words, the likest first."""
    rows = connection.execute("SELECT name FROM speakers AS latest ORDER BY number DESC LIMIT ?", (LOOKED_AT,))
    return nearest_of([row["name"] for row in rows], asked)


def nearest_of(names: Sequence[str], asked: str) -> tuple[str, ...]:
    """The same, of these names."""
    by_fold = {name.casefold(): name for name in names}
    near = [by_fold[name] for name in difflib.get_close_matches(asked.casefold(), by_fold, NEAREST, 0.5)]
    by_word = {word: name for name in names for word in fold(name).split()}
    alike = difflib.get_close_matches(fold(asked), by_word, NEAREST, 0.75)
    return tuple(dict.fromkeys([*(by_word[word] for word in alike), *near]))[:NEAREST]
