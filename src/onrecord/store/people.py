"""The user's own files of people in the record: put in, listed, taken out, and read as rows for the gazetteer."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.errors import UnreadableInput
from onrecord.store.cells import clean, to_json
from onrecord.store.record import Record
from onrecord.values.knowledge import BadLine, KnownName, KnownTerm, PassedOver, Told

COUNTED = {"person": "people", "body": "bodies", "post": "posts", "term": "terms"}


@dataclass(frozen=True, slots=True)
class PeopleImport:
    """One file of people on record. imported: ISO time. form: "ftm" or "csv".

    people, bodies, posts, terms: what was kept. passed_over: lines of other kinds. refused: lines kept out.
    """

    number: int
    imported: str
    origin: str
    sha256: str
    form: str
    people: int
    bodies: int
    posts: int
    terms: int
    passed_over: int
    refused: int


@dataclass(frozen=True, slots=True)
class ImportedTerm:
    """A term with the names its keys stand for. name: of the person; post, country: of the office."""

    origin: str
    line: int
    imported: str
    name: str
    post: str
    country: str | None
    starts: str | None
    ends: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class ImportedName:
    """A person or body of an import."""

    kind: str
    name: str
    aliases: tuple[str, ...]


def imports(record: Record) -> tuple[PeopleImport, ...]:
    """All files of people on record, in the order of their import."""
    with record.reading() as connection:
        rows = connection.execute("SELECT * FROM people_imports ORDER BY number").fetchall()
    return tuple(PeopleImport(**dict(row)) for row in rows)


def add_import(record: Record, about: tuple[str, str, str, str], told: Iterable[Told]) -> Iterator[BadLine]:
    """Put one file on record, whole or not at all. Gives the lines kept out, as they come; run it to its end.

    about: time (ISO), origin, SHA-256 and form of the file. Raises UnreadableInput when no line is of use.
    """
    with record.batch():
        connection = record.connection
        insert = "INSERT INTO people_imports (imported, origin, sha256, form) VALUES (?, ?, ?, ?)"
        number = connection.execute(insert, [clean(part) for part in about]).lastrowid or 0
        counts: Counter[str] = Counter()
        for one in told:
            if column := _put(connection, number, one):
                counts[column] += 1
            if isinstance(one, BadLine):
                yield one
        if not counts.keys() & set(COUNTED.values()):
            raise UnreadableInput(
                f"no line of {about[1]} tells of a person, a body or an office, so nothing was imported",
                remedy="see `People` in docs/format.md for the two forms",
            )
        listed = ", ".join(f"{column} = ?" for column in counts)
        connection.execute(f"UPDATE people_imports SET {listed} WHERE number = ?", [*counts.values(), number])


def _put(connection: sqlite3.Connection, number: int, one: Told) -> str:
    """Put one line's telling on record; the column of people_imports that counts it, "" for nothing new."""
    if isinstance(one, BadLine):
        return "refused"
    if isinstance(one, PassedOver):
        return "passed_over"
    if isinstance(one, KnownName):
        row = (number, one.line, one.key, one.kind.value, one.name, to_json(one.aliases), one.country)
        columns = "people_import, line, id, kind, name, aliases, country"
        insert = f"INSERT OR IGNORE INTO imported_names ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        # In a CSV a person has a line for each office: the name is kept once.
        return COUNTED[one.kind.value] if connection.execute(insert, _cleaned(row)).rowcount else ""
    return _put_term(connection, number, one)


def _put_term(connection: sqlite3.Connection, number: int, one: KnownTerm) -> str:
    row = (number, one.line, one.holder, one.post, one.starts, one.ends, int(one.is_current))
    columns = "people_import, line, holder, post, starts, ends, is_current"
    connection.execute(f"INSERT INTO imported_terms ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", _cleaned(row))
    return COUNTED["term"]


def _cleaned(row: Iterable[str | int | None]) -> list[object]:
    return [clean(value) for value in row]


def forget_import(record: Record, number: int) -> bool:
    """Take one import out with all it brought. False when there is none of this number."""
    if number not in {one.number for one in imports(record)}:
        return False
    with record.batch():
        return bool(record.connection.execute("DELETE FROM people_imports WHERE number = ?", (number,)).rowcount)


TERMS = """
SELECT i.origin, t.line, i.imported, who.name, post.name AS post, post.country, t.starts, t.ends,
  t.is_current
FROM imported_terms AS t JOIN people_imports AS i ON i.number = t.people_import
JOIN imported_names AS who ON who.people_import = t.people_import AND who.id = t.holder AND who.kind = 'person'
JOIN imported_names AS post ON post.people_import = t.people_import AND post.id = t.post AND post.kind = 'post'
GROUP BY t.number ORDER BY t.number"""
NAMES = """
SELECT kind, name, aliases FROM imported_names WHERE kind IN ('person', 'body')
GROUP BY kind, name, aliases ORDER BY min(number)"""


def imported_terms(record: Record) -> Iterator[ImportedTerm]:
    """All terms whose holder and office are in the same file, one at a time, in the order of their import."""
    with record.reading() as connection:
        for row in connection.execute(TERMS):
            yield ImportedTerm(**dict(row) | {"is_current": bool(row["is_current"])})


def imported_names(record: Record) -> Iterator[ImportedName]:
    """All persons and bodies, one at a time."""
    with record.reading() as connection:
        for row in connection.execute(NAMES):
            yield ImportedName(row["kind"], row["name"], tuple(json.loads(row["aliases"])))
