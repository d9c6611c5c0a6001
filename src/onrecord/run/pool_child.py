"""The other side of `pool`: a process that has the model loaded and reads the pages it is given, in their order.

Its standard input gives the setup and then pages, its standard output takes what was found, as frames: values alone.
"""

from __future__ import annotations

import gc
import os
import queue
from collections import deque
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import BinaryIO, NoReturn, cast

from onrecord.errors import OnRecordError
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.account import ReadOne, ReadPage
from onrecord.run.frames import called, pack, trusted, write_frame
from onrecord.run.load_instruments import with_instruments
from onrecord.run.load_people import with_people
from onrecord.run.load_tools import load_tools, why_rules_alone
from onrecord.run.local import read_each
from onrecord.run.page_worker import arriving
from onrecord.run.pool_values import FAILED, READY, PoolSetup, Said
from onrecord.run.workers import PageReader
from onrecord.values.page import Page


def main() -> None:
    """Read pages until the pipe closes, which ends the process at once. Never returns."""
    source, sink, head = called()
    frames = arriving(source)
    try:
        _work(cast(PoolSetup, trusted(head)), frames, sink)
    except OnRecordError as error:
        _fail(sink, error.what, error.remedy)
    except OSError as error:  # of the process that parses pages, which does not start; or nobody listens any more
        _fail(sink, error.strerror or str(error), "see whether the system lacks memory; read with fewer --jobs")


def _work(setup: PoolSetup, frames: queue.SimpleQueue[bytes], sink: BinaryIO) -> NoReturn:
    tools = with_people(load_tools(setup.model), setup.record, read_only=True)
    tools = with_instruments(tools, setup.record, read_only=True)
    gc.freeze()  # word lists and weights stay until the end; the collector need not walk through them again and again
    _say(sink, (READY, tools.reader, why_rules_alone(setup.model)))
    with PageReader(setup.limits, most=1) as apart:
        _serve(frames, sink, partial(page_to_record, tools=replace(tools, read_body=apart.read_body)), apart)


def _serve(frames: queue.SimpleQueue[bytes], sink: BinaryIO, read_one: ReadOne, apart: PageReader) -> NoReturn:
    """Read what comes. What has come already is parsed while the page before it is understood."""
    waiting: deque[Page] = deque()
    while True:
        while not waiting or not frames.empty():
            waiting.append(cast(Page, trusted(frames.get())))
            apart.start(waiting[-1])
        (outcome,) = read_each((waiting.popleft(),), read_one)
        _say(sink, outcome.record if isinstance(outcome, ReadPage) else replace(outcome, content=None))


def _fail(sink: BinaryIO, what: str, remedy: str) -> NoReturn:
    with suppress(OSError):
        _say(sink, (FAILED, what, remedy))
    os._exit(1)


def _say(sink: BinaryIO, said: Said) -> None:
    write_frame(sink, pack(said))
