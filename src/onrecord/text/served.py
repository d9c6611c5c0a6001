"""The encoding that a server or a person named: it counts more than what the page says of itself.

Order of the WHATWG (Encoding, 6.1; HTML, 13.2.3): byte order mark, server, page, what the bytes look like. With one
exception: bytes that are valid UTF-8 are read as such, as other encodings do not form it by accident.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.text.charsets import codec_of_label, known_codec

_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w:.+-]{2,40})", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # that of UTF-32 begins like one of them
_NAMED = re.compile(r"read as (\S+), which (?:the server names|was named)")
_SEVEN_BITS = ("iso2022", "hz", "utf-7")


@dataclass(frozen=True, slots=True)
class Served:
    """encoding: the one to decode with, None to find it out. text: decoded already, where bytes had to be replaced."""

    encoding: str | None = None
    text: str | None = None
    flags: tuple[str, ...] = ()


def charset_in(content_type: str | None) -> str | None:
    """The charset of a Content-Type header, None when it names none."""
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def served_encoding(content: bytes, label: str | None) -> Served:
    """What the server's label is worth for these bytes. Cost: linear."""
    if not label or content.startswith(_MARKS):
        return Served()
    name = codec_of_label(label)
    if name is None:
        return Served(flags=(f"the server names an encoding that nobody knows: {label}",))
    if name.startswith("utf-16"):
        return Served()  # without a byte order mark it is told by its bytes
    if not name.startswith(_SEVEN_BITS) and _fits(content, "utf-8"):
        is_other = name != "utf-8" and not content.isascii()
        return Served("utf-8", None, (f"read as UTF-8, not as {name}, which the server names",) if is_other else ())
    if _fits(content, name):
        return Served(name, None, (f"read as {name}, which the server names",))
    return _with_damage(content, name)


def named_encoding(flags: Iterable[str]) -> str | None:
    """Python's name of the encoding in which a report was read because it was named, as its flags tell; else None."""
    return next((found[1] for found in map(_NAMED.fullmatch, flags) if found), None)


def telling_encoding(content: bytes, label: str | None) -> str | None:
    """Python's name of an encoding that somebody named; None where the bytes are read alike without it."""
    name = known_codec(label) if label else None
    if name is None or content.startswith(_MARKS):
        return None
    try:
        return None if content.decode("utf-8") == content.decode(name) else name
    except UnicodeError:
        return name


def flag_of(name: str) -> str:
    """What a report says that was read in an encoding which a person named; `named_encoding` reads it."""
    return f"read as {name}, which was named"


def _with_damage(content: bytes, name: str) -> Served:
    text = content.decode(name, "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if 10 * text.count("\ufffd") > foreign:
        return Served(flags=(f"not {name} as the server says",))
    return Served(name, text, (f"read as {name}, which the server names", "damaged bytes replaced"))


def _fits(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except UnicodeDecodeError:
        return False
    return True
