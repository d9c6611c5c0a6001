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
_BYTE_ORDER_MARKS = b"\xef\xbb\xbf\xff\xfe"


def form_of_name(name: str) -> str | None:
    """The form by the ending of a file name, ".gz" aside; None when the ending says nothing."""
    found = _ENDING.search(name.lower().removesuffix(".gz"))
    return _ENDINGS.get(found[0]) if found else None


def form_of_head(head: bytes) -> str:
    """The form by the first bytes, after gzip: "warc", "jsonl", "html", else "text"."""
    # UTF-16 has a NUL beside each of the characters looked for.
    start = head[:1024].replace(b"\0", b"").lstrip(_BYTE_ORDER_MARKS).lstrip()
    if start.startswith((b"WARC/", b"filedesc://")):
        return "warc"
    if _JSON_LINES.match(start):
        return "jsonl"
    return "html" if _HTML.match(start) else "text"
