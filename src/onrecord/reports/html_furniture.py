"""Furniture that the markup shows and furniture that the words show, joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.values.report import Furniture


def joined(by_markup: Sequence[Furniture], by_words: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """Both in order, without overlaps: what the markup shows counts more. Each is in order and without overlaps."""
    ends = [piece.span.end for piece in by_markup]
    kept = list(by_markup)
    for piece in by_words:
        place = bisect_left(ends, piece.span.start + 1)
        if place == len(by_markup) or by_markup[place].span.start >= piece.span.end:
            kept.append(piece)
    return tuple(sorted(kept, key=lambda piece: piece.span))
