"""Web archives: which records are pages, what is known of them, and why the others are none."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import tracemalloc
from typing import Any

import pytest

from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pages.warc import pages_of_archive
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind, Skipped
from tests.pages.archives import HTML, TYPE, arc, arc_record, faults, http, name, packed, page, pages, read, record


def only(archive: bytes, **options: Any) -> Any:
    results = read(archive, **options)
    assert len(results) == 1
    return results[0]


def test_a_page_keeps_its_record_its_place_and_its_dates() -> None:
    before = record(b"software: x\r\n", kind="warcinfo", type_="application/warc-fields")
    found = only(before + record(http(HTML, TYPE, "Last-Modified: Wed, 01 May 2024 09:00:00 GMT"), number=7))
    assert found.origin == name(7)
    assert found.given.url == "https://news.example/ferry"
    assert found.kind is PageKind.HTML
    assert found.content == HTML.encode()
    assert found.sha256 == hashlib.sha256(HTML.encode()).hexdigest()
    assert found.arrival.archive == "a.warc"
    assert found.arrival.offset == len(before)
    assert found.arrival.record == name(7)
    assert found.arrival.fetched == "2024-05-01T10:00:00Z"
    assert found.arrival.last_modified == "Wed, 01 May 2024 09:00:00 GMT"
    assert found.given.id is found.given.published is None  # the day of the crawl is not the day of publication


@pytest.mark.parametrize(
    ("block", "fields", "kind"),
    [
        (http(HTML, "Content-Type: application/xhtml+xml"), {}, PageKind.HTML),
        (http("Words.", "Content-Type: text/plain"), {}, PageKind.TEXT),
        (http(HTML, "Content-Type: text/plain"), {}, PageKind.HTML),  # servers call much "text/plain"
        (http(HTML, "Server: x"), {}, PageKind.HTML),  # no type at all: what it looks like
        (http(HTML, "Content-Type: application/octet-stream"), {}, PageKind.HTML),
        (http(HTML, TYPE, status="203 Non-Authoritative Information"), {}, PageKind.HTML),
        (http(HTML).replace(b"\r\n", b"\n"), {}, PageKind.HTML),
        (HTML.encode(), {"kind": "resource", "type_": "text/html"}, PageKind.HTML),
        (http(HTML), {"kind": "resource", "type_": None}, PageKind.HTML),  # HTTP, and nothing says so
        (b"Text of a page.\n", {"kind": "conversion", "type_": "text/plain"}, PageKind.TEXT),
    ],
)
def test_what_is_a_page(block: bytes, fields: Any, kind: PageKind) -> None:
    found = only(record(block, **fields))
    assert isinstance(found, Page)
    assert found.kind is kind


@pytest.mark.parametrize(
    ("block", "fields", "reason"),
    [
        (
            http("", "Location: https://news.example/b", status="301 Moved"),
            {},
            "redirect: HTTP 301, to https://news.example/b",
        ),
        (http("", status="304 Not Modified"), {}, "redirect: HTTP 304"),
        (http("gone", status="404 Not Found"), {}, "not found: HTTP 404"),
        (http("part", status="206 Partial Content"), {}, "part of a page: HTTP 206"),
        (http("busy", status="503 Busy"), {}, "another status: HTTP 503"),
        (http("what", status="OK"), {}, "another status: the first line of the answer names none"),
        (http(b"\x89PNG", "Content-Type: image/png"), {}, "image: image/png"),
        (http("{}", "Content-Type: application/json"), {}, "other media type: application/json"),
        (http("a,b", "Server: x"), {}, "of no known type: it does not look like a page"),
        (http(" \r\n"), {}, "empty body: there is nothing in it"),
        (
            http("User-agent: *", "Content-Type: text/plain"),
            {"uri": "https://news.example/robots.txt"},
            "for robots: /robots.txt",
        ),
        (b"20240501 192.0.2.7", {"uri": "dns:news.example", "type_": "text/plain"}, "not of the web: dns:news.example"),
        (http(), {"kind": "revisit"}, "not changed: since an earlier visit, see https://news.example/ferry"),
        (
            HTML.encode(),
            {"kind": "continuation"},
            "continuation: parts of a record that is split over files are not joined",
        ),
    ],
)
def test_what_is_no_report_is_no_fault(block: bytes, fields: Any, reason: str) -> None:
    skipped = only(record(block, **fields))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == reason
    assert not skipped.is_fault
    assert skipped.arrival.offset == 0


def test_a_revisit_names_what_it_repeats() -> None:
    fields = ("WARC-Refers-To-Date: 2024-04-01T00:00:00Z", f"WARC-Refers-To: {name(3)}")
    assert (
        only(record(http(), *fields, kind="revisit")).reason
        == f"not changed: since 2024-04-01T00:00:00Z, see {name(3)}"
    )


@pytest.mark.parametrize(
    ("kind", "named"), [("resqonse", "'resqonse'"), ("something", "'something'"), ("", "it names none")]
)
def test_a_record_of_no_known_type_is_a_fault_and_kept(kind: str, named: str) -> None:
    results = read(page(1) + record(http(), kind=kind, number=2) + page(3))
    assert [one.origin for one in pages(results)] == [name(1), name(3)]
    (fault,) = faults(results)
    assert (fault.origin, fault.reason, fault.outcome) == (
        name(2),
        f"a record of no known type: {named}",
        "quarantined",
    )
    assert fault.arrival.offset == len(page(1))
    assert fault.content == http()
    assert fault.remedy


@pytest.mark.parametrize("type_", ["applicatiox/http; msgtype=response", "text/html", "\u00e9"])
def test_a_response_is_tried_as_http_whatever_type_its_record_names(type_: str) -> None:
    assert only(record(http(), type_=type_)).content == HTML.encode()


def test_what_stands_between_records_is_kept() -> None:
    (fault,) = faults(read(page(1) + b"junk\n" * 30 + page(3)))
    assert (fault.content, fault.outcome) == (b"junk\n" * 30, "quarantined")
    assert fault.sha256 == hashlib.sha256(b"junk\n" * 30).hexdigest()


def test_of_what_stands_between_records_the_first_million_bytes_are_kept() -> None:
    (fault,) = faults(read(page(1) + b"junk\n" * 600_000 + page(3)))
    assert fault.content is not None
    assert len(fault.content) == 1_000_000


def test_requests_and_metadata_are_no_inputs() -> None:
    others = [record(b"x", kind=kind, type_=None) for kind in ("request", "metadata", "warcinfo")]
    assert len(read(b"".join(others) + page(1))) == 1
    assert only(b"".join(others)).reason.startswith("without pages: ")


@pytest.mark.parametrize(
    ("fields", "flag"),
    [
        ((), None),
        (("WARC-Truncated: length",), "truncated: the crawler stopped fetching (length)"),
        (("WARC-Segment-Number: 1",), "truncated: the record goes on in others, which are not joined"),
    ],
)
def test_a_page_that_was_cut_by_the_crawler_says_so(fields: tuple[str, ...], flag: str | None) -> None:
    assert only(record(http(), *fields)).flags == ((flag,) if flag else ())


SHA1 = hashlib.sha1(http(), usedforsecurity=False)


@pytest.mark.parametrize(
    ("digest", "is_told"),
    [
        (f"sha1:{base64.b32encode(SHA1.digest()).decode()}", False),
        (f"SHA-1:{SHA1.hexdigest()}", False),
        (f"sha256:{hashlib.sha256(http()).hexdigest()}", False),
        (f"sha1:{'A' * 32}", True),
        ("sha1:what", False),  # no digest
        ("crc:1234", False),
        ("", False),
    ],
)
def test_a_block_that_differs_from_its_digest_is_flagged(digest: str, is_told: bool) -> None:
    assert bool(only(record(http(), f"WARC-Block-Digest: {digest}")).flags) is is_told


@pytest.mark.parametrize(
    ("label", "content", "text"),
    [
        ("windows-1252", HTML.encode("cp1252"), HTML),
        ("iso-8859-1", HTML.encode("cp1252"), HTML),  # as browsers do
        ("utf-8", HTML.encode(), HTML),
        ("windows-1252", HTML.encode(), HTML),  # it is UTF-8, whatever the server says
        ("koi8-r", "<p>Паром готов".encode("koi8-r"), "<p>Паром готов"),
        ("windows-1252", HTML.replace("<head>", '<head><meta charset="koi8-r">').encode("cp1252"), None),
        ("gb18030", "<p>渡轮准备好了，大家都在等".encode("gb18030") + b"\xff", "<p>渡轮准备好了，大家都在等\ufffd"),
    ],
)
def test_what_the_server_says_of_the_encoding_goes_before_what_the_page_says(
    label: str, content: bytes, text: str | None
) -> None:
    found = only(record(http(content, f"Content-Type: text/html; charset={label}")))
    decoded = found.body or found.content.decode(found.encoding)
    assert decoded == text if text else "“We are ready,”" in decoded


def test_what_the_user_says_of_the_encoding_goes_before_all() -> None:
    found = only(record(http(HTML.encode("koi8-r", "ignore"), TYPE)), encoding="koi8-r")
    assert (found.encoding, found.body) == ("koi8-r", None)


def test_an_arc_has_no_ids_so_pages_are_named_by_place() -> None:
    first, second = arc_record(http()), arc_record(http("<p>Two"), uri="http://news.example/a b.html")
    one, two = read(arc(first, second))
    start = len(arc())
    assert [one.origin, two.origin] == [f"a.warc:{start}", f"a.warc:{start + len(first)}"]
    assert [one.given.url, two.given.url] == ["http://news.example/ferry", "http://news.example/a b.html"]
    assert one.content == HTML.encode()
    assert one.arrival.fetched == "2024-05-01T10:00:00Z"
    assert one.arrival.record is None


def test_the_compressed_and_the_plain_archive_give_the_same_reports_and_statements() -> None:
    archive = [page(number) for number in range(1, 6)]
    tools = load_tools(Model.RULES)
    records = [
        [page_to_record(one, tools) for one in pages(read(form))]
        for form in (b"".join(archive), packed(archive), gzip.compress(b"".join(archive), mtime=0))
    ]
    told = [[(r.report.id, r.report.origin, r.report.text, r.statements) for r in each] for each in records]
    assert told[0] == told[1] == told[2]
    assert all(statements for *_, statements in told[0])
    assert [r.report.arrival.offset for r in records[0]] != [r.report.arrival.offset for r in records[1]]
    assert {r.report.arrival.offset for r in records[2]} == {0}  # where the only member begins


def test_the_same_page_fetched_twice_is_the_same_report() -> None:
    one, two = read(record(http(), number=1) + record(http(), number=2))
    assert (one.sha256, one.given) == (two.sha256, two.given)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_page_that_is_too_large_is_named_and_never_held(encoding: str) -> None:
    body = gzip.compress(bytes(30_000_000)) if encoding == "gzip" else bytes(3_000_000)
    archive = record(http(body, TYPE, f"Content-Encoding: {encoding}")) + page(2)
    tracemalloc.start()
    skipped, other = read(archive, max_bytes=1_000_000)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert skipped.reason == "larger than 1,000,000 bytes"
    assert skipped.is_fault
    assert skipped.origin == name(1)
    assert isinstance(other, Page)
    assert held < 6_000_000


def test_a_large_film_is_no_fault() -> None:
    assert not only(record(http(bytes(300_000), "Content-Type: video/mp4")), max_bytes=1000).is_fault


@pytest.mark.parametrize("form", [None, "warc"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("archive", [page(1), arc(arc_record(http()))])
def test_archives_are_known_by_ending_by_first_bytes_and_from_a_pipe(
    archive: bytes, pack: Any, form: str | None, tmp_path: Any
) -> None:
    paths = [tmp_path / "a.warc.gz", tmp_path / "a.arc", tmp_path / "a.wet", tmp_path / "archive"]
    for path in paths:
        path.write_bytes(pack(archive))
    results = read_pages([*map(str, paths), "-"], ReadOptions(form=form), io.BytesIO(pack(archive)))
    assert [type(one) for one in results] == [Page] * 5


@pytest.mark.parametrize("archive", [b"", gzip.compress(b"", mtime=0)])
def test_an_empty_archive_is_a_fault(archive: bytes) -> None:
    (skipped,) = faults(read_pages(["-"], ReadOptions(form="warc"), io.BytesIO(archive)))
    assert skipped.reason == "the input is empty"


def test_one_record_is_held_at_a_time() -> None:
    class Endless:
        """A thousand records that nobody stores."""

        left = 1000

        def read(self, size: int, /) -> bytes:
            self.left -= 1
            return record(http(HTML + " " * 50_000)) if self.left >= 0 else b""

    tracemalloc.start()
    count = sum(1 for _ in pages_of_archive(Endless(), "x", ReadOptions()))
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert held < 3_000_000
