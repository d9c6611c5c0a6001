"""Patterns tried only where they can match: most of a text is no date."""

from __future__ import annotations

import re
from collections.abc import Iterator


def each(pattern: re.Pattern[str], anchor: re.Pattern[str], text: str, reach: int = 0) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, tried only near an `anchor`: most of a text is no date.

    Every match of `pattern` must begin where one of `anchor` does, or at most `reach` characters before.
    """
    at = 0
    for found in anchor.finditer(text):
        place = found.start()
        at = max(at, place - reach)
        while at <= place:
            match = pattern.match(text, at)
            at = match.end() if match else at + 1
            if match:
                yield match
