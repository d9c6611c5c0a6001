"""Markup that was left in a text: boxes for pictures, captions, scripts and other articles, and single tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from onrecord.reports.line_forms import reads_like_a_sentence
from onrecord.text.reading_copy import TAG
from onrecord.values.report import Furniture, FurnitureKind
from onrecord.values.span import Span

_LINE = re.compile(r"^[^\n<]*+<[^\n]*", re.MULTILINE)
# What stands inside these elements is no running text, whatever it looks like.
_BOX_OPENS = re.compile(
    r"<(figure|figcaption|script|style|aside|nav|form|button|iframe|noscript|select|svg)\b[^<>]{0,3000}>", re.IGNORECASE
)
MARKUP, BETWEEN_MARKUP = "left-over markup", "inside a box of left-over markup"  # reasons
_LONGEST_BOX = 5000  # characters; an element that was never closed must not swallow the report


def boxes_in(text: str, paragraphs: Sequence[Span]) -> dict[Span, str]:
    """The paragraphs that are part of a box of left-over markup, each with the reason.

    A line that is mostly tags is a box unless what is left of it reads like a sentence: then it is a report's own
    sentence in its own markup. Cost: linear, up to the sorting.
    """
    if "<" not in text:
        return {}
    boxes = _merged([*_elements(text), *_lines_of_tags(text)])
    inside = {p: MARKUP for p in paragraphs if 2 * _covered(p, boxes) >= len(p)}
    return inside | _between(text, paragraphs, boxes)


def tags_outside(text: str, found: Mapping[Span, str]) -> list[Furniture]:
    """Tags that stand outside the furniture paragraphs, in the middle of a sentence or around the words of a box."""
    if "<" not in text:
        return []
    taken = sorted(found)
    spans = (Span(tag.start(), tag.end()) for tag in TAG.finditer(text))
    return [Furniture(span, MARKUP, FurnitureKind.MARKUP) for span in spans if not _covered(span, taken)]


def _elements(text: str) -> Iterator[Span]:
    at = 0
    while opened := _BOX_OPENS.search(text, at):
        at = opened.end()
        closing = text.find(f"</{opened[1]}", at, at + _LONGEST_BOX)
        end = text.find(">", closing, closing + 40) if closing >= 0 else -1
        if end >= 0:
            at = end + 1
            yield Span(opened.start(), at)


def _lines_of_tags(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        words = line[0].strip()
        rest = TAG.sub(" ", words).strip()
        if words and len(rest) <= 0.6 * len(words) and not reads_like_a_sentence(rest):
            start = line.start() + line[0].index(words)
            yield Span(start, start + len(words))


def _merged(boxes: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for box in sorted(boxes):
        if merged and box.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, box.end))
        else:
            merged.append(box)
    return merged


def _covered(span: Span, boxes: Sequence[Span]) -> int:
    """How many characters of `span` lie in `boxes`, which are in order and apart."""
    first = bisect_right(boxes, span.start, key=lambda box: box.end)
    last = bisect_left(boxes, span.end, key=lambda box: box.start)
    return sum(min(span.end, box.end) - max(span.start, box.start) for box in boxes[first:last])


def _between(text: str, paragraphs: Sequence[Span], boxes: Sequence[Span]) -> dict[Span, str]:
    """Up to three short lines between two neighbouring boxes belong to them, unless one reads like a sentence."""
    found: dict[Span, str] = {}
    for upper, lower in pairwise(boxes):
        first = bisect_left(paragraphs, upper.end, key=lambda p: p.start)
        last = bisect_right(paragraphs, lower.start, key=lambda p: p.end)
        inside = paragraphs[first:last] if last - first <= 3 else ()
        if all(len(p) <= 200 and not reads_like_a_sentence(p.of(text)) for p in inside):
            found |= dict.fromkeys(inside, BETWEEN_MARKUP)
    return found
