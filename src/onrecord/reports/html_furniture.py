"""Furniture that the markup shows and furniture that the words show, joined without overlaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.values.report import Furniture, Passage
from onrecord.values.span import Span


def joined(by_markup: Sequence[Furniture], by_words: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """Both in order, without overlaps: what the markup shows counts more. Each is in order and without overlaps."""
    ends = [piece.span.end for piece in by_markup]
    kept = list(by_markup)
    for piece in by_words:
        place = bisect_left(ends, piece.span.start + 1)
        if place == len(by_markup) or by_markup[place].span.start >= piece.span.end:
            kept.append(piece)
    return tuple(sorted(kept, key=lambda piece: piece.span))


def without_overlaps(furniture: Iterable[Furniture], lines: Iterable[Span]) -> tuple[Furniture, ...]:
    """All in order, each character at most once. lines: the report's paragraphs.

    A piece that is a whole line wins; of others, as left-over tags, only what lies outside of these is kept.
    """
    whole_lines = frozenset(lines)
    kept: list[Furniture] = []
    rest: list[Furniture] = []
    for piece in sorted(furniture, key=lambda piece: piece.span):
        is_line = piece.span in whole_lines and (not kept or kept[-1].span.end <= piece.span.start)
        (kept if is_line else rest).append(piece)
    taken = [piece.span for piece in kept]
    at = 0
    for piece in rest:
        kept += [replace(piece, span=span) for span in _outside(piece.span, at, taken)]
        at = max(at, piece.span.end)
    return tuple(sorted(kept, key=lambda piece: piece.span))


def _outside(span: Span, start: int, taken: Sequence[Span]) -> Iterator[Span]:
    """What of a span lies behind `start` and in none of `taken`, which are in order and without overlaps."""
    at = max(start, span.start)
    for index in range(bisect_right(taken, at, key=lambda one: one.end), len(taken)):
        if taken[index].start >= span.end:
            break
        if at < taken[index].start:
            yield Span(at, taken[index].start)
        at = taken[index].end
    if at < span.end:
        yield Span(at, span.end)


def inside_paragraphs(passages: Iterable[Passage], paragraphs: Sequence[Span]) -> tuple[Passage, ...]:
    """Of each passage what lies in a paragraph, a piece for each; nothing of those in furniture. Both in order."""
    kept: list[Passage] = []
    for passage in passages:
        span = passage.span
        for index in range(bisect_right(paragraphs, span.start, key=lambda one: one.end), len(paragraphs)):
            paragraph = paragraphs[index]
            if paragraph.start >= span.end:
                break
            shared = Span(max(span.start, paragraph.start), min(span.end, paragraph.end))
            kept.append(replace(passage, span=shared))
    return tuple(kept)
