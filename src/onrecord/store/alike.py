"""Statements that have most of the words of a paraphrase, in any order and form: proposals for a person to judge."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence

from onrecord.store.carriers import STANDING
from onrecord.store.search import quoted
from onrecord.values.alike import Alike

LEAST_SHARE = 0.6  # of the words that say something
_LEAST_WORDS = 2
_MOST_WORDS = 16  # that are looked up, spread over the paraphrase
_MOST_HOLDERS = 4000  # statements looked at for one word
_MOST_RANKED = 200
SHOWN = 3
_ENDING = re.compile(r"(?:ings?|edly|ed|ies|es|s|ly|e|y)$")
_SHORTEST_STEM = 4

HOLDERS = "SELECT rowid FROM statement_search WHERE statement_search MATCH ? LIMIT ?"
OF_SPEAKER = """
SELECT s.number FROM json_each(:numbers) AS found CROSS JOIN statements AS s ON s.number = found.value
WHERE s.speaker IN (SELECT value FROM json_each(:speakers))"""
TOLD = f"""
SELECT s.number, s.id AS statement, r.id AS report, s.words, who.name AS speaker, s.kind, s.force, s.said_on,
  r.published, r.outlet, r.title, r.url
FROM json_each(:numbers) AS found CROSS JOIN statements AS s ON s.number = found.value
CROSS JOIN reports AS r ON r.number = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE {STANDING} AND s.report NOT IN (SELECT value FROM json_each(:without))"""


def alike(
    connection: sqlite3.Connection,
    words: Sequence[Sequence[str]],
    speakers: Collection[int] | None,
    without: Collection[int] = (),
) -> tuple[Alike, ...]:
    """Statements of these speakers with most of the words, those with more of them first; at most SHOWN.

    words: those that say something, each in the forms that count for it, in small letters. speakers: numbers; None for
    anybody's. without: as `carriers`.
    The cost depends on the words and on _MOST_HOLDERS, not on how many statements are on record.
    """
    asked = list(dict.fromkeys(map(tuple, words)))
    asked = asked[:: len(asked) // _MOST_WORDS + 1]
    least = max(_LEAST_WORDS, -int(-LEAST_SHARE * len(asked) // 1))
    if len(asked) < _LEAST_WORDS:
        return ()
    counted: Counter[int] = Counter()
    for forms in asked:
        query = " OR ".join(map(_form, forms))
        counted.update(int(row[0]) for row in connection.execute(HOLDERS, (query, _MOST_HOLDERS)))
    enough = {number: times for number, times in counted.items() if times >= least}
    if speakers is not None:
        given = {"numbers": json.dumps(list(enough)), "speakers": json.dumps(sorted(speakers))}
        enough = {row[0]: enough[row[0]] for row in connection.execute(OF_SPEAKER, given)}
    ranked = sorted(enough, key=lambda number: (-enough[number], number))[:_MOST_RANKED]
    given = {"numbers": json.dumps(ranked), "without": json.dumps(sorted(without))}
    rows = {row["number"]: row for row in connection.execute(TOLD, given)}
    shown = [number for number in ranked if number in rows][:SHOWN]
    return tuple(_told(rows[one], enough[one], len(asked)) for one in shown)


def _told(row: sqlite3.Row, shared: int, asked: int) -> Alike:
    taken = {key: row[key] for key in row.keys() if key != "number"}  # noqa: SIM118 -- a row's own `in` asks its values
    return Alike(**taken, shared=shared, asked=asked)


def _form(word: str) -> str:
    """The word with any ending, as a query: "preparing" finds "prepares", "keepers" finds "keeper"."""
    stem = _ENDING.sub("", word) if word.isalpha() else word
    return f"{quoted(stem)}*" if len(stem) >= _SHORTEST_STEM else quoted(word)
