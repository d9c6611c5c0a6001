"""The words around each cue that its source and content are looked for in: its paragraph, so far as it is near."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.features import CONTENT, CUE, SOURCE, Hint, Ids
from onrecord.inference.tokens import Tokens

REACH = 128  # words before and behind the cue; 99.2 % of gold contents lie inside
_STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
BUCKETS = 2 * len(_STEPS) + 3
PARTS_AT_CUE = 8  # source, cue, content of the relation the rules found at this very cue; +4 for a cue without one

Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Windows:
    """All windows behind one another. cues, at [N]: a cue's token and its row; the others [M]: a row for each word."""

    cues: Longs
    at: Longs
    words: Longs
    owner: Longs
    distance: Longs
    hint: Longs
    bounds: list[tuple[int, int]]


def windows_of(tokens: Tokens, cues: Sequence[int], owners: Ids, hints: Sequence[Hint]) -> Windows:
    """The window of each cue (token numbers, in order)."""
    firsts = [first for first, _ in tokens.paragraphs]
    words, owner, at, bounds, hint = [], [], [], [], []
    size = 0
    for number, cue in enumerate(cues):
        first, last = _reach(tokens.paragraphs, bisect_right(firsts, cue) - 1, cue)
        window = np.arange(first, last)
        words.append(window)
        owner.append(np.full(last - first, number))
        at.append(size + cue - first)
        bounds.append((size, size + last - first))
        hint.append(_at_cue(tokens, first, last, hints[owners[cue]] if owners[cue] >= 0 else None, cue))
        size += last - first
    if not words:
        empty = np.zeros(0, dtype=np.int64)
        return Windows(empty, empty, empty, empty, empty, empty, [])
    flat, owned = np.concatenate(words), np.concatenate(owner)
    numbers = np.asarray(cues, dtype=np.int64)
    return Windows(numbers, np.asarray(at), flat, owned, _buckets(flat - numbers[owned]), np.concatenate(hint), bounds)


def _reach(paragraphs: Sequence[tuple[int, int]], index: int, cue: int) -> tuple[int, int]:
    first, last = paragraphs[index]
    return max(first, cue - REACH), min(last, cue + REACH + 1)


def _buckets(distance: Longs) -> Longs:
    """Signed distance on a scale that grows coarser; the cue itself in the middle."""
    size = np.searchsorted(np.asarray(_STEPS), np.abs(distance), side="right")
    found: Longs = np.sign(distance) * size + len(_STEPS) + 1
    return found


def _at_cue(tokens: Tokens, first: int, last: int, hint: Hint | None, cue: int) -> Longs:
    """For each word of the window, its part in the relation that the rules found with this cue."""
    parts = np.zeros(last - first, dtype=np.int64)
    if hint is None:
        return parts
    at = int(tokens.starts[cue])
    is_cue = any(span.start <= at < span.end for span in hint.cue)
    if not is_cue:
        return parts
    parts += 4
    for part, spans in ((CONTENT, hint.content), (SOURCE, hint.source), (CUE, hint.cue)):
        for a, b in tokens.inside(spans):
            parts[max(a - first, 0) : max(b - first, 0)] = 4 + part
    return parts
