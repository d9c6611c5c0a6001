"""Stretches of words that two texts have in a row, and the best chain of them.

Source: Abouelhoda and Ohlebusch, "Chaining Algorithms for Multiple Genome Comparison", 2005; with a jump that costs the
more the farther it goes, and may go back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

PASSAGE = 150  # words, a minute of speech: what is farther apart is from two passages
_MOST_STRETCHES = 120  # that are joined to a chain, the longest of them; of a short quotation fewer
_MOST_HITS = 40  # places of one pair of words that are looked at: of a pair in more there are better ones beside it
_FAR = 4.0  # words that a stretch behind a far jump must bring to be worth it


class Stretch(NamedTuple):
    """Words that both have in a row."""

    new: int
    old: int
    length: int


def places_in_a_row(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Where all words of `new` stand in a row in `old`; places do not overlap."""
    whole, wanted = ("\n".join(("", *words, "")) for words in (old, new))
    found, at, word, counted = [], whole.find(wanted), 0, 0
    while at >= 0:
        word += whole.count("\n", counted, at)
        counted = at
        found.append(word)
        at = whole.find(wanted, at + len(wanted) - 1)
    return found


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Words in a row that both have, two at least, each stretch as long as it goes."""
    if len(new) == 1:
        return
    places = defaultdict(list)
    for at, pair in enumerate(pairwise(new)):
        places[pair].append(at)
    hits: defaultdict[tuple[str, str], int] = defaultdict(int)
    reached: dict[int, int] = {}  # diagonal -> word of the text up to which it is in a stretch
    for at, pair in enumerate(pairwise(old)):
        if pair not in places or hits[pair] >= _MOST_HITS:
            continue
        for there in places[pair][:_MOST_HITS]:
            if reached.get(at - there, 0) <= at:
                hits[pair] += 1
                length = _in_common(old, new, at, there)
                reached[at - there] = at + length
                yield Stretch(there, at, length)


def _in_common(old: Sequence[str], new: Sequence[str], at: int, there: int) -> int:
    length, most = 2, min(len(old) - at, len(new) - there)
    while length < most and old[at + length] == new[there + length]:
        length += 1
    return length


def _longest(stretches: Iterable[Stretch], most: int) -> list[Stretch]:
    longest = sorted(stretches, key=lambda one: (-one.length, one.old, one.new))[:most]
    return sorted(longest)


def best_chain(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """The stretches of two words and more that account for most of `new`, jumps counted off; cut where they overlap.

    In the order of `new`. Cost: linear in the words of both, and _MOST_STRETCHES squared.
    """
    stretches = _longest(_stretches(old, new), min(_MOST_STRETCHES, 40 + len(new) // 2))
    best: list[tuple[float, int, Stretch]] = []  # with this one at the end: worth, the one before, the rest of it
    for one in stretches:
        worth, before, rest = float(one.length), -1, one
        # From the last, which is mostly worth most, so that few others need a look; of equals the first is taken.
        for at in range(len(best) - 1, -1, -1):
            so_far, _, last = best[at]
            if so_far + one.length < worth:
                continue  # with the whole of it and no jump it would be worth less
            cut = _behind(last, one)
            reached = so_far + cut.length - _jump(last, cut) if cut is not None else 0.0
            if cut is not None and (reached > worth or (reached == worth and before >= 0)):
                worth, before, rest = reached, at, cut
        best.append((worth, before, rest))
    chain = []
    at = max(range(len(best)), key=lambda one: best[one][0]) if best else -1
    while at >= 0:
        chain.append(best[at][2])
        at = best[at][1]
    return _without_overlaps(chain[::-1])


def _behind(last: Stretch, one: Stretch) -> Stretch | None:
    """What is left of a stretch behind another one: later in the quotation, and not on the same words of the text."""
    new_end, old_end = last.new + last.length, last.old + last.length
    cut = max(0, new_end - one.new)
    if last.old <= one.old + cut < old_end:
        cut += old_end - (one.old + cut)
    if cut >= one.length or (one.old + cut < last.old < one.old + one.length):
        return None
    return Stretch(one.new + cut, one.old + cut, one.length - cut)


def _without_overlaps(chain: Sequence[Stretch]) -> list[Stretch]:
    """Of two on the same words of the text, which only those behind a jump back can be, the first."""
    taken: set[int] = set()
    kept = []
    for one in chain:
        words = range(one.old, one.old + one.length)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(one)
    return kept


def _jump(last: Stretch, one: Stretch) -> float:
    """What it costs to go on here, in words."""
    left_out, other = one.old - last.old - last.length, one.new - last.new - last.length
    if is_far(last, one):
        return _FAR
    return 0.5 * log2(1 + abs(left_out - other))


def is_far(last: Stretch, one: Stretch) -> bool:
    return not 0 <= one.old - last.old - last.length <= PASSAGE
