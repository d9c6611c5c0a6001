"""Sayings of touched wordings get their places, and what depends on them is due to be decided again."""

from __future__ import annotations

import sqlite3

from onrecord.grouping import families
from onrecord.grouping.families_bonds import Saying
from onrecord.grouping.families_words import Bound
from onrecord.store.families_much import runs_of
from onrecord.store.families_sayings import KEPT, Kept, Sayings

TOUCHED = "SELECT plain FROM family_touched ORDER BY plain LIMIT ?"
NO_MORE = "DELETE FROM family_touched WHERE plain = ?"
OF_PLAIN = f"SELECT {KEPT} FROM family_sayings WHERE plain = ?"
OF_NUMBER = f"SELECT {KEPT} FROM family_sayings WHERE number = ?"
ALONE = """
SELECT NOT EXISTS (SELECT 1 FROM family_pairs WHERE one = :plain)
  AND NOT EXISTS (SELECT 1 FROM family_pairs WHERE other = :plain)
  AND NOT EXISTS (SELECT 1 FROM much_carried WHERE plain = :plain)"""
NEW = "INSERT INTO family_sayings (plain, place, named, due) VALUES (?, ?, ?, 1)"
AGAIN = """
UPDATE family_sayings SET place = ?, named = ?, head = NULL, voice = NULL, is_paraphrase = NULL, due = 1
WHERE number = ?"""
FULLEST = "UPDATE family_sayings SET head = number, due = 0 WHERE number = ?"
STALE = "INSERT OR IGNORE INTO family_stale VALUES (?)"
GONE = "DELETE FROM family_sayings WHERE number = ?"
NO_FAMILY = "DELETE FROM families WHERE id = ?"
NO_HEAD = "DELETE FROM much_carried_heads WHERE saying = ?"
WITHOUT_HEAD = "UPDATE family_sayings SET due = 1, head = NULL WHERE head = ? AND number <> head"
# Without an index on `due`: of the few that are meant, none is looked for among all that are decided.
_DUE = "UPDATE family_sayings SET due = 1 WHERE +due = 0 AND +place > :place AND plain IN ({0})"
NEAR_ONES = """
SELECT other FROM family_pairs WHERE one = :plain UNION SELECT one FROM family_pairs WHERE other = :plain
UNION SELECT :plain"""
DUE_NEAR = _DUE.format(NEAR_ONES)
DECIDED_WITH_RUN = """
SELECT number, plain, head FROM family_sayings
WHERE +due = 0 AND +place > :place AND plain IN (SELECT plain FROM much_carried WHERE run = :run)"""
DUE = "UPDATE family_sayings SET due = 1 WHERE number = ?"
HEADS_FROM = """
SELECT y.number, y.plain FROM much_carried_heads AS h JOIN family_sayings AS y ON y.number = h.saying
WHERE h.run = ? ORDER BY h.place LIMIT 2 OFFSET ?"""
DECIDED_BEHIND = "SELECT EXISTS (SELECT 1 FROM family_sayings WHERE due = 0 AND place > ?)"
HEADS_BEFORE = "SELECT count(*) FROM (SELECT 1 FROM much_carried_heads WHERE run = ? AND place < ? LIMIT ?)"


def place(sayings: Sayings, limit: int) -> int:
    """Give the sayings of touched wordings their places, at most of so many. Gives of how many."""
    connection = sayings.connection
    touched = [row[0] for row in connection.execute(TOUCHED, (limit,)).fetchall()]
    if touched:
        sayings.told.clear()
    for plain in touched:
        place_one(sayings, plain)
    connection.executemany(NO_MORE, [(plain,) for plain in touched])
    return len(touched)


def place_one(sayings: Sayings, plain: int) -> None:
    """Give the sayings of one plain wording their places; those that nobody says any more go."""
    sayings.forget(plain)
    connection = sayings.connection
    said = sayings.of(plain)
    known = {kept.id: kept for kept in map(Kept._make, connection.execute(OF_PLAIN, (plain,)).fetchall())}
    for kept in known.values():
        _take_out(sayings, kept)
        if kept.id not in said:
            connection.execute(GONE, (kept.number,))
    is_alone = len(said) == 1 and bool(connection.execute(ALONE, {"plain": plain}).fetchone()[0])
    for saying in said.values():
        number = _put(connection, plain, saying, known.get(saying.id))
        if is_alone:  # as most are
            connection.execute(FULLEST, (number,))
            if is_of_many(saying):
                connection.execute(STALE, (number,))


def _take_out(sayings: Sayings, kept: Kept) -> None:
    """Have decided again what was decided by this one."""
    connection = sayings.connection
    if kept.is_head:
        connection.execute(NO_FAMILY, (kept.id,))
        connection.execute(NO_HEAD, (kept.number,))
        connection.execute(WITHOUT_HEAD, (kept.number,))
        spread(sayings, kept.plain, kept.place, set())
    elif kept.head is not None:
        connection.execute(STALE, (kept.head,))
        is_heard(sayings, kept, kept.head, set())


def _put(connection: sqlite3.Connection, plain: int, saying: Saying, known: Kept | None) -> int:
    is_named = int(saying.voice.is_named)
    if known is None:
        return connection.execute(NEW, (plain, saying.place, is_named)).lastrowid or 0
    connection.execute(AGAIN, (saying.place, is_named, known.number))
    return known.number


def is_of_many(saying: Saying) -> bool:
    """Is it of two reports, a family by itself?"""
    return len({told.report for told in saying.told}) > 1


def is_heard(sayings: Sayings, kept: Kept, head: int, told: set[str]) -> None:
    """It joined this head or left it: who speaks for a family whose fullest report names nobody may be another now."""
    row = sayings.connection.execute(OF_NUMBER, (head,)).fetchone() if kept.named else None
    if row is not None and not Kept(*row).named:
        spread(sayings, row["plain"], kept.place, told)


def spread(sayings: Sayings, plain: int, place: bytes, told: set[str]) -> None:
    """A fullest saying with these words came, went or changed: all behind the place that it may concern are due.

    told: runs with which nothing behind an earlier place was decided; while sayings are decided in their order, nothing
    behind this one is either.
    """
    connection = sayings.connection
    if not connection.execute(DECIDED_BEHIND, (place,)).fetchone()[0]:
        return  # as when all are decided for the first time
    connection.execute(DUE_NEAR, {"place": place, "plain": plain})
    for run in runs_of(connection, plain):
        if run not in told:
            before = connection.execute(HEADS_BEFORE, (run, place, families.MOST_HEADS)).fetchone()[0]
            if before < families.MOST_HEADS and not _spread_by_run(sayings, plain, place, run):  # else none is held
                told.add(run)


def _spread_by_run(sayings: Sayings, plain: int, place: bytes, run: str) -> bool:
    """The same, of those with a run that very many carry. Gives whether any of them behind the place was decided.

    It concerns who may share enough with it, or with the last of MOST_HEADS, which a place that became free lets in;
    and those of the first behind these, which a place that was taken keeps out.
    """
    connection, texts = sayings.connection, sayings.texts
    decided = connection.execute(DECIDED_WITH_RUN, {"place": place, "run": run}).fetchall()
    if not decided:
        return False
    last = connection.execute(HEADS_FROM, (run, families.MOST_HEADS - 1)).fetchall()
    words = [texts.plain(one) for one in {plain, *(row["plain"] for row in last[:1])}]
    bounds = [Bound(one) for one in words if one]
    kept_out = {row["number"] for row in last[1:]}
    due = [
        row["number"]
        for row in decided
        if row["head"] in kept_out
        or ((theirs := texts.plain(row["plain"])) and any(bound.allows(theirs) for bound in bounds))
    ]
    connection.executemany(DUE, [(number,) for number in due])
    return True
