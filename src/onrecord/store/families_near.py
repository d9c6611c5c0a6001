"""Which wordings share words with one: looked up by its runs, those that are turns of phrase aside.

A run in more than MOST places is common. Whether it is follows from the wordings on record and not from the order in
which they came: when a run becomes common, what was found by it is looked at again. Wordings that share common runs
alone meet under longer ones (`families_much`).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from onrecord.grouping.families_words import Plain, Stems, plain_of, stems_of, unpacked
from onrecord.matching.word_runs import run_keys
from onrecord.store.families_much import much_carried, put_much_carried
from onrecord.store.wordings import HOLDERS, wording_at

MOST = 100  # blocks with one run; a run in more is a turn of phrase
FEWEST = 2  # runs that two wordings share at least, none of them a turn of phrase
_KEPT = 1 << 17  # wordings whose words are kept at hand: a kilobyte each

COMMON = "SELECT run FROM common_runs"
NOW_COMMON = "INSERT INTO common_runs VALUES (?)"
WORDS = """
SELECT s.words, max(s.kind = 'direct') AS is_quotation FROM worded AS w JOIN statements AS s ON s.number = w.statement
WHERE w.wording = ?"""
PLAIN = "SELECT plain FROM plain_wording_of WHERE wording = ?"
KEPT = "SELECT keys, marks, whole FROM plain_wordings WHERE number = ? AND keys IS NOT NULL"
WORDINGS = "SELECT wording FROM plain_wording_of WHERE plain = ? ORDER BY wording"
AMONG = "SELECT DISTINCT one, other FROM family_pairs WHERE anywhere AND one IN ({0}) AND other IN ({0})"
APART = "DELETE FROM family_pairs WHERE anywhere AND one IN (:a, :b) AND other IN (:a, :b) RETURNING told"
# What one report tells in two ways needs no run, and is found when it is looked up.
WAIT_AGAIN = "INSERT OR IGNORE INTO family_waiting SELECT wording FROM plain_wording_of WHERE plain = ?"
TOUCH = "INSERT OR IGNORE INTO family_touched VALUES (?)"


class Wordings:
    """The plain wordings on record, those asked for last at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.common = {str(row[0]) for row in connection.execute(COMMON)}
        self.to_meet_again: set[int] = set()  # plain wordings of which a run has become common
        self._version = self._data_version()
        self._plain: dict[int, int] = {}
        self._words: dict[int, Plain] = {}
        self._stems: dict[int, Stems] = {}

    def is_current(self) -> bool:
        """Has no other connection written since?"""
        return self._version == self._data_version()

    def _data_version(self) -> int:
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def of(self, wording: int) -> int | None:
        """The plain wording of a wording; None for one that waits, or that can be in no family."""
        if wording not in self._plain:
            row = self.connection.execute(PLAIN, (wording,)).fetchone()
            if row is None:
                return None
            make_room(self._plain)
            self._plain[wording] = int(row[0])
        return self._plain[wording]

    def read(self, wording: int) -> Plain | None:
        """The words of a wording as they are compared; None where no statement has them any more."""
        words, is_quotation = self.connection.execute(WORDS, (wording,)).fetchone()
        return None if words is None else plain_of(words, is_quotation=bool(is_quotation))

    def plain(self, number: int) -> Plain | None:
        """The words of a plain wording; None where no statement has them any more."""
        if number not in self._words:
            kept = self.connection.execute(KEPT, (number,)).fetchone()
            words = unpacked(*kept) if kept else self._read_again(number)
            if words is None:
                return None
            self.keep(number, words)
        return self._words[number]

    def _read_again(self, number: int) -> Plain | None:
        """From a record in which the words of a plain wording were not kept yet."""
        rows = self.connection.execute(WORDINGS, (number,)).fetchall()
        return next((words for row in rows if (words := self.read(row[0])) is not None), None)

    def stems(self, number: int) -> Stems | None:
        """The stems of a plain wording; None where no statement has them any more."""
        if number not in self._stems:
            words = self.plain(number)
            if words is None:
                return None
            make_room(self._stems)
            self._stems[number] = stems_of(words)
        return self._stems[number]

    def keep(self, number: int, words: Plain) -> None:
        """Have these words at hand."""
        make_room(self._words)
        self._words[number] = words


def make_room(kept: dict[int, Any]) -> None:
    """Forget the quarter that was kept first, once there are too many."""
    if len(kept) >= _KEPT:
        for one in list(islice(kept, _KEPT // 4)):
            del kept[one]


def near(texts: Wordings, own: int, keys: Sequence[str]) -> list[int]:
    """The plain wordings that share FEWEST runs at least with this one, in order. Expects a transaction to be open."""
    shared: Counter[int] = Counter()
    for run in dict.fromkeys(run_keys(keys)):
        if run not in texts.common:
            shared.update(_with_run(texts, run))
    found = {texts.of(wording) for wording, runs in shared.items() if runs >= FEWEST}
    return sorted(one for one in found if one is not None and one != own)


def _with_run(texts: Wordings, run: str) -> set[int]:
    """The wordings that have a run; none for one that turns out to be common."""
    rows = texts.connection.execute(HOLDERS, (f'"{run}"', MOST + 1)).fetchall()
    found = {wording_at(row[0]) for row in rows}
    if len(rows) <= MOST:
        return found
    texts.common.add(run)
    texts.connection.execute(NOW_COMMON, (run,))
    holders = {one for wording in found if (one := texts.of(wording)) is not None}
    _look_again(texts, sorted(holders))
    texts.to_meet_again |= holders
    return set()


def meet_by_much_carried(texts: Wordings) -> None:
    """Put wordings under the long runs that are common since, and have these grouped anew."""
    for number in sorted(texts.to_meet_again):
        words = texts.plain(number)
        if words is not None and put_much_carried(texts.connection, number, much_carried(words, texts.common)):
            texts.connection.execute(TOUCH, (number,))
    texts.to_meet_again.clear()


def _look_again(texts: Wordings, holders: Sequence[int]) -> None:
    """A run of these has become a turn of phrase: what had met by it alone meets no more."""
    asked = AMONG.format(",".join("?" * len(holders)))
    for one, other in texts.connection.execute(asked, [*holders, *holders]).fetchall():
        words = [texts.plain(each) for each in (one, other)]
        runs = [set(run_keys(each.keys if each else ())) - texts.common for each in words]
        if len(runs[0] & runs[1]) < FEWEST:
            gone = texts.connection.execute(APART, {"a": one, "b": other}).fetchall()
            if any(row["told"] for row in gone):
                texts.connection.execute(WAIT_AGAIN, (one,))
            texts.connection.executemany(TOUCH, [(one,), (other,)])
