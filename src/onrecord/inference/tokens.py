"""The words of a report as the model counts them: places in arrays, paragraphs as ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from onrecord.values.span import Span

_INVISIBLE = "\u00ad\u200b-\u200d\u2060"
_WORD = rf"[^\W_](?:[\w{_INVISIBLE}]|[\-.&](?=\w)|(?<=\d),(?=\d\d\d))*"
_TOKEN = re.compile(rf"{_WORD}|['’](?:s|S)\b|[^\w\s{_INVISIBLE}]|_+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """starts, ends: code-point offsets of each token, in order. texts: their characters.

    paragraphs: [first, last) token of each paragraph that has any.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    texts: list[str]
    paragraphs: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, first: int, last: int) -> Span:
        """From the first character of token `first` to the last of token `last` - 1."""
        return Span(self.starts.item(first), self.ends.item(last - 1))

    def inside(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        """[first, last) of the tokens that begin inside each span."""
        if not spans:
            return []
        places = np.searchsorted(self.starts, [(span.start, span.end) for span in spans], side="left")
        return [(first, last) for first, last in places.tolist()]


def tokens_of(reading: str, paragraphs: Sequence[Span]) -> Tokens:
    """Cut the paragraphs into words and marks; a possessive "'s" is a word of its own. Linear in their length."""
    places: list[tuple[int, int]] = []
    ranges: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        first = len(places)
        places += map(re.Match.span, _TOKEN.finditer(reading, paragraph.start, paragraph.end))
        if len(places) > first:
            ranges.append((first, len(places)))
    texts = [reading[start:end] for start, end in places]
    both = np.fromiter(chain.from_iterable(places), dtype=np.int64, count=2 * len(places)).reshape(-1, 2)
    return Tokens(both[:, 0].copy(), both[:, 1].copy(), texts, ranges)
