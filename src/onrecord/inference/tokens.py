"""The words of a report as the model counts them: places in arrays, paragraphs as ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.values.span import Span

_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
_WORD = rf"[^\W_](?:[\w{_INVISIBLE}]|[\-.&](?=\w)|(?<=\d),(?=\d\d\d))*"
_TOKEN = re.compile(rf"{_WORD}|['’](?:s|S)\b|[^\w\s{_INVISIBLE}]|_+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """starts, ends: code-point offsets of each token, in order. texts: their characters.

    paragraphs: [first, last) token of each paragraph that has any.
    """

    starts: list[int]
    ends: list[int]
    texts: list[str]
    paragraphs: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.starts)


def tokens_of(reading: str, paragraphs: Sequence[Span]) -> Tokens:
    """Cut the paragraphs into words and marks; a possessive "'s" is a word of its own. Linear in their length."""
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str] = []
    ranges: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        first = len(starts)
        for match in _TOKEN.finditer(reading, paragraph.start, paragraph.end):
            starts.append(match.start())
            ends.append(match.end())
            texts.append(match[0])
        if len(starts) > first:
            ranges.append((first, len(starts)))
    return Tokens(starts, ends, texts, ranges)
