"""Opening a record file with care: it may be missing, foreign, hostile, damaged, newer, or on a read-only disk."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shlex import quote
from weakref import WeakSet

from onrecord.errors import NewerRecord, NotARecord, RecordNotWritable
from onrecord.store.failures import BUSY, FROM_BACKUP, damaged, primary_code
from onrecord.store.migrations import MIGRATIONS, migrate, refuse_newer, version_of
from onrecord.store.schema import APPLICATION_ID
from onrecord.text.report_name import report_name

MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes; application_id stands at 68 (https://www.sqlite.org/fileformat.html)
SETTINGS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "foreign_keys = ON",
    "synchronous = FULL",  # a batch that was acknowledged survives a power cut too
)
# KiB of pages kept at hand, taken as they are read. With SQLite's own 2,000 a record of a million statements is
# fetched from the disk's cache anew for every question: counting what is on record took 5 ms of a question, and takes
# 0.2. Whoever writes looks up passages by their digests, which lie all over the file.
CACHE = 65_536
READ_FIRST = "run `onrecord read PATH --record FILE` first, or name the record with --record FILE"


class _Connection(sqlite3.Connection):
    """A connection that is known to be open. file: which one, by device and number on it."""

    file: tuple[int, int] | None = None

    def close(self) -> None:
        super().close()
        _OPEN.discard(self)


_OPEN: WeakSet[_Connection] = WeakSet()  # of this process
_LOOKING = threading.RLock()  # held from the look at a file's first bytes until its connection is among _OPEN


def open_for_writing(path: Path, *, create: bool, patience: float) -> sqlite3.Connection:
    """A connection that may write. Creates the file when `create`, migrates an older record."""
    with _LOOKING:
        _refuse_what_is_no_record(path, create=create)
        connection = _connect(path, "rwc" if create else "rw", patience)
    with _closed_on_error(connection):
        _known_version(connection, path)
        # Now that the schema is known to be ours: before SQLite 3.44 triggers may not write to FTS5 without this.
        connection.execute("PRAGMA trusted_schema = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        migrate(connection, path, MIGRATIONS)
        _refuse_unwritable(connection, patience)
        _let_readers_in(connection)
    return connection


def open_for_reading(path: Path, *, patience: float) -> sqlite3.Connection:
    """A connection that never changes a row, also on a read-only disk. Raises RecordError."""
    with _LOOKING:
        _refuse_what_is_no_record(path, create=False)
        connection = _connect_to_read(path, patience)
    with _closed_on_error(connection):
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        version = _known_version(connection, path)
        if version < len(MIGRATIONS):
            raise RecordNotWritable(
                f"{path} is of an older version ({version}; this program reads {len(MIGRATIONS)})",
                remedy=f"bring it up to date (a copy of it is kept): onrecord upgrade --record {quote(str(path))}",
            )
    return connection


def begin_writing(connection: sqlite3.Connection, path: Path) -> None:
    """Begin a transaction that holds the writer's lock.

    Raises NewerRecord, and begins none, where a newer program has brought the record up to its own tables since it was
    opened.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        refuse_newer(version_of(connection), path)
    except NewerRecord:
        connection.execute("ROLLBACK")
        raise


def _refuse_what_is_no_record(path: Path, *, create: bool) -> None:
    """Look at the first bytes without SQLite, which would recover, and so touch, a database that is not ours.

    Not at a record that is open in this process, and so was looked at: whoever closes a file gives up all locks that
    the process holds on it (POSIX). Another process would then take itself for the last one, and take the write-ahead
    log away from under those that read. Source: https://www.sqlite.org/howtocorrupt.html, 2.2.
    """
    if not path.exists():
        if create and path.parent.is_dir():
            return
        if create:
            raise RecordNotWritable(f"there is no folder {path.parent}", remedy="make it, or name another record")
        raise NotARecord(f"there is no record at {path}", remedy=READ_FIRST)
    if not path.is_file():
        raise NotARecord(f"{path} is not a file", remedy="name a file with --record FILE")
    if _file(path) not in {connection.file for connection in list(_OPEN)}:
        _refuse_foreign(path, may_be_empty=create)


def _refuse_foreign(path: Path, *, may_be_empty: bool) -> None:
    with path.open("rb") as file:
        head = file.read(HEADER)
    if not head:
        if may_be_empty:
            return
        raise NotARecord(f"{path} is empty", remedy=READ_FIRST)
    if not head.startswith(MAGIC):
        raise NotARecord(f"{path} is not a record of onrecord", remedy="name another file with --record FILE")
    if len(head) < HEADER:
        raise damaged(path, "it ends inside its header")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotARecord(
            f"{path} is a database of another program, left untouched", remedy="name another file with --record FILE"
        )


def _file(path: Path) -> tuple[int, int] | None:
    """Which file this is, by device and number on it; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _connect(path: Path, mode: str, patience: float) -> sqlite3.Connection:
    """Open with everything off that a file of unknown origin could use against us.

    See https://www.sqlite.org/security.html. patience: seconds to wait for another writer.
    """
    uri = f"{path.resolve().as_uri()}?{mode if '=' in mode else 'mode=' + mode}"
    # A server hands a connection from one thread to the next, one at a time: SQLite as Python builds it allows it.
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=patience, check_same_thread=False, factory=_Connection
    )
    connection.file = _file(path)
    _OPEN.add(connection)
    with _closed_on_error(connection):
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        connection.create_function("report_name", 5, report_name, deterministic=True)
    connection.row_factory = sqlite3.Row
    return connection


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """No open file is left behind when a record cannot be used."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _connect_to_read(path: Path, patience: float) -> sqlite3.Connection:
    """Read beside a writer where the disk allows it, else as a file that cannot change.

    A record in WAL mode on a read-only disk opens with immutable=1 only.
    """
    try:
        connection = _connect(path, "rw", patience)
        with _closed_on_error(connection):
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return connection
    except sqlite3.OperationalError as error:
        if primary_code(error) not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
            raise
    log = path.resolve().with_name(path.resolve().name + "-wal")
    if log.exists() and log.stat().st_size:
        # immutable=1 would leave the log out and answer from an older state without a word.
        raise RecordNotWritable(
            f"{path} has changes in {log.name} that cannot be read in a folder that cannot be written",
            remedy=f"copy {path.name} and {log.name} together to a folder that can be written",
        )
    connection = _connect(path, "mode=ro&immutable=1", patience)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _known_version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of a record whose tables are ours, both as of one moment: another process may bring it up to date."""
    connection.execute("BEGIN")
    try:
        version = version_of(connection)
        refuse_newer(version, path)
        _refuse_strange_schema(connection, path, version)
        return version
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@cache
def _expected(version: int) -> frozenset[tuple[str, str, str]]:
    """(type, name, SQL) of everything in a fresh record of this version."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(memory, Path(":memory:"), MIGRATIONS[:version])
        return frozenset(_schema_of(memory))
    finally:
        memory.close()


def _schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, ifnull(sql, '') FROM sqlite_schema")
    return {(kind, name, sql) for kind, name, sql in rows}


def _refuse_strange_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Refuse a file whose tables are not ours to the letter, or with triggers not ours: they act on what we write.

    Tables, views and indexes that the user added are the user's business.
    """
    found = _schema_of(connection)
    changed = _expected(version) - found
    if changed:
        raise damaged(path, f"without the {' '.join(min(changed)[:2])} that onrecord made")
    if any(kind == "trigger" for kind, _, _ in found - _expected(version)):
        raise NotARecord(f"{path} has triggers that onrecord did not make", remedy=FROM_BACKUP)


def _refuse_unwritable(connection: sqlite3.Connection, patience: float) -> None:
    """Ask for the writer's lock once, so that a read-only file is known now and not after an hour of reading."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if primary_code(error) not in BUSY:  # another writer at work proves that the file can be written
            raise
    connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def _let_readers_in(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, with which readers and one writer do not wait for each other.

    Last, so that the marks in the header were written into the file itself and never stand in the log alone. Where
    the disk cannot do it (a network folder) or another process is at work, the record is slower and just as safe.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if primary_code(error) not in BUSY:
            raise
