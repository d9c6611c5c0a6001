"""Families on record: those that something touched are made anew, and no others.

Three things are done one after the other, a part of each in one transaction: touched sayings get their places, what is
due is decided, and families of which something changed are written. What is written of the others stands meanwhile.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.grouping.families import Family
from onrecord.grouping.families_bonds import Bond
from onrecord.grouping.families_rows import carriers
from onrecord.grouping.families_voices import OneVoice
from onrecord.store.families_deciding import decide
from onrecord.store.families_placing import NO_FAMILY, OF_NUMBER, place
from onrecord.store.families_sayings import KEPT, Kept, Sayings

OTHERS = f"SELECT {KEPT} FROM family_sayings WHERE head = :head AND number <> :head ORDER BY place"
CHANGED = "SELECT saying FROM family_stale ORDER BY saying LIMIT ?"
NO_MORE = "DELETE FROM family_stale WHERE saying = ?"
NEW = "INSERT INTO families (id, plain) VALUES (?, ?)"
PUT = "INSERT OR REPLACE INTO family_members VALUES (?, ?, ?, ?)"
STATEMENT = "SELECT number, words FROM statements WHERE id = ?"


def regroup(sayings: Sayings, limit: int) -> int:
    """Take the next part of what is to be done, of at most so many. Gives how many that were; 0 when all is done."""
    return place(sayings, limit) or decide(sayings, limit) or _write(sayings, limit)


def _write(sayings: Sayings, limit: int) -> int:
    connection = sayings.connection
    changed = [row[0] for row in connection.execute(CHANGED, (limit,)).fetchall()]
    for number in changed:
        row = connection.execute(OF_NUMBER, (number,)).fetchone()
        if row is not None:
            _write_family(sayings, Kept(*row))
    connection.executemany(NO_MORE, [(number,) for number in changed])
    return len(changed)


def _write_family(sayings: Sayings, kept: Kept) -> None:
    connection = sayings.connection
    connection.execute(NO_FAMILY, (kept.id,))
    if not kept.is_head:
        return
    others = [Kept(*row) for row in connection.execute(OTHERS, {"head": kept.number})]
    family = Family(sayings.at(kept), tuple((sayings.at(one), _bond(one)) for one in others))
    if family.stands:
        statements = _statements(connection, (told.id for saying in family.sayings for told in saying.told))
        words = {one: words for one, (_, words) in statements.items()}
        number = connection.execute(NEW, (family.id, kept.plain)).lastrowid or 0
        rows = [(statements[one.statement][0], number, one.how, one.other_mouth) for one in carriers(family, words)]
        connection.executemany(PUT, rows)


def _bond(kept: Kept) -> Bond:
    """As far as it is kept: how sure it was has no part in what is written."""
    return Bond(OneVoice(kept.voice or 0), is_near=False, weight=0.0, is_paraphrase=bool(kept.is_paraphrase))


def _statements(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Numbers and words of statements, by their ids."""
    return {one: tuple(connection.execute(STATEMENT, (one,)).fetchone()) for one in ids}
