"""What came from the web under an address: a page to be read, or something that is none.

Reports are answers with status 200 or 203 whose content is HTML or plain text. The first words of a reason, up to the
colon, name its kind, by which such inputs are counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from urllib.parse import urlsplit

from onrecord.pages.forms import form_of_head
from onrecord.pages.http_bodies import unpack
from onrecord.pages.opening import too_large
from onrecord.pages.options import ReadOptions
from onrecord.text.served import charset_in, served_encoding
from onrecord.values.page import Arrival, Given, Page, PageKind, Skipped

WHOLE = frozenset({200, 203})  # 206 is a part of a page, 226 a difference to another
NO_REMEDY = "nothing is to be done"

_HTML = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_UNTOLD = frozenset({"", "application/octet-stream", "application/unknown", "unknown/unknown", "*/*", "no-type"})
_SCHEMES = frozenset({"http", "https", "ftp", "ftps", "file", ""})  # "metadata:", "urn:" are the crawler's own notes
_BY_TYPE = ("image", "audio", "video", "font")
_FOR_ROBOTS = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt", "/.well-known/security.txt")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave. status: None where no server was asked. fields: HTTP headers by lower-case name.

    media_type: as its source names it, with parameters. body: before transfer and content codings are undone; where
    `is_long`, it is too large and only the beginning is there. flags: what the source says of it.
    """

    origin: str
    address: str | None
    body: bytes
    media_type: str | None
    status: int | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    arrival: Arrival = field(default_factory=Arrival)
    is_long: bool = False
    flags: tuple[str, ...] = ()


def page_of_answer(answer: Answer, options: ReadOptions) -> Page | Skipped:
    """The page, or why there is none. Redirects, errors, images and the like are no faults."""
    why = _no_report(answer)
    if why:
        return no_report(answer.origin, why, answer.arrival)
    if answer.is_long:
        return _too_large(answer, options)
    unpacked = unpack(answer.body, answer.fields, options.max_bytes)
    if unpacked.is_too_large:
        return _too_large(answer, options)
    content = unpacked.content
    if not content.strip():
        return no_report(answer.origin, "empty body: there is nothing in it", answer.arrival)
    kind = _kind(answer.media_type, content)
    if kind is None:
        return no_report(answer.origin, "of no known type: it does not look like a page", answer.arrival)
    flags = (*answer.flags, *unpacked.flags)
    return _page(answer, content, kind, flags, options)


def no_report(origin: str, why: str, arrival: Arrival) -> Skipped:
    """What is no report, and no fault either."""
    return Skipped(origin, "pages", why, NO_REMEDY, is_fault=False, arrival=arrival)


def _page(answer: Answer, content: bytes, kind: PageKind, flags: tuple[str, ...], options: ReadOptions) -> Page:
    """What the user says of the encoding is binding, what the server says is not."""
    label = None if options.encoding else charset_in(answer.media_type)
    served = served_encoding(content, label)
    is_link = (answer.address or "").lower().startswith(("http://", "https://"))
    return Page(
        answer.origin,
        content,
        hashlib.sha256(content).hexdigest(),
        kind,
        body=served.text,
        encoding=options.encoding or served.encoding,
        given=Given(url=answer.address if is_link else None),
        flags=(*flags, *served.flags),
        arrival=replace(answer.arrival, last_modified=answer.fields.get("last-modified") or None),
    )


def _too_large(answer: Answer, options: ReadOptions) -> Skipped:
    why = too_large(answer.origin, options.max_bytes)
    reason = why.what.removeprefix(f"{answer.origin}: ")
    return Skipped(answer.origin, "pages", reason, "raise --max-size if it is a report", arrival=answer.arrival)


def _no_report(answer: Answer) -> str | None:
    if answer.status is not None and answer.status not in WHOLE:
        return _of_status(answer.status, answer.fields.get("location"))
    name = _type_name(answer.media_type)
    if name not in _HTML | _UNTOLD | {"text/plain"}:
        part = name.partition("/")[0]
        return f"{part if part in _BY_TYPE else 'other media type'}: {name[:100]}"
    return _of_address(answer.address or "")


def _of_address(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:  # an address that is none, e.g. with half a bracket
        return None
    if parts.scheme not in _SCHEMES:
        return f"not of the web: {address[:500]}"
    return f"for robots: {parts.path}" if parts.path in _FOR_ROBOTS else None


def _of_status(status: int, location: str | None) -> str:
    if 300 <= status < 400:
        return f"redirect: HTTP {status}, to {location[:500]}" if location else f"redirect: HTTP {status}"
    kind = {206: "part of a page", 404: "not found", 410: "not found"}.get(status, "another status")
    return f"{kind}: HTTP {status}"


def _type_name(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].partition(",")[0].strip().lower()


def _kind(content_type: str | None, content: bytes) -> PageKind | None:
    name = _type_name(content_type)
    if name in _HTML or form_of_head(content) == "html":
        return PageKind.HTML
    return PageKind.TEXT if name == "text/plain" else None
