"""RSS and Atom, read by feedparser behind a wall: it is given bounded, declaration-free UTF-8 and never a name."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.parsers import expat

from onrecord.errors import UnreadableInput
from onrecord.pages.feed_links import absolute
from onrecord.pages.markup_head import HARMFUL
from onrecord.values.feed import Feed, FeedItem

MAX_ITEMS = 1_000
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTES = 200
MAX_DAMAGED = 2_000_000  # characters of a feed that is no XML: the parser for such is slow
LONGEST_TEXT = 1_000_000  # characters of an item's content
LONGEST = 2_000  # of its id and address
_ITEM_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:item|entry)\s{0,20}>")
_LONG_TAG = re.compile(r"<[A-Za-z/!][^<>]{20000}")
_TAG = re.compile(r"<(/?)[A-Za-z_][\w:.-]{0,60}(?:[^<>]{0,20000}?)(/?)>")
_FAULTS = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class _TrapError(Exception):
    """The document is built to do harm. The words say how."""


def read_xml_feed(text: str, address: str) -> Feed:
    """Read RSS or Atom from its first element on. Raises UnreadableInput when there is no feed in it, or a trap.

    At most MAX_ITEMS are read, the first in the document; what is cut is told in the remarks, and so is damage.
    """
    text, cut = _first_items(text)
    try:
        damage = _inspected(text)
    except _TrapError as trap:
        raise UnreadableInput(f"{address}: {trap}", HARMFUL) from trap
    found = _parsed(text, address)
    if not found.version and not found.entries:
        raise UnreadableInput(
            f"{address}: this is neither RSS, Atom, JSON Feed nor OPML", "open it in a browser and see what is there"
        )
    items, lost = _items(found.entries, address)
    told = (*cut, *(["the feed is damaged: " + damage] if damage else []), *lost)
    return Feed(_one_line(found.feed.get("title")), items, told)


def _first_items(text: str) -> tuple[str, tuple[str, ...]]:
    """The document with its first MAX_ITEMS items and its own tail: counting items is far cheaper than parsing them."""
    ends = [match.end() for match in _ITEM_END.finditer(text)]
    if len(ends) <= MAX_ITEMS:
        return text, ()
    remark = f"only the first {MAX_ITEMS:,} of {len(ends):,} items were taken"
    return text[: ends[MAX_ITEMS - 1]] + text[ends[-1] :], (remark,)


def _inspected(text: str) -> str | None:
    """What keeps the document from being XML, None when it is. Raises _TrapError. Cost: linear.

    A document that is no XML is read by a forgiving parser, which expands nothing but is slow: it must be small.
    """
    if _LONG_TAG.search(text):
        raise _TrapError("it has a tag of more than 20,000 characters")
    try:
        _Inspector().run(text)
    except expat.ExpatError as error:
        if "<!ENTITY" in text.upper():
            raise _TrapError("it declares entities of its own, as traps do") from error
        if len(text) > MAX_DAMAGED:
            raise _TrapError(f"it is damaged ({error}) and has more than {MAX_DAMAGED:,} characters") from error
        _refuse_deep(text)
        return str(error)
    return None


def _refuse_deep(text: str) -> None:
    """Count tags where there is no tree. Tags that nobody closes, as <br> in a damaged feed, are allowed for."""
    depth = 0
    for match in _TAG.finditer(text):
        depth += -1 if match[1] else 0 if match[2] else 1
        if depth > 20 * MAX_DEPTH:
            raise _TrapError("its elements lie too deep inside each other")


class _Inspector:
    """Walks through the document with expat and stops at the first sign of a trap."""

    def __init__(self) -> None:
        self._depth = 0
        self._elements = 0
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._entity
        self._parser = parser

    def run(self, text: str) -> None:
        self._parser.Parse(text.encode("utf-8", "replace"), True)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise _TrapError(f"its elements lie more than {MAX_DEPTH} deep inside each other")
        if self._elements > MAX_ELEMENTS:
            raise _TrapError(f"it has more than {MAX_ELEMENTS:,} elements")
        if len(attributes) > MAX_ATTRIBUTES:
            raise _TrapError(f"an element has more than {MAX_ATTRIBUTES} attributes")

    def _end(self, name: str) -> None:
        self._depth -= 1

    def _entity(self, *declared: object) -> None:
        raise _TrapError("it declares entities of its own, as traps do")


def _parsed(text: str, address: str) -> Any:
    import feedparser  # noqa: PLC0415 -- slow to load

    # From a stream: text is taken for an address and fetched, bytes for a file's name and opened.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    told = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        return feedparser.parse(stream, response_headers=told, sanitize_html=False, resolve_relative_uris=False)
    except _FAULTS as error:
        raise UnreadableInput(
            f"{address}: the feed cannot be read ({type(error).__name__}: {error})", "open it in a browser"
        ) from error


def _items(entries: Iterable[Any], address: str) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """Items in the order of the feed, each id once; and how many could not be read."""
    items: dict[str, FeedItem] = {}
    bad = 0
    for entry in entries:
        try:
            item = _item(entry, address)
        except _FAULTS:
            item = None
        if item is None:
            bad += 1
        else:
            items.setdefault(item.id, item)
    return tuple(items.values()), useless(bad)


def useless(items: int) -> tuple[str, ...]:
    """The remark on items that name neither a page nor a text."""
    says = "says" if items == 1 else "say"
    return (f"{items:,} of its items {says} nothing that can be used",) if items else ()


def _item(entry: dict[str, Any], address: str) -> FeedItem | None:
    # `dict.get`: the library's own falls back from one date to another, with a warning.
    listed = next((said for name in ("published", "updated", "created") if (said := dict.get(entry, name))), None)
    link, title = absolute(address, entry.get("link")), _one_line(entry.get("title"))
    content = _content(entry)
    if link is None and content is None:
        return None
    given = _one_line(entry.get("id")) or link or digest(f"{title}|{listed}|{content}")
    return FeedItem(given[:LONGEST], link, title, _one_line(listed), content)


def _content(entry: Mapping[str, Any]) -> str | None:
    """The whole text where the feed carries it (content:encoded, Atom's content): HTML or plain, not another page."""
    for one in entry.get("content") or ():
        value = one.get("value")
        if value and one.get("type") in ("text/html", "application/xhtml+xml") and len(value) <= LONGEST_TEXT:
            return str(value)
    return None


def _one_line(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    return " ".join(text[: 2 * LONGEST].split())[:LONGEST] or None


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:20]
