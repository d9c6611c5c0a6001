"""A place in a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of Unicode code points in a report's text. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`. Raises ValueError when there are none."""
    together = tuple(spans)
    return Span(min(s.start for s in together), max(s.end for s in together))


def length(spans: Iterable[Span]) -> int:
    """Characters in all of `spans` together."""
    return sum(span.end - span.start for span in spans)


def shared_length(spans: Iterable[Span], others: Sequence[Span]) -> int:
    """Characters that lie in one of `spans` and in one of `others`; neither overlaps itself."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in others)


def words_at(spans: Iterable[Span], text: str, joint: str = " … ") -> str:
    """The words at several places, joined so that a reader sees the gap."""
    return joint.join(span.of(text) for span in spans)
