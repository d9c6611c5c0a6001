"""Keeps the overview of a record: made anew in a thread of its own when the record has grown, told with its moment."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.store.overview import Overview, Position, is_small, overview, position
from onrecord.store.record import Record, open_record


@dataclass(frozen=True, slots=True)
class Taken:
    """An overview with the moment at which it was taken, ISO 8601 in UTC. holds: the record has not grown since."""

    overview: Overview
    at: str
    holds: bool = True


@dataclass(slots=True)
class Overviews:
    """The last overview of one record. From any thread.

    rests: how many times as long as counting took it waits before it counts again, whatever is written meanwhile.
    """

    path: Path
    rests: float = 20.0
    _not_before: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: tuple[Position, Taken] | None = None
    _thread: threading.Thread | None = None

    def look(self, record: Record) -> Taken | None:
        """The overview; an older one, or None, while a large record is being counted. record: open for reading."""
        with record.reading() as connection:
            where = position(connection)
            last = self._last
            if last and last[0] == where:
                return last[1]
            if is_small(where):
                return self._keep(where, overview(record))
        self._count()
        return Taken(last[1].overview, last[1].at, holds=False) if last else None

    def _keep(self, where: Position, found: Overview) -> Taken:
        taken = Taken(found, datetime.now(UTC).isoformat(timespec="seconds"))
        self._last = (where, taken)
        return taken

    def _count(self) -> None:
        with self._lock:
            is_counting = self._thread is not None and self._thread.is_alive()
            if not is_counting and time.monotonic() >= self._not_before:
                self._thread = threading.Thread(target=self._work, daemon=True, name="onrecord-overview")
                self._thread.start()

    def _work(self) -> None:
        began = time.monotonic()
        try:
            with open_record(self.path, read_only=True) as record, record.reading() as connection:
                self._keep(position(connection), overview(record))
        except RecordError:
            return  # who asks next is told what is wrong, and starts this again
        ended = time.monotonic()
        self._not_before = ended + self.rests * (ended - began)
