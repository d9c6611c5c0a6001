"""UTF-8 that was read as windows-1252 and lost signs besides: "Moscow??™s", "â€œWe are readyâ€?".

What a decoder could not turn back, because bytes were replaced, is read as what it was, in place: the sign and
zero-width fillings, so that nothing moves. See WHATWG Encoding for windows-1252, and RFC 3629 for UTF-8.
"""

from __future__ import annotations

import re

_ZERO_WIDTH = "\u200b"
# The third byte of E2 80 xx as windows-1252 shows it, and the sign it ends.
_SIGNS = {
    "™": "’",
    "˜": "‘",
    "œ": "“",
    "\x9d": "”",
    "š": "‚",
    "ž": "„",
    "¦": "…",
    "¢": "•",
    "“": "–",
    "”": "—",
}
# Of these the last two also end a question in earnest ("Really??” she asked"): only where others show what happened.
_SURE = re.compile("(?:â€|â\\?|\\?€|\\?\\?)[™˜œ\x9dšž¦¢]|â€[“”]")
_UNSURE = re.compile("(?:â\\?|\\?€|\\?\\?)[“”]")
# 9D is no sign in windows-1252, so that of the closing mark nothing but a question mark is left.
_CLOSING = re.compile(r"(?:â€|â\?)\?|(?<=[\w.,!…])\?\?\?(?=[\s,.;:)]|$)|â€(?=[\s,.;:)]|$)")


def mend_ruins(copy: str) -> str:
    """The same text with ruined signs read as what they were. The length stays. Linear."""
    if not _SURE.search(copy) and "â€" not in copy:
        return copy
    copy = _SURE.sub(_sign, copy)
    copy = _UNSURE.sub(_sign, copy)
    return _CLOSING.sub(_closing, copy)


def _sign(match: re.Match[str]) -> str:
    meant = _SIGNS[match[0][-1]]
    filling = _ZERO_WIDTH * (len(match[0]) - 1)
    return meant + filling if meant in "“„‚" or (meant == "‘") else filling + meant


def _closing(match: re.Match[str]) -> str:
    return _ZERO_WIDTH * (len(match[0]) - 1) + "”"
