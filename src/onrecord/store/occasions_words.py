"""Statements of one person in two reports that have words in common: found by their runs, and kept as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from onrecord.comparing.tokens import Token, tokens_of
from onrecord.grouping.shared_words import shared_words, spoken
from onrecord.grouping.ties import LEAST
from onrecord.matching.word_runs import RUN
from onrecord.store.occasions_scenes import Spoken
from onrecord.store.wordings import holders

MOST_CARRIERS = 24  # statements with one wording that are looked at; the others have the same words as these
_AT_ONCE = 400  # words looked up in one go: all their runs are asked for
_RUNS = LEAST - RUN + 1  # that any LEAST words in a row have
CARRIERS = """
SELECT s.number, s.report, s.words, s.kind = 'mixed' AS is_mixed
FROM worded AS w JOIN statements AS s ON s.number = w.statement
JOIN scene_statements AS c ON c.statement = s.number JOIN scenes ON scenes.number = c.scene
WHERE w.wording = ? AND scenes.person = ? AND s.report <> ? AND s.kind IN ('direct', 'mixed')
ORDER BY s.id LIMIT ?"""
PUT = "INSERT OR REPLACE INTO same_words (one, other, words, shown) VALUES (?, ?, ?, ?)"


def put_same_words(connection: sqlite3.Connection, report: int, statements: Iterable[Spoken]) -> None:
    """Keep what statements of a report have in common with those of other reports that have their scenes."""
    for one in statements:
        words = spoken(one.words, is_mixed=one.is_mixed)
        tokens = _tokens(words)
        if len(tokens) < LEAST:
            continue
        for wording in sorted(_wordings(connection, [token.key for token in tokens])):
            for row in connection.execute(CARRIERS, (wording, one.person, report, MOST_CARRIERS)).fetchall():
                _put(
                    connection, one.number, row["number"], (words, spoken(row["words"], is_mixed=bool(row["is_mixed"])))
                )


def _wordings(connection: sqlite3.Connection, keys: Sequence[str]) -> set[int]:
    """The wordings that have so many runs of these words that LEAST in a row may be among them."""
    found: dict[int, int] = {}
    for part in _parts(keys):
        for holder in holders(connection, part).found:
            runs = sum(count for _, count in holder.blocks)
            found[holder.wording] = max(found.get(holder.wording, 0), runs)
    return {wording for wording, runs in found.items() if runs >= _RUNS}


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """All keys in stretches that overlap, so that no LEAST in a row are torn."""
    for start in range(0, max(1, len(keys) - LEAST + 1), _AT_ONCE - LEAST):
        yield keys[start : start + _AT_ONCE]


def _put(connection: sqlite3.Connection, one: int, other: int, words: tuple[str, str]) -> None:
    first, second = (one, other) if one < other else (other, one)
    mine, theirs = words if one < other else words[::-1]
    shared = shared_words(mine, _tokens(mine), _tokens(theirs))
    if shared:
        connection.execute(PUT, (first, second, shared.count, shared.words))


@lru_cache(maxsize=64)  # a long turn is compared with each quotation of it
def _tokens(words: str) -> tuple[Token, ...]:
    return tokens_of(words)
