"""Pages from a pipe are read when they come, and told of when they are read, whether or not more have come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator

from onrecord.errors import OnRecordError
from onrecord.run.faults import FAULTS
from onrecord.values.page import Page, Skipped

A_MOMENT = 0.05  # seconds
_Came = Page | Skipped | Exception | None


def as_they_come(pages: Iterable[Page | Skipped], moment: float = A_MOMENT) -> Iterator[Page | Skipped | None]:
    """The same pages in the same order; None whenever none has come for a moment.

    Another thread takes them in, one ahead; what it raises is raised here. A pipe on which it waits holds no end up.
    """
    came: queue.Queue[_Came] = queue.Queue(maxsize=1)
    is_over = threading.Event()
    threading.Thread(target=_take_in, args=(iter(pages), came, is_over), daemon=True).start()
    try:
        while True:
            try:
                page = came.get(timeout=moment)
            except queue.Empty:
                yield None
                continue
            if page is None:
                return
            if isinstance(page, Exception):
                raise page
            yield page
    finally:
        is_over.set()


def _take_in(pages: Iterator[Page | Skipped], came: queue.Queue[_Came], is_over: threading.Event) -> None:
    last: _Came = ChildProcessError("the input could not be taken in to its end")
    try:
        for page in pages:
            _put(page, came, is_over)
            if is_over.is_set():
                return
        last = None
    except (OnRecordError, OSError, *FAULTS) as error:
        last = error
    finally:
        _put(last, came, is_over)


def _put(page: _Came, came: queue.Queue[_Came], is_over: threading.Event) -> None:
    """As `put`, but not for one that does not listen any more."""
    while not is_over.is_set():
        try:
            came.put(page, timeout=1.0)
        except queue.Full:
            continue
        return
