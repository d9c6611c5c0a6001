"""What `bench.fuzz` throws bytes at: a function an entry point, which may raise what a user is told, and nothing else.

Each also holds what came out against what is promised: places inside the text, text that can be written, the same rows
after a round trip. An `AssertionError` is a finding like any other.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.gold import ROOT
from onrecord.checking.claim import read_claim
from onrecord.errors import OnRecordError
from onrecord.export.annotated import changes_in
from onrecord.export.fields import Misfit
from onrecord.export.formats import FORMS
from onrecord.export.labelled import changes_of
from onrecord.export.reading_back import record_from_json
from onrecord.export.whole import whole_to_json
from onrecord.pages.feeds import read_feed
from onrecord.pages.files import pages_of_bytes
from onrecord.pages.options import ReadOptions
from onrecord.pipeline.read_one import page_to_record
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.read_report import body_of
from onrecord.run.checking import check_words
from onrecord.run.frames import ForeignValueError, unpack
from onrecord.run.load_lookalikes import load_lookalikes
from onrecord.run.load_tools import load_tools
from onrecord.run.people_files import open_people
from onrecord.store.date_ranges import days_asked
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters
from onrecord.store.search_page import find_page
from onrecord.text.decode import decode, decode_html
from onrecord.text.quotemarks import find_quotations
from onrecord.text.timearithmetic import resolve
from onrecord.text.timewords import find_time_words
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind, Skipped
from onrecord.values.span import words_at
from onrecord.values.statement import ReportRecord

EXAMPLES = ROOT / "examples"
ENCODINGS = (None, "utf-8", "windows-1252", "utf-16", "iso-2022-jp", "no-such-encoding", "utf-7", "idna", "base64")
TODAY = date(2023, 5, 3)
OPTIONS = ReadOptions(max_bytes=1_000_000)
Entry = Callable[[bytes], None]


def decoder(data: bytes) -> None:
    """Bytes and what is said of their encoding."""
    encoding, content = ENCODINGS[data[0] % len(ENCODINGS)] if data else None, data[1:]
    for read in (decode, decode_html):
        with suppress(OnRecordError):
            _writable(read(content, origin="x", encoding=encoding).text)


def html(data: bytes) -> None:
    """A web page, to its text."""
    with suppress(OnRecordError):
        _writable(body_of(_page(data, PageKind.HTML)).text)


def page(data: bytes) -> None:
    """A web page, to the rows of a report and its statements and back."""
    _read(_page(data, PageKind.HTML))


def text(data: bytes) -> None:
    """A pasted text, likewise."""
    _read(_page(data, PageKind.TEXT))


def transcript(data: bytes) -> None:
    """The text of a transcript, likewise."""
    _read(_page(data, PageKind.TEXT, is_transcript=True))


def quotations(data: bytes) -> None:
    reading = _text(data)
    paragraphs = find_paragraphs(reading)
    for paragraph, found in zip(paragraphs, find_quotations(reading, paragraphs), strict=True):
        for one in found:
            assert paragraph.start <= one.inner.start <= one.inner.end <= paragraph.end, one


def dates(data: bytes) -> None:
    """Words for dates, and what day they mean."""
    words = _text(data)
    for found in find_time_words(words):
        assert 0 <= found.span.start < found.span.end <= len(words), found
        for when in found.readings:
            for then in (None, "2023-04", "2023-04-30"):
                told = resolve(when, TODAY, then)
                if told is not None:
                    days_asked(told, "--date")  # is EDTF


def feed(data: bytes) -> None:
    with suppress(OnRecordError):
        found = read_feed(data, "https://feeds.example/all")
        _writable(repr(found))


def archive(data: bytes) -> None:
    """A web archive: each record of it is told of, and nothing but its end ends it."""
    for one in pages_of_bytes(data, "crawl.warc", OPTIONS):
        assert isinstance(one, Page | Skipped)


def lines(data: bytes) -> None:
    """Reports line by line."""
    for one in pages_of_bytes(data, "reports.jsonl", OPTIONS):
        if isinstance(one, Page):
            _writable(one.body or "")


def check(data: bytes) -> None:
    """Words that somebody is asked to have said: the question itself, and against a record."""
    words, speaker, day = (*_text(data).split("\n", 2), "", "")[:3]
    with suppress(OnRecordError):
        read_claim(words, load_lookalikes())
    with suppress(OnRecordError):
        check_words(_record(), words, speaker=speaker or None, date=day or None)


def search(data: bytes) -> None:
    words, speaker, outlet, since = (*_text(data).split("\n", 3), "", "", "")[:4]
    asked = Filters(speaker=speaker or None, outlet=outlet or None, since=since or None)
    with suppress(OnRecordError), _record().reading() as connection:
        find_page(connection, words, asked)


def imports(data: bytes) -> None:
    """A line of an export in which something was changed: refused, or a report that is told as it was taken in."""
    with suppress(Misfit):
        record = record_from_json(_changed(_lines(), data))
        assert record_from_json(json.loads(json.dumps(whole_to_json(record)))) == record


def exports(data: bytes) -> None:
    """The same in every format: written without a fault, and no cell is a formula."""
    with suppress(Misfit):
        record = record_from_json(_changed(_lines(), data))
        for name, form in FORMS.items():
            out = io.StringIO()
            form.write([record], out, True)
            _writable(out.getvalue())
            if name == "csv":
                for row in csv.reader(io.StringIO(out.getvalue())):
                    assert not any(cell.startswith(_FORMULA) for cell in row), row


def labelled(data: bytes) -> None:
    """Tasks of Label Studio in which something was changed."""
    with suppress(OnRecordError):
        for _ in changes_of([_changed(_tasks(), data)]):
            pass


def annotated(data: bytes) -> None:
    """Pages of web annotations in which something was changed."""
    with suppress(OnRecordError):
        for _ in changes_in([json.dumps(_changed(_pages(), data))]):
            pass


def people(data: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file, suppress(OnRecordError):
        Path(file.name).write_bytes(data)
        with open_people(Path(file.name)) as opened:
            for _ in opened.told():
                pass


def frames(data: bytes) -> None:
    """What a sealed process sends back: only values of a report are made of it."""
    with suppress(ForeignValueError):
        unpack(data)


_FORMULA = ("=", "+", "-", "@", "\t", "\r")

ENTRIES: Mapping[str, Entry] = {
    one.__name__: one
    for one in (
        *(decoder, html, page, text, transcript, quotations, dates, feed, archive, lines, check, search),
        *(imports, exports, labelled, annotated, people, frames),
    )
}


def seeds(entry: str) -> Iterable[bytes]:
    """What a campaign begins with: the project's own examples, and what the entry takes."""
    files = [path.read_bytes() for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".txt", ".html", ".jsonl"}]
    if entry == "feed":
        yield from _FEEDS
    elif entry == "archive":
        for content in files:
            yield _archived(content)
    elif entry == "people":
        yield b'{"id": "Q1", "schema": "Person", "properties": {"name": ["Ysolde Marrin"], "country": ["no"]}}\n'
        yield b"name,position,start,end\nYsolde Marrin,keeper of the lamp,2019-01-02,\n"
    elif entry in {"imports", "exports", "labelled", "annotated"}:
        chance = random.Random(entry)
        yield from (chance.randbytes(chance.randint(4, 40)) for _ in range(200))
    elif entry == "dates":
        yield from (b"on Thursday", b"a day earlier, late last December", b"from 2 to 4 May 2023", b"three weeks ago")
        yield from files
    else:
        yield from files


_FEEDS = (
    b'<rss version="2.0"><channel><item><title>A</title><link>/a</link>'
    b"<pubDate>Tue, 2 May 2023 10:00:00 GMT</pubDate></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="/a"/>'
    b"<updated>2023-05-02T10:00:00Z</updated></entry></feed>",
    b'{"version": "https://jsonfeed.org/version/1.1","items": [{"id": "1", "url": "/a", "content_html": "<p>A</p>"}]}',
)


def _page(content: bytes, kind: PageKind, *, is_transcript: bool = False) -> Page:
    return Page("x", content, hashlib.sha256(content).hexdigest(), kind, is_transcript=is_transcript)


def _read(asked: Page) -> None:
    with suppress(OnRecordError):
        record = page_to_record(asked, load_tools(Model.RULES))
        whole = record.report.text
        for statement in record.statements:
            for span in statement.attribution.content:
                assert 0 <= span.start < span.end <= len(whole), span
                assert words_at((span,), whole), span
        told = json.loads(json.dumps(whole_to_json(record)))
        assert told == whole_to_json(record_from_json(told)), "not the same after a round trip"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _writable(words: str) -> None:
    words.encode("utf-8")  # no half a character
    assert "\0" not in words


@cache
def _record() -> Record:
    folder = tempfile.mkdtemp(prefix="onrecord-fuzz-")
    path = Path(folder, "r.db")
    command = (sys.executable, "-m", "onrecord", "read", "--quiet", "--model", "rules", "--record", str(path))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([*command, str(EXAMPLES)], check=True, capture_output=True, env=environment)
    return open_record(path, read_only=True)


@cache
def _reports() -> tuple[ReportRecord, ...]:
    """The shortest on record: what is changed in them counts, and not how long they are."""
    record = _record()
    return tuple(sorted((record.report(row.id) for row in record.reports()), key=_length)[:3])


def _length(record: ReportRecord) -> int:
    return len(record.report.text)


@cache
def _lines() -> tuple[str, ...]:
    return tuple(json.dumps(whole_to_json(one)) for one in _reports())


@cache
def _tasks() -> tuple[str, ...]:
    out = io.StringIO()
    FORMS["labelstudio"].write(_reports(), out, True)
    tasks = json.loads(out.getvalue())
    for task in tasks:  # as it comes back
        task["annotations"] = [{"id": 1, "completed_by": 1, "result": task["predictions"][0]["result"]}]
    return tuple(json.dumps(task) for task in tasks)


@cache
def _pages() -> tuple[str, ...]:
    out = io.StringIO()
    FORMS["webannotation"].write(_reports(), out, True)
    return tuple(out.getvalue().splitlines())


def _changed(known: tuple[str, ...], data: bytes) -> Any:
    """One of these, in which some values are others: which and how the bytes say, so that nearby bytes are alike."""
    source = iter(data)

    def draw(most: int) -> int:
        return (next(source, 0) << 8 | next(source, 0)) % most

    value = json.loads(known[draw(len(known))])
    places = _places(value)
    for _ in range(1 + draw(4)):
        holder, key = places[draw(len(places))]
        holder[key] = deepcopy(_ODD[draw(len(_ODD))]) if draw(3) else _other(holder[key], draw)
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every holder in it with every key of it, the outermost first; in a loop, since a fuzzer asks a million times."""
    found: list[tuple[Any, Any]] = []
    level = [value]
    while level:
        inner = []
        for holder in level:
            for key, one in holder.items() if isinstance(holder, dict) else enumerate(holder):
                found.append((holder, key))
                if isinstance(one, dict | list):
                    inner.append(one)
        level = inner
    return found


def _other(value: Any, draw: Callable[[int], int]) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + draw(2001) - 1000
    if isinstance(value, str):
        at = draw(len(value) + 1)
        return value[:at] + chr(draw(0x3000)) + value[at + draw(3) :]
    if isinstance(value, list):
        return value[draw(len(value) + 1) :] + value[:1]
    return None


_ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 2**31, 2**63, 2**70, 1e308, float("nan"), float("inf"), -0.5, "", " ", "\0", "\ud800"),
    *("=cmd()", "+1", "@A1", "-2+3", "\t=1", "\u202e", "e\u0301" * 50, "x" * 5000, "9999-99-99", "-0001", "2023-02-30"),
    *(
        "2021/2022",
        "2021~",
        "XXXX-12-XX",
        "../../etc/passwd",
        "javascript:alert(1)",
        "<script>",
        "]]>",
        "&#0;",
        "http://[",
        [],
    ),
    *({}, [[]], [None], {"start": 5, "end": 2}, [{"start": 0, "end": 10**9}], "direct", "indirect", "person", "said"),
)


def _archived(content: bytes) -> bytes:
    """One record of an archive with this page."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2023-05-02T10:00:00Z\r\n"
        "WARC-Target-URI: https://velna.example/lamp\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
