"""Checks of the file and of its indexes, as SQLite itself makes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import partial

from onrecord.store.doctor_values import Check, Mend

# The full-text indexes over a table, and what each finds.
FULL_TEXT = (
    ("statement_search", "statements by their words"),
    ("speaker_search", "speakers by their names"),
    ("report_search", "reports by title and outlet"),
    ("report_named", "reports by title or occasion, and outlet or agency"),
)
RUNS = "word_runs"


def integrity(connection: sqlite3.Connection, *, quick: bool) -> Iterator[str | None]:
    """What SQLite finds wrong with the file. quick: without comparing indexes with their tables."""
    for (told,) in connection.execute(f"PRAGMA {'quick_check' if quick else 'integrity_check'}(20)"):
        if told != "ok":
            yield str(told)


def references(connection: sqlite3.Connection) -> Iterator[str | None]:
    """Rows that point to rows which are not there."""
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"{row[0]} row {row[1]} points to no {row[2]}"


def full_text(connection: sqlite3.Connection, index: str) -> Iterator[str | None]:
    """An index holds the words of its table and no others (of `word_runs`, which has none: is sound in itself).

    SQLite makes this check as if it wrote: a transaction that may write must be open. Nothing is written.
    https://www.sqlite.org/fts5.html#the_integrity_check_command
    """
    try:
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        yield f"{index} does not agree with what it was made of"
    return


def index_checks() -> Iterator[Check]:
    for index, found in FULL_TEXT:
        promise = f"the index that finds {found} has exactly these"
        yield Check(index, promise, partial(full_text, index=index), Mend.INDEXES, quick=False, writes=True)
    promise = "the index that finds statements by runs of their words is sound"
    yield Check(RUNS, promise, partial(full_text, index=RUNS), Mend.WORDINGS, quick=False, writes=True)
