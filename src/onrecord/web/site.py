"""One site: which record it shows, to whom, and how requests get at it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import BadRequest, RecordError
from onrecord.run.overviews import Overviews
from onrecord.run.reading import ReadingSetup
from onrecord.run.reading_desk import ReadingDesk
from onrecord.store.record import Record, open_record
from onrecord.values.model import Model
from onrecord.web.turns import Turns
from onrecord.web.users import User

MOST_SECONDS = 2.0  # that one request may look at the record: who asks for more makes others wait
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
# Looks at the record at the same time. SQLite works outside of Python's lock, so two cores serve two of them and pages
# are rendered meanwhile; more would only wait for each other, and each has a cache of its own.
MOST_READERS = 4
_MOST_WAITING, _PATIENCE = 64, 10.0  # requests until it is their turn: more than threads; and seconds
_CACHE = 16_384  # KiB of pages that each of them keeps at hand: the system's own cache has the rest
_STEPS = 20_000  # of SQLite's virtual machine between two looks at the clock: a millisecond or so


class TookTooLong(BadRequest):
    """A look at the record that costs too much is given up."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask, and how often.

    hosts: names this site answers to, in lower case and without a port; none: to any. any_number: to every address of
    digits, too: such a name cannot be taken over by another site.
    users: who must log in; none: whoever gets here may do everything. read_only: nobody writes.
    by_https: browsers come by https, through a proxy; their cookies are then sent by nothing else.
    per_minute: readings and checks of one client; 0: any number.
    """

    hosts: frozenset[str] = LOOPBACK
    any_number: bool = False
    users: tuple[User, ...] = ()
    read_only: bool = False
    by_https: bool = False
    per_minute: int = 120


@dataclass(slots=True)
class Site:
    """What the pages are made from. One for each server; its methods may be called from any thread.

    model: which one finds statements in what is read here.
    """

    record: Path
    access: Access = field(default_factory=Access)
    model: Model = Model.BEST
    overviews: Overviews = field(init=False)
    desk: ReadingDesk = field(init=False)
    _turns: Turns = field(default_factory=lambda: Turns(MOST_READERS, waiting=_MOST_WAITING, seconds=_PATIENCE))
    _idle: list[tuple[object, int | None, Record]] = field(default_factory=list)  # append and pop are atomic

    def __post_init__(self) -> None:
        self.overviews = Overviews(self.record)
        self.desk = ReadingDesk(ReadingSetup(str(self.record), self.model))

    @contextmanager
    def reading(self, seconds: float = MOST_SECONDS) -> Iterator[Record]:
        """The record, read only, for the time of one request: one moment of it, whoever writes meanwhile.

        Make values in the block and the page behind it. Raises RecordError, TookTooLong after `seconds`, and Crowded.
        """
        with self._turns.one("too many look at the record at once"), self._opened() as record:
            ends = time.monotonic() + seconds
            record.connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
            try:
                with record.reading():
                    yield record
            except (sqlite3.OperationalError, RecordError) as error:  # what is interrupted further in is told as damage
                if time.monotonic() < ends:
                    raise
                raise TookTooLong("this takes too long to answer", remedy="ask for less: a name, a date") from error
            finally:
                record.connection.set_progress_handler(None, 0)

    @contextmanager
    def _opened(self) -> Iterator[Record]:
        """A connection for this request alone, one that is open where there is one: opening takes a tenth of a second.

        After an error it is closed: the file may have been mended by the next request.
        """
        which = _which(self.record)
        record = self._taken(which) or self._new()
        version = _version(record)
        try:
            yield record
        except (RecordError, sqlite3.DatabaseError):
            record.close()
            raise
        except BaseException:
            self._idle.append((which, version, record))
            raise
        self._idle.append((which, version, record))

    def _new(self) -> Record:
        record = open_record(self.record, read_only=True)
        record.connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        return record

    def _taken(self, which: object) -> Record | None:
        """The one used last, whose pages are at hand; those of another file, or one brought up to date, are closed."""
        while self._idle:
            known, version, record = self._idle.pop()
            if known == which and version is not None and _version(record) == version:
                return record
            record.close()
        return None

    def close(self) -> None:
        """End what reads in the background, and close what is open; a request that comes later opens it again."""
        self.desk.close()
        self._taken(None)


def _version(record: Record) -> int | None:
    """Of the file as it is now. None where it cannot be told any more."""
    try:
        return int(record.connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def _which(path: Path) -> tuple[int, int] | None:
    """Which file this is. None where there is none: opening it will say so."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
