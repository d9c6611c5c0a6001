"""What was fetched, as a Page; what was not, as Skipped."""

from __future__ import annotations

import hashlib
from html import escape

from onrecord.fetching.outcome import Fetched, Refused, Why
from onrecord.text.charsets import known_codec
from onrecord.values.page import Arrival, Given, Page, PageKind, Skipped

FROM_FEED = "text of the feed, not of the page"
_NO_FAULT = (Why.ROBOTS, Why.TYPE)


def page_of(fetched: Fetched, arrival: Arrival) -> Page:
    """The page as it came. origin: the address as asked for; `given.url`: where it was found at last."""
    body = fetched.body
    kind = PageKind.TEXT if fetched.media_type == "text/plain" else PageKind.HTML
    # A server's word for the encoding counts only where the bytes are not UTF-8, and where it is an encoding at all.
    encoding = fetched.charset if fetched.charset and known_codec(fetched.charset) and not _is_utf8(body) else None
    if encoding and not _fits(body, encoding):
        encoding = None
    return Page(
        fetched.asked,
        body,
        hashlib.sha256(body).hexdigest(),
        kind,
        encoding=encoding,
        given=Given(url=fetched.address),
        arrival=arrival,
    )


def _is_utf8(body: bytes) -> bool:
    return _fits(body, "utf-8")


def _fits(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def page_of_feed_text(address: str, title: str | None, content: str, arrival: Arrival) -> Page:
    """A page made of what the feed carries, for a page that cannot be had; flagged as such.

    An item without a page of its own is known by "FEED#ID", which is its origin and no page's address.
    """
    head = f"<title>{escape(title)}</title>" if title else ""
    heading = f"<h1>{escape(title)}</h1>\n" if title else ""
    html = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8">{head}</head>\n'
        f"<body><article>\n{heading}{content}\n</article></body></html>\n"
    )
    body = html.encode("utf-8", "replace")
    digest = hashlib.sha256(body).hexdigest()
    given = Given(title=title, url=None if "#" in address else address)
    return Page(
        address, body, digest, PageKind.HTML, encoding="utf-8", given=given, flags=(FROM_FEED,), arrival=arrival
    )


def skipped_of(refused: Refused, arrival: Arrival = Arrival(), *, more: str = "") -> Skipped:  # noqa: B008 -- frozen
    """Why there is no page. What a site forbids and what is no page are no faults. more: what is done about it."""
    is_fault = refused.why not in _NO_FAULT or refused.may_pass
    return Skipped(refused.asked, "fetching", refused.reason + more, refused.remedy, is_fault=is_fault, arrival=arrival)
