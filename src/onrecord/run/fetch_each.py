"""Many addresses fetched a few at a time, hosts taking turns: a slow one does not hold up the others."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from onrecord.fetching.pace import Pace

Job = TypeVar("Job")
Result = TypeVar("Result")
WORKERS = 4
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Turns:
    """When who may be asked. pace: keeps requests to one host apart. clock, sleep: seconds.

    max_seconds: after them no job is begun. workers: how many fetch at once, never two at one host.
    """

    pace: Pace
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    max_seconds: float = NEVER
    workers: int = WORKERS


@dataclass(slots=True)
class FetchEach(Generic[Job, Result]):
    """Fetches jobs in threads of its own and gives results in the order in which they come.

    `left` holds the jobs that were not begun: those of hosts that were dropped, and all when the time was over.
    The threads are left behind when nobody asks for the next result; each ends with its fetch.
    """

    fetch: Callable[[Job], Result]
    turns: Turns
    left: list[Job] = field(default_factory=list)
    _waiting: deque[tuple[str, deque[Job]]] = field(default_factory=deque)
    _asked: queue.SimpleQueue[tuple[str, Job] | None] = field(default_factory=queue.SimpleQueue)
    _answers: queue.SimpleQueue[tuple[str, Job, Result | BaseException]] = field(default_factory=queue.SimpleQueue)
    _busy: set[str] = field(default_factory=set)
    _threads: int = 0
    _until: float = NEVER

    def results(self, jobs: Iterable[tuple[str, Job]]) -> Iterator[tuple[Job, Result]]:
        """jobs: each with its host. What `fetch` raises is raised here."""
        queues: dict[str, deque[Job]] = {}
        for host, job in jobs:
            queues.setdefault(host, deque()).append(job)
        self._waiting.extend(queues.items())
        self._until = self.turns.clock() + self.turns.max_seconds
        try:
            while self._waiting or self._busy:
                self._begin_what_can()
                if self._busy:
                    yield from self._next(self._patience())
                elif self._waiting:
                    self.turns.sleep(self._patience() or 0.0)
        finally:
            self.drop()
            for _ in range(self._threads):
                self._asked.put(None)

    def drop(self, host: str | None = None) -> None:
        """Begin no further job at this host, or at any."""
        for name, jobs in self._waiting:
            if host in (None, name):
                self.left.extend(jobs)
        kept = [(name, jobs) for name, jobs in self._waiting if host not in (None, name)]
        self._waiting.clear()
        self._waiting.extend(kept)

    def _begin_what_can(self) -> None:
        if self.turns.clock() >= self._until:
            self.drop()
        for _ in range(len(self._waiting)):
            if len(self._busy) >= self.turns.workers:
                return
            host, jobs = self._waiting.popleft()
            if host not in self._busy and self.turns.pace.wait_of(host) <= 0:
                self._begin(host, jobs.popleft())
            if jobs:
                self._waiting.append((host, jobs))

    def _begin(self, host: str, job: Job) -> None:
        self._busy.add(host)
        self._asked.put((host, job))
        if self._threads < len(self._busy):
            self._threads += 1
            # Left behind at the end of the program: nobody who stops it waits for a slow server.
            threading.Thread(target=self._work, daemon=True, name="onrecord-fetch").start()

    def _work(self) -> None:
        while (asked := self._asked.get()) is not None:
            host, job = asked
            try:
                result: Result | BaseException = self.fetch(job)
            except BaseException as error:  # noqa: BLE001 -- raised again where it is waited for
                result = error
            self._answers.put((host, job, result))

    def _patience(self) -> float | None:
        """Seconds until a host that waits has its turn; None when only an answer can change anything."""
        if len(self._busy) >= self.turns.workers:
            return None
        waits = [self.turns.pace.wait_of(host) for host, _ in self._waiting if host not in self._busy]
        return min(waits) if waits else None

    def _next(self, patience: float | None) -> Iterator[tuple[Job, Result]]:
        try:
            host, job, result = self._answers.get(timeout=patience)
        except queue.Empty:
            return
        self._busy.discard(host)
        if isinstance(result, BaseException):
            raise result
        yield job, result
