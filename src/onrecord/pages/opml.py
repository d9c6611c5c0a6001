"""OPML (http://opml.org/spec2.opml): the list of feeds that every feed reader exports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from xml.parsers import expat

from onrecord.errors import UnreadableInput
from onrecord.pages.feed_links import absolute
from onrecord.pages.markup_head import HARMFUL
from onrecord.values.feed import FeedList

MAX_FEEDS = 5_000
_ATTRIBUTE = re.compile(r"""\bxmlUrl\s{0,9}=\s{0,9}(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')""", re.IGNORECASE)


class _DeclarationError(Exception):
    """An entity is declared."""


def read_opml(text: str, address: str) -> FeedList:
    """The addresses of a list. A list with a bare & in an address, as many are, is read by its attributes alone.

    Raises UnreadableInput when it names no feed, or declares entities.
    """
    remarks: tuple[str, ...] = ()
    try:
        written = _outlines(text)
    except _DeclarationError as error:
        raise UnreadableInput(f"{address}: it declares entities of its own, as traps do", HARMFUL) from error
    except expat.ExpatError as error:
        written = [unescape(match[1] or match[2]) for match in _ATTRIBUTE.finditer(text)]
        remarks = (f"the list is damaged: {error}",)
    addresses = tuple(dict.fromkeys(found for one in written if (found := absolute(address, one))))
    if not addresses:
        raise UnreadableInput(f"{address}: this list names no feed", "export it again from your feed reader")
    if len(addresses) > MAX_FEEDS:
        remarks += (f"only the first {MAX_FEEDS:,} of {len(addresses):,} feeds were taken",)
    return FeedList(addresses[:MAX_FEEDS], remarks)


def _outlines(text: str) -> list[str]:
    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        found.extend(
            value for key, value in attributes.items() if key.lower() == "xmlurl" and name.lower() == "outline"
        )

    def entity(*declared: object) -> None:
        raise _DeclarationError

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    parser.EntityDeclHandler = entity
    parser.Parse(text.encode("utf-8", "replace"), True)
    return found
