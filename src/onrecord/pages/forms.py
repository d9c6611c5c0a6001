"""Which form an input has: by its ending, else by its first bytes."""

from __future__ import annotations

import re

_ENDINGS = {
    **dict.fromkeys((".txt", ".md"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "jsonl"),
    **dict.fromkeys((".warc", ".arc", ".wet"), "warc"),
}
ENDINGS_READ = f"{', '.join(_ENDINGS)}, each also with .gz"
_ENDING = re.compile(r"\.[a-z]+$")
_JSON_LINES = re.compile(rb'\{\s*["}]|\[\s*(?:[\[{\]]|$)|\{\s*$')  # "[Updated] …" is text
_HTML = re.compile(
    rb"<(?:!doctype\s+html|\?xml|!--|(?:html|head|body|div|article|section|main|p|h1|table|meta)\b)", re.I
)
_WHOLE_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.I)
_COMMENT = re.compile(rb"<!--.{0,1024}?-->", re.S)
_FEED = re.compile(rb"(?:<[?!][^<>]*>|\s)*<(?:[a-z][\w.-]{0,60}:)?(?:rss|feed|rdf)[\s>]", re.I)
_FEED_ENDS = re.compile(rb"</(?:[a-z][\w.-]{0,60}:)?(?:rss|feed|rdf)\s{0,9}>", re.I)
_TAIL = 4096  # bytes in which the end of a feed is looked for: programs write comments behind it
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"


def form_of_name(name: str) -> str | None:
    """The form by the ending of a file name, ".gz" aside; None when the ending says nothing."""
    found = _ENDING.search(name.lower().removesuffix(".gz"))
    return _ENDINGS.get(found[0]) if found else None


def is_whole_page(head: bytes) -> bool:
    """Do the first bytes announce a web page? Scraped text has tags, too, but does not begin like this."""
    return bool(_WHOLE_PAGE.match(_plain_start(head)))


def is_feed(head: bytes) -> bool:
    """Do the first bytes announce a feed (RSS, Atom), which lists reports?"""
    return _FEED.match(_COMMENT.sub(b"", _plain_start(head))) is not None


def has_feed_end(content: bytes) -> bool:
    """Is a feed there to its end? content: all its bytes."""
    return _FEED_ENDS.search(content[-_TAIL:].replace(b"\0", b"")) is not None


def form_of_head(head: bytes) -> str:
    """The form by the first bytes, after gzip: "warc", "jsonl", "html", else "text"."""
    start = _plain_start(head)
    if start.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if _JSON_LINES.match(start):
        return "jsonl"
    return "html" if _HTML.match(start) else "text"


def _plain_start(head: bytes) -> bytes:
    # UTF-16 has a NUL beside each of the characters looked for.
    return head[:1024].replace(b"\0", b"").lstrip(_BYTE_ORDER_MARKS).lstrip()
