"""Statements by their words: written with each statement, looked up by the runs of a quotation."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.comparing.tokens import tokens_of
from onrecord.matching.word_runs import BLOCK, blocks_of_runs, run_keys
from onrecord.store.cells import LONE_SURROGATE

_BLOCKS = 1 << 16  # of one wording: 33 million code points; what lies beyond is under the last
MOST_HOLDERS = 200  # blocks with one run that are looked at: a run in more is a turn of phrase, and says little
_MOST_RUNS = 400  # of one quotation that are looked up, spread over it

HOLDERS = "SELECT rowid FROM word_runs WHERE word_runs MATCH ? LIMIT ?"
KNOWN = "SELECT number FROM wordings WHERE digest = ?"
NEW = "INSERT INTO wordings (digest, tokens) VALUES (?, ?)"
PUT_RUNS = "INSERT INTO word_runs (rowid, runs) VALUES (?, ?)"
PUT = "INSERT OR REPLACE INTO worded (statement, wording) VALUES (?, ?)"


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

    @property
    def window(self) -> tuple[int, int]:
        """Code points of the words from the first block to the end of the last."""
        numbers = [block for block, _ in self.blocks]
        return min(numbers) * BLOCK, (max(numbers) + 1) * BLOCK


@dataclass(frozen=True, slots=True)
class Holders:
    """The wordings that share runs with a quotation, the weightiest first.

    common: how many of its runs are in more blocks than were looked at; runs: how many it has.
    """

    found: tuple[Holder, ...]
    runs: int
    common: int


def put_wordings(connection: sqlite3.Connection, statements: Iterable[tuple[int, str]]) -> None:
    """Put statements (number, words) under their wordings; of a wording not met before the runs as well."""
    connection.executemany(PUT, [(number, wording_number(connection, words)) for number, words in statements])


def wording_number(connection: sqlite3.Connection, words: str) -> int:
    """The number of this wording, which is added when not met before."""
    digest = hashlib.sha256(LONE_SURROGATE.sub("\ufffd", words).encode()).digest()[:16]
    known = connection.execute(KNOWN, (digest,)).fetchone()
    if known:
        return int(known[0])
    tokens = tokens_of(words)
    number = connection.execute(NEW, (digest, len(tokens))).lastrowid or 0
    connection.executemany(PUT_RUNS, _rows(number, [t.key for t in tokens], [t.start for t in tokens]))
    return number


def _rows(number: int, keys: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, str]]:
    last: list[str] = []
    for block, runs in blocks_of_runs(keys, starts):
        if block < _BLOCKS - 1:
            yield number * _BLOCKS + block, " ".join(runs)
        else:
            last += runs
    if last:
        yield number * _BLOCKS + _BLOCKS - 1, " ".join(last)


def wording_at(row: int) -> int:
    """Of which wording a row of HOLDERS is a block."""
    return row // _BLOCKS


def holders(connection: sqlite3.Connection, keys: Sequence[str], *, most: int = MOST_HOLDERS) -> Holders:
    """The wordings that have runs of these words, keys of `comparing.tokens`.

    A run in more than `most` blocks counts with the first of them only, and little. The cost depends on `most` and on
    the length of the quotation, not on the size of the record.
    """
    names = list(dict.fromkeys(run_keys(keys)))
    asked = names[:: len(names) // _MOST_RUNS + 1]
    blocks: dict[int, Counter[int]] = {}
    weights: defaultdict[int, float] = defaultdict(float)
    runs: Counter[int] = Counter()
    block_weights: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    common = 0
    for name in asked:
        rows = [int(row[0]) for row in connection.execute(HOLDERS, (f'"{name}"', most + 1))]
        common += len(rows) > most
        for row in rows[:most]:
            wording, block = divmod(row, _BLOCKS)
            blocks.setdefault(wording, Counter())[block] += 1
            block_weights[wording][block] += 1 / len(rows)
        for wording in {row // _BLOCKS for row in rows[:most]}:
            weights[wording] += 1 / len(rows)
            runs[wording] += 1
    ranked = sorted(weights, key=lambda one: (-weights[one], one))
    found = tuple(
        Holder(
            *(one, tuple(sorted(blocks[one].items())), weights[one], runs[one]),
            tuple(weight for _, weight in sorted(block_weights[one].items())),
        )
        for one in ranked
    )
    return Holders(found, len(asked), common)
