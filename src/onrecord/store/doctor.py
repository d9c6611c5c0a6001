"""Is a record whole? A table of checks, each a promise of the record, and what each finds. Nothing is changed."""

from __future__ import annotations

import glob
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from onrecord.errors import RecordBusy, RecordNotWritable
from onrecord.store.doctor_evidence import contents, evidence, runs
from onrecord.store.doctor_indexes import index_checks, integrity, references
from onrecord.store.doctor_judged import effects, lines
from onrecord.store.doctor_sums import sum_checks
from onrecord.store.doctor_tables import TABLES
from onrecord.store.doctor_values import DAMAGED, SHOWN, Check, Found, Mend, State
from onrecord.store.failures import FROM_BACKUP, as_record_error
from onrecord.store.migrations import PARTIAL
from onrecord.store.record import Record

READ_AGAIN = "restore the record from a back-up, or read that report again into a new record with --record FILE"
MADE_ANEW = "have it made anew from what was read and judged: onrecord doctor --mend (it writes a back-up first)"
WAITS = {
    "families": "look them up with onrecord families, and ask again",
    "scenes": "the next onrecord read looks at them; then ask again",
}
Tell = Callable[[str, int], None]

FILE = (
    Check("file", "every page of the file is sound", partial(integrity, quick=False), Mend.INDEXES, quick=False),
    Check("file (quick)", "every page of the file is sound", partial(integrity, quick=True)),
    Check("references", "no row points to a row that is not there", references),
)
TEXTS = (
    Check("evidence", "every statement's words stand at its places in the text that was read", evidence, quick=False),
    Check("contents", "the bytes that are kept are those that were read", contents, quick=False),
    Check("runs of words", "statements are found by the words they have", runs, Mend.WORDINGS, quick=False),
)
JUDGEMENTS = (
    Check("judgements", "no line of the log of judgements was changed", lines),
    Check("judged", "what judgements say is what is on record", effects, Mend.JUDGED),
)
CHECKS: tuple[Check, ...] = (*FILE, *TABLES, *sum_checks(), *JUDGEMENTS, *TEXTS, *index_checks())


def checks(*, quick: bool) -> tuple[Check, ...]:
    """Those that are made; quick: without those that read every text or every index."""
    if quick:
        return tuple(one for one in CHECKS if one.quick)
    return tuple(one for one in CHECKS if one.name != "file (quick)")


def examine(record: Record, wanted: Sequence[Check], tell: Tell = lambda name, done: None) -> Iterator[Found]:
    """Make checks one after the other. Flat in memory; changes nothing, also in a record that is open for writing.

    tell: is told the name of a check that goes on, and how far it is.
    """
    for check in wanted:
        tell(check.name, 0)
        yield _made(record, check, tell)


def is_whole(found: Sequence[Found]) -> bool:
    """Was nothing wrong found?"""
    return all(one.state is not State.WRONG for one in found)


def _made(record: Record, check: Check, tell: Tell) -> Found:
    try:
        with _open(record, check) as connection:
            waiting = connection.execute(check.waits).fetchone()[0] if check.waits else 0
            if waiting:
                return _not_checked(check, f"{waiting:,} {check.waiting} still to be looked up", WAITS.get(check.name))
            return _found(check, *_looked(connection, check, tell))
    except sqlite3.Error as error:
        told = as_record_error(error, record.path)
        if isinstance(told, RecordBusy | RecordNotWritable):
            return _not_checked(check, told.what, told.remedy)
        return _found(check, 1, (f"this cannot be read: {error}",))
    except DAMAGED as error:
        return _found(check, 1, (f"this cannot be read: {error}",))


@contextmanager
def _open(record: Record, check: Check) -> Iterator[sqlite3.Connection]:
    """One moment of the record; where SQLite checks as if it wrote, with the writer's lock, and all is undone."""
    connection = record.connection
    (is_read_only,) = connection.execute("PRAGMA query_only").fetchone()
    if check.writes:
        connection.execute("PRAGMA query_only = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE" if check.writes else "BEGIN")
        yield connection
    finally:
        with suppress(sqlite3.Error):  # of a damaged file; what was found is told
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA query_only = {is_read_only}")


def _looked(connection: sqlite3.Connection, check: Check, tell: Tell) -> tuple[int, tuple[str, ...]]:
    """How many things are wrong, and the first of them."""
    shown: list[str] = []
    wrong = done = 0
    found = (
        (row[0] for row in connection.execute(check.look)) if isinstance(check.look, str) else check.look(connection)
    )
    for one in found:
        done += one is None
        if one is None:
            tell(check.name, done)
            continue
        wrong += 1
        if wrong <= SHOWN:
            shown.append(str(one))
    return wrong, tuple(shown)


def _found(check: Check, wrong: int, shown: tuple[str, ...]) -> Found:
    if not wrong:
        return Found(check.name, check.promise, State.WHOLE, 0, (), None, check.mend)
    remedy = MADE_ANEW if check.mend else FROM_BACKUP if check in FILE else READ_AGAIN
    return Found(check.name, check.promise, State.WRONG, wrong, shown, remedy, check.mend)


def _not_checked(check: Check, why: str, remedy: str | None) -> Found:
    return Found(check.name, check.promise, State.NOT_CHECKED, 0, (why,), remedy, check.mend)


def beside(path: Path) -> tuple[Path, ...]:
    """Back-up files that onrecord made beside a record, by name; also one that was not finished."""
    begins = glob.escape(path.name)
    found = (one for ends in ("", PARTIAL) for one in path.parent.glob(f"{begins}.*.bak{ends}"))
    return tuple(sorted(one for one in found if one.is_file()))
