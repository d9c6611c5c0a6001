"""Web archives for tests: invented pages in records written by hand, so that each can be wrong in its own way."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable

from onrecord.pages.options import ReadOptions
from onrecord.pages.warc import pages_of_archive
from onrecord.values.page import Page, Skipped

HTML = (
    "<!doctype html><html><head><title>Ferry</title></head><body><p>“We are ready,” said Ilka Brand.</p></body></html>"
)
TYPE = "Content-Type: text/html; charset=utf-8"


def record(
    content: bytes,
    *fields: str,
    kind: str = "response",
    number: int = 1,
    type_: str | None = "application/http; msgtype=response",
    uri: str = "https://news.example/ferry",
    length: int | None = None,
) -> bytes:
    """One WARC record with its closing line ends. length: what it claims, where that is a lie."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {name(number)}",
        "WARC-Date: 2024-05-01T10:00:00Z",
        f"WARC-Target-URI: {uri}",
        *([f"Content-Type: {type_}"] if type_ else []),
        *fields,
        f"Content-Length: {len(content) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def name(number: int) -> str:
    return f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>"


def http(body: bytes | str = HTML, *headers: str, status: str = "200 OK") -> bytes:
    head = "\r\n".join((f"HTTP/1.1 {status}", *(headers or (TYPE,))))
    return head.encode() + b"\r\n\r\n" + (body.encode() if isinstance(body, str) else body)


def page(number: int) -> bytes:
    """The record of a page of its own, with a length of its own."""
    return record(http(HTML.replace("ready", f"ready {number} {'and able ' * number}")), number=number)


def arc(*records: bytes) -> bytes:
    """An ARC of version 1. records: as `arc_record` gives them."""
    info = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    return b"filedesc://x.arc 0.0.0.0 20240501100000 text/plain %d\n%s\n" % (len(info), info) + b"".join(records)


def arc_record(content: bytes, uri: str = "http://news.example/ferry", length: int | None = None) -> bytes:
    size = len(content) if length is None else length
    return f"{uri} 192.0.2.7 20240501100000 text/html {size}\n".encode() + content + b"\n"


def packed(records: Iterable[bytes]) -> bytes:
    """Each in a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def read(archive: bytes, **options: object) -> list[Page | Skipped]:
    return list(pages_of_archive(io.BytesIO(archive), "a.warc", ReadOptions(**options)))  # type: ignore[arg-type]


def pages(results: Iterable[Page | Skipped]) -> list[Page]:
    return [one for one in results if isinstance(one, Page)]


def faults(results: Iterable[Page | Skipped]) -> list[Skipped]:
    return [one for one in results if isinstance(one, Skipped) and one.is_fault]
