"""What SQLite and the disk report, said as errors of onrecord with a way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import BadRequest, NotARecord, RecordBusy, RecordError, RecordNotWritable

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
CANNOT_BE_ASKED = (UnicodeEncodeError, OverflowError)  # what a value raises that SQLite can hold in no column
FROM_BACKUP = "restore it from a back-up, or read the reports again into another file with --record FILE"


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a RecordError that names `path`. Errors of ours pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        told = as_record_error(error, path)
        if told is None:
            raise
        raise told from error


@contextmanager
def told_of_file(path: Path) -> Iterator[None]:
    """As `told_of`, and what the file system refuses. Not around a caller's block: its OSErrors are its own."""
    try:
        with told_of(path):
            yield
    except UnicodeDecodeError as error:  # SQLite quotes the damage in its message, and Python cannot decode it
        raise damaged(path, str(error)) from error
    except OSError as error:
        raise RecordNotWritable(
            f"{path} cannot be used: {error.strerror or error}",
            remedy="check the disk and the permissions of the folder, or name another record with --record FILE",
        ) from error


def as_record_error(error: sqlite3.Error, path: Path) -> RecordError | None:
    """The error to tell, or None when it is a fault of the program and not of the file or the disk."""
    code = primary_code(error)
    if code in BUSY:
        return RecordBusy(
            f"another process is writing to {path}", remedy="wait until it has finished and run the same command again"
        )
    if code == sqlite3.SQLITE_FULL:
        return RecordNotWritable(
            f"{path} cannot grow: the disk is full",
            remedy="free some space and run the same command again; what was read before is kept",
        )
    if code in UNWRITABLE:
        return RecordNotWritable(
            f"{path} cannot be written ({error})",
            remedy="check that the folder is writable, or name another record with --record FILE",
        )
    # Text that is no longer UTF-8 has no code of its own: Python finds it while fetching.
    if code in DAMAGED or "decode to UTF-8" in str(error):
        return damaged(path, str(error))
    return None


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's result code without its extension; None where Python raised the error by itself."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def cannot_be_asked(error: Exception) -> BadRequest:
    """What was asked for is nothing that can be on record: half a character, or a number of twenty digits."""
    if isinstance(error, UnicodeEncodeError):
        what = f"{error.object!r:.60} cannot be on record: it has bytes that are no character"
        return BadRequest(what, remedy="ask with text that is UTF-8")
    return BadRequest("a number is larger than any on record", remedy="ask with numbers of at most 18 digits")


def damaged(path: Path, how: str) -> NotARecord:
    return NotARecord(f"{path} is damaged ({how})", remedy=FROM_BACKUP)
