"""JSON Feed (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from typing import Any

from onrecord.errors import UnreadableInput
from onrecord.pages.feed_links import absolute
from onrecord.pages.feed_xml import LONGEST, LONGEST_TEXT, MAX_ITEMS, digest, useless
from onrecord.values.feed import Feed, FeedItem


def read_json_feed(text: str, address: str) -> Feed:
    """Read a JSON Feed. Raises UnreadableInput for other JSON. An item at fault costs itself only."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _none(address, f"this begins like JSON and is none ({type(error).__name__})") from error
    if not isinstance(found, dict) or not _is_feed(found):
        raise _none(address, "this is JSON, but no JSON Feed")
    listed: list[Any] = found["items"]
    items = [_item(one, address) for one in listed[:MAX_ITEMS]]
    once = {item.id: item for item in reversed(items) if item}
    remarks = [f"only the first {MAX_ITEMS:,} of {len(listed):,} items were taken"] if len(listed) > MAX_ITEMS else []
    return Feed(_text(found.get("title")), tuple(reversed(once.values())), (*remarks, *useless(items.count(None))))


def _is_feed(found: dict[str, Any]) -> bool:
    return "jsonfeed.org" in str(found.get("version"))[:100] and isinstance(found.get("items"), list)


def _none(address: str, what: str) -> UnreadableInput:
    return UnreadableInput(f"{address}: {what}", "give the address of an RSS, Atom or JSON feed")


def _item(one: Any, address: str) -> FeedItem | None:
    if not isinstance(one, dict):
        return None
    link, title = absolute(address, one.get("url")), _text(one.get("title"))
    listed = _text(one.get("date_published")) or _text(one.get("date_modified"))
    content = one.get("content_html")
    if not isinstance(content, str) or not content.strip() or len(content) > LONGEST_TEXT:
        content = None
    if link is None and content is None:
        return None
    given = one.get("id")
    id_ = _text(str(given)) if isinstance(given, str | int) else None
    return FeedItem(id_ or link or digest(f"{title}|{listed}|{content}"), link, title, listed, content)


def _text(value: object) -> str | None:
    return (" ".join(value[: 2 * LONGEST].split())[:LONGEST] or None) if isinstance(value, str) else None
