"""The words around each cue that its source and content are looked for in: its paragraph, so far as it is near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.features import CONTENT, CUE, SOURCE, Hint, Ids
from onrecord.inference.tokens import Tokens

REACH = 128  # words before and behind the cue; 99.2 % of gold contents lie inside
_STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
BUCKETS = 2 * len(_STEPS) + 3
PARTS_AT_CUE = 8  # 0: the rules found nothing with this cue; 4 outside, 5 to 7 inside the parts of what they found

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
    if not cues:
        empty = np.zeros(0, dtype=np.int64)
        return Windows(empty, empty, empty, empty, empty, empty, [])
    numbers = np.asarray(cues, dtype=np.int64)
    paragraphs = np.asarray(tokens.paragraphs, dtype=np.int64)
    own = paragraphs[np.searchsorted(paragraphs[:, 0], numbers, side="right") - 1]
    firsts = np.maximum(own[:, 0], numbers - REACH)
    lengths = np.minimum(own[:, 1], numbers + (REACH + 1)) - firsts
    ends = np.cumsum(lengths)
    shift = firsts - (ends - lengths)  # from a row to its token
    owned = np.repeat(np.arange(len(cues)), lengths)
    words = np.arange(ends[-1]) + shift[owned]
    bounds = list(zip((ends - lengths).tolist(), ends.tolist(), strict=True))
    hint = np.zeros(len(words), dtype=np.int64)
    _mark(hint, _relations(tokens, cues, owners, hints), tokens, bounds, shift.tolist())
    return Windows(numbers, numbers - shift, words, owned, _buckets(words - numbers[owned]), hint, bounds)


def _buckets(distance: Longs) -> Longs:
    """Signed distance on a scale that grows coarser; the cue itself in the middle."""
    size = np.searchsorted(np.asarray(_STEPS), np.abs(distance), side="right")
    found: Longs = np.sign(distance) * size + len(_STEPS) + 1
    return found


def _relations(tokens: Tokens, cues: Sequence[int], owners: Ids, hints: Sequence[Hint]) -> Iterator[tuple[int, Hint]]:
    """The relation that the rules found with a cue as its own cue, with the cue's place in `cues`."""
    places, starts = owners[cues].tolist(), tokens.starts[cues].tolist()
    for number, (owner, at) in enumerate(zip(places, starts, strict=True)):
        if owner >= 0 and any(span.start <= at < span.end for span in hints[owner].cue):
            yield number, hints[owner]


def _mark(
    rows: Longs,
    relations: Iterable[tuple[int, Hint]],
    tokens: Tokens,
    bounds: Sequence[tuple[int, int]],
    shift: Sequence[int],
) -> None:
    """Write into `rows`, for each word of a relation's window, its part in the relation."""
    marked = []
    for number, relation in relations:
        rows[slice(*bounds[number])] = 4
        parts = ((CONTENT, relation.content), (SOURCE, relation.source), (CUE, relation.cue))
        marked += [(number, part, span) for part, spans in parts for span in spans]
    for (number, part, _), (a, b) in zip(marked, tokens.inside([span for _, _, span in marked]), strict=True):
        first, last = bounds[number]
        by = shift[number]
        rows[max(a - by, first) : max(min(b - by, last), first)] = 4 + part
