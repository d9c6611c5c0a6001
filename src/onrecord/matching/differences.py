"""What a copy cut, what it added, and what kind of copy that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from onrecord.matching.compare import Match
from onrecord.matching.wording import Wording, folded_words
from onrecord.values.copies import CopyKind, Difference
from onrecord.values.span import Span

FEW = 8  # words: a credit, a "read more", a place
LITTLE = 0.03  # of a text: no more than this is cut or added in a verbatim copy
CHANGED = 0.05  # of the words inside what is shared: from here on a copy has words of its own
SHORTER = 0.8  # a copy of at most this part of the other's words is boiled down rather than reworked


def difference(
    match: Match, copy: Wording, other: Wording, titles: tuple[str | None, str | None] = (None, None)
) -> Difference:
    """What became of `other` in `copy`. match: of the two in this order. titles: of the two, None where unknown."""
    mine = [(run.one, run.one + run.length) for stretch in match.stretches for run in stretch]
    theirs = sorted((run.other, run.other + run.length) for stretch in match.stretches for run in stretch)
    return Difference(
        kind=_kind(match, copy, other, titles),
        share=round(match.one_share, 4),
        of_share=round(match.other_share, 4),
        cut=tuple(other.place(*gap) for gap in _gaps(theirs, len(other))),
        added=tuple(copy.place(*gap) for gap in _gaps(mine, len(copy))),
    )


def _gaps(taken: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """What lies between places in order, before the first and behind the last."""
    for (_, before), (after, _) in pairwise([(0, 0), *taken, (length, length)]):
        if before < after:
            yield before, after


def _kind(match: Match, copy: Wording, other: Wording, titles: tuple[str | None, str | None]) -> CopyKind:
    mine, theirs = _inside(match, side="one"), _inside(match, side="other")
    added, cut = match.one_words - mine > _few(copy), match.other_words - theirs > _few(other)
    has_own_words = mine - match.shared > CHANGED * mine or theirs - match.shared > CHANGED * theirs
    if added and cut:
        return CopyKind.BOILED_DOWN if match.one_words <= SHORTER * match.other_words else CopyKind.REWORKED
    if added:
        return CopyKind.EXTENDED
    if cut:
        return CopyKind.BOILED_DOWN if has_own_words else CopyKind.CUT
    if has_own_words:
        return CopyKind.REWORKED
    return CopyKind.RE_HEADLINED if _differ(*titles) else CopyKind.VERBATIM


def _inside(match: Match, *, side: str) -> int:
    """Words of one side from beginning to end of each shared stretch: those in common and those bridged."""
    ends = ((getattr(s[0], side), getattr(s[-1], side) + s[-1].length) for s in match.stretches)
    return sum(end - start for start, end in ends)


def _few(text: Wording) -> float:
    return max(FEW, LITTLE * len(text))


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and folded_words(one) != folded_words(other)


def side_by_side(match: Match, copy: Wording, other: Wording) -> tuple[tuple[str, Span], ...]:
    """The copy as it reads, with what it left out at its place: ("=", place), ("+", place) in the copy's text and
    ("-", place) in the other's.

    match: of the two in this order. All words of both are in it once, but for those of passages that were put
    elsewhere, which are "=" where the copy has them.
    """
    runs = [run for stretch in match.stretches for run in stretch]
    taken = sorted((run.other, run.other + run.length) for run in runs)
    cut = {end: (start, end) for start, end in _gaps(taken, len(other))}  # by the word of the other that follows
    told: list[tuple[str, Span]] = []
    at = 0
    for run in runs:
        if run.other in cut:
            told.append(("-", other.place(*cut.pop(run.other))))
        if at < run.one:
            told.append(("+", copy.place(at, run.one)))
        at = run.one + run.length
        told.append(("=", copy.place(run.one, at)))
    if at < len(copy):
        told.append(("+", copy.place(at, len(copy))))
    return (*told, *(("-", other.place(*gap)) for gap in cut.values()))
