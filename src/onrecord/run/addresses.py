"""Inputs of a run, where some are addresses on the web: those are fetched, the others are files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

from onrecord.fetching.fetch import Fetcher
from onrecord.fetching.outcome import Refused
from onrecord.pages.files import read_pages
from onrecord.pages.options import ReadOptions
from onrecord.run.fetched_pages import page_of, skipped_of
from onrecord.run.watch_lists import is_address
from onrecord.values.page import Arrival, Page, PageKind, Skipped

_KINDS = {"text": PageKind.TEXT, "html": PageKind.HTML}
NOT_A_PAGE = "only single pages are fetched: download the file and read it, or name a feed to `onrecord watch`"


def read_inputs(
    paths: Sequence[str],
    options: ReadOptions,
    stdin: BinaryIO,
    on_ignored: Callable[[str], None],
    fetcher: Fetcher,
) -> Iterator[Page | Skipped]:
    """As `read_pages`; an http or https address among the paths is fetched, that one page and nothing it names."""
    for path in paths:
        if is_address(path):
            yield _fetched(path, options, fetcher)
        else:
            yield from read_pages([path], options, stdin, on_ignored)


def _fetched(address: str, options: ReadOptions, fetcher: Fetcher) -> Page | Skipped:
    if options.form not in (None, *_KINDS):
        return Skipped(address, "fetching", f"{options.form} is not read from an address", NOT_A_PAGE)
    answer = fetcher.fetch(address, limits=replace(fetcher.limits, max_bytes=options.max_bytes))
    arrival = Arrival(fetched=datetime.now(UTC).isoformat(timespec="seconds"))
    if isinstance(answer, Refused):
        # The user named this very address: that nothing came of it is told, whatever the reason.
        return replace(skipped_of(answer, arrival), is_fault=True)
    page = page_of(answer, replace(arrival, last_modified=answer.header("last-modified")))
    kind = _KINDS[options.form] if options.form else page.kind
    page = replace(page, kind=kind, encoding=options.encoding or page.encoding)
    if options.transcript is None:
        return page
    return replace(page, given=replace(options.transcript, url=page.given.url), is_transcript=True)
