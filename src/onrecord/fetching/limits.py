"""How much one fetch may cost, and where it may go."""

from __future__ import annotations

from dataclasses import dataclass

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_XML = ("application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml")
_OTHERS = "application/json application/feed+json text/x-opml text/x-opml+xml text/rss+xml application/x-rss+xml"
FEEDS = (*PAGES, *_XML, *_OTHERS.split(), "application/octet-stream")  # the last: what some servers call everything
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch, redirects included.

    connect, total: seconds; the second counts from the question for the name to the last byte, however slowly they
    drip. max_bytes: of the body, counted after decompression, and as many before it. hops: redirects.
    types: media types that are let in; an answer that names none is. take_start: what is larger is cut, not refused.
    allow_private: addresses of one's own network and any port, for who watches a server of one's own.
    """

    connect: float = 5.0
    total: float = 30.0
    max_bytes: int = 20 * MB
    max_header_bytes: int = 65_536
    hops: int = 5
    types: tuple[str, ...] = PAGES
    take_start: bool = False
    ports: tuple[int, ...] = (80, 443)
    allow_private: bool = False
