"""Bytes that should be a feed: which form they have, and what they list. Nothing here reaches the network or a file."""

from __future__ import annotations

import re
from html import unescape

from onrecord.errors import UnreadableInput
from onrecord.pages.feed_json import read_json_feed
from onrecord.pages.feed_links import absolute
from onrecord.pages.feed_xml import read_xml_feed
from onrecord.pages.markup_head import root_of
from onrecord.pages.opml import read_opml
from onrecord.text.decode import Decoded, decode_html
from onrecord.values.feed import Feed, FeedList, FeedPointers

_NO_XML_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINK = re.compile(r"<link\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z]{2,9})\s{0,9}=\s{0,9}(?:"([^"<>]{0,1500})"|'([^'<>]{0,1500})'|([^\s"'<>]{1,1500}))""", re.I
)
_FEED_TYPES = frozenset("application/rss+xml application/atom+xml application/feed+json application/rdf+xml".split())
_OF_A_PAGE = frozenset("html head meta link title body base script style div p h1".split())  # <html> may be left out
HEAD = 200_000  # characters of a page in which its links to feeds are looked for
NO_FEED = "give the address of an RSS, Atom or JSON feed, or of an OPML list of such addresses"


def read_feed(content: bytes, address: str, *, charset: str | None = None) -> Feed | FeedList | FeedPointers:
    """Read RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed or OPML, and say so of a web page.

    address: where it came from; relative links are relative to it. charset: as the server named it.
    Raises UnreadableInput for what is none of these, and for what could only be meant to do harm.
    """
    text = _NO_XML_CHARACTER.sub(" ", _decoded(content, address, charset).text)
    if text.lstrip()[:1] in ("{", "["):
        return read_json_feed(text, address)
    root = root_of(text, address)
    name = root.name.rpartition(":")[2].lower()
    if name == "opml":
        return read_opml(text, address)
    if name in _OF_A_PAGE:
        return FeedPointers(_pointers(text[:HEAD], address))
    if name in ("urlset", "sitemapindex"):
        raise UnreadableInput(f"{address}: this is a sitemap, no feed", NO_FEED)
    if not name:
        raise UnreadableInput(f"{address}: this is no feed but plain text", NO_FEED)
    return read_xml_feed(text[root.start :], address)


def _decoded(content: bytes, address: str, charset: str | None) -> Decoded:
    """A feed's own words about its encoding are tried when the server's are wrong."""
    if charset:
        try:
            return decode_html(content, origin=address, encoding=charset)
        except UnreadableInput:
            pass
    return decode_html(content, origin=address)


def _pointers(head: str, address: str) -> tuple[str, ...]:
    found = (_attributes(match[1]) for match in _LINK.finditer(head))
    named = (
        one.get("href", "") for one in found if "alternate" in one.get("rel", "").lower().split() and _is_feed(one)
    )
    return tuple(dict.fromkeys(joined for one in named if one and (joined := absolute(address, one))))


def _is_feed(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").partition(";")[0].strip().lower() in _FEED_TYPES


def _attributes(tag: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "").strip() for match in _ATTRIBUTE.finditer(tag)
    }
