"""Names and their initials: "Organization for Security and Co-operation in Europe" is "OSCE"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.values.span import Span

SMALL = frozenset("a an and at de des du for from in la les of on the to y".split())  # they lend no letter
_IN_BRACKETS = re.compile(r" \((?P<letters>[A-Z]{3,8})\)")
_WORD = re.compile(r"[\w’'&./-]+")
_LONGEST = 160  # characters of a name
_WORDS = 14  # and words


def initials(words: Sequence[str]) -> str:
    """The first letters of words that begin with a capital, small words left out; "" where another has none."""
    told = [word for word in words if word.lower() not in SMALL]
    return "".join(word[0] for word in told) if all(word[:1].isupper() for word in told) else ""


def spelled_out(text: str) -> Iterator[Span]:
    """The names that stand in front of their own initials in brackets, in order."""
    for match in _IN_BRACKETS.finditer(text) if "(" in text else ():
        start = max(0, match.start() - _LONGEST)
        words = list(_WORD.finditer(text, start, match.start()))[-_WORDS:]
        for first in range(len(words) - 1, -1, -1):
            if initials([word[0] for word in words[first:]]) == match["letters"]:
                yield Span(words[first].start(), match.start())
                break
