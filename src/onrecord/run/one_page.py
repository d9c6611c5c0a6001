"""One page read for somebody who waits for it: looked at and forgotten, or put on record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.fetching.fetch import Fetcher
from onrecord.pages.options import ReadOptions
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.account import Outcome
from onrecord.run.addresses import read_inputs
from onrecord.run.load_instruments import with_instruments
from onrecord.run.load_people import with_people
from onrecord.run.load_tools import load_tools
from onrecord.run.local import InRecord, keep_all, read_each
from onrecord.run.workers import PageReader
from onrecord.store.record import open_record
from onrecord.values.model import Model
from onrecord.values.page import Given, Page, PageKind, Skipped
from onrecord.values.statement import ReportRecord

PATIENCE = 5.0  # seconds to wait for another writer: somebody waits


def page_of_text(text: str, given: Given, *, origin: str, html: bool) -> Page:
    """A page of a text that somebody gave. origin: how it is named where it has no address."""
    # A lone surrogate has no UTF-8; "surrogatepass" gives every str its bytes, and different ones different bytes.
    content = text.encode("utf-8", "surrogatepass")
    kind = PageKind.HTML if html else PageKind.TEXT
    return Page(given.url or origin, content, hashlib.sha256(content).hexdigest(), kind, body=text, given=given)


def page_at(address: str, given: Given, fetcher: Fetcher) -> Page:
    """The page at an address, fetched as `onrecord read` does. Raises UnreadableInput."""
    options = ReadOptions(max_bytes=fetcher.limits.max_bytes)
    found = next(iter(read_inputs([address], options, BytesIO(), lambda _: None, fetcher)))
    if isinstance(found, Skipped):
        raise UnreadableInput(f"{found.origin}: {found.reason}", found.remedy)
    return replace(found, given=replace(given, url=found.given.url))


@contextmanager
def reading_tools(model: Model, record: Path) -> Iterator[Tools]:
    """All that reading needs, for the time of the block: web pages are parsed in a process of their own."""
    tools = with_instruments(with_people(load_tools(model), str(record)), str(record))
    with PageReader(most=1) as reader:
        yield replace(tools, read_body=reader.read_body)


def look_at(page: Page, tools: Tools) -> ReportRecord:
    """What `onrecord read` would find. Nothing is kept. Raises UnreadableInput."""
    return page_to_record(page, tools)


def keep(page: Page, tools: Tools, path: Path, said: str) -> ReportRecord:
    """Put a page on record, as a run of its own, and give what stands there then.

    said: what started the run, for the log. Raises UnreadableInput, when nothing but the attempt is on record, and
    RecordError.
    """
    with open_record(path, patience=PATIENCE) as record:
        run = record.begin_run(_now(), tools.reader, (said,))
        keeper, told = InRecord(record, run), list[Outcome]()
        outcomes = read_each([page], keeper.sparing(partial(page_to_record, tools=tools), tools.reader))
        keeper.tell(keep_all(outcomes, keeper, told.append))
        record.end_run(run, _now())
        (outcome,) = told
        if isinstance(outcome, Skipped):
            raise UnreadableInput(f"{page.origin}: {outcome.reason}", outcome.remedy)
        return record.report(outcome.record.report.id)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
