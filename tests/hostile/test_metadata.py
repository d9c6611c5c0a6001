"""What a page says of itself, made by somebody who means harm: it is text on one line, and links lead to the web only.

Every field of a head with every payload; the usual run takes some of these pages by chance, `ONRECORD_MANY` as many as
it says.
"""

from __future__ import annotations

import hashlib
import html
import json
import random
import time
from collections.abc import Callable
from functools import cache
from itertools import product

import pytest
from lxml.html import HtmlElement, document_fromstring

from onrecord.errors import UnreadableInput
from onrecord.export.contract import record_to_json
from onrecord.export.html import report_html
from onrecord.export.text_fragment import web_address
from onrecord.pipeline.read_one import page_to_record
from onrecord.reports.page_head import page_head
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind
from onrecord.values.statement import ReportRecord
from tests.many import times
from tests.web.test_hostile_words import STRINGS, Parsed

SAID = "<p>“The lamp is lit and it will stay lit,” the keeper Orla Tennby said on Monday in Sennport.</p>\n" * 6
LONG = 2_000  # characters; a field of a head has no more


def meta(key: str, name: str) -> Callable[[str], str]:
    return lambda words: f'<meta {key}="{name}" content="{html.escape(words)}">'


def linked(name: str) -> Callable[[str], str]:
    def write(words: str) -> str:
        told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Lamp", name: words}
        return f'<script type="application/ld+json">{json.dumps(told).replace("</", "<" + chr(92) + "/")}</script>'

    return write


FIELDS: dict[str, Callable[[str], str]] = {
    "title": lambda words: f"<title>{html.escape(words)}</title>",
    "title as it is": lambda words: f"<title>{words}</title>",
    "canonical": lambda words: f'<link rel="canonical" href="{html.escape(words)}">',
    **{
        name: meta("property", name)
        for name in ("og:title", "og:url", "og:site_name", "article:author", "article:published_time", "og:locale")
    },
    **{name: meta("name", name) for name in ("author", "date", "twitter:creator", "dc.date", "application-name")},
    **{name: linked(name) for name in ("headline", "author", "datePublished", "dateModified", "publisher", "url")},
}
DATES = (
    *("0000-00-00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "99999-01-01", "2016-12-31T23:59:60Z"),
    *("-2021-05-06", "2021-02-30", "١٢/٠٥/٢٠٢١", "6 May " * 5_000, "1" * 50_000, "2021-05-06" * 9_000, "\0", "P1Y"),
)
ADDRESSES = (
    *("javascript:alert(1)//http://a.example/", "JAVASCRIPT:alert(1)", "\tjavascript:alert(1)", "data:text/html,x"),
    *("vbscript:x", "file:///etc/passwd", "//evil.example/x", "https://", "http://[", "https://a b/", "http://\0/"),
    *("https://user:secret@news.example/", "http:////evil.example", "https:\\\\evil.example", "https://" + "a" * 9_000),
)
ODD = (
    "x" * 200_000,
    "a\nb\r\nc\u2028d",
    "\u202elamp\u202c",
    "\ufeff",
    "&#xD800;",
    "lа\u200bmp",
    " ",
    "é" * 3_000,
    "{}",
)
PAYLOADS = (*STRINGS, *DATES, *ADDRESSES, *ODD)
CASES = list(product(FIELDS, PAYLOADS))


@cache
def chosen() -> list[tuple[str, str]]:
    return random.Random("metadata").sample(CASES, min(times(40), len(CASES)))


def read(field: str, payload: str) -> ReportRecord:
    head = FIELDS[field](payload)
    content = f"<html lang=en><head>{head}</head><body><article><h1>Lamp</h1>{SAID}</article></body></html>"
    data = content.encode("utf-8", "replace")
    page = Page("https://news.example/lamp", data, hashlib.sha256(data).hexdigest(), PageKind.HTML)
    return page_to_record(page, load_tools(Model.RULES))


def test_it_is_text_on_one_line_and_links_lead_to_the_web() -> None:
    is_read = 0
    for field, payload in chosen():
        try:
            record = read(field, payload)
        except UnreadableInput as error:
            assert error.remedy, (field, payload[:50])
            continue
        is_read += 1
        report = record.report
        assert report.url is None or web_address(report.url) == report.url, (field, payload[:50])
        for words in (report.title, report.byline, report.outlet, report.wire, report.language, report.url):
            assert words is None or (0 < len(words) <= LONG and words.encode() and len(words.splitlines()) == 1), field
            assert words is None or not any(ord(sign) < 32 for sign in words), (field, payload[:50])
        assert "Orla Tennby said" in report.text, (field, payload[:50])
        json.dumps(record_to_json(record)).encode()
        shown = Parsed(report_html(record))
        assert shown.scripts == [], (field, payload[:50])
        assert shown.links == [], (field, payload[:50])
        assert not [one for one in shown.attributes if one[0].startswith("on")], (field, payload[:50])
    assert is_read > len(chosen()) * 0.8


@pytest.mark.parametrize("unit", ["6 May 2021 ", "2021-05-06T", "05/06/07 ", "Thursday, 2 December "])
def test_the_longest_date_that_is_looked_at_takes_no_time(unit: str) -> None:
    """What is promised is 50 ms for a date; the best of five, for others are at work on the same cores."""
    for field in ("date", "datePublished", "article:published_time"):
        written = FIELDS[field](unit * (LONG // len(unit)))
        tree = document_fromstring(f"<html><head>{written}</head><body>x</body></html>")
        assert min(_seconds(tree) for _ in range(5)) < 0.05, field


def _seconds(tree: HtmlElement) -> float:
    began = time.process_time()
    page_head(tree)
    return time.process_time() - began
