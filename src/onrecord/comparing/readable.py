"""Edits as an eye reads them: whole words, and no lone "of the" between two changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from onrecord.comparing.align import together
from onrecord.comparing.difference import Edit, Stretch
from onrecord.comparing.lexicon import STOP_WORDS
from onrecord.comparing.tokens import tokens_of
from onrecord.text.words import words_of

_LONGEST_ISLAND = 2  # words

Inside = tuple[frozenset[int], frozenset[int]]  # places inside words, of both sides


def readable(edits: Sequence[Edit], old: str, new: str) -> tuple[Edit, ...]:
    """For eyes: as `whole_words`, and a lone "of the" that stayed between two other changes goes with them.

    Still tiles both texts.
    """
    whole = whole_words(edits, old, new)
    kept: list[Edit] = []
    for at, one in enumerate(whole):
        is_island = 0 < at < len(whole) - 1 and _is_island(one, whole[at - 1], whole[at + 1], old)
        if kept and (is_island or _goes_on(kept[-1], one)):
            kept[-1] = together((kept[-1], one))
        else:
            kept.append(one)
    return tuple(kept)


def whole_words(edits: Sequence[Edit], old: str, new: str) -> tuple[Edit, ...]:
    """The same edits, none of which begins or ends inside a word of either text: "can't" for "can", not "n't".

    What is compared are "ca" and "n't"; what is read is one word. Edits tile what they tiled; each keeps its
    differences, and those that meet inside a word are one. Linear.
    """
    if not edits:
        return ()
    first, last = edits[0], edits[-1]
    inner = (_inside_words(old, first.old.start, last.old.end), _inside_words(new, first.new.start, last.new.end))
    if not any(_parts_a_word(one, inner) for one in edits[:-1]):
        return tuple(edits)
    pieces = [piece for one in edits for piece in (_single(one, old, new) if one.is_same else (one,))]
    whole = _joined(pieces, lambda before, _: _parts_a_word(before, inner))
    return tuple(_joined(whole, lambda before, after: before.is_same and after.is_same))


def _joined(edits: Sequence[Edit], belong: Callable[[Edit, Edit], bool]) -> list[Edit]:
    """Those that belong together as one."""
    found: list[Edit] = []
    for one in edits:
        if found and belong(found[-1], one):
            found[-1] = together((found[-1], one))
        else:
            found.append(one)
    return found


def _inside_words(text: str, start: int, end: int) -> frozenset[int]:
    """Places of the text at which a word is not whole yet; a "'s" belongs to the word before it."""
    found: set[int] = set()
    before = start
    for word in words_of(text, start, end):
        if word.is_word or (word.lower == "'s" and word.start == before):
            found.update(range(word.start + (word.is_word), word.end))
        before = word.end
    return frozenset(found)


def _parts_a_word(one: Edit, inside: Inside) -> bool:
    """Does it end inside a word of either side?"""
    return one.old.end in inside[0] or one.new.end in inside[1]


def _single(one: Edit, old: str, new: str) -> Iterator[Edit]:
    """What is the same in both, word by word with what stands behind each: a word may go with its neighbour."""
    here, there = (tokens_of(side.of(text), at=side.start) for side, text in ((one.old, old), (one.new, new)))
    if len(here) != len(there):  # white space makes other words of it
        yield one
        return
    starts = [(a.start, b.start) for a, b in zip(here, there, strict=True)]
    ends = [(a.end, b.end) for a, b in zip(here, there, strict=True)]
    cuts = sorted({(one.old.start, one.new.start), *starts, *ends, (one.old.end, one.new.end)})
    for (a, b), (c, d) in pairwise(cuts):
        yield Edit((), Stretch(a, c), Stretch(b, d))


def _goes_on(before: Edit, after: Edit) -> bool:
    """Do two changes touch, as they do when what lay between has gone to the first of them?"""
    return before.is_news and after.is_news and before.old.end == after.old.start


def _is_island(one: Edit, before: Edit, after: Edit, old: str) -> bool:
    if not one.is_same or not before.is_news or not after.is_news:
        return False
    words = tokens_of(one.old.of(old))
    return (
        len(words) <= _LONGEST_ISLAND and all(word.key in STOP_WORDS for word in words) and "\n" not in one.old.of(old)
    )
