"""Keeping which statements carry the same words. Functions that write expect a transaction to be open.

Statements are written without a look at the others: their wordings wait. `settle` looks up those that wait, each by its
own runs; `regroup` makes anew the families that something touched, and no others. So the result depends on the
statements on record and not on the order in which they came, and the cost of a report not on how many there are.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

from onrecord.grouping.families_rows import rounded, told_in
from onrecord.grouping.families_words import Bound, Plain, Shared, can_be_shared, packed, shared_words
from onrecord.store.families_near import TOUCH, Wordings, meet_by_much_carried, near

_MANY, _SHARE = 1000, 10  # wordings that wait, and a tenth of all
_SIZES = ("family_waiting", "wordings")
WAITING = "SELECT wording FROM family_waiting ORDER BY wording LIMIT ?"
SETTLED = "DELETE FROM family_waiting WHERE wording = ?"
KNOWN = "SELECT number FROM plain_wordings WHERE digest = ?"
NEW = "INSERT INTO plain_wordings (digest, words, keys, marks, whole) VALUES (?, ?, ?, ?, ?)"
PUT = "INSERT OR REPLACE INTO plain_wording_of VALUES (?, ?)"
# Words are a quotation once one report prints them so: then they are another plain wording than before.
TOUCH_FORMER = """
INSERT OR IGNORE INTO family_touched SELECT plain FROM plain_wording_of WHERE wording = :wording AND plain <> :plain"""
PUT_PAIR = "INSERT OR REPLACE INTO family_pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
# One of the two stands without quotation marks: may it tell of the other?
IN_REPORTS = """
SELECT DISTINCT p.plain, own.kind = 'indirect' AS is_told FROM plain_wording_of AS mine
JOIN worded AS w ON w.wording = mine.wording JOIN statements AS own ON own.number = w.statement
JOIN statements AS s ON s.report = own.report AND (s.kind = 'indirect') <> (own.kind = 'indirect')
JOIN worded AS theirs ON theirs.statement = s.number JOIN plain_wording_of AS p ON p.wording = theirs.wording
WHERE mine.plain = ? ORDER BY p.plain, is_told"""
IN_REPORT = """
SELECT s.id, f.id FROM statements AS s JOIN family_members AS m ON m.statement = s.number
JOIN families AS f ON f.number = m.family WHERE s.report = ?"""
COUNTS = """
SELECT count(*) FROM family_waiting UNION ALL SELECT count(*) FROM family_touched
UNION ALL SELECT count(*) FROM family_sayings WHERE due = 1 UNION ALL SELECT count(*) FROM family_stale"""
STANDS = "SELECT 1 FROM family_pairs WHERE one = ? AND other = ? AND told = 1"


def settle(texts: Wordings, limit: int) -> int:
    """Look up wordings that wait, at most so many. Gives how many that were."""
    connection = texts.connection
    rows = [row[0] for row in connection.execute(WAITING, (limit,)).fetchall()]
    connection.executemany(SETTLED, [(wording,) for wording in rows])  # first: a look-up may have one wait again
    found = dict.fromkeys(one for wording in rows if (one := _plain(texts, wording)) is not None)
    for number in found:
        _look_up(texts, number)
    texts.to_meet_again.update(found)
    meet_by_much_carried(texts)
    return len(rows)


def _plain(texts: Wordings, wording: int) -> int | None:
    """Put a wording under its plain one; None where it can be in no family, or no statement has it any more."""
    words = texts.read(wording)
    if words is None or not can_be_shared(words):
        return None
    digest = plain_digest(words)
    known = texts.connection.execute(KNOWN, (digest,)).fetchone()
    if known:
        number = int(known[0])
    else:
        number = texts.connection.execute(NEW, (digest, len(words.keys), *packed(words))).lastrowid or 0
    texts.connection.execute(TOUCH_FORMER, {"wording": wording, "plain": number})
    texts.connection.execute(PUT, (wording, number))
    texts.keep(number, words)
    return number


def plain_digest(words: Plain) -> str:
    """Names a plain wording, the same in every record."""
    return hashlib.sha256(words.written.encode("utf-8", "replace")).hexdigest()[:32]


def _look_up(texts: Wordings, own: int) -> None:
    """Find the pairs of one plain wording."""
    words = texts.plain(own)
    texts.connection.execute(TOUCH, (own,))
    if words is not None:
        bound = Bound(words)
        pairs = [row for other in near(texts, own, words.keys) for row in _pairs(texts, own, other, bound)]
        texts.connection.executemany(PUT_PAIR, pairs)
        texts.connection.executemany(PUT_PAIR, list(_told_in_reports(texts, own)))


PairRow = tuple[int, int, int, int, float, float, float, int, int]


def _pairs(texts: Wordings, own: int, other: int, bound: Bound) -> Iterator[PairRow]:
    """The pairs of two wordings that share runs; none where no statement has the other's words any more."""
    mine, theirs = texts.plain(own), texts.plain(other)
    shared = shared_words(mine, theirs) if mine and theirs and bound.allows(theirs) else None
    if shared:
        yield _pair_row(min(own, other), max(own, other), shared)
    yield from _told(texts, own, other)
    yield from _told(texts, other, own)


def _told(texts: Wordings, said: int, told: int, *, anywhere: bool = True) -> Iterator[PairRow]:
    plain = texts.plain(told)
    if plain is None or not plain.is_told:
        return
    quotation, words = texts.stems(said), texts.stems(told)
    shared = told_in(plain, quotation, words) if quotation and words else None
    if shared:
        yield _pair_row(said, told, shared, told=True, anywhere=anywhere)


def _pair_row(one: int, other: int, shared: Shared, *, told: bool = False, anywhere: bool = True) -> PairRow:
    return one, other, int(told), int(anywhere), *rounded(shared)


def _told_in_reports(texts: Wordings, own: int) -> Iterator[PairRow]:
    """Quotations that its own report also tells in other words, and the other way round."""
    for other, is_told in texts.connection.execute(IN_REPORTS, (own,)).fetchall():
        said, told = (other, own) if is_told else (own, other)
        if said != told and not texts.connection.execute(STANDS, (said, told)).fetchone():
            yield from _told(texts, said, told, anywhere=False)  # what holds between any two reports holds inside one


def families_in(connection: sqlite3.Connection, report: int) -> dict[str, str]:
    """The families of a report's statements, by the ids of these; those in none are left out."""
    return {row[0]: row[1] for row in connection.execute(IN_REPORT, (report,))}


def waiting(connection: sqlite3.Connection) -> int:
    """How much is to be done: wordings to be looked up or placed, sayings to be decided, families to be written."""
    return sum(row[0] for row in connection.execute(COUNTS))


def tidy(connection: sqlite3.Connection) -> None:
    """Make the look-ups quick where there are many: in an index written in small pieces each costs four times more."""
    left, known = (connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _SIZES)
    if left > _MANY and left * _SHARE > known:
        connection.execute("INSERT INTO word_runs (word_runs) VALUES ('optimize')")
