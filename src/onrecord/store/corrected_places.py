"""Statements whose places in the text a person corrected: their words, and what follows from words.

The machine's places are kept beside (`as_read`), like all that a correction changes. A transaction must be open.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.store.cells import clean, place, to_json
from onrecord.store.copies_groups import regroup
from onrecord.store.copies_texts import Wordings
from onrecord.store.wordings import wording_number
from onrecord.values.judgement import Field
from onrecord.values.span import Span, hull, words_at

SPANS = "SELECT part, starts, ends FROM spans WHERE statement = ? ORDER BY part, ordinal"
KEPT = "SELECT columns FROM as_read WHERE statement = ?"
KEEP = "UPDATE as_read SET columns = ? WHERE statement = ?"
REWRITE = "UPDATE statements SET words = ?, starts = ?, ends = ? WHERE number = ?"
FORGET_PART = "DELETE FROM spans WHERE statement = ? AND part = ?"
PUT_SPAN = "INSERT INTO spans (statement, part, ordinal, starts, ends) VALUES (?, ?, ?, ?, ?)"
APPEALS = "SELECT * FROM appeals WHERE statement = ?"
READINGS = "SELECT * FROM appeal_readings WHERE statement = ? AND ordinal = ?"
# Of statements whose words are others now than those under which they are found.
WORDED = """
SELECT s.words, w.wording FROM statements AS s JOIN worded AS w ON w.statement = s.number WHERE s.number = ?"""
UNWORD = "DELETE FROM worded WHERE statement = ?"
WORD = "INSERT INTO worded (statement, wording) VALUES (?, ?)"
# What was found for other words, whether the statement quotes or is the turn that is quoted. All of it waits by now.
FORGET_PRIMARY = """
DELETE FROM primary_quotations WHERE statement = :number
OR number IN (SELECT quotation FROM primary_passages WHERE turn = :number)"""
IS_COPY = "SELECT 1 FROM copies WHERE report = ?"

Places = Mapping[Field, Sequence[Span]]
PLACES, APPEALED = "places", "appealed"  # names in the JSON of `as_read`, beside those of columns


def correct_places(connection: sqlite3.Connection, number: int, text: str, places: Places) -> None:
    """Write corrected places over the machine's, which are kept: `as_read` has a row of this statement.

    A document that is named in words which are no longer the statement's is none that these lean on.
    """
    kept = json.loads(connection.execute(KEPT, (number,)).fetchone()["columns"])
    if PLACES not in kept:
        columns = connection.execute("SELECT words, starts, ends FROM statements WHERE number = ?", (number,))
        kept |= {PLACES: _spans(connection, number), **dict(columns.fetchone())}
    for part, spans in places.items():
        _put(connection, number, part.value, map(place, spans))
    if Field.CONTENT in places:
        content = places[Field.CONTENT]
        whole = hull(content)
        connection.execute(REWRITE, (clean(words_at(content, text)), whole.start, whole.end, number))
        _put_appeals_back(connection, kept.get(APPEALED, ()))
        read = [Span(*one) for one in kept[PLACES]["content"]]
        kept[APPEALED] = _take_appeals(connection, number, read, content)
    connection.execute(KEEP, (to_json(kept), number))


def put_places_back(connection: sqlite3.Connection, number: int, kept: dict[str, Any]) -> bool:
    """Make the machine's places stand again. Takes out of `kept` what is no column. Were they others?"""
    places = kept.pop(PLACES, None)
    for part, spans in (places or {}).items():
        _put(connection, number, part, spans)
    _put_appeals_back(connection, kept.pop(APPEALED, ()))
    return places is not None


def follow_words(connection: sqlite3.Connection, report: int, numbers: Iterable[int], *, anew: bool = False) -> None:
    """Bring to the words of these statements of a report what is kept under words: runs, families, primary sources,
    which copy's statement stands for all. anew: the report has other statements, too.
    """
    changed = anew
    for number in sorted(numbers):
        row = connection.execute(WORDED, (number,)).fetchone()
        wording = wording_number(connection, row["words"])
        if wording != row["wording"]:
            connection.execute(UNWORD, (number,))  # not replaced: triggers see to what depended on it
            connection.execute(WORD, (number, wording))
            connection.execute(FORGET_PRIMARY, {"number": number})
            changed = True
    if changed and connection.execute(IS_COPY, (report,)).fetchone():
        regroup(Wordings(connection), {report})


def _spans(connection: sqlite3.Connection, number: int) -> dict[str, list[tuple[int, int]]]:
    """The places of a statement by part; all parts, also those that have none."""
    found: dict[str, list[tuple[int, int]]] = {"content": [], "cue": [], "source": []}
    for row in connection.execute(SPANS, (number,)):
        found[row["part"]].append((row["starts"], row["ends"]))
    return found


def _put(connection: sqlite3.Connection, number: int, part: str, spans: Iterable[Sequence[int]]) -> None:
    connection.execute(FORGET_PART, (number, part))
    connection.executemany(PUT_SPAN, [(number, part, ordinal, *ends) for ordinal, ends in enumerate(spans)])


def _take_appeals(
    connection: sqlite3.Connection, number: int, before: Sequence[Span], after: Sequence[Span]
) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Remove the documents that stood in the words before and stand in none of those after. Gives the rows."""
    gone = []
    for row in map(dict, connection.execute(APPEALS, (number,)).fetchall()):
        named = Span(row["starts"], row["ends"])
        if _holds(before, named) and not _holds(after, named):
            key = (number, row["ordinal"])
            gone.append((row, [dict(one) for one in connection.execute(READINGS, key)]))
            for table in ("appeal_readings", "appeals"):
                connection.execute(f"DELETE FROM {table} WHERE statement = ? AND ordinal = ?", key)
    return gone


def _put_appeals_back(connection: sqlite3.Connection, gone: Iterable[Any]) -> None:
    for row, readings in gone:
        _insert(connection, "appeals", row)
        for reading in readings:
            _insert(connection, "appeal_readings", reading)


def _holds(spans: Iterable[Span], named: Span) -> bool:
    return any(span.contains(named) for span in spans)


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    values = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", row)
