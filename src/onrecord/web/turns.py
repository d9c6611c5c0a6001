"""What only some may do at once: the others wait a little, and when too many wait, who comes is sent away at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.errors import OnRecordError


class Crowded(OnRecordError):
    """Too many wait for the same, or it was not one's turn in time."""


class Turns:
    """`at_once` work, and as many as `waiting` wait for them, `seconds` at most. For any thread.

    Each who waits holds a thread of the server: with a bound, what is slow for some leaves threads to the others.
    """

    def __init__(self, at_once: int, *, waiting: int, seconds: float) -> None:
        self._work, self._wait = threading.BoundedSemaphore(at_once), threading.BoundedSemaphore(at_once + waiting)
        self._seconds = seconds

    @contextmanager
    def one(self, crowded: str) -> Iterator[None]:
        """It is one's turn in the block. Raises Crowded, which says `crowded`."""
        told = Crowded(crowded, remedy="ask again in a minute")
        if not self._wait.acquire(blocking=False):
            raise told
        try:
            if not self._work.acquire(timeout=self._seconds):
                raise told
            try:
                yield
            finally:
                self._work.release()
        finally:
            self._wait.release()
