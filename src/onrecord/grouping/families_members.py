"""How a statement of a family carries the words of the fullest one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.comparing.align import compare, together
from onrecord.comparing.difference import Difference, Edit, Stretch, differences_in
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.grouping.families_words import common_runs, quotations_in
from onrecord.text.words import sentences_of, words_of

_HARMLESS = frozenset(
    (Difference.BRACKET, Difference.QUOTATION, Difference.CONTRACTION, Difference.SPELLING, Difference.PUNCTUATION)
)
_GRAVE = frozenset((Difference.NEGATION, Difference.NUMBER, Difference.MODALITY, Difference.QUANTITY))
_PIECE = re.compile(r"(?:[^…]|(?<! )…|…(?! ))+")  # of a statement that a report interrupts, " … " between them
_LONGEST_SLIP = 3  # words that went: so few with a "not" among them are no cut


class Carried(StrEnum):
    """How a statement carries the words of the fullest one of its family."""

    FULLEST = "fullest"
    SAME = "same"  # word for word; spelling, marks and an editor's brackets aside
    CUT = "cut"  # only these words in this order, some left out
    ALTERED = "altered"  # words changed
    OVERLAPPING = "overlapping"  # what both have was not changed, but this one goes on where the fullest does not
    PARAPHRASE = "paraphrase"  # without quotation marks, in other words
    RETRANSLATED = "retranslated"  # a proposal by meaning; never found by the words


@dataclass(frozen=True, slots=True)
class Carriage:
    """The words of one statement beside the fullest one. edits: lead from the fullest to it, and tile both texts.

    left_out: [start, end) in the fullest's words, each a whole sentence of which nothing is here.
    differences: what was changed, the gravest first; a part that was left out whole, or added whole, is no change.
    """

    how: Carried
    edits: tuple[Edit, ...]
    left_out: tuple[tuple[int, int], ...]
    differences: tuple[Difference, ...]


def carriage(fullest: str, words: str, *, is_told: bool = False) -> Carriage:
    """How `words` carry those of the fullest statement. is_told: they stand without quotation marks."""
    edits = tuple(_edits(fullest, words))
    how = _how(fullest, words, edits, is_told=is_told)
    changes = [edit for edit in edits if not _is_part(fullest, words, edit)]
    return Carriage(how, edits, tuple(_left_out(fullest, edits)), differences_in(changes))


def _edits(fullest: str, words: str) -> Iterator[Edit]:
    """The two aligned around the most words in a row that both have.

    Without it the fewest edits may lay the end of one statement over the end of another, and miss what they share.
    """
    old, new = tokens_of(fullest), tokens_of(words)
    runs = common_runs([token.key for token in old], [token.key for token in new])
    if not runs:
        yield from compare(fullest, words)
        return
    a, b, length = max(runs, key=lambda run: run[2])
    last: Edit | None = None
    for here, there in (
        (Stretch(0, old[a].start), Stretch(0, new[b].start)),
        (Stretch(old[a].start, old[a + length - 1].end), Stretch(new[b].start, new[b + length - 1].end)),
        (Stretch(old[a + length - 1].end, len(fullest)), Stretch(new[b + length - 1].end, len(words))),
    ):
        for edit in compare(here.of(fullest), there.of(words)):
            moved = Edit(edit.differences, _moved(edit.old, here.start), _moved(edit.new, there.start))
            if last is not None and last.is_same and moved.is_same:
                last = together((last, moved))
            else:
                if last is not None:
                    yield last
                last = moved
    if last is not None:
        yield last


def _moved(stretch: Stretch, by: int) -> Stretch:
    return Stretch(stretch.start + by, stretch.end + by)


def how_carried(fullest: str, words: str, *, is_told: bool = False) -> Carried:
    """As `carriage`, when nothing else is asked for."""
    if fullest == words:  # most are: copies of one report
        return Carried.SAME
    return _how(fullest, words, tuple(_edits(fullest, words)), is_told=is_told)


def _is_part(fullest: str, words: str, edit: Edit) -> bool:
    """Is it a part that only one of the two has, longer than a slip?"""
    here, there = tokens_of(edit.old.of(fullest)), tokens_of(edit.new.of(words))
    return min(len(here), len(there)) == 0 and max(len(here), len(there)) > _LONGEST_SLIP


def _how(fullest: str, words: str, edits: Sequence[Edit], *, is_told: bool) -> Carried:
    how = _carried(fullest, words, edits)
    return Carried.PARAPHRASE if is_told and how in (Carried.ALTERED, Carried.OVERLAPPING) else how


def _carried(fullest: str, words: str, edits: Sequence[Edit]) -> Carried:
    changed = [edit for edit in edits if not _HARMLESS.issuperset(edit.differences)]
    if not changed:
        return Carried.SAME
    claimed = _claimed(words)
    added = [edit for edit in changed if _within(claimed, edit.new.start, edit.new.end)]
    if not added:
        return Carried.ALTERED if any(_is_slip(fullest, edit) for edit in changed) else Carried.CUT
    with_words = [edit for edit in edits if _within(claimed, edit.new.start, edit.new.end)]
    ends = {id(with_words[0]), id(with_words[-1])}
    if all(id(edit) in ends for edit in added) and not any(_is_slip(fullest, edit) for edit in changed):
        return Carried.OVERLAPPING
    return Carried.ALTERED


def _claimed(words: str) -> Sequence[Token]:
    """The words between quotation marks, where there are any: what a reporter wrote around them changes nothing."""
    spans = quotations_in(words)
    tokens = tokens_of(words)
    return [one for one in tokens if any(span.start <= one.start < span.end for span in spans)] if spans else tokens


def _within(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    return [token for token in tokens if start <= token.start < end]


def _is_slip(fullest: str, edit: Edit) -> bool:
    """Did only a "not", a number or a "must" go, and not a whole part of what was said?"""
    gone = tokens_of(edit.old.of(fullest))
    return 0 < len(gone) <= _LONGEST_SLIP and not _GRAVE.isdisjoint(edit.differences)


def _left_out(fullest: str, edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Sentences of more than one that are gone to the last word."""
    tokens = tokens_of(fullest)
    gone = [edit for edit in edits if not _HARMLESS.issuperset(edit.differences)]
    lost = {token.start for edit in gone for token in _within(tokens, edit.old.start, edit.old.end)}
    places = [
        (one[0].start, one[-1].end)
        for piece in _PIECE.finditer(fullest)
        for one in sentences_of(words_of(fullest, *piece.span()))
    ]
    return [
        (start, end)
        for start, end in places
        if len(places) > 1 and (inside := _within(tokens, start, end)) and all(one.start in lost for one in inside)
    ]
