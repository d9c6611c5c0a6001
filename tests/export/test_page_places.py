"""Where words stand in the page they were read from, and pages that are hardly any."""

from __future__ import annotations

from dataclasses import replace

from onrecord.export.page_places import decoded_page
from onrecord.text.served import flag_of
from onrecord.values.report import PageRun
from onrecord.values.span import Span
from tests.store.making import record_of


def test_bytes_that_only_look_like_json_are_no_line() -> None:
    report = replace(record_of("He left.").report, page_map=(PageRun(Span(0, 8), Span(3, 11)),))
    assert decoded_page(b"<p>He left.", report) == "<p>He left."
    assert decoded_page(b'{"html": "<p>He left."}', report) == "<p>He left."
    assert decoded_page(b"[" * 100_000, report) is None


def test_a_page_is_decoded_as_it_was_when_it_was_read() -> None:
    runs = (PageRun(Span(0, 8), Span(3, 11)),)
    report = replace(record_of("Он ушёл.").report, page_map=runs)
    page, line = "<p>Он ушёл.".encode("koi8-r"), '{"html": "<p>Он ушёл."}'.encode("koi8-r")
    named = replace(report, flags=(flag_of("koi8-r"),))
    assert decoded_page(page, named) == decoded_page(line, named) == "<p>Он ушёл."
    assert decoded_page(line, report) is None
