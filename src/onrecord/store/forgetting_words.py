"""Taking out what is kept of words that no statement has any more. A transaction must be open."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

from onrecord.comparing.tokens import tokens_of
from onrecord.store.families_near import Wordings
from onrecord.store.families_placing import place_one
from onrecord.store.families_sayings import Sayings
from onrecord.store.wordings import run_rows

OF_STATEMENT = """
SELECT DISTINCT w.wording, s.words FROM statements AS s JOIN worded AS w ON w.statement = s.number
WHERE s.number = ?"""
IS_SAID = "SELECT 1 FROM worded WHERE wording = ? LIMIT 1"
PLAIN = "SELECT plain FROM plain_wording_of WHERE wording = ?"
IS_PLAIN_OF = "SELECT 1 FROM plain_wording_of WHERE plain = ? LIMIT 1"
UNRUN = "INSERT INTO word_runs (word_runs, rowid, runs) VALUES ('delete', ?, ?)"
OF_WORDING = ("wording_vectors", "family_waiting", "plain_wording_of")
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
    """Of these wordings, take out those that no statement has any more, and all that is kept under them."""
    gone = {number: words for number, words in known.items() if not connection.execute(IS_SAID, (number,)).fetchone()}
    plains = {row[0] for number in gone for row in connection.execute(PLAIN, (number,))}
    if plains:
        sayings = Sayings(Wordings(connection))
        for plain in sorted(plains):  # while it is known what they were held against
            place_one(sayings, plain)
    for number, words in gone.items():
        tokens = tokens_of(words)
        rows = run_rows(number, [one.key for one in tokens], [one.start for one in tokens])
        connection.executemany(UNRUN, list(rows))
        for table in OF_WORDING:
            connection.execute(f"DELETE FROM {table} WHERE wording = ?", (number,))
        connection.execute("DELETE FROM wordings WHERE number = ?", (number,))
    for plain in sorted(plains):
        if connection.execute(IS_PLAIN_OF, (plain,)).fetchone() is None:
            for query in OF_PLAIN:
                connection.execute(query, {"plain": plain})
