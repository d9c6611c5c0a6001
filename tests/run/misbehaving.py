"""A process that reads pages, but does as the page's origin says. For tests of who looks after such processes."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.reports.read_report import Body, body_of
from onrecord.run import page_worker
from onrecord.values.page import Page


def spin() -> None:
    while True:
        pass


def eat() -> None:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def leap() -> None:
    bytearray(10_000_000_000)


def refuse() -> None:
    raise UnreadableInput("page: no good", "throw it away")


def fail() -> None:
    raise IndexError("out of range")


BEHAVIOURS: dict[str, Callable[[], object]] = {
    "spin": spin,
    "eat": eat,
    "leap": leap,
    "refuse": refuse,
    "fail": fail,
    "hang": lambda: time.sleep(1000),
    "crash": os.abort,
    "leave": lambda: os._exit(3),
    "print": lambda: os.write(1, b"not a frame"),
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "look up": lambda: socket.getaddrinfo("post.example", 80),
    "run": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "write": lambda: Path("written-by-a-page").write_text("x", encoding="utf-8"),
    "signal": lambda: os.kill(os.getppid(), signal.SIGTERM),
}


def misbehave(page: Page) -> Body:
    BEHAVIOURS.get(page.origin, lambda: None)()
    return Body(str(os.getpid()), ()) if page.origin == "who" else body_of(page)


def main() -> None:
    page_worker.body_of = misbehave
    page_worker.main()
