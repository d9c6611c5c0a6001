"""One reading of each place: attributions that claim the same words are one, or one inside another, or one is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.inference.decode import Found
from onrecord.values.span import Span, hull, length, shared_length

_SAME = 0.5  # of the shorter content's characters; a smaller overlap is a ragged edge
_MUCH_SMALLER = 0.8
_PAGE = 256  # characters; a content is looked for on its own pages only


@dataclass(frozen=True, slots=True)
class Read:
    """An attribution the model stands by. inside: the place in the list of the one around it; None: outermost."""

    found: Found
    probability: float
    inside: int | None = None


def resolve(candidates: Sequence[tuple[Found, float]]) -> list[Read]:
    """The surest first; what claims the same words as a surer one is dropped, what lies inside another is nested.

    In the order of the text. Linear but for those whose contents overlap.
    """
    kept = _Shelf()
    for found, probability in sorted(candidates, key=lambda one: (-one[1], one[0].head)):
        near = [other for other, _ in kept.near(found)]
        if all(_compatible(found, other) for other in near):
            kept.put(_without_edges(found, near), probability)
    order = sorted(kept.all, key=lambda one: (one[0].content[0].start, -one[0].content[-1].end))
    places = {id(found): place for place, (found, _) in enumerate(order)}
    return [
        Read(found, probability, None if around is None else places[id(around)])
        for found, probability in order
        for around in [_around(found, kept)]
    ]


class _Shelf:
    """Findings by the pages of the text that their contents touch."""

    def __init__(self) -> None:
        self.all: list[tuple[Found, float]] = []
        self._pages: dict[int, list[int]] = defaultdict(list)

    def put(self, found: Found, probability: float) -> None:
        for page in _pages(found):
            self._pages[page].append(len(self.all))
        self.all.append((found, probability))

    def near(self, found: Found) -> list[tuple[Found, float]]:
        """Those that touch a page that `found` touches."""
        return [self.all[i] for i in sorted({i for page in _pages(found) for i in self._pages.get(page, ())})]


def _pages(found: Found) -> Iterator[int]:
    for span in found.content:
        yield from range(span.start // _PAGE, span.end // _PAGE + 1)


def _compatible(a: Found, b: Found) -> bool:
    """Do they share little, or is one, cue and all, a small part of the other?"""
    shared = shared_length(a.content, b.content)
    if not shared:
        return True
    shorter, longer = sorted((length(a.content), length(b.content)))
    if shared < _SAME * shorter:
        return True
    inner, outer = (a, b) if length(a.content) == shorter else (b, a)
    return shared == shorter and shorter < _MUCH_SMALLER * longer and _is_reported_in(inner, outer)


def _is_reported_in(inner: Found, outer: Found) -> bool:
    """Does somebody else say it within the words of the other? Else both are readings of the same saying."""
    reach = hull(outer.content)
    return all(reach.contains(cue) for cue in inner.cue) and (not inner.source or inner.source != outer.source)


def _without_edges(found: Found, surer: Sequence[Found]) -> Found:
    """Less the words that a surer one has, too, where neither lies inside the other: they cannot be said twice."""
    content = found.content
    for other in surer:
        shared = shared_length(found.content, other.content)
        if 0 < shared < min(length(found.content), length(other.content)):
            content = tuple(piece for span in content for piece in _less(span, other.content))
    return replace(found, content=content or found.content)


def _less(span: Span, taken: Sequence[Span]) -> list[Span]:
    """What is left of a span in front of, between and behind others."""
    pieces, start = [], span.start
    for other in sorted(taken):
        if other.end <= start or other.start >= span.end:
            continue
        if other.start > start:
            pieces.append(Span(start, other.start))
        start = max(start, other.end)
    return [*pieces, Span(start, span.end)] if start < span.end else pieces


def _around(found: Found, kept: _Shelf) -> Found | None:
    """The finding with the smallest content that holds this one whole."""
    size = length(found.content)
    holding = [
        (length(other.content), other.content[0].start, other)
        for other, _ in kept.near(found)
        if length(other.content) > size and shared_length(found.content, other.content) == size
    ]
    return min(holding, key=lambda one: one[:2])[2] if holding else None
