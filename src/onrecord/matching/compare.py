"""Is one of two reports a copy of the other, whole or in part? `compare(one, other) -> Match | None`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.matching.runs import Run, Stretch, common_stretches, length_of
from onrecord.matching.signatures import FEWEST_WORDS, RUN, WINDOW, passages
from onrecord.matching.wording import Wording

LEAST_SHARE = 0.6  # of the words of the shorter text
LEAST_OWN_SHARE = 0.5  # of its words outside quotation marks: what somebody said stands in every report of it
FEWEST_OWN = 25  # words outside quotation marks; of fewer, nothing can be told, and nearly all must be the same
LEAST_SHARE_OF_QUOTATIONS = 0.9
FEWEST_SHARED = 30  # words
LEAD = 0.25  # the part of a text in which what it was made from begins


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts of which one holds most of the other.

    stretches: what they share, in the order of `one`. shared: words. one_words, other_words: of each, without what is
    common to the pages of an outlet. from_lead: does what they share begin in the lead of the longer one?
    """

    stretches: tuple[Stretch, ...]
    shared: int
    one_words: int
    other_words: int
    from_lead: bool

    @property
    def one_share(self) -> float:
        """Of the words of the first that stand in the other."""
        return self.shared / max(1, self.one_words)

    @property
    def other_share(self) -> float:
        return self.shared / max(1, self.other_words)


def compare(one: Wording, other: Wording, common: frozenset[int] = frozenset()) -> Match | None:
    """What two texts share, None where neither is a copy of the other.

    common: keys of passages that stand on many pages of one outlet whatever they report; they do not count.
    The same whichever comes first, but for the order of the sides.
    """
    match = align(one, other, common)
    fewest = min(match.one_words, match.other_words)
    if fewest < FEWEST_WORDS or match.shared < max(FEWEST_SHARED, LEAST_SHARE * fewest):
        return None
    shorter = one if match.one_words < match.other_words else other
    return match if _is_told_alike(shorter, match, common, is_one=shorter is one) else None


def align(one: Wording, other: Wording, common: frozenset[int] = frozenset()) -> Match:
    """What two texts share, however little that is."""
    sides = _without(one, common), _without(other, common)
    counts = tuple(len(words) - words.count(None) for words in sides)
    # The longer one is gone through, whichever comes first, so that the order of the two changes nothing.
    first = int((counts[1], other.words) > (counts[0], one.words))
    longer, shorter = sides[first], sides[1 - first]
    stretches = common_stretches(longer, shorter)
    from_lead = bool(stretches) and stretches[0][0].one <= LEAD * len(longer)
    shared = sum(map(length_of, stretches))
    return Match(_turned(stretches) if first else stretches, shared, counts[0], counts[1], from_lead)


def _is_told_alike(text: Wording, match: Match, common: frozenset[int], *, is_one: bool) -> bool:
    """Are the words that are nobody's quotation the same too? text: the shorter one, which is_one side of the match."""
    words = _without(text, common)
    own = [word is not None and not is_quoted for word, is_quoted in zip(words, text.quoted, strict=True)]
    runs = (run for stretch in match.stretches for run in stretch)
    begins = ((run.one if is_one else run.other, run.length) for run in runs)
    shared = [at for begin, length in begins for at in range(begin, begin + length)]
    if sum(own) < FEWEST_OWN:
        return len(shared) >= LEAST_SHARE_OF_QUOTATIONS * (len(words) - words.count(None))
    return sum(own[at] for at in shared) >= LEAST_OWN_SHARE * sum(own)


def _without(text: Wording, common: frozenset[int]) -> list[str | None]:
    """The words, None in place of those that belong to a passage of common keys."""
    words: list[str | None] = list(text.words)
    if not common:
        return words
    found = passages(text.words)
    places = sorted(at for key in found.keys() & common for at in found[key])
    last = None
    for at in places:
        # Between two such keys as near as winnowing leaves them the passage goes on.
        start = last if last is not None and at - last <= WINDOW else at
        words[start : at + RUN] = [None] * (at + RUN - start)
        last = at
    return words


def _turned(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    turned = (tuple(Run(run.other, run.one, run.length) for run in stretch) for stretch in stretches)
    return tuple(sorted(turned, key=lambda stretch: stretch[0].one))
