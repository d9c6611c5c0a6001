"""Statements of one person in two reports that have words in common: found by their runs, and kept as rows.

The runs are those of LEAST words, hashed together with who said them: what others say in the same words costs nothing,
and whatever is found under a run has at least so many words in common.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from functools import lru_cache

from onrecord.comparing.tokens import Token, tokens_of
from onrecord.grouping.shared_words import shared_words, spoken
from onrecord.grouping.ties import LEAST
from onrecord.matching.signatures import run_hashes
from onrecord.store.occasions_scenes import Spoken

# Statements of one person with one run that are looked at: more have it only where a text has been copied as often.
MOST_CARRIERS = 48
_BITS = (1 << 63) - 1  # of a key: an integer of SQLite has a sign
PUT_RUN = "INSERT OR IGNORE INTO spoken_runs (key, statement) VALUES (?, ?)"
# Two transcripts do not quote each other, and to compare every speech of a campaign with all others is costly.
CARRIERS = """
SELECT c.statement FROM spoken_runs AS c JOIN statements AS s ON s.number = c.statement
JOIN reports AS r ON r.number = s.report WHERE c.key = ? AND s.report <> ? AND r.kind IN ('report', ?) LIMIT ?"""
KIND = "SELECT kind FROM reports WHERE number = ?"
WORDS = "SELECT number, id, words, kind = 'mixed' AS is_mixed FROM statements WHERE number = ?"
PUT = "INSERT OR REPLACE INTO same_words (one, other, words, share, shown) VALUES (?, ?, ?, ?, ?)"
FORGET = """
DELETE FROM {} WHERE {} IN (SELECT number FROM statements WHERE report = ?)"""


def forget_words(connection: sqlite3.Connection, report: int) -> None:
    """Remove what is kept of the words of a report."""
    for table, column in (("spoken_runs", "statement"), ("same_words", "one"), ("same_words", "other")):
        connection.execute(FORGET.format(table, column), (report,))


def put_words(connection: sqlite3.Connection, report: int, statements: Iterable[Spoken]) -> None:
    """Keep the runs of a report's statements, and what these have in common with those of other reports."""
    row = connection.execute(KIND, (report,)).fetchone()
    others_kind = "report" if row and row["kind"] == "transcript" else "transcript"
    for one in statements:
        words = spoken(one.words, is_mixed=one.is_mixed)
        keys = sorted(set(_keys(one.person, [token.key for token in _tokens(words)])))
        others = {
            row["statement"]
            for key in keys
            for row in connection.execute(CARRIERS, (key, report, others_kind, MOST_CARRIERS)).fetchall()
        }
        connection.executemany(PUT_RUN, [(key, one.number) for key in keys])
        for other in sorted(others):
            row = connection.execute(WORDS, (other,)).fetchone()
            theirs = spoken(row["words"], is_mixed=bool(row["is_mixed"]))
            _put(connection, (one.number, other), sorted([(one.id, words), (row["id"], theirs)]))


def _keys(person: str, keys: Sequence[str]) -> list[int]:
    who = int.from_bytes(hashlib.blake2b(person.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return [(int(run) ^ who) & _BITS for run in run_hashes(keys, LEAST)] if len(keys) >= LEAST else []


def _put(connection: sqlite3.Connection, numbers: Sequence[int], sides: Sequence[tuple[str, str]]) -> None:
    """sides: (id, words) of both, in an order that no reading makes."""
    (_, mine), (_, theirs) = sides
    shared = shared_words(mine, _tokens(mine), _tokens(theirs))
    if shared:
        connection.execute(PUT, (*sorted(numbers), shared.count, shared.share, shared.words))


@lru_cache(maxsize=64)  # a long turn is compared with each quotation of it
def _tokens(words: str) -> tuple[Token, ...]:
    return tokens_of(words)
