"""One reading of each place: attributions that claim the same words are one, or one inside another, or one is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.inference.decode import Found
from onrecord.values.span import Span

_SAME = 0.5  # of the shorter content's characters; a smaller overlap is a ragged edge
_MUCH_SMALLER = 0.8


@dataclass(frozen=True, slots=True)
class Read:
    """An attribution the model stands by. inside: the place in the list of the one around it; None: outermost."""

    found: Found
    probability: float
    inside: int | None = None


def resolve(candidates: Sequence[tuple[Found, float]]) -> list[Read]:
    """The surest first; what claims the same words as a surer one is dropped, what lies inside another is nested.

    In the order of the text. Quadratic only among those whose contents overlap.
    """
    kept: list[tuple[Found, float]] = []
    for found, probability in sorted(candidates, key=lambda one: -one[1]):
        if all(_compatible(found, other) for other, _ in kept if _near(found, other)):
            kept.append((found, probability))
    kept.sort(key=lambda one: (one[0].content[0].start, -one[0].content[-1].end))
    return [Read(found, probability, _around(kept, index)) for index, (found, probability) in enumerate(kept)]


def _near(a: Found, b: Found) -> bool:
    return a.content[0].start < b.content[-1].end and b.content[0].start < a.content[-1].end


def _shared(a: Sequence[Span], b: Sequence[Span]) -> int:
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _compatible(a: Found, b: Found) -> bool:
    """Do they share little, or is one, cue and all, a small part of the other?"""
    shared = _shared(a.content, b.content)
    shorter, longer = sorted((_length(a.content), _length(b.content)))
    if shared < _SAME * shorter:
        return True
    return shared == shorter and shorter < _MUCH_SMALLER * longer


def _around(kept: Sequence[tuple[Found, float]], index: int) -> int | None:
    """The smallest content that holds this one whole."""
    own = kept[index][0].content
    length = _length(own)
    around = None
    for other in range(index - 1, -1, -1):
        content = kept[other][0].content
        size = _length(content)
        if _shared(own, content) == length < size and (around is None or size < _length(kept[around][0].content)):
            around = other
    return around
