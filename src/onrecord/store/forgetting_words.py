"""Taking out what is kept of words that no statement has any more. A transaction must be open."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Set

from onrecord.comparing.tokens import tokens_of
from onrecord.store.families_near import Wordings
from onrecord.store.families_placing import place_one
from onrecord.store.families_sayings import Sayings
from onrecord.store.wordings import kept_rows, run_rows

OF_STATEMENT = """
SELECT DISTINCT w.wording, s.words FROM statements AS s JOIN worded AS w ON w.statement = s.number
WHERE s.number = ?"""
# Whoever had them: also words that stand in no statement any more because a report was read again, or was corrected.
NOBODYS = "SELECT number FROM wordings AS w WHERE NOT EXISTS (SELECT 1 FROM worded WHERE wording = w.number)"
IS_TOUCHED = "SELECT 1 FROM family_touched WHERE plain = ?"
PLAIN = "SELECT plain FROM plain_wording_of WHERE wording = ?"
# Of other words, or of these before one report printed them as a quotation.
NO_PLAINS = """
SELECT number FROM plain_wordings AS n WHERE NOT EXISTS (SELECT 1 FROM plain_wording_of WHERE plain = n.number)"""
UNRUN = "INSERT INTO word_runs (word_runs, rowid, runs) VALUES ('delete', ?, ?)"
OF_WORDING = (
    "DELETE FROM wording_vectors WHERE wording = ?",
    "DELETE FROM family_waiting WHERE wording = ?",
    "DELETE FROM plain_wording_of WHERE wording = ?",
    "DELETE FROM wordings WHERE number = ?",
)
OF_PLAIN = (
    "DELETE FROM family_pairs WHERE one = :plain OR other = :plain",
    "DELETE FROM much_carried WHERE plain = :plain",
    "DELETE FROM families WHERE plain = :plain",
    "DELETE FROM family_sayings WHERE plain = :plain",
    "DELETE FROM family_touched WHERE plain = :plain",
    "DELETE FROM plain_wordings WHERE number = :plain",
)


def wordings_of(connection: sqlite3.Connection, statements: Collection[int]) -> dict[int, str]:
    """The wordings of statements, with their words."""
    rows = (row for one in statements for row in connection.execute(OF_STATEMENT, (one,)))
    return {row["wording"]: row["words"] for row in rows}


def forget_wordings(connection: sqlite3.Connection, known: Mapping[int, str]) -> None:
    """Take out all wordings that no statement has any more, and all that is kept under them. known: words of some."""
    gone = {row[0] for row in connection.execute(NOBODYS)}
    plains = {row[0] for number in gone for row in connection.execute(PLAIN, (number,))}
    plains.update(row[0] for row in connection.execute(NO_PLAINS))
    touched = [plain for plain in sorted(plains) if connection.execute(IS_TOUCHED, (plain,)).fetchone()]
    if touched:
        sayings = Sayings(Wordings(connection))
        for plain in touched:  # while it is known what they were held against
            place_one(sayings, plain)
    connection.executemany(UNRUN, list(_rows_of(connection, gone, known)))
    for query in OF_WORDING:
        connection.executemany(query, [(number,) for number in gone])
    no_plains = [{"plain": row[0]} for row in connection.execute(NO_PLAINS)]
    for query in OF_PLAIN:
        connection.executemany(query, no_plains)


def _rows_of(connection: sqlite3.Connection, gone: Set[int], known: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Their rows of `word_runs`, which are taken out by what they hold."""
    for number in gone & known.keys():
        tokens = tokens_of(known[number])
        yield from run_rows(number, [one.key for one in tokens], [one.start for one in tokens])
    if others := gone - known.keys():
        yield from kept_rows(connection, others)
