"""Pages are read by several processes at once, each with the model loaded, and told of in the order they came in.

A process that dies over a page costs that page a second try in a fresh one, alone; if that dies too, the page is given
up with the reason. Nothing else is lost. Where a process does not start the others go on, as long as there is one. All
of them end with this one, also when it is killed.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.errors import NoProcess
from onrecord.run.account import Outcome, ReadPage
from onrecord.run.pool_desk import Desk, Event, Turn
from onrecord.run.pool_values import PoolSetup
from onrecord.store.record import open_record
from onrecord.values.page import Page, Skipped
from onrecord.values.statement import ReportRecord

__all__ = ["PoolSetup", "ReadingPool"]

# Pages that were taken in and not told of, by each process: behind one that takes long the others go on so far.
PAGES_AHEAD = 64
BYTES_AHEAD = 64_000_000  # of all of them; a single page may be larger
START_SECONDS = 300.0  # that a process may take to load the model on a busy machine
Known = Callable[[Page], ReportRecord | None]


class ReadingPool:
    """Reads pages with `jobs` processes. Use it in a `with` block, from one thread.

    Raises NoProcess when no process starts, and RecordError for a record that cannot be opened.
    """

    def __init__(self, setup: PoolSetup, jobs: int = 1) -> None:
        if jobs < 1:
            raise ValueError(f"a pool has one process at least, not {jobs}")
        setup = _settled(setup)
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._desks = tuple(Desk(setup, self._events) for _ in range(jobs))
        self._todo: deque[Turn] = deque()  # for which no desk has room

    def __enter__(self) -> Self:
        """Start the processes: they load the model while this one does something else."""
        for desk in self._desks:
            desk.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, in the middle of a page too."""
        for desk in self._desks:
            desk.close()
        for desk in self._desks:
            desk.wait()
        self._todo.clear()

    @property
    def reader(self) -> str:
        """The reader's name, stamped on every row. Waits until the first process is ready."""
        return self._first_ready().reader or ""

    @property
    def why_rules_alone(self) -> str | None:
        """What is wrong with the model's weights; None when they are whole or not wanted. Waits as `reader`."""
        return self._first_ready().why_rules_alone

    @property
    def lacking(self) -> tuple[NoProcess, ...]:
        """Of each process that was asked for and does not start: why. The others read for it."""
        return tuple(why for desk in self._desks if (why := desk.why_lacking))

    def read(self, pages: Iterable[Page | Skipped | None], known: Known = lambda page: None) -> Iterator[Outcome]:
        """Read pages. Every page ends in exactly one outcome, in the order of the pages.

        Pages are taken in as there is room for them. None among them is no page: a moment in which none has come, to
        tell what is ready. known: gives the record of a page that need not be read.
        """
        line: deque[Turn] = deque()
        self._todo.clear()  # of a reading that was broken off
        for page in pages:
            if page is not None:
                line.append(self._admit(page, known))
            self._look()
            yield from _ended(line)
            while line and self._is_full(line):
                self._wait()
                yield from _ended(line)
        while line:
            self._wait()
            yield from _ended(line)

    def _admit(self, page: Page | Skipped, known: Known) -> Turn:
        turn = Turn(page)
        if isinstance(page, Skipped):
            turn.outcome = page
        elif found := known(page):
            turn.outcome = ReadPage(page, found)
        else:
            self._todo.append(turn)
            self._hand_out()
        return turn

    def _is_full(self, line: deque[Turn]) -> bool:
        many = len(line) >= PAGES_AHEAD * len(self._desks) or sum(turn.size for turn in line) >= BYTES_AHEAD
        return many or bool(self._todo) or not any(desk.has_room for desk in self._desks)

    def _hand_out(self) -> None:
        """Give pages to the desks that have the fewest, as long as one has room."""
        while self._todo:
            desk = min((desk for desk in self._desks if desk.has_room), key=lambda desk: desk.waiting, default=None)
            if desk is None:
                self._refuse_none()
                return
            if desk.begin():
                desk.give(self._todo.popleft())

    def _refuse_none(self) -> None:
        """Fewer processes than asked for do, as long as there is one."""
        reasons = [desk.why_given_up for desk in self._desks]
        if reasons[0] is not None and all(reasons):
            raise reasons[0]

    def _look(self) -> None:
        """Take what the processes have said so far."""
        while not self._events.empty():
            self._hear(self._events.get())

    def _wait(self) -> None:
        """Wait until a process says something."""
        starting = not any(desk.is_ready for desk in self._desks)
        try:
            self._hear(self._events.get(timeout=START_SECONDS if starting else None))
        except queue.Empty:
            raise NoProcess(
                f"no process that is to read pages was ready within {START_SECONDS:.0f} s",
                "see what else keeps the machine busy, or read with fewer --jobs",
            ) from None
        self._look()

    def _hear(self, event: Event) -> None:
        self._todo.extendleft(reversed(tuple(event.desk.hear(event))))
        self._hand_out()

    def _first_ready(self) -> Desk:
        while (ready := next((desk for desk in self._desks if desk.reader is not None), None)) is None:
            self._refuse_none()
            for desk in self._desks:
                desk.begin()
            self._wait()
        return ready


def _settled(setup: PoolSetup) -> PoolSetup:
    """The same for all processes, whenever they start: they look into a record that this one may just be making."""
    if setup.record is None or not Path(setup.record).is_file():
        return replace(setup, record=None)
    with open_record(setup.record):
        return setup  # an older one is brought up to date now; they only read it


def _ended(line: deque[Turn]) -> Iterator[Outcome]:
    """What may be told: the first of the line as long as they are done."""
    while line and line[0].outcome is not None:
        outcome = line.popleft().outcome
        assert outcome is not None
        yield outcome
