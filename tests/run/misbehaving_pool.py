"""A process of a pool that does as the page's origin says. For tests of who looks after such processes."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run import pool_child
from onrecord.values.page import Page
from onrecord.values.statement import ReportRecord


def hold(note: Path) -> None:
    """The first time: write down which process this is, and wait to be killed."""
    if not note.exists():
        note.with_suffix(".half").write_text(str(os.getpid()), encoding="utf-8")
        note.with_suffix(".half").rename(note)
        time.sleep(1000)


def misbehave(page: Page, tools: Tools) -> ReportRecord:
    what, _, more = page.origin.partition(" ")
    if what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "leave":
        os._exit(3)
    elif what == "hold":
        hold(Path(more))
    elif what == "slow":
        time.sleep(0.2)
    elif what == "print":
        os.write(1, b"not a frame")
    elif what == "fail":
        raise IndexError("out of range")
    elif what == "starve":
        raise BlockingIOError(11, "no process can be started")
    elif what == "who":
        raise UnreadableInput(f"{os.getpid()} {gc.get_freeze_count()} {os.environ['OMP_NUM_THREADS']}", "ask another")
    return page_to_record(page, tools)


def main() -> None:
    pool_child.page_to_record = misbehave
    pool_child.main()
