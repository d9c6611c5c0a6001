"""One site: which record it shows, to whom, and how requests get at it."""

from __future__ import annotations

import sqlite3
import threading
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

MOST_SECONDS = 2.0  # that one request may look at the record: who asks for more makes others wait
_STEPS = 20_000  # of SQLite's virtual machine between two looks at the clock: a millisecond or so


class TookTooLong(BadRequest):
    """A look at the record that costs too much is given up."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask. hosts: names this site answers to, in lower case and without a port; none: to any."""

    hosts: frozenset[str] = frozenset(("127.0.0.1", "localhost", "::1"))


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
    _threads: threading.local = field(default_factory=threading.local)

    def __post_init__(self) -> None:
        self.overviews = Overviews(self.record)
        self.desk = ReadingDesk(ReadingSetup(str(self.record), self.model))

    @contextmanager
    def reading(self) -> Iterator[Record]:
        """The record, read only, for the time of one request: one moment of it, whoever writes meanwhile.

        Make values in the block and the page behind it. Raises RecordError, and TookTooLong after MOST_SECONDS.
        """
        record = self._opened()
        ends = time.monotonic() + MOST_SECONDS
        record.connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
        try:
            with record.reading():
                yield record
        except sqlite3.OperationalError as error:
            if time.monotonic() < ends:
                raise
            raise TookTooLong("this takes too long to answer", remedy="ask for less: a name, a date") from error
        except RecordError:
            self._forget()  # the file may have been mended by the next request
            raise
        finally:
            record.connection.set_progress_handler(None, 0)

    def _opened(self) -> Record:
        """One connection a thread, opened anew when the file is another one."""
        known: tuple[object, Record] | None = getattr(self._threads, "known", None)
        which = _which(self.record)
        if known is None or known[0] != which:
            self._forget()
            known = (which, open_record(self.record, read_only=True))
            self._threads.known = known
        return known[1]

    def _forget(self) -> None:
        known: tuple[object, Record] | None = getattr(self._threads, "known", None)
        self._threads.known = None
        if known is not None:
            known[1].close()


def _which(path: Path) -> tuple[int, int] | None:
    """Which file this is. None where there is none: opening it will say so."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
