"""Sentences of one statement that a quotation has whole, but in another order or from far apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.checking.telling import SHORT, content_words, is_telling
from onrecord.comparing.chains import PASSAGE, places_in_a_row
from onrecord.comparing.tokens import Token
from onrecord.comparing.within import Found, Part

_MOST_SENTENCES = 6  # who joins more has not quoted
_LEAST_CONTENT = 2  # words that say something, of all sentences together


def in_other_order(text: Sequence[Token], quotation: Sequence[Token]) -> Found | None:
    """Where the sentences of a quotation stand; None where one of them does not, or they follow each other as quoted.

    `within.locate` follows the best chain, in which a short sentence is not worth a jump back: it would call the
    sentence left out, or added. Cost: linear in the words of the text, for each of _MOST_SENTENCES.
    """
    starts = [at for at, token in enumerate(quotation) if not at or token.is_first]
    ends = (*starts[1:], len(quotation))
    if not 1 < len(starts) <= _MOST_SENTENCES or not _says_enough(quotation, starts, ends):
        return None
    old, new = [token.key for token in text], [token.key for token in quotation]
    parts: list[Part] = []
    for first, last in zip(starts, ends, strict=True):
        place = _place(places_in_a_row(old, new[first:last]), last - first, parts)
        if place is None:
            return None
        pairs = tuple((place + at, first + at) for at in range(last - first))
        if parts and place == parts[-1].old_last:
            before = parts.pop()
            parts.append(Part(before.old_first, place + last - first, before.new_first, last, (*before.pairs, *pairs)))
        else:
            parts.append(Part(place, place + last - first, first, last, pairs))
    is_moved = any(not 0 <= after.old_first - before.old_last <= PASSAGE for before, after in pairwise(parts))
    return Found(tuple(parts), len(new), 0) if is_moved else None


def _says_enough(quotation: Sequence[Token], starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Short sentences that anybody says stand in any long speech, in any order."""
    if len(quotation) < SHORT or content_words(quotation) < _LEAST_CONTENT:
        return False
    return any(is_telling(quotation, first, last) for first, last in zip(starts, ends, strict=True))


def _place(places: Sequence[int], size: int, taken: Sequence[Part]) -> int | None:
    """Right behind the sentence before, else the first place that no other sentence of the quotation has."""
    following = taken[-1].old_last if taken else None
    free = [at for at in places if all(at + size <= one.old_first or one.old_last <= at for one in taken)]
    return following if following in free else next(iter(free), None)
