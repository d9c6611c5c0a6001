"""The other side of `workers`: a process that reads web pages, bounded, sealed, and gone when nobody waits for it.

Its standard input gives the limits and then pages, its standard output takes what was found, as frames in that order.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import UnreadableInput
from onrecord.reports.read_report import Body, body_of
from onrecord.run.faults import FAULTS, told
from onrecord.run.frames import called, pack, read_frame, trusted, write_frame
from onrecord.run.seal import seal
from onrecord.values.page import Page

OUT_OF_MEMORY = 77  # the exit code that says so
_STATM, _STATUS = (
    Path("/proc/self/statm"),
    Path("/proc/self/status"),
)  # only Linux tells what a process has in memory while it works
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_LOOKS = 0.02  # seconds between two looks at it
_NEAR = 0.97  # of the limit: between two looks more may come, up to what the system itself refuses

# A page that makes any of the many reasons for reading it all. `warm` reads it: what is loaded then costs no page.
_FIRST_PAGE = (
    "<html lang=en><head><title>Lamp</title></head><body><article><h1>Lamp</h1>"
    + "<p>The lamp was lit on Monday, the keeper of the lighthouse said, and it will be lit again.</p>" * 5
    + "</article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost.

    seconds: of processor time; with starting the process and understanding what was found it stays below ten.
    memory: bytes that the reading process may hold.
    pages: after so many a fresh process is taken, as it is when one has once held `grown` bytes.
    """

    seconds: float = 7.0
    memory: int = 512 * 1024 * 1024
    pages: int = 2000

    @property
    def wall(self) -> float:
        """Seconds without an answer. Only for what waits without working: on a busy machine work takes its time."""
        return max(120.0, 30 * self.seconds)

    @property
    def grown(self) -> int:
        return self.memory * 5 // 8

    @property
    def scarce(self) -> int:
        """Bytes held from which on a parser that gives up may have lacked memory without saying so."""
        return self.memory * 3 // 4


# What comes back: the body; what and remedy of an unreadable page; or where onrecord itself failed. And whether the
# process ends after it, as it does when it has grown.
Answer = tuple[Body | tuple[str, str] | str, bool]


def main() -> None:
    """Read pages until the pipe closes. Never returns: what waits in other threads must not hold the end up."""
    source, sink, head = called()
    limits = cast(Limits, trusted(head))
    _warm()
    _bound_memory(limits.memory)
    seal()
    with suppress(OSError):
        write_frame(sink, pack(None))  # ready
        _serve(arriving(source), sink, limits)
    os._exit(0)


def arriving(source: BinaryIO) -> queue.SimpleQueue[bytes]:
    """Frames as they come. When the pipe closes, the process ends at once, in the middle of a page too."""
    frames: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        while (frame := read_frame(source)) is not None:
            frames.put(frame)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return frames


def _serve(frames: queue.SimpleQueue[bytes], sink: BinaryIO, limits: Limits) -> None:
    for number in range(1, limits.pages + 1):
        page = cast(Page, trusted(frames.get()))
        found = _read(page, limits)
        last = number == limits.pages or _peak() > limits.grown
        answer: Answer = (found, last)
        write_frame(sink, pack(answer))
        if last:
            return


def _read(page: Page, limits: Limits) -> Body | tuple[str, str] | str:
    _stop_after(limits.seconds)
    try:
        return body_of(page)
    except UnreadableInput as error:
        if _peak() > limits.scarce:
            os._exit(OUT_OF_MEMORY)
        return error.what, error.remedy
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except (*FAULTS, OSError) as error:
        return told(error)
    finally:
        _stop_after(0)


def _stop_after(seconds: float) -> None:
    """Have the system end this process after so much processor time, whatever C code is at work; 0 takes it back."""
    if hasattr(signal, "setitimer"):  # not on Windows: there only the clock of the parent counts
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _warm() -> None:
    """Load what reading a page loads: no page pays for it, and the limit of memory is for pages."""
    from onrecord.reports.html import article_from_html  # noqa: PLC0415 -- here, where its half second belongs
    from onrecord.text.language import language_code  # noqa: PLC0415

    article_from_html(_FIRST_PAGE, origin="")
    if not _has_nameless_files():
        language_code("")  # half a second and 76 MB, only where the sealed process could not do it for a page in need


def _has_nameless_files() -> bool:
    """Can a sealed process write one? The model that tells languages is unpacked into one when it is first asked.

    Finds the folder for it, too, which takes files with names to try it.
    """
    try:
        os.close(os.open(tempfile.gettempdir(), os.O_TMPFILE | os.O_RDWR))
    except (AttributeError, OSError):  # not Linux; an older file system, or no folder that can be written to
        return False
    return True


def _bound_memory(most: int) -> None:
    """Refuse memory beyond the limit. Where the system does not tell (macOS, Windows) there is no such limit."""
    if not _STATM.exists():
        return
    import resource  # noqa: PLC0415 -- not on Windows

    reserved, resident = _pages_of_memory()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (reserved + most - resident,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no dump of memory behind
    threading.Thread(target=_watch, args=(most * _NEAR,), daemon=True).start()


def _watch(most: float) -> None:
    """End the process with its own exit code before memory is refused: C libraries say little of what they lacked."""
    while _resident() < most:
        time.sleep(_LOOKS)
    os._exit(OUT_OF_MEMORY)


def _resident() -> int:
    return _pages_of_memory()[1]


def _peak() -> int:
    """The most bytes this process ever held; 0 where the system does not tell."""
    found = _PEAK.search(_STATUS.read_text(encoding="ascii", errors="replace")) if _STATUS.exists() else None
    return 1024 * int(found[1]) if found else 0


def _pages_of_memory() -> tuple[int, int]:
    """Bytes of address space, and bytes in memory."""
    size = os.sysconf("SC_PAGE_SIZE")
    reserved, resident = _STATM.read_bytes().split()[:2]
    return int(reserved) * size, int(resident) * size
