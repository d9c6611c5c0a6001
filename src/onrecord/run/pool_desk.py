"""A place in a pool where one process reads pages. When that one dies, another takes its place."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

from onrecord.errors import NoProcess
from onrecord.run.account import Outcome, ReadPage
from onrecord.run.frames import ForeignValueError, pack, read_frame, unpack, write_frame
from onrecord.run.pool_values import FAILED, READY, PoolSetup, Said
from onrecord.run.workers import name_of_end
from onrecord.values.page import Page, Skipped

# The child finds this program where the parent found it, also where that is no installed package.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from onrecord.run.pool_child import main; main()"
# One is understood, one is parsed, and one is there when the first is done.
MOST_SENT = 3
MOST_DEATHS = 2  # over one page; and processes in a row that do not start
_FAREWELL = 2.0  # seconds that a process is given to end by itself once its pipe is closed
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # the cores have processes to run
_KILLED = (
    "the system may lack memory: read with fewer --jobs, or read this input by itself; another program may also have "
    "ended it"
)


@dataclass(slots=True, eq=False)
class Turn:
    """A page on its way through a pool.

    outcome: None until it is known. deaths: processes that it cost. size: bytes it holds, as far as the input tells.
    """

    page: Page | Skipped
    outcome: Outcome | None = None
    deaths: int = 0
    size: int = field(init=False)

    def __post_init__(self) -> None:
        body = self.page.body if isinstance(self.page, Page) else None
        self.size = len(self.page.content or b"") + len(body or "")


class Desk:
    """Sends pages to its process and takes what comes back, from one thread.

    events: what its process says arrives there, from a thread of its own; hand each to `hear`.
    """

    def __init__(self, setup: PoolSetup, events: queue.SimpleQueue[Event]) -> None:
        self._setup, self._events = setup, events
        self._sent: deque[Turn] = deque()  # not yet answered, in this order
        self._process: _Process | None = None
        self._failed_starts = 0
        self.reader: str | None = None  # known once the first process was ready
        self.why_rules_alone: str | None = None
        self.is_ready = False
        self.why_given_up: NoProcess | None = None
        self._why_not_started: NoProcess | None = None  # of the last one, until another is ready

    @property
    def waiting(self) -> int:
        return len(self._sent)

    @property
    def has_room(self) -> bool:
        """May it be given a page more? One that has cost a process is read alone."""
        if self.why_given_up is not None:
            return False
        return not self._sent or (len(self._sent) < MOST_SENT and not self._sent[0].deaths)

    @property
    def why_lacking(self) -> NoProcess | None:
        """Why the last process that was to sit here did not start; None where it did, or none has failed yet."""
        return self.why_given_up or self._why_not_started

    def begin(self) -> bool:
        """Have a process started, if there is none. False where this desk is given up, as the system refused one."""
        if self._process is None and self.why_given_up is None:
            try:
                self._process = _Process(self._setup, self._events, self)
            except OSError as error:
                self.why_given_up = _does_not_start(error.strerror or str(error))
        return self.why_given_up is None

    def give(self, turn: Turn) -> None:
        """Have a page read by the process that was begun."""
        self._sent.append(turn)
        if self.is_ready:
            self._send(turn)

    def hear(self, event: Event) -> Iterable[Turn]:
        """Take what a process of this desk said, or that it ended. Gives the pages that any desk may read now.

        Raises NoProcess when it cannot go on. One that cannot be replaced is given up: others may do.
        """
        if event.process is not self._process:
            return ()  # of one that was given up
        if event.frame is None:
            return self._mourn(event.process.kill())
        try:
            said = cast(Said, unpack(event.frame))
        except ForeignValueError:
            return self._mourn(event.process.kill())
        if isinstance(said, tuple):
            self._take_word(said)
        else:
            turn = self._sent.popleft()
            turn.outcome = _outcome(turn.page, said)
        return ()

    def close(self) -> None:
        """Close the pipe, upon which the process ends. `wait` for it."""
        if self._process is not None:
            self._process.hang_up()

    def wait(self) -> None:
        if self._process is not None:
            self._process.kill(_FAREWELL)
        self._process, self.is_ready = None, False
        self._sent.clear()

    def _take_word(self, said: tuple[str, str, str | None]) -> None:
        kind, first, second = said
        if kind == FAILED:
            self.wait()
            raise NoProcess(first, second or "")
        assert kind == READY
        if self.reader not in (None, first):
            self.wait()
            raise NoProcess(
                "people or instruments were imported while pages were read",
                "run the same command again: what was read without them is read again",
            )
        self.reader, self.why_rules_alone = first, second
        self.is_ready, self._failed_starts, self._why_not_started = True, 0, None
        for turn in self._sent:
            self._send(turn)

    def _send(self, turn: Turn) -> None:
        cast(_Process, self._process).send(cast(Page, turn.page))

    def _mourn(self, code: int) -> Iterable[Turn]:
        """The process is gone. The page it was reading is read again by a fresh one; who costs another is given up."""
        was_ready, self._process, self.is_ready = self.is_ready, None, False
        left, self._sent = self._sent, deque()
        if not was_ready:
            self._failed_starts += 1
            self._why_not_started = _does_not_start(name_of_end(code))
            if self._failed_starts >= MOST_DEATHS:
                self.why_given_up = self._why_not_started
        elif left:
            first = left[0]
            first.deaths += 1
            if first.deaths >= MOST_DEATHS:
                left.popleft().outcome = _given_up(cast(Page, first.page), code)
            elif self.begin():
                self.give(left.popleft())
        return left


@dataclass(frozen=True, slots=True)
class Event:
    """What a process said; frame: None when it ended."""

    desk: Desk
    process: _Process
    frame: bytes | None


def _outcome(page: Page | Skipped, said: object) -> Outcome:
    page = cast(Page, page)
    if isinstance(said, Skipped):
        return replace(said, content=page.content)
    return ReadPage(page, said)  # type: ignore[arg-type]


def _given_up(page: Page, code: int) -> Skipped:
    name = name_of_end(code)
    remedy = _KILLED if name == "SIGKILL" else "save the article's text and read that, and please report this fault"
    reason = f"reading this ended the process that read it, twice ({name})"
    return Skipped(
        page.origin, "pipeline", reason, remedy, sha256=page.sha256, content=page.content, arrival=page.arrival
    )


def _does_not_start(why: str) -> NoProcess:
    return NoProcess(
        f"a process that is to read pages does not start ({why})",
        "each takes half a gigabyte of memory: read with fewer --jobs; with --jobs 1 you see what else is wrong",
    )


class _Process:
    """One process that reads pages, in their order."""

    def __init__(self, setup: PoolSetup, events: queue.SimpleQueue[Event], desk: Desk) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1")},
        )
        threading.Thread(target=self._listen, args=(events, desk), daemon=True).start()
        self._send(setup)

    def send(self, page: Page) -> None:
        """Hand a page over. That the process is gone is found out by who waits for the answer."""
        # A page that came decoded is read from its body alone: the bytes, as large again, stay here.
        self._send(page if page.body is None else replace(page, content=b""))

    def hang_up(self) -> None:
        with suppress(OSError):
            cast(BinaryIO, self._popen.stdin).close()

    def kill(self, patience: float = 0.2) -> int:
        """End the process if it has not ended. Returns its exit code."""
        self.hang_up()
        try:
            return self._popen.wait(patience)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            return self._popen.wait()

    def _send(self, value: object) -> None:
        with suppress(OSError, ValueError):
            write_frame(cast(BinaryIO, self._popen.stdin), pack(value))

    def _listen(self, events: queue.SimpleQueue[Event], desk: Desk) -> None:
        stream = cast(BinaryIO, self._popen.stdout)
        with suppress(OSError, ValueError), stream:
            while (frame := read_frame(stream)) is not None:
                events.put(Event(desk, self, frame))
        events.put(Event(desk, self, None))
