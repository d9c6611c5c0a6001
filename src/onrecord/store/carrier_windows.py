"""Which parts of a long statement are read: where the words asked about are known to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.matching.word_runs import BLOCK
from onrecord.store.wordings import Holder

_NEAR_BLOCKS = 2  # blocks without a run between two windows that are read all the same
_MOST_BLOCKS = 14  # of one wording that are read, and as many more as the words asked about are long
_BEFORE, _BEHIND = BLOCK // 2, BLOCK  # code points that are read around blocks with runs
_OF_BEST = 0.15  # of the weight of a wording's best block, from which on another block of it is read
_WORD = re.compile(r"\w+")


def room_for(length: int) -> int:
    """How many blocks of one wording are read for words of so many code points."""
    return _MOST_BLOCKS + 2 * length // BLOCK


def around(phrase: str, words: str, room: int) -> tuple[tuple[int, int], ...]:
    """The range to read of words in which a phrase stands somewhere: around its first place, else their beginning."""
    looked_for = r"\W+".join(re.escape(word) for word in _WORD.findall(phrase))
    place = re.search(rf"\b{looked_for}\b", words, re.IGNORECASE)
    return ((max(0, place.start() - _BEFORE), place.end() + _BEHIND),) if place else ((0, room * BLOCK),)


def windows_of(holder: Holder, room: int) -> tuple[tuple[int, int], ...]:
    """The ranges of code points to read: where the rarest runs stand, until room for blocks is used up."""
    weights = holder.weights
    blocks = [
        (block, weight)
        for (block, _), weight in zip(holder.blocks, weights, strict=True)
        if weight >= _OF_BEST * max(weights)
    ]
    groups = [[blocks[0]]]
    for one in blocks[1:]:
        if one[0] - groups[-1][-1][0] > _NEAR_BLOCKS + room // _MOST_BLOCKS:
            groups.append([])
        groups[-1].append(one)
    kept: list[tuple[int, int]] = []
    for group in sorted(groups, key=lambda group: -sum(weight for _, weight in group)):
        first, last = group[0][0], group[-1][0]
        if kept and last - first + 2 > room:
            continue
        kept.append((max(0, first * BLOCK - _BEFORE), (last + 1) * BLOCK + _BEHIND))
        room -= last - first + 2
    return tuple(_merged(sorted(kept)))


def _merged(windows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for one in windows:
        if last and one[0] <= last[1]:
            last = (last[0], max(last[1], one[1]))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last
