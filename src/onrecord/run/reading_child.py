"""The other side of `reading_desk`: a process that has the model loaded, and reads what it is asked to, one at a time.

Its standard input gives the setup and then requests; its standard output takes what was found, as frames: values alone.
"""

from __future__ import annotations

import gc
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import chain
from typing import cast

from onrecord import __version__
from onrecord.errors import OnRecordError
from onrecord.fetching.fetch import Fetcher, user_agent
from onrecord.fetching.limits import Limits as FetchLimits
from onrecord.pages.files import ReadOptions, pages_of_bytes
from onrecord.pages.forms import form_of_head
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.account import Outcome
from onrecord.run.addresses import read_inputs
from onrecord.run.faults import FAULTS, REPORT_IT, told
from onrecord.run.frames import called, pack, read_frame, trusted, write_frame
from onrecord.run.load_instruments import with_instruments
from onrecord.run.load_people import with_people
from onrecord.run.load_tools import load_tools
from onrecord.run.local import InRecord, Keeper, NoRecord, keep_all, read_each
from onrecord.run.primary import trace_quotations
from onrecord.run.reading import BEGAN, ENDED, MOST_BYTES, MOST_SHOWN, SKIPPED, TOLD, ReadingSetup, ReadRequest
from onrecord.run.workers import PageReader
from onrecord.store.copies_waiting import complete_copies
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import open_record
from onrecord.text.report_name import name_of
from onrecord.values.page import Page, PageKind, Skipped

PATIENCE = 30.0  # seconds for another writer to end its batch
BY_HAND = "read on the site"  # stands as the argument of the run
Tell = Callable[[tuple[object, ...]], None]


def main() -> None:
    """Read requests until the pipe closes. Never returns."""
    source, sink, head = called()
    setup = cast(ReadingSetup, trusted(head))
    tools = load_tools(setup.model)
    gc.freeze()
    with suppress(OSError), PageReader() as pages:
        while (frame := read_frame(source)) is not None:
            _answer(cast(ReadRequest, trusted(frame)), setup, tools, pages, lambda one: write_frame(sink, pack(one)))
    os._exit(0)


def _answer(request: ReadRequest, setup: ReadingSetup, tools: Tools, pages: PageReader, tell: Tell) -> None:
    """Do one request. Whatever goes wrong is told, and the next one is taken."""
    try:
        why = Reading(setup, tools, pages, tell).read(request)
        tell((ENDED, *why))
    except OnRecordError as error:
        tell((ENDED, error.what, error.remedy))
    except FAULTS as error:
        tell((ENDED, told(error), REPORT_IT))
    except OSError as error:
        tell((ENDED, error.strerror or str(error), "look at the disk and its free space, and read it again"))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a request is read, with what was loaded once."""

    setup: ReadingSetup
    tools: Tools
    pages: PageReader
    tell: Tell
    clock: Callable[[], float] = time.monotonic

    def read(self, request: ReadRequest) -> tuple[str | None, str | None]:
        """Read it all, telling each outcome as soon as it is safe. Gives why it ended early, and what to do then."""
        tools = with_instruments(with_people(self.tools, self.setup.record), self.setup.record)
        read_one = partial(page_to_record, tools=replace(tools, read_body=self.pages.read_body))
        ended: list[str] = []
        with self._keeper(request, tools.reader) as keeper:
            inputs = self._until(pages_of(request), request, ended)
            outcomes = read_each(inputs, keeper.sparing(read_one, tools.reader))
            account = keep_all(outcomes, keeper, partial(self._told, request))
            keeper.tell(account)
        if isinstance(account.stopped, OSError):
            raise account.stopped
        more = "read the whole file from the command line: onrecord read FILE"
        return (ended[0], more) if ended else (None, None)

    def _until(
        self, pages: Iterator[Page | Skipped], request: ReadRequest, ended: list[str]
    ) -> Iterator[Page | Skipped]:
        """The inputs, as long as there is time and room for what is found."""
        until = self.clock() + self.setup.seconds
        for number, page in enumerate(pages):
            if self.clock() > until:
                ended.append(f"ended after {self.setup.seconds:.0f} seconds and {number:,} inputs; there are more")
                return
            if not request.store and number == MOST_SHOWN:
                ended.append(f"the first {MOST_SHOWN} reports were read; there are more")
                return
            self.tell((BEGAN, page.origin))
            yield page

    def _told(self, request: ReadRequest, outcome: Outcome) -> None:
        if isinstance(outcome, Skipped):
            self.tell((SKIPPED, replace(outcome, content=None)))
            return
        found, report = outcome.record, outcome.record.report
        shown = None if request.store else found
        added = str(outcome.added) if outcome.added else None
        self.tell((TOLD, report.origin, name_of(report), report.id, len(found.statements), added, shown))

    @contextmanager
    def _keeper(self, request: ReadRequest, reader: str) -> Iterator[Keeper]:
        """As for `onrecord read`: a run with its beginning and its end, and what follows from new reports."""
        if not request.store:
            yield NoRecord()
            return
        with open_record(self.setup.record, create=True, patience=PATIENCE) as record:
            run = record.begin_run(_now(), reader, (BY_HAND,))
            yield InRecord(record, run)
            while complete_copies(record) or complete_occasions(record):
                pass
            for _ in trace_quotations(record):
                pass
            record.end_run(run, _now())


def pages_of(request: ReadRequest) -> Iterator[Page | Skipped]:
    """The inputs of a request, with what was said of them. Bad input raises nothing: it comes as Skipped."""
    for page in _inputs(request):
        yield page if isinstance(page, Skipped) else _with_given(page, request)


def _inputs(request: ReadRequest) -> Iterator[Page | Skipped]:
    options = ReadOptions(max_bytes=MOST_BYTES)
    if request.text is not None and request.text.strip():
        return iter((_pasted(request.text),))
    if request.address:
        fetcher = Fetcher(user_agent(__version__, None), FetchLimits(max_bytes=MOST_BYTES))
        return read_inputs([request.address], options, BytesIO(), lambda path: None, fetcher)
    return chain.from_iterable(pages_of_bytes(one.content, one.name, options) for one in request.uploads)


def _pasted(text: str) -> Page:
    """A text without the line ends that browsers put into what they send; markup of a page is read as a page."""
    body = text.replace("\r\n", "\n")
    content = body.encode("utf-8", "replace")
    is_page = form_of_head(content[:1024]) == "html"
    origin = f"pasted {_now().replace('+00:00', 'Z')}"
    return Page(
        origin, content, hashlib.sha256(content).hexdigest(), PageKind.HTML if is_page else PageKind.TEXT,
        encoding="utf-8",
    )  # fmt: skip


def _with_given(page: Page, request: ReadRequest) -> Page:
    """What a person says counts more than what the input says of itself."""
    given = request.given
    said = {name: getattr(given, name) for name in ("title", "published", "outlet", "url") if getattr(given, name)}
    return replace(page, given=replace(page.given, **said)) if said else page


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
