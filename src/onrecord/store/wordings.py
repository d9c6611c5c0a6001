"""Statements by their words: written with each statement, looked up by the runs of a quotation."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.comparing.tokens import tokens_of
from onrecord.matching.word_runs import blocks_of_runs, run_keys
from onrecord.store.cells import LONE_SURROGATE

_BLOCKS = 1 << 16  # of one wording: 33 million code points; what lies beyond is under the last
MOST_HOLDERS = 200  # blocks with one run that are looked at: a run in more is a turn of phrase, and says little
_MOST_RUNS = 200  # of one quotation that are looked up, spread over it

HOLDERS = "SELECT rowid FROM word_runs WHERE word_runs MATCH ? LIMIT ?"
KNOWN = "SELECT number FROM wordings WHERE digest = ?"
NEW = "INSERT INTO wordings (digest, tokens) VALUES (?, ?)"
PUT_RUNS = "INSERT INTO word_runs (rowid, runs) VALUES (?, ?)"
PUT = "INSERT OR REPLACE INTO worded (statement, wording) VALUES (?, ?)"
# The index itself, run by run: of a wording whose words nobody has any more nothing else tells its runs.
# https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module
LOOK_INSIDE = "CREATE VIRTUAL TABLE temp.runs_inside USING fts5vocab('main', 'word_runs', 'instance')"
INSIDE = f"""
SELECT doc, group_concat(term, ' ') FROM temp.runs_inside
WHERE doc / {_BLOCKS} IN (SELECT value FROM json_each(?)) GROUP BY doc"""


@dataclass(frozen=True, slots=True)
class Holder:
    """A wording that has runs of a quotation. blocks: number of the block -> how many of the quotation's runs begin
    there. weight: the more of them and the fewer others have them, the more. runs: how many different ones it has.
    weights: of each block.
    """

    wording: int
    blocks: tuple[tuple[int, int], ...]
    weight: float
    runs: int
    weights: tuple[float, ...] = ()


class Blocks(NamedTuple):
    """Where runs of a quotation begin. rows: of `word_runs`, each once. counts, weights: of the runs there."""

    rows: NDArray[np.int64]
    counts: NDArray[np.int64]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Holders:
    """The wordings that share runs with a quotation, the weightiest first; each is a Holder when it is asked for.

    common: how many of its runs are in more blocks than were looked at; runs: how many it has.
    """

    wordings: tuple[int, ...]
    had: Mapping[int, tuple[float, int]]  # wording -> its weight, how many runs it has
    blocks: Blocks | None
    runs: int
    common: int

    def of(self, wording: int) -> Holder:
        """One of the wordings with its blocks; without, where these are not known."""
        weight, runs = self.had[wording]
        if self.blocks is None:
            return Holder(wording, (), weight, runs)
        first, last = np.searchsorted(self.blocks.rows, (wording * _BLOCKS, (wording + 1) * _BLOCKS))
        rows, counts, weights = (column[first:last].tolist() for column in self.blocks)
        blocks = tuple((row % _BLOCKS, count) for row, count in zip(rows, counts, strict=True))
        return Holder(wording, blocks, weight, runs, tuple(weights))


def put_wordings(connection: sqlite3.Connection, statements: Iterable[tuple[int, str]]) -> None:
    """Put statements (number, words) under their wordings; of a wording not met before the runs as well."""
    connection.executemany(PUT, [(number, wording_number(connection, words)) for number, words in statements])


def wording_number(connection: sqlite3.Connection, words: str) -> int:
    """The number of this wording, which is added when not met before."""
    digest = digest_of(words)
    known = connection.execute(KNOWN, (digest,)).fetchone()
    if known:
        return int(known[0])
    tokens = tokens_of(words)
    number = connection.execute(NEW, (digest, len(tokens))).lastrowid or 0
    connection.executemany(PUT_RUNS, run_rows(number, [t.key for t in tokens], [t.start for t in tokens]))
    return number


def digest_of(words: str) -> bytes:
    """Names a wording in every record."""
    return hashlib.sha256(LONE_SURROGATE.sub("\ufffd", words).encode()).digest()[:16]


def run_rows(number: int, keys: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The rows of `word_runs` for a wording: in each the runs that begin in one block. keys, starts: of its words."""
    last: list[str] = []
    for block, runs in blocks_of_runs(keys, starts):
        if block < _BLOCKS - 1:
            yield number * _BLOCKS + block, " ".join(runs)
        else:
            last += runs
    if last:
        yield number * _BLOCKS + _BLOCKS - 1, " ".join(last)


def kept_rows(connection: sqlite3.Connection, numbers: Collection[int]) -> list[tuple[int, str]]:
    """The rows of `word_runs` of some wordings, as the index has them: it is gone through from end to end."""
    connection.execute(LOOK_INSIDE)
    try:
        return [(row[0], row[1]) for row in connection.execute(INSIDE, (json.dumps(sorted(numbers)),))]
    finally:
        connection.execute("DROP TABLE temp.runs_inside")


def wording_at(row: int) -> int:
    """Of which wording a row of HOLDERS is a block."""
    return row // _BLOCKS


def holders(
    connection: sqlite3.Connection, keys: Sequence[str], *, most: int = MOST_HOLDERS, most_runs: int = _MOST_RUNS
) -> Holders:
    """The wordings that have runs of these words, keys of `comparing.tokens`.

    A run in more than `most` blocks counts with the first of them only, and little. Of more than `most_runs` runs some
    are looked up, spread over the words. The cost depends on these two, not on the size of the record.
    """
    names = list(dict.fromkeys(run_keys(keys)))
    asked = names[:: len(names) // most_runs + 1]
    cursor = connection.cursor()
    cursor.row_factory = None  # a plain tuple takes half the time, and there may be ten thousands
    rows = [[row for (row,) in cursor.execute(HOLDERS, (f'"{name}"', most + 1))] for name in asked]
    common = sum(len(found) > most for found in rows)
    rows = [found for found in rows if found]
    if not rows:
        return Holders((), {}, None, len(asked), common)
    sizes = [min(len(found), most) for found in rows]
    places = np.fromiter((row for found in rows for row in found[:most]), np.int64, sum(sizes))
    shares = np.repeat([1 / len(found) for found in rows], sizes)
    wordings, weights, runs = _by_wording(places // _BLOCKS, np.repeat(np.arange(len(rows)), sizes), shares)
    block_rows, of_block = np.unique(places, return_inverse=True)
    blocks = Blocks(block_rows, np.bincount(of_block), np.bincount(of_block, shares).astype(np.float64))
    had = dict(zip(wordings, zip(weights, runs, strict=True), strict=True))
    return Holders(tuple(wordings), had, blocks, len(asked), common)


def _by_wording(
    wordings: NDArray[np.int64], runs: NDArray[np.int64], shares: NDArray[np.float64]
) -> tuple[list[int], list[float], list[int]]:
    """The wordings, weightiest first, with their weights and numbers of runs; a run counts once in each.

    wordings, runs, shares: of every place of a run; those of one run in order.
    """
    is_first = np.ones(len(wordings), bool)
    is_first[1:] = (wordings[1:] != wordings[:-1]) | (runs[1:] != runs[:-1])
    found, place = np.unique(wordings[is_first], return_inverse=True)
    weights, counts = np.bincount(place, shares[is_first]), np.bincount(place)
    order = np.lexsort((found, -weights))
    return found[order].tolist(), weights[order].tolist(), counts[order].tolist()
