"""Words of strangers for eyes: on one line, of a bounded length, with signs for what would steer a terminal."""

from __future__ import annotations

from onrecord.export.marks import UNKNOWN

# Reports are written by strangers: an escape sequence would steer the reader's terminal, a bidi override would turn
# words around. Both are shown as signs instead of obeyed. Line ends stay.
_SIGNS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_SIGNS |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_SIGNS |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def visible(text: str) -> str:
    """The text with every control character shown as a sign. As many code points as before; line ends stay."""
    return text.translate(_SIGNS)


def one_line(text: str) -> str:
    """The text on one line, as in a table's cell."""
    return visible(" ".join(text.split()))


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters; what was cut off leaves a "…"."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def or_unknown(text: str | None) -> str:
    return one_line(text) if text else UNKNOWN
