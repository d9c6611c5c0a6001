"""Where the words of a report stand in the page they were read from."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html import unescape

from onrecord.errors import UnreadableInput
from onrecord.text.decode import decode_html, decoded_already
from onrecord.text.served import named_encoding
from onrecord.values.report import PageRun, Report
from onrecord.values.span import Span


def place_of(span: Span, report: Report) -> Span | None:
    """The stretch of the decoded page from the first to the last of some words, markup in between included.

    span: of `report.text`. None where the report has no map, or the words do not stand in the page.
    """
    runs = report.page_map
    first = bisect_right(runs, span.start, key=lambda run: run.text.end)
    last = bisect_left(runs, span.end, key=lambda run: run.text.start) - 1
    if first > last:
        return None
    begin, end = runs[first], runs[last]
    start = begin.page.start + (max(0, span.start - begin.text.start) if _is_plain(begin) else 0)
    stop = end.page.end - (max(0, end.text.end - span.end) if _is_plain(end) else 0)
    return Span(min(start, stop), max(start, stop))


def decoded_page(content: bytes, report: Report) -> str | None:
    """The page as it was decoded when the report was read; None where it cannot be had in the same form again.

    content: the bytes kept: of a page, or of a line of JSON lines. An encoding that a user or a server named stands in
    the report's flags, though not in those of an earlier version: what is decoded is compared with the report's words.
    """
    return next((page for page in _decodings(content, named_encoding(report.flags)) if _fits(page, report)), None)


def _decodings(content: bytes, encoding: str | None) -> Iterator[str]:
    try:
        yield decode_html(content, origin="", encoding=encoding).text
    except UnreadableInput:
        return
    try:
        line = json.loads(content.decode(encoding) if encoding else content)
    except (ValueError, RecursionError):
        return
    if isinstance(line, dict) and isinstance(line.get("html"), str):
        yield decoded_already(line["html"], origin="").text


def _fits(page: str, report: Report) -> bool:
    return all(_is_same(run.page.of(page), run.text.of(report.text)) for run in report.page_map)


def _is_same(there: str, here: str) -> bool:
    return there == here or there.split() == here.split() or unescape(there).split() == here.split()


def _is_plain(run: PageRun) -> bool:
    return len(run.text) == len(run.page)
