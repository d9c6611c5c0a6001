"""The step by which the record finds statements by their words, wherever in them these stand.

A wording is the words of one statement or of many, letter for letter. What is kept of it is a digest and the runs of
its words; the words themselves stand in `statements`. Wordings are taken out only where something is forgotten: a page
that is read again brings most of its words back, and one that no statement has any more is found by nobody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

# digest: SHA-256 of the words, its first 16 bytes. tokens: how many words.
_WORDINGS = """
CREATE TABLE wordings (
  number INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  tokens INTEGER NOT NULL
)"""

_WORDED = """
CREATE TABLE worded (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  wording INTEGER NOT NULL REFERENCES wordings (number)
)"""

# One row a block of a wording: rowid is wording * 65536 + block, see `matching/word_runs.py`. Which run stands where
# is all that is asked of it, so no places of tokens are kept.
_RUNS = """
CREATE VIRTUAL TABLE word_runs USING fts5 (runs, content='', detail=none, columnsize=0, tokenize='ascii')"""

_INDEX = "CREATE INDEX worded_wording ON worded (wording)"


def word_statements(connection: sqlite3.Connection) -> None:
    """Put the words of all statements that an earlier version wrote under their runs."""
    from onrecord.store.wordings import put_wordings  # noqa: PLC0415 -- it comes after the tables

    last = 0
    while rows := connection.execute(
        "SELECT number, words FROM statements WHERE number > ? ORDER BY number LIMIT 1000", (last,)
    ).fetchall():
        put_wordings(connection, [(number, words) for number, words in rows])
        last = rows[-1][0]


WORDINGS_STEP: tuple[str | Callable[[sqlite3.Connection], None], ...] = (
    *(_WORDINGS, _WORDED, _INDEX, _RUNS),
    word_statements,
)
