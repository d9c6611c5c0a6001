"""What a feed says: pages that are new somewhere, as its publisher lists them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One page listed in a feed.

    id: as the feed gives it, else the address, else a digest of what it says. address: http(s), absolute; None where
    the item names no page. listed: its date, as written there. content: the whole text as HTML, where the feed carries
    it; never a mere summary.
    """

    id: str
    address: str | None
    title: str | None = None
    listed: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read. remarks: what a reader of it must know, e.g. that it is damaged or was cut."""

    title: str | None
    items: tuple[FeedItem, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedList:
    """A list of feeds (OPML): their addresses in its order, each once."""

    addresses: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedPointers:
    """A web page where a feed was expected, and the feeds that it names itself (`<link rel="alternate">`)."""

    addresses: tuple[str, ...]
