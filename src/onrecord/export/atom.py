"""Statements as an Atom feed (RFC 4287), newest on record first: what tells a reader of feeds that something was said.

Ids are made of the statement's own id, so that the same statement is the same entry wherever its record is served.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from onrecord.export.xml_text import held
from onrecord.store.newest import Came
from onrecord.store.search import Hit
from onrecord.text.found_words import around_found

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_TITLE = 100  # characters of the words
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_NEVER = "1970-01-01T00:00:00Z"  # an Atom feed must have been updated at some time


@dataclass(frozen=True, slots=True)
class Feed:
    """What is told of a feed. root: of the site. path: of the feed; page: of what it is about.

    terms: what was searched for; of long words only the passages around it are told.
    """

    title: str
    root: str
    path: str
    page: str
    terms: tuple[str, ...] = ()


def atom(feed: Feed, came: Sequence[Came]) -> bytes:
    """The feed as an XML document in UTF-8."""
    top = ElementTree.Element("feed", xmlns=_ATOM)
    _text(top, "title", feed.title)
    _text(top, "id", _id(f"feed {feed.path}"))
    _text(top, "updated", max((_moment(one.at) for one in came), default=_NEVER))
    _link(top, "self", feed.root + feed.path, MEDIA_TYPE)
    _link(top, "alternate", feed.root + feed.page, "text/html")
    _text(ElementTree.SubElement(top, "author"), "name", "onrecord")
    _text(top, "generator", "onrecord")
    for one in came:
        _entry(top, feed, one)
    return bytes(ElementTree.tostring(top, encoding="utf-8", xml_declaration=True))


def _entry(top: ElementTree.Element, feed: Feed, came: Came) -> None:
    hit, entry = came.hit, ElementTree.SubElement(top, "entry")
    _text(entry, "title", f"{hit.speaker or 'Unknown'}: {_shortened(hit.words)}")
    _text(entry, "id", _id(f"statement {hit.statement}"))
    _text(entry, "updated", _moment(came.at))
    if hit.published and _DAY.match(hit.published):
        _text(entry, "published", f"{hit.published}T00:00:00Z")
    _link(entry, "alternate", f"{feed.root}/statement/{hit.statement}", "text/html")
    _text(ElementTree.SubElement(entry, "author"), "name", hit.speaker or "Unknown")
    ElementTree.SubElement(entry, "category", term=hit.kind)
    _text(entry, "summary", _circumstances(hit))
    _text(entry, "content", around_found(hit.words, feed.terms))


def _circumstances(hit: Hit) -> str:
    """Where it stands, and when it was said, as far as that is known."""
    agency = f"{hit.wire} (agency)" if hit.wire else None
    said = f"said on {hit.said_on}" if hit.said_on else None
    printed = f"published {hit.published}" if hit.published else None
    return (
        " · ".join(one for one in (hit.outlet or agency, hit.title, said, printed) if one)
        or "nothing is known of its report"
    )


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _TITLE else f"{line[:_TITLE].rsplit(' ', 1)[0]} …"


def _moment(iso: str) -> str:
    """A moment as RFC 3339 has it, in UTC."""
    at = datetime.fromisoformat(iso)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"onrecord {name}").urn


def _text(parent: ElementTree.Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = held(words)


def _link(parent: ElementTree.Element, rel: str, href: str, media_type: str) -> None:
    ElementTree.SubElement(parent, "link", rel=rel, href=held(href), type=media_type)
