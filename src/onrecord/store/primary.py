"""Keeping which quotations go back to which turns of transcripts. Functions that write expect a transaction to be open.

Quotations and turns wait from when they are written. A turn that waits looks for quotations with words of it, which
then wait themselves; a quotation looks for turns. So it makes no difference which was read first.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.comparing.tokens import tokens_of
from onrecord.matching.word_runs import run_keys
from onrecord.store.asked_speakers import CALLED
from onrecord.store.carriers import MOST_ALIGNED, carriers_among
from onrecord.store.search import match_all, terms_of
from onrecord.store.wordings import HOLDERS, wording_at
from onrecord.store.wordings import holders as holders_of
from onrecord.values.carrier import Carrier

MOST_PLACES = 1000  # of a run of words: one that stands in more is a turn of phrase, and leads to nothing
_LEAST_RUNS = 2  # that a quotation has with a turn, to be held against it,
_LEAST_SHARE = 0.25  # and of all its runs: what has fewer is no quotation of it
IS_TURN = "report IN (SELECT report FROM transcripts)"
WAITING = f"""
SELECT w.statement, ifnull(s.{IS_TURN}, 0) AS is_turn FROM primary_waiting AS w
LEFT JOIN statements AS s ON s.number = w.statement ORDER BY is_turn DESC, w.statement LIMIT ?"""
ANY_TRANSCRIPT = "SELECT 1 FROM transcripts LIMIT 1"
TOUCH = """
INSERT OR IGNORE INTO primary_waiting SELECT s.number FROM json_each(?) AS asked
CROSS JOIN worded AS w ON w.wording = asked.value CROSS JOIN statements AS s ON s.number = w.statement
CROSS JOIN reports AS r ON r.number = s.report WHERE r.kind <> 'transcript' AND s.kind <> 'indirect'"""
QUOTATION = """
SELECT s.number, s.words, s.kind, s.said_on, r.published, who.name AS speaker, who.type AS speaker_type
FROM statements AS s JOIN reports AS r ON r.number = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE s.number = ? AND r.kind <> 'transcript' AND s.number NOT IN (SELECT statement FROM rejections)"""
# A transcript of a day after the report is no source of it.
TURNS = """
SELECT DISTINCT asked.key, asked.value AS wording, max(s.speaker IN (SELECT value FROM json_each(:speakers))) AS is_own
FROM json_each(:wordings) AS asked CROSS JOIN worded AS w ON w.wording = asked.value
CROSS JOIN statements AS s ON s.number = w.statement CROSS JOIN reports AS r ON r.number = s.report
WHERE r.kind = 'transcript' AND (:until IS NULL OR r.published IS NULL OR r.published <= :until)
GROUP BY asked.key ORDER BY is_own DESC, asked.key LIMIT :most"""
FORGET = "DELETE FROM primary_quotations WHERE statement = ?"
PUT = """
INSERT INTO primary_quotations (statement, part, words, verdict, speaker_verdict, date_verdict, certainty, score,
  differences, can_change_meaning, goes_on, voice, others)
VALUES (:statement, :part, :words, :verdict, :speaker_verdict, :date_verdict, :certainty, :score,
  :differences, :can_change_meaning, :goes_on, :voice, :others)"""
PUT_PASSAGE = "INSERT INTO primary_passages VALUES (?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement whose quotations are to be looked up. said_on, published: EDTF."""

    number: int
    words: str
    kind: str
    said_on: str | None
    published: str | None
    speaker: str | None
    speaker_type: str | None


def waiting(connection: sqlite3.Connection) -> int:
    """How many turns and quotations are still to be looked up."""
    return int(connection.execute("SELECT count(*) FROM primary_waiting").fetchone()[0])


def next_waiting(connection: sqlite3.Connection, limit: int) -> list[tuple[int, bool]]:
    """Numbers of statements that wait, turns first, and whether each is one. Without a transcript nothing waits."""
    if connection.execute(ANY_TRANSCRIPT).fetchone() is None:
        connection.execute("DELETE FROM primary_waiting")
    return [(row["statement"], bool(row["is_turn"])) for row in connection.execute(WAITING, (limit,)).fetchall()]


def settled(connection: sqlite3.Connection, statements: Sequence[int]) -> None:
    connection.executemany("DELETE FROM primary_waiting WHERE statement = ?", [(number,) for number in statements])


def look_for_quotations(connection: sqlite3.Connection, turn: int) -> None:
    """Let the quotations wait that share words with a turn. The cost depends on the length of the turn."""
    row = connection.execute("SELECT words FROM statements WHERE number = ?", (turn,)).fetchone()
    shared: Counter[int] = Counter()
    for name in dict.fromkeys(run_keys([token.key for token in tokens_of(row["words"])])):
        places = connection.execute(HOLDERS, (f'"{name}"', MOST_PLACES + 1)).fetchall()
        if len(places) <= MOST_PLACES:
            shared.update({wording_at(place[0]) for place in places})
    found = [wording for wording, runs in shared.items() if runs >= _LEAST_RUNS]
    connection.execute(TOUCH, (json.dumps(found),))


def printed(connection: sqlite3.Connection, number: int) -> Printed | None:
    """The statement whose quotations are looked up; None for a turn, a rejected one and one that is gone."""
    row = connection.execute(QUOTATION, (number,)).fetchone()
    return None if row is None else Printed(**dict(row))


def turns_with(
    connection: sqlite3.Connection, keys: Sequence[str], length: int, speakers: Collection[int], until: str | None
) -> tuple[tuple[Carrier, ...], tuple[int, int]]:
    """Turns that share words with a quotation, those of the speakers first; how many runs it has, how many are common.

    keys: of `comparing.tokens`. length: of the quotation in code points. until: the last day a transcript may be of.
    """
    known = holders_of(connection, keys, most=MOST_PLACES)
    least = max(_LEAST_RUNS, _LEAST_SHARE * known.runs)
    asked = {
        "wordings": json.dumps([one for one in known.wordings if known.had[one][1] >= least]),
        "speakers": json.dumps(sorted(speakers)),
        "until": until,
        "most": MOST_ALIGNED,
    }
    held = [known.of(row["wording"]) for row in connection.execute(TURNS, asked).fetchall()]
    found = carriers_among(connection, held, length, speakers)
    return tuple(one for one in found if one.is_primary), (known.runs, known.common)


def called(connection: sqlite3.Connection, name: str) -> frozenset[int]:
    """Of a name of one word the numbers of all speakers whose last word it is; of a longer one nobody."""
    if len(name.split()) != 1:
        return frozenset()
    rows = connection.execute(CALLED, {"name": match_all(terms_of(name))}).fetchall()
    last = name.casefold()
    return frozenset(
        row["number"] for row in rows if row["name"].split()[-1:] and row["name"].split()[-1].casefold() == last
    )


def forget(connection: sqlite3.Connection, statement: int) -> None:
    """What was known of its quotations."""
    connection.execute(FORGET, (statement,))


def put(connection: sqlite3.Connection, row: dict[str, object], passages: Iterator[tuple[int, ...]]) -> None:
    """Put on record that a quotation goes back to turns. passages: (turn, start, end, first, last), in their order."""
    number = connection.execute(PUT, row).lastrowid
    connection.executemany(PUT_PASSAGE, [(number, place, *passage) for place, passage in enumerate(passages)])
