"""What persons said in the words of other reports: found by runs of words, and kept for each two wordings.

Statements of one person with the same folded words have one wording, so that a hundred copies of a report cost no more
than one. The runs are those of LEAST words, hashed together with who said them: what others say in the same words costs
nothing, and whatever is found under a run has at least so many words in common.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from onrecord.comparing.tokens import Token, tokens_of
from onrecord.grouping.shared_words import Common, common_words, shown, spoken
from onrecord.grouping.ties import LEAST
from onrecord.matching.signatures import run_hashes
from onrecord.store.occasions_scenes import Spoken

# Wordings of one person with one run of which each is compared with all others that have it. More have it only where a
# phrase is said over and over: there each is compared with these, the first by a hash of their words.
MOST_CARRIERS = 48
_BRIEF = 1000  # characters: of shorter words many are kept at hand
_BITS = (1 << 63) - 1  # of a key and of a rank: an integer of SQLite has a sign
KIND = "SELECT kind = 'transcript' FROM reports WHERE number = ?"
KNOWN = "SELECT number FROM spoken WHERE digest = ?"
NEW = "INSERT INTO spoken (digest, rank, is_transcript) VALUES (?, ?, ?)"
PUT_BY = "INSERT INTO spoken_by (statement, spoken) VALUES (?, ?)"
PUT_RUN = "INSERT INTO spoken_runs (key, rank, spoken) VALUES (?, ?, ?)"
PUT = "INSERT OR REPLACE INTO same_words (one, other, words, share, at_one, at_other) VALUES (?, ?, ?, ?, ?, ?)"
NOW_CROWDED = "INSERT OR IGNORE INTO crowded_runs (key) VALUES (?)"
FIRST = "SELECT spoken FROM spoken_runs WHERE key = ? ORDER BY rank, spoken LIMIT ?"
ALL = "SELECT spoken FROM spoken_runs WHERE key = ?"
CROWDED = "SELECT r.key FROM spoken_runs AS r JOIN crowded_runs AS c ON c.key = r.key WHERE r.spoken = ?"
UNCROWDED = """
SELECT DISTINCT near.spoken FROM spoken_runs AS own JOIN spoken_runs AS near ON near.key = own.key
WHERE own.spoken = ? AND own.key NOT IN (SELECT key FROM crowded_runs)"""
KEPT = """
SELECT other AS near, words, share, at_one, at_other FROM same_words WHERE one = :own
UNION ALL SELECT one, words, share, at_other, at_one FROM same_words WHERE other = :own AND one <> :own"""
WORDS = """
SELECT s.words, s.kind = 'mixed' AS is_mixed FROM spoken_by AS b JOIN statements AS s ON s.number = b.statement
WHERE b.spoken = ? LIMIT 1"""
OF_STATEMENT = "SELECT words, kind = 'mixed' AS is_mixed FROM statements WHERE number = ?"
BY = "SELECT statement, spoken FROM spoken_by WHERE statement IN (SELECT number FROM statements WHERE report = ?)"
FORGET = "DELETE FROM spoken_by WHERE statement IN (SELECT number FROM statements WHERE report = ?)"
IS_TRANSCRIPT = "SELECT is_transcript FROM spoken WHERE number = ?"


def wordings_in(connection: sqlite3.Connection, report: int) -> set[int]:
    """The wordings that a report's statements have."""
    return {row["spoken"] for row in connection.execute(BY, (report,))}


def forget_words(connection: sqlite3.Connection, report: int) -> None:
    """Remove what is kept of the words of a report."""
    connection.execute(FORGET, (report,))


def put_words(connection: sqlite3.Connection, report: int, statements: Iterable[Spoken]) -> set[int]:
    """Keep what the statements of a report have in common with others.

    Gives wordings for which it may have changed whom they are compared with.
    """
    row = connection.execute(KIND, (report,)).fetchone()
    changed = set[int]()
    for one in statements:
        keys = spoken_keys(one.words, is_mixed=one.is_mixed)
        if len(keys) >= LEAST:
            number, is_new = _number(connection, one.person, keys, is_transcript=bool(row[0]))
            connection.execute(PUT_BY, (one.number, number))
            if is_new:
                changed.update(_put_runs(connection, number, one.person, keys))
                _compare(connection, number, keys)
    return changed


def spoken_keys(words: str, *, is_mixed: bool) -> tuple[str, ...]:
    """The folded words of a statement that were spoken."""
    return tuple(token.key for token in _tokens(spoken(words, is_mixed=is_mixed)))


def _number(
    connection: sqlite3.Connection, person: str, keys: Sequence[str], *, is_transcript: bool
) -> tuple[int, bool]:
    """The number of a wording, and whether it was not met before."""
    digest = spoken_digest(person, keys, is_transcript=is_transcript)
    known = connection.execute(KNOWN, (digest,)).fetchone()
    if known:
        return int(known[0]), False
    return connection.execute(NEW, (digest, rank_of(digest), int(is_transcript))).lastrowid or 0, True


def spoken_digest(person: str, keys: Sequence[str], *, is_transcript: bool) -> bytes:
    """Names what one person said, by its folded words, in every record."""
    named = f"{person}\n{is_transcript:d}\n{' '.join(keys)}"
    return hashlib.sha256(named.encode("utf-8", "replace")).digest()[:16]


def rank_of(digest: bytes) -> int:
    """Orders wordings alike in all records."""
    return int.from_bytes(digest[:8], "big") & _BITS


def _put_runs(connection: sqlite3.Connection, number: int, person: str, keys: Sequence[str]) -> Iterator[int]:
    """Gives the wordings that have a crowded run in which this one is now among the first."""
    rank = connection.execute("SELECT rank FROM spoken WHERE number = ?", (number,)).fetchone()[0]
    runs = sorted(set(person_runs(person, keys)))
    connection.executemany(PUT_RUN, [(run, rank, number) for run in runs])
    for run in runs:
        first = [row[0] for row in connection.execute(FIRST, (run, MOST_CARRIERS + 1))]
        if len(first) > MOST_CARRIERS:
            connection.execute(NOW_CROWDED, (run,))
            if number in first[:MOST_CARRIERS]:
                yield from (row[0] for row in connection.execute(ALL, (run,)))


def _compare(connection: sqlite3.Connection, number: int, keys: Sequence[str]) -> None:
    for other in sorted(Partners(connection).candidates(number)):
        found = common_words(keys, _keys_of(connection, other))
        if found:
            connection.execute(PUT, (number, other, *found))


class Partners:
    """Which wordings are compared with which: as long as none is written. What was asked is kept at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._found: dict[int, Mapping[int, Common]] = {}
        self._with_run: dict[int, tuple[frozenset[int], frozenset[int]]] = {}

    def of(self, number: int) -> Mapping[int, Common]:
        """The wordings that a wording is compared with, and what they have in common; itself too in reports.

        It follows from the wordings on record, whatever was compared before.
        """
        if number not in self._found:
            self._found[number] = self._partners(number)
        return self._found[number]

    def _partners(self, number: int) -> Mapping[int, Common]:
        rows = self._connection.execute(KEPT, {"own": number}).fetchall()
        kept = {near: Common(*common) for near, *common in map(tuple, rows)}
        if not is_crowded(self._connection, number):
            return kept
        found = {one: kept.get(one) or common(self._connection, number, one) for one in self.candidates(number)}
        return {other: shared for other, shared in found.items() if shared}

    def candidates(self, number: int) -> set[int]:
        """The wordings with a run of this one. Two transcripts do not quote each other, and to compare every speech of
        a campaign with all others is costly.
        """
        found = {row[0] for row in self._connection.execute(UNCROWDED, (number,))}
        for row in self._connection.execute(CROWDED, (number,)).fetchall():
            first, every = self._crowd(row[0])
            found |= every if number in first else first
        found.add(number)
        if not self._connection.execute(IS_TRANSCRIPT, (number,)).fetchone()[0]:
            return found
        return {one for one in found if not self._connection.execute(IS_TRANSCRIPT, (one,)).fetchone()[0]}

    def _crowd(self, run: int) -> tuple[frozenset[int], frozenset[int]]:
        """The first wordings with a run, and all of them."""
        if run not in self._with_run:
            first = frozenset(one[0] for one in self._connection.execute(FIRST, (run, MOST_CARRIERS)))
            every = frozenset(one[0] for one in self._connection.execute(ALL, (run,)))
            self._with_run[run] = first, every
        return self._with_run[run]


def shown_words(connection: sqlite3.Connection, statement: int, at: int, count: int) -> str:
    """So many words of a statement from the one at `at`, as a reason quotes them."""
    row = connection.execute(OF_STATEMENT, (statement,)).fetchone()
    words = spoken(row["words"], is_mixed=bool(row["is_mixed"]))
    return shown(words, _tokens(words), at, count)


def is_crowded(connection: sqlite3.Connection, number: int) -> bool:
    """Has a wording a run that so many have that not all of them are compared?"""
    return connection.execute(CROWDED, (number,)).fetchone() is not None


def common(connection: sqlite3.Connection, one: int, other: int) -> Common | None:
    """What two wordings have in common."""
    return common_words(_keys_of(connection, one), _keys_of(connection, other))


def person_runs(person: str, keys: Sequence[str]) -> list[int]:
    """The hash of each LEAST words in a row and of who said them."""
    who = int.from_bytes(hashlib.blake2b(person.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return [(int(run) ^ who) & _BITS for run in run_hashes(keys, LEAST)]


def _keys_of(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    row = connection.execute(WORDS, (number,)).fetchone()
    return _folded(spoken(row["words"], is_mixed=bool(row["is_mixed"])))


def _folded(words: str) -> tuple[str, ...]:
    return _folded_brief(words) if len(words) <= _BRIEF else tuple(token.key for token in _tokens(words))


@lru_cache(maxsize=4096)  # a phrase is compared with all that have it
def _folded_brief(words: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokens_of(words))


@lru_cache(maxsize=64)  # a long turn is compared with each quotation of it
def _tokens(words: str) -> tuple[Token, ...]:
    return tokens_of(words)
