"""What a user names to be watched: addresses of feeds, and files that list such addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from onrecord.errors import BadRequest, UnreadableInput
from onrecord.pages.feeds import read_feed
from onrecord.pages.opening import READ_ERRORS, explained, opened, origin_of, read_bounded
from onrecord.pages.options import MAX_BYTES
from onrecord.values.feed import FeedList

_LISTS = (".opml", ".xml")
_ADDRESS = re.compile(r"https?:[/\\]", re.IGNORECASE)


def is_address(given: str) -> bool:
    """Is this meant as an address on the web, and not as a path? It may still be a bad one."""
    return _ADDRESS.match(given) is not None


def addresses_of(given: Sequence[str], say: Callable[[str], None]) -> tuple[str, ...]:
    """The addresses to watch, each once, in their order. say: called with what is odd about a list.

    Raises UnreadableInput for a file that is no list of feeds, BadRequest for what is neither address nor file.
    """
    found: list[str] = []
    for one in given:
        found.extend([one] if is_address(one) else _in_file(one, say))
    return tuple(dict.fromkeys(found))


def _in_file(path: str, say: Callable[[str], None]) -> tuple[str, ...]:
    file = Path(path)
    if not path or (not file.exists() and file.suffix.lower() not in _LISTS):
        raise BadRequest(
            f"{path!r} is no file and no address",
            remedy=f"write addresses whole, e.g. https://{path or 'example.org/feed.xml'}",
        )
    origin = origin_of(file)
    try:
        with opened(file) as stream:
            content = read_bounded(stream, origin, MAX_BYTES)
    except READ_ERRORS as error:
        raise explained(error, origin) from error
    listed = read_feed(content, origin)
    if not isinstance(listed, FeedList):
        raise UnreadableInput(
            f"{origin}: this is no list of feeds (OPML)",
            remedy="export one from your feed reader, or name feeds by address",
        )
    for remark in listed.remarks:
        say(f"{origin}: {remark}")
    return listed.addresses
