"""A switch that makes the process refuse files, sockets and programs: what a pure stage must never need.

    with sealed():
        page_to_record(page, tools)   # raises Unsealed when anything is opened

An audit hook cannot be taken out again, so one hook is installed at the first use and switched on and off.
It sees every opening in this process, also those made by C code that asks Python's audit system.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FORBIDDEN = ("open", "socket.__new__", "socket.connect", "subprocess.Popen", "os.system", "os.listdir", "os.scandir")
_switch = {"installed": False, "on": False}


class UnsealedError(AssertionError):
    """Something that claims to be pure touched the world outside."""


@contextmanager
def sealed() -> Iterator[None]:
    """Refuse every opening of a file, socket or program inside the block."""
    if not _switch["installed"]:
        sys.addaudithook(_refuse)
        _switch["installed"] = True
    _switch["on"] = True
    try:
        yield
    finally:
        _switch["on"] = False


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if _switch["on"] and (event in FORBIDDEN or event.startswith("sqlite3.")):
        raise UnsealedError(f"{event} {arguments!r}")
