"""From bytes to text, once: encoding, mojibake, and what no store can hold."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import UnreadableInput
from onrecord.text.beyond_ascii import stretches_beyond_ascii
from onrecord.text.binary import refuse_binary, refuse_controls
from onrecord.text.charsets import declared_encoding, guess_encoding, known_codec, unmarked_utf16

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OF_BROWSERS = "cp1252"  # what they take for a page that says nothing of itself
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ODD = re.compile("[\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
# A line, or this much of one. A damaged sign cut in two at such a border stays damaged; lines that long are rare.
_PIECE = re.compile(r"[^\n]{0,20000}\n?")
_SIGNS = re.compile(r"[^\x00-\x7f]+")
_BESIDE = 3  # characters beside a sign beyond ASCII: damage shows in these, and looking only there is quick
_NEVER_ALONE = frozenset("‘’“”–—…•©®·«»\u00a0")  # one of these among ASCII is as it should be


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as decoded. `encoding`: Python's name. `flags`: what a reader must know, e.g. "mojibake repaired"."""

    text: str
    encoding: str
    flags: tuple[str, ...]


def decode(content: bytes, *, origin: str, encoding: str | None = None, last_resort: str | None = None) -> Decoded:
    """Decode bytes: byte order mark (dropped), then the named encoding, UTF-8, UTF-16, and what the bytes look like.

    last_resort: Python's name of the encoding for bytes that look like none; without it they are refused.
    Line ends and everything else stay as they are. Cost: linear.
    Raises UnreadableInput for what is empty, blank, no text, or not in the named encoding.
    """
    refuse_binary(content, origin)
    decoded = _marked(content) or (
        _named(content, origin, encoding) if encoding else _detected(content, origin, last_resort)
    )
    return _checked(decoded, origin)


def decode_html(content: bytes, *, origin: str, encoding: str | None = None) -> Decoded:
    """Decode a page: as `decode`, but what its own head declares counts more than what the bytes look like.

    Valid UTF-8 beats a declaration: other encodings do not form it by accident.
    """
    is_marked = content.startswith(tuple(mark for mark, _ in _MARKS))
    declared = None if encoding or is_marked else declared_encoding(content)
    if declared is None or (_utf8(content) and not declared.startswith("iso2022")):
        return decode(content, origin=origin, encoding=encoding, last_resort=_OF_BROWSERS)
    refuse_binary(content, origin)
    decoded = _with_damage(content, declared)
    if decoded is None:
        other = decode(content, origin=origin, last_resort=_OF_BROWSERS)
        return Decoded(other.text, other.encoding, (f"not {declared} as the page declares", *other.flags))
    return _checked(decoded, origin)


def decoded_already(text: str, *, origin: str) -> Decoded:
    """The same care for text that came decoded, as in .jsonl: mojibake, lone surrogates, blank text."""
    return _checked(Decoded(text, "utf-8", ()), origin)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace what no store can hold, lone surrogates and NUL, by U+FFFD. The length stays, so offsets hold.

    Returns the text and flags for what was replaced; bidi controls are kept and flagged, since they can hide words.
    """
    if "\0" not in text and (text.isascii() or not _has_odd_signs(text)):
        return text, ()
    flags = []
    if _LONE_SURROGATE.search(text):
        text = _LONE_SURROGATE.sub("\ufffd", text)
        flags.append("lone surrogates replaced")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
        flags.append("NUL characters replaced")
    if _BIDI_CONTROL.search(text):
        flags.append("bidi controls")
    return text, tuple(flags)


def _has_odd_signs(text: str) -> bool:
    return any(_ODD.search(text, *stretch) for stretch in stretches_beyond_ascii(text))


def repair_mojibake(text: str) -> tuple[str, bool]:
    """Text whose UTF-8 was once read as something else, read rightly; and whether anything was.

    Touches nothing else: quotation marks, ligatures, widths and entities stay.
    """
    if text.isascii():
        return text, False
    if not _may_be_damaged(text):
        return text, False
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415  # slow to load, and not needed for help

    gently = TextFixerConfig(unescape_html=False, uncurl_quotes=False, explain=False)
    pieces = _PIECE.findall(text)
    repaired = "".join(fix_encoding(piece, gently) if _may_be_damaged(piece) else piece for piece in pieces)
    return repaired, repaired != text


def _may_be_damaged(text: str) -> bool:
    from ftfy.badness import is_bad  # noqa: PLC0415  # slow to load, and not needed for help

    return is_bad("\n".join(dict.fromkeys(_beside_signs(text))))  # each once: a language has the same signs all over


def _beside_signs(text: str) -> Iterator[str]:
    """The stretches of a text that may show damage."""
    for stretch in stretches_beyond_ascii(text):
        for signs in _SIGNS.finditer(text, *stretch):
            if signs[0] not in _NEVER_ALONE:
                yield text[max(0, signs.start() - _BESIDE) : signs.end() + _BESIDE]


def _checked(decoded: Decoded, origin: str) -> Decoded:
    refuse_controls(decoded.text, origin)
    if not decoded.text or decoded.text.isspace():
        raise UnreadableInput(
            f"{origin}: there is nothing but white space", "check how it was saved, and read it again"
        )
    text, was_mojibake = repair_mojibake(decoded.text)
    text, cleaned = clean(text)
    repaired = ("mojibake repaired",) if was_mojibake else ()
    return Decoded(text, decoded.encoding, decoded.flags + repaired + cleaned)


def _marked(content: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _lossy(content[len(mark) :], name)
    return None


def _named(content: bytes, origin: str, encoding: str) -> Decoded:
    name = known_codec(encoding)
    if name is None:
        raise UnreadableInput(
            f"{origin}: no encoding is called {encoding!r}", "name it as Python does, e.g. --encoding windows-1251"
        )
    try:
        return Decoded(content.decode(name), name, ())
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{origin}: byte {error.start} is not {encoding}",
            "name another encoding with --encoding, or none to have it found out",
        ) from error


def _detected(content: bytes, origin: str, last_resort: str | None) -> Decoded:
    utf16 = unmarked_utf16(content)
    if utf16:
        return _lossy(content, utf16)
    found = _utf8(content) or _with_damage(content, "utf-8")
    return found or _guessed(content, origin, last_resort)


def _utf8(content: bytes) -> Decoded | None:
    try:
        return Decoded(content.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        return None


def _guessed(content: bytes, origin: str, last_resort: str | None) -> Decoded:
    name = guess_encoding(content)
    if name is None and last_resort:
        decoded = _lossy(content, last_resort)
        flag = f"encoding not found out: read as {last_resort}, as browsers do"
        return Decoded(decoded.text, last_resort, (flag, *decoded.flags))
    if name is None:
        raise UnreadableInput(
            f"{origin}: the encoding could not be found out", "name it with --encoding, e.g. --encoding windows-1251"
        )
    decoded = _lossy(content, name)
    return Decoded(decoded.text, name, (f"encoding guessed: {name}", *decoded.flags))


def _with_damage(content: bytes, name: str) -> Decoded | None:
    """As `name`, with damaged bytes replaced when they are few; None when so many do not fit that it is another."""
    decoded = _lossy(content, name)
    text = decoded.text
    if not decoded.flags:
        return decoded
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return decoded if 10 * text.count("\ufffd") <= foreign else None


def _lossy(content: bytes, name: str) -> Decoded:
    try:
        return Decoded(content.decode(name), name, ())
    except UnicodeDecodeError:
        return Decoded(content.decode(name, "replace"), name, ("damaged bytes replaced",))
