"""Web pages are read in a process of their own: parsers in C cannot be interrupted, only killed, and they may crash.

One page that hangs, eats memory or crashes the parser costs itself and nothing else.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import BinaryIO, Self, cast

from onrecord.errors import UnreadableInput
from onrecord.reports.read_report import Body, body_of
from onrecord.run.faults import REPORT_IT
from onrecord.run.frames import ForeignValueError, pack, read_frame, unpack, write_frame
from onrecord.run.page_worker import OUT_OF_MEMORY, Answer, Limits
from onrecord.values.page import Page, PageKind

__all__ = ["Limits", "PageReader"]

# The child finds this program where the parent found it, also where that is no installed package.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from onrecord.run.page_worker import main; main()"
MOST_PROCESSES = 4  # parsing is the smaller part: one process that understands pages cannot feed on more
_FAREWELL = 2.0  # seconds that a process is given to end by itself once its pipe is closed
_SAVE = "save the article's text and read that"


@dataclass(frozen=True, slots=True)
class Death:
    """How a process ended over a page: what to tell of the page, and what its reader can do."""

    what: str
    remedy: str


class PageReader:
    """Gets the text of pages; of web pages in other processes, the first of which starts with the first of them.

    Use it in a `with` block: the processes end with it, and also when this process is killed.
    most: processes at the same time. A further one starts only when pages wait that were started ahead.
    """

    def __init__(self, limits: Limits | None = None, *, most: int | None = None) -> None:
        self._limits = limits or Limits()
        self._most = most or min(cores(), MOST_PROCESSES)
        self._desks: list[_Desk] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pages_ahead(self) -> int:
        """How many pages are best started before they are asked for."""
        return 2 * self._most + 2

    def close(self) -> None:
        for desk in self._desks:
            desk.close()
        self._desks.clear()

    def start(self, page: Page) -> None:
        """Have a web page read while this process does something else. Its text is fetched by `read_body`, or never."""
        if page.kind is PageKind.HTML:
            self._free_desk().start(page)

    def read_body(self, page: Page) -> Body:
        """The text of a page and what its form says of it: `body_of`, within the limits.

        Pages that were started are to be asked for in that order; who is left out is forgotten.
        Raises UnreadableInput, also for a page that did not come to its end within the limits or broke the parser;
        and ChildProcessError when no process can be started; who asks again then has one started anew.
        """
        if page.kind is not PageKind.HTML:
            return body_of(page)
        desk = next((desk for desk in self._desks if desk.holds(page)), None)
        if desk is None:
            desk = self._free_desk()
            desk.start(page)
        found = desk.take(page)
        if isinstance(found, Body):
            return found
        raise UnreadableInput(found.what, found.remedy)

    def _free_desk(self) -> _Desk:
        if not self._desks or (len(self._desks) < self._most and all(desk.waiting > 1 for desk in self._desks)):
            self._desks.append(_Desk(self._limits))
        return min(self._desks, key=lambda desk: desk.waiting)


class _Desk:
    """A place where one process reads pages. When that one dies or is done, another takes its place."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: _Process | None = None
        self._started: deque[Page] = deque()  # not yet taken, in this order

    @property
    def waiting(self) -> int:
        """Pages not yet read, the one that is being read among them."""
        return len(self._started) - (self._process.answered if self._process else 0)

    def holds(self, page: Page) -> bool:
        return any(one is page for one in self._started)

    def start(self, page: Page) -> None:
        self._started.append(page)
        if self._process is None:
            self._begin()
        else:
            self._process.send(page)

    def take(self, page: Page) -> Body | Death:
        while self._started[0] is not page:
            self._next()
        return self._next()

    def close(self) -> None:
        if self._process is not None:
            self._process.close()

    def _next(self) -> Body | Death:
        """The answer for the first page that was started."""
        process = self._process or self._begin()
        try:
            answer = process.answer(self._limits.wall)
        except ChildProcessError:  # it never came to be ready: whoever asks for another page gets a fresh one
            self._process = None
            self._started.clear()
            raise
        page = self._started.popleft()
        if isinstance(answer, int | None):
            self._process = None
            return _death(answer, page.origin, self._limits)
        found, is_last = answer
        if is_last:
            process.close()
            self._process = None
        return _told(found, page.origin)

    def _begin(self) -> _Process:
        """A fresh process, given all the pages that are still to be read."""
        self._process = process = _Process(self._limits)
        for page in self._started:
            process.send(page)
        return process


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _told(found: Body | tuple[str, str] | str, origin: str) -> Body | Death:
    if isinstance(found, str):
        return Death(f"{origin}: {found}", REPORT_IT)
    return Death(*found) if isinstance(found, tuple) else found


def _death(code: int | None, origin: str, limits: Limits) -> Death:
    """What an exit code tells. None: it did not end at all."""
    if code is None:
        return Death(f"{origin}: the parser hung on this page: no answer in {limits.wall:g} s", _SAVE)
    if code == OUT_OF_MEMORY:
        what = f"{origin}: reading this page took more than {limits.memory >> 20} MiB of memory"
        return Death(what, f"{_SAVE}, or allow more with --page-memory")
    if hasattr(signal, "SIGPROF") and code == -signal.SIGPROF:
        what = f"{origin}: reading this page took more than {limits.seconds:g} s of processor time"
        return Death(what, f"{_SAVE}, or allow more with --page-seconds")
    if code in (-signal.SIGTERM, -9):
        return Death(f"{origin}: the process that read this page was ended from outside", "read it again")
    return Death(f"{origin}: the parser crashed on this page ({name_of_end(code)})", _SAVE)


def _does_not_start(why: str) -> ChildProcessError:
    return ChildProcessError(f"the process that reads web pages does not start ({why})")


def name_of_end(code: int) -> str:
    """An exit code in words: "SIGKILL", "exit code 3"."""
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"exit code {code}"


class _Process:
    """One process that reads pages, in their order."""

    def __init__(self, limits: Limits) -> None:
        try:
            self._popen = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Each arena of the C library takes address space, which is what the system can limit.
                env={**os.environ, "MALLOC_ARENA_MAX": "1"},
            )
        except OSError as error:
            raise _does_not_start(error.strerror or str(error)) from error
        self._frames: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(cast(BinaryIO, self._popen.stdout),), daemon=True).start()
        self._is_ready = False
        self._send(limits)

    @property
    def answered(self) -> int:
        """Answers that have come and were not fetched."""
        return self._frames.qsize() - (not self._is_ready and not self._frames.empty())

    def send(self, page: Page) -> None:
        """Hand a page over. That the process is gone is found out by who waits for the answer."""
        # A page that came decoded is read from its body alone: the bytes, as large again, stay here.
        self._send(page if page.body is None else replace(page, content=b""))

    def answer(self, wall: float) -> Answer | int | None:
        """The next answer; the exit code when there is none; None after `wall` seconds. Then the process is gone."""
        if not self._is_ready:
            self._wait_until_ready(wall)
        try:
            frame = self._frames.get(timeout=wall)
        except queue.Empty:
            self._kill()
            return None
        if frame is None:
            return self._kill()
        try:
            return cast(Answer, unpack(frame))
        except ForeignValueError as error:
            self._kill()
            return f"onrecord itself failed here: {error}", True

    def close(self) -> None:
        """Close the pipe, upon which the process ends; kill it where it does not."""
        with suppress(OSError):
            cast(BinaryIO, self._popen.stdin).close()
        try:
            self._popen.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self._kill()

    def _wait_until_ready(self, wall: float) -> None:
        with suppress(queue.Empty):
            if self._frames.get(timeout=wall) is not None:
                self._is_ready = True
                return
        raise _does_not_start(name_of_end(self._kill()))

    def _send(self, value: object) -> None:
        with suppress(OSError, ValueError):
            write_frame(cast(BinaryIO, self._popen.stdin), pack(value))

    def _listen(self, stream: BinaryIO) -> None:
        with suppress(OSError, ValueError), stream:
            while (frame := read_frame(stream)) is not None:
                self._frames.put(frame)
        self._frames.put(None)

    def _kill(self) -> int:
        """End the process if it has not ended. Returns its exit code."""
        self._popen.poll()
        with suppress(OSError):
            cast(BinaryIO, self._popen.stdin).close()
        try:
            return self._popen.wait(0.2)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            return self._popen.wait()
