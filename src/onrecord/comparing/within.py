"""Where in a longer text the words of a quotation stand: in a row, with gaps, with changes, in several places.

Words in, word numbers out; what the differences amount to is told by `align`, where the quotation stands known.
The best chain of stretches that both have is found first (`chains`); between them words are matched one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from onrecord.comparing.align import aligned
from onrecord.comparing.chains import Stretch, best_chain, is_far, places_in_a_row
from onrecord.comparing.difference import Edit
from onrecord.comparing.tokens import Token

_NEAR = 12  # words left out that are reckoned with before and behind a single word
_EDGE = 60  # changed words at an end, or between two stretches, among which single ones are matched

Pair = tuple[int, int]  # number of a word of the text, of a word of the quotation


@dataclass(frozen=True, slots=True)
class Part:
    """Words [new_first, new_last) of the quotation stand in words [old_first, old_last) of the text.

    pairs: which word is which, in order, at least one. At the ends words of the text count in, within its sentence, for
    which others stand in the quotation.
    """

    old_first: int
    old_last: int
    new_first: int
    new_last: int
    pairs: tuple[Pair, ...]

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """Words [first, last) of the text that the quotation leaves out between two that it has in a row."""
        steps = pairwise(self.pairs)
        return tuple((a[0] + 1, b[0]) for a, b in steps if b[1] == a[1] + 1 and b[0] > a[0] + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands in a text. parts: in the order of the quotation, which they tile; at least one.

    There are several where passages are far apart, or in another order. words: how many the quotation has.
    times: how often all its words stand in a row; 0 where they never do.
    """

    parts: tuple[Part, ...]
    words: int
    times: int

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(pair for part in self.parts for pair in part.pairs)

    @property
    def share(self) -> float:
        """Of the quotation's words that are found, from 0 to 1."""
        return len(self.pairs) / self.words

    @property
    def is_whole(self) -> bool:
        """Do all its words stand in the text in a row?"""
        return self.times > 0


def locate(text: Sequence[Token], quotation: Sequence[Token]) -> Found | None:
    """Where the words of a quotation stand in a text, by their keys; None where it has none of its pairs of words.

    Where all its words stand in a row several times, the first place counts. A quotation of one word is found as such.
    Cost: linear in the words of the text and of the quotation, and _MOST_STRETCHES squared.
    """
    old, new = [token.key for token in text], [token.key for token in quotation]
    if not new:
        return None
    whole = places_in_a_row(old, new)
    if whole:
        start, size = whole[0], len(new)
        pairs = tuple((start + at, at) for at in range(size))
        return Found((Part(start, start + size, 0, size, pairs),), size, len(whole))
    stretches = best_chain(old, new)
    if not stretches:
        return None
    return Found(tuple(_parts(text, old, new, stretches)), len(new), 0)


def part_edits(
    part: Part,
    text: tuple[str, Sequence[Token]],
    quotation: tuple[str, Sequence[Token]],
    known: Collection[str] = frozenset(),
) -> tuple[Edit, ...]:
    """What leads from the words of the text to those of the quotation, as `align.compare`, for this part of it.

    text, quotation: each with its words. Places are in the whole text and quotation. Marks outside the first and the
    last word are left alone.
    """
    (old, old_tokens), (new, new_tokens) = text, quotation
    return aligned(
        (old, old_tokens[part.old_first : part.old_last]),
        (new, new_tokens[part.new_first : part.new_last]),
        [(a - part.old_first, b - part.new_first) for a, b in part.pairs],
        known,
    )


def _parts(text: Sequence[Token], old: Sequence[str], new: Sequence[str], chain: Sequence[Stretch]) -> Iterator[Part]:
    passages = [[chain[0]]]
    for before, after in pairwise(chain):
        if is_far(before, after):
            passages.append([])
        passages[-1].append(after)
    new_first = 0
    for at, passage in enumerate(passages):
        is_last = at == len(passages) - 1
        # What lies between two passages goes with the first: a joint has no words of its own.
        new_last = len(new) if is_last else passages[at + 1][0].new
        yield _part(text, old, new, passage, (new_first, new_last))
        new_first = new_last


def _part(
    text: Sequence[Token], old: Sequence[str], new: Sequence[str], passage: Sequence[Stretch], own: tuple[int, int]
) -> Part:
    head = _before(old, new[own[0] : passage[0].new], passage[0].old)
    end = passage[-1]
    tail = _after(old, new[end.new + end.length : own[1]], end.old + end.length)
    pairs = [(at, own[0] + there) for at, there in head]
    for before, after in pairwise((*passage, None)):
        assert before is not None
        pairs += [(before.old + at, before.new + at) for at in range(before.length)]
        if after is not None:
            pairs += _between(old, new, before, after)
    pairs += [(at, end.new + end.length + there) for at, there in tail]
    placed = _at_sentences(text, old, pairs)
    old_first = min(placed[0][0], _reach_back(text, placed[0][0], placed[0][1] - own[0]))
    old_last = _reach_on(text, placed[-1][0] + 1, own[1] - placed[-1][1] - 1)
    return Part(old_first, old_last, own[0], own[1], placed)


def _at_sentences(text: Sequence[Token], old: Sequence[str], pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Of "It is [old. It is] cold" and "[It is old.] It is cold" the second: what is left out begins a sentence."""
    placed = list(pairs)
    for at in range(len(placed) - 1, 0, -1):
        gap_end, step = placed[at][0], 0
        while step < at and _may_slide(old, placed, at, step) and not text[placed[at - step - 1][0] + 1].is_first:
            step += 1
        # Where all words before the gap end it as well, those count, and nothing is left out.
        if step and (step == at or text[placed[at - step - 1][0] + 1].is_first):
            for back in range(1, step + 1):
                placed[at - back] = (gap_end - back, placed[at - back][1])
    return tuple(placed)


def _may_slide(old: Sequence[str], pairs: Sequence[Pair], at: int, step: int) -> bool:
    """Do the words before a gap, one more than `step` of them, end it as well?"""
    before, (first, there) = pairs[at - step - 1], pairs[at]
    in_a_row = before == (pairs[at - 1][0] - step, there - step - 1)
    return in_a_row and first - step - 1 > pairs[at - 1][0] and old[before[0]] == old[first - step - 1]


def _between(old: Sequence[str], new: Sequence[str], before: Stretch, after: Stretch) -> Iterator[Pair]:
    """Single words between two stretches that both have."""
    old_start, new_start = before.old + before.length, before.new + before.length
    others = new[new_start : after.new]
    if not others or old_start == after.old:
        return
    near = len(others) + _NEAR
    first = range(old_start, min(after.old, old_start + near))
    # Of a long gap the words at both its ends: a "the" in the middle of it is nobody's.
    places = (*first, *range(max(first.stop, after.old - near), after.old))
    for at, there in _in_order([old[place] for place in places], others):
        yield places[at], new_start + there


def _before(old: Sequence[str], others: Sequence[str], end: int) -> list[Pair]:
    """Words of the quotation's beginning shortly before a stretch: (word of the text, number in `others`)."""
    farther, others = max(0, len(others) - _EDGE), others[-_EDGE:]
    starts = range(end, max(0, end - len(others) - _NEAR) - 1, -1) if others else (end,)
    start = max(starts, key=lambda at: _worth(old[at:end], others))
    return [(start + at, farther + there) for at, there in _in_order(old[start:end], others)]


def _after(old: Sequence[str], others: Sequence[str], start: int) -> list[Pair]:
    """Words of the quotation's end shortly behind a stretch."""
    others = others[:_EDGE]
    ends = range(start, min(len(old), start + len(others) + _NEAR) + 1) if others else (start,)
    end = max(ends, key=lambda at: _worth(old[start:at], others))
    return [(start + at, there) for at, there in _in_order(old[start:end], others)]


def _worth(words: Sequence[str], others: Sequence[str]) -> float:
    """Words that both have; less, the farther one must go for them."""
    return LCSseq.similarity(words, others) - len(words) / (2 * (len(others) + _NEAR))


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """As many words as can be matched in order."""
    for one in LCSseq.opcodes(old, new):
        if one.tag == "equal":
            yield from ((one.src_start + at, one.dest_start + at) for at in range(one.src_end - one.src_start))


def _reach_back(text: Sequence[Token], first: int, words: int) -> int:
    """Where the words begin that as many others stand for: not before the sentence."""
    while words and first and not text[first].is_first:
        first, words = first - 1, words - 1
    return first


def _reach_on(text: Sequence[Token], last: int, words: int) -> int:
    while words and last < len(text) and not text[last].is_first:
        last, words = last + 1, words - 1
    return last
