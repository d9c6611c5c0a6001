"""A page made of words that came from no file and no address."""

from __future__ import annotations

import hashlib

from onrecord.values.page import Given, Page, PageKind


def text_page(text: str | bytes, given: Given, *, origin: str, html: bool) -> Page:
    """What was pasted or handed over, as if it had been read. html: it is a page's source."""
    # A lone surrogate has no UTF-8; "surrogatepass" gives every str its bytes, and different ones different bytes.
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return Page(
        origin=origin,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=PageKind.HTML if html else PageKind.TEXT,
        body=None if isinstance(text, bytes) else text,
        given=given,
    )
