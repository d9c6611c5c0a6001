"""Words that very many statements carry: met under longer runs, for none of their runs of three leads to few.

A phrase that anybody says has few words of weight in a row; a quotation that everybody prints has many. So wordings
meet under every LONG words that weigh LEAST at least, all of whose runs of three are common. They are not held against
each other there, for that would cost the square of how many they are: each is held against the fullest, when the
families are made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate

from onrecord.grouping.families_words import Plain, weight_of
from onrecord.matching.signatures import run_hashes
from onrecord.matching.word_runs import RUN, run_keys

LONG = 6  # words
LEAST = 2.0  # weight of them, without names
PUT = "INSERT OR IGNORE INTO much_carried (run, plain) VALUES (?, ?)"
OF = "SELECT run FROM much_carried WHERE plain = ? ORDER BY run"
WITH = "SELECT plain FROM much_carried WHERE run = ?"


def much_carried(words: Plain, common: Collection[str]) -> tuple[str, ...]:
    """The long runs of a wording that are common all through, each once."""
    if len(words.keys) < LONG:
        return ()
    is_common = [run in common for run in run_keys(words.keys)]
    if not any(is_common):
        return ()
    counts, weights = _sums(is_common), _sums(weight_of(key) for key in words.keys)
    inside = LONG - RUN + 1
    found = (
        f"{run:016x}"
        for at, run in enumerate(run_hashes(words.keys, LONG).tolist())
        if counts[at + inside] - counts[at] == inside and weights[at + LONG] - weights[at] >= LEAST
    )
    return tuple(dict.fromkeys(found))


def _sums(numbers: Iterable[float]) -> list[float]:
    return list(accumulate(numbers, initial=0.0))


def put_much_carried(connection: sqlite3.Connection, plain: int, runs: Sequence[str]) -> bool:
    """Put a wording under its long runs. Gives whether it was not under all of them before."""
    before = connection.total_changes
    connection.executemany(PUT, [(run, plain) for run in runs])
    return connection.total_changes > before


def runs_of(connection: sqlite3.Connection, plain: int) -> list[str]:
    """The long runs of a wording."""
    return [row[0] for row in connection.execute(OF, (plain,))]


def with_run(connection: sqlite3.Connection, run: str) -> set[int]:
    """The wordings that have a long run."""
    return {row[0] for row in connection.execute(WITH, (run,))}
