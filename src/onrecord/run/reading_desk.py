"""Reads what somebody waits for: one request at a time, in a process of its own that keeps the model loaded.

So whoever looks at the record is not held up by whoever reads, what takes too long can be ended, and the memory is
given back when nobody has asked for a while.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from onrecord.errors import OnRecordError, UnknownReference
from onrecord.run.frames import pack, read_frame, unpack, write_frame
from onrecord.run.reading import BEGAN, ENDED, SKIPPED, TOLD, ReadingSetup, ReadJob, ReadOutcome, ReadRequest, Stage
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord

MOST_WAITING = 8  # requests; who comes then is asked to come again
MOST_KEPT = 40  # requests whose outcome can still be looked at
MOST_KEPT_BYTES = 100_000_000  # of what was sent along with them
KEPT_SECONDS = 3600.0
IDLE_SECONDS = 600.0  # after so many without a request the process ends: it holds half a gigabyte
GRACE = 120.0  # seconds beyond the setup's own limit until the process is killed: it may be writing
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from onrecord.run.reading_child import main; main()"


class DeskFull(OnRecordError):
    """Too many requests wait."""


_Told = tuple[str, str | None, str, int, str | None, ReportRecord | None]


@dataclass(slots=True)
class _Kept:
    job: ReadJob
    since: float


class ReadingDesk:
    """Takes requests from any thread, and tells what has become of each. One for each record."""

    def __init__(self, setup: ReadingSetup, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._setup, self._clock = setup, clock
        self._changed = threading.Condition()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._waiting: deque[str] = deque()
        self._thread: threading.Thread | None = None
        self._process: _Process | None = None
        self._is_closed = False

    def submit(self, request: ReadRequest) -> ReadJob:
        """Have a request read. Raises BadRequest for one that makes no sense, and DeskFull where too many wait."""
        request.checked()
        with self._changed:
            if len(self._waiting) >= MOST_WAITING or self._is_closed:
                raise DeskFull("others are waiting for their reports to be read", remedy="try again in a minute")
            job = ReadJob(secrets.token_urlsafe(12), request, Stage.WAITING, before=len(self._waiting))
            self._kept[job.id] = _Kept(job, self._clock())
            self._forget_old()
            self._waiting.append(job.id)
            self._start_thread()
            self._changed.notify_all()
            return job

    def warm(self) -> None:
        """Have the process started and its model loaded while somebody still types."""
        with self._changed:
            if self._process is None and not self._is_closed:
                with suppress(OSError):  # who then asks for something to be read is told
                    self._start_process()
                self._start_thread()
                self._changed.notify_all()  # it is to wait as long for a request as if one had just ended

    def job(self, asked: str) -> ReadJob:
        """What has become of a request. Raises UnknownReference for one that is not known, or was forgotten since."""
        with self._changed:
            kept = self._kept.get(asked)
            if kept is None:
                raise UnknownReference(
                    "this reading is not known any more", remedy="read it again; what was put on record stays there"
                )
            before = self._waiting.index(asked) if asked in self._waiting else 0
            return replace(kept.job, before=before)

    def wait(self, asked: str, seconds: float) -> ReadJob:
        """As `job`, but waits until it is over, `seconds` at most."""
        until = self._clock() + seconds
        with self._changed:
            while not (job := self.job(asked)).is_over and (left := until - self._clock()) > 0:
                self._changed.wait(left)
            return job

    def close(self) -> None:
        """End the process. What waits is not read any more."""
        with self._changed:
            self._is_closed = True
            self._waiting.clear()
            thread, process = self._thread, self._process
            self._changed.notify_all()
        if process is not None:
            process.end()
        if thread is not None:
            thread.join(timeout=10)

    def _start_process(self) -> _Process:
        """The process, started where there is none. With the lock held. Raises OSError where it does not start."""
        if self._process is None or not self._process.is_alive:
            self._end_process()
            self._process = _Process(self._setup)
        return self._process

    def _start_thread(self) -> None:
        """Start what takes the requests. With the lock held."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True, name="onrecord-reading")
            self._thread.start()

    def _forget_old(self) -> None:
        """Those that were over long ago, and the oldest of too many."""
        now = self._clock()
        over = [one for one, kept in self._kept.items() if kept.job.is_over]
        size = sum(kept.job.request.size for kept in self._kept.values())
        for one in over:
            kept = self._kept[one]
            if now - kept.since > KEPT_SECONDS or len(self._kept) > MOST_KEPT or size > MOST_KEPT_BYTES:
                size -= kept.job.request.size
                del self._kept[one]

    def _work(self) -> None:
        """Take one request after the other, until closed."""
        while (asked := self._next()) is not None:
            with self._changed:
                self._change(asked, stage=Stage.WORKING, before=0)
                request = self._kept[asked].job.request
            what, remedy = self._read(asked, request)
            with self._changed:
                failed = what is not None and not self._kept[asked].job.outcomes
                stage = Stage.FAILED if failed else Stage.DONE
                left = request.without_bytes() if request.store else request
                self._change(asked, stage=stage, what=what, remedy=remedy, told=None, request=left)
                self._kept[asked].since = self._clock()
        self._end_process()

    def _next(self) -> str | None:
        """The next request; None when the desk is closed. The process does not wait as long as this does."""
        with self._changed:
            while not self._waiting and not self._is_closed:
                if not self._changed.wait(IDLE_SECONDS) and not self._waiting:
                    self._end_process()
            return None if self._is_closed else self._waiting.popleft()

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _change(self, asked: str, **changes: Any) -> None:
        kept = self._kept[asked]
        kept.job = replace(kept.job, **changes)
        self._changed.notify_all()

    def _read(self, asked: str, request: ReadRequest) -> tuple[str | None, str | None]:
        """Why it failed or ended early; None where it did not."""
        try:
            with self._changed:
                if self._is_closed:
                    return "the site is closing", "read it again when it is there"
                process = self._start_process()
        except OSError as error:
            why = error.strerror or str(error)
            return f"the process that reads does not start ({why})", "try again when the machine has memory to spare"
        watchdog = threading.Timer(self._setup.seconds + GRACE, process.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            process.send(request)
            while (told := process.told()) is not None:
                if told[0] == ENDED:
                    return cast(tuple[str | None, str | None], told[1:])
                with self._changed:
                    self._take(asked, told)
        except (OSError, ValueError):
            pass  # told below: the process is gone, or has sent what is no value of ours (ForeignValueError)
        finally:
            watchdog.cancel()
        process.kill()
        return (
            "it could not be read to its end",
            "try a part of it, or read it from the command line: onrecord read FILE",
        )

    def _take(self, asked: str, told: tuple[object, ...]) -> None:
        job = self._kept[asked].job
        if told[0] == BEGAN:
            self._change(asked, told=str(told[1]))
        elif told[0] in (TOLD, SKIPPED):
            self._change(asked, outcomes=(*job.outcomes, _outcome(told)))


def _outcome(told: tuple[object, ...]) -> ReadOutcome:
    if told[0] == SKIPPED:
        skipped = cast(Skipped, told[1])
        return ReadOutcome(skipped.origin, skipped=skipped)
    origin, title, report, statements, added, record = cast(_Told, told[1:])
    return ReadOutcome(origin, title, report, statements, added, record)


class _Process:
    """The process that reads. It ends when its pipe closes, so also when this one is killed."""

    def __init__(self, setup: ReadingSetup) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(os.environ),
        )
        self._write(setup)

    @property
    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def send(self, request: ReadRequest) -> None:
        self._write(request)

    def told(self) -> tuple[object, ...] | None:
        """The next thing it tells; None when it is gone."""
        frame = read_frame(cast(BinaryIO, self._popen.stdout))
        return None if frame is None else cast(tuple[object, ...], unpack(frame))

    def kill(self) -> None:
        self._popen.kill()

    def end(self) -> None:
        """Close the pipes and wait for the end; kill it where it does not come."""
        self._popen.kill()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        self._popen.wait()

    def _write(self, value: object) -> None:
        with suppress(OSError, ValueError):
            write_frame(cast(BinaryIO, self._popen.stdin), pack(value))
