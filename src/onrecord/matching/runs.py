"""Long runs of words that two texts have in common, wherever they stand in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.matching.signatures import RUN

SHORTEST = 8  # words in common in a run, bridged or not: shorter ones are names, titles and turns of phrase
BRIDGE = 3  # words that may differ inside a run, on either side: a changed number, a misread word, a swapped synonym
MOST_PLACES = 12  # of one run of words that are looked at: a text that repeats itself must not cost the square


@dataclass(frozen=True, slots=True)
class Run:
    """`length` words in a row that are the same in both texts; `one` and `other` are the first of them in each."""

    one: int
    other: int
    length: int


Stretch = tuple[Run, ...]
"""Runs in order with at most BRIDGE other words between two of them on either side."""


def common_stretches(one: Sequence[str | None], other: Sequence[str | None]) -> tuple[Stretch, ...]:
    """What the two have in common in stretches of SHORTEST words or more, in the order of `one`.

    No word of either is in two of them; None is equal to nothing. Passages that were put elsewhere are found too.
    Cost: O(n + m) for texts that do not repeat themselves, and at most MOST_PLACES times that.
    """
    long_enough = (stretch for stretch in _bridged(_runs(one, other)) if length_of(stretch) >= SHORTEST)
    return tuple(long_enough)


def length_of(stretch: Stretch) -> int:
    """Words in common."""
    return sum(run.length for run in stretch)


def _runs(one: Sequence[str | None], other: Sequence[str | None]) -> list[Run]:
    """Greedy: at each word of `one` the longest run from there on, near the last one where several are as long."""
    places = _places(other)
    used = [False] * len(other)
    runs: list[Run] = []
    at = expected = 0
    while at + RUN <= len(one):
        candidates = places.get(tuple(one[at : at + RUN]), ())
        best = _longest(one, other, at, [there for there in candidates if not used[there]], used, expected)
        if best is None:
            at += 1
            continue
        runs.append(best)
        used[best.other : best.other + best.length] = [True] * best.length
        at, expected = at + best.length, best.other + best.length
    return runs


def _places(words: Sequence[str | None]) -> dict[tuple[str | None, ...], list[int]]:
    found: dict[tuple[str | None, ...], list[int]] = {}
    for at in range(len(words) - RUN + 1):
        run = tuple(words[at : at + RUN])
        if None not in run:
            places = found.setdefault(run, [])
            if len(places) < MOST_PLACES:
                places.append(at)
    return found


def _longest(
    one: Sequence[str | None],
    other: Sequence[str | None],
    at: int,
    candidates: Sequence[int],
    used: Sequence[bool],
    expected: int,
) -> Run | None:
    best: Run | None = None
    for there in sorted(candidates, key=lambda place: abs(place - expected)):
        length = _extent(one, other, at, there, used)
        if length >= RUN and (best is None or length > best.length):
            best = Run(at, there, length)
    return best


def _extent(one: Sequence[str | None], other: Sequence[str | None], at: int, there: int, used: Sequence[bool]) -> int:
    length = 0
    most = min(len(one) - at, len(other) - there)
    while length < most and not used[there + length] and one[at + length] == other[there + length] is not None:
        length += 1
    return length


def _bridged(runs: Sequence[Run]) -> list[Stretch]:
    stretches: list[list[Run]] = []
    for run in runs:
        before = stretches[-1][-1] if stretches else None
        if before and _goes_on(before, run):
            stretches[-1].append(run)
        else:
            stretches.append([run])
    return [tuple(stretch) for stretch in stretches]


def _goes_on(before: Run, run: Run) -> bool:
    gaps = (run.one - before.one - before.length, run.other - before.other - before.length)
    return min(gaps) >= 0 and max(gaps) <= BRIDGE
