"""How a statement of a family carries the words of the fullest one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.comparing.align import compare
from onrecord.comparing.difference import Difference, Edit, differences_in
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.text.words import sentences_of, words_of

_HARMLESS = frozenset((Difference.BRACKET, Difference.QUOTATION, Difference.SPELLING, Difference.PUNCTUATION))
_GRAVE = frozenset((Difference.NEGATION, Difference.NUMBER, Difference.MODALITY, Difference.QUANTITY))
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
    """

    how: Carried
    edits: tuple[Edit, ...]
    left_out: tuple[tuple[int, int], ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        return differences_in(self.edits)


def carriage(fullest: str, words: str, *, is_told: bool = False) -> Carriage:
    """How `words` carry those of the fullest statement. is_told: they stand without quotation marks."""
    edits = compare(fullest, words)
    how = _how(fullest, words, edits)
    if is_told and how in (Carried.ALTERED, Carried.OVERLAPPING):
        how = Carried.PARAPHRASE
    return Carriage(how, edits, tuple(_left_out(fullest, edits)))


def _how(fullest: str, words: str, edits: Sequence[Edit]) -> Carried:
    changed = [edit for edit in edits if not _HARMLESS.issuperset(edit.differences)]
    if not changed:
        return Carried.SAME
    tokens = tokens_of(words)
    added = [edit for edit in changed if _within(tokens, edit.new.start, edit.new.end)]
    if not added:
        return Carried.ALTERED if any(_is_slip(fullest, edit) for edit in changed) else Carried.CUT
    ends = {id(edits[0]), id(edits[-1])}
    if all(id(edit) in ends for edit in added) and not any(_is_slip(fullest, edit) for edit in changed):
        return Carried.OVERLAPPING
    return Carried.ALTERED


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
    places = [(one[0].start, one[-1].end) for one in sentences_of(words_of(fullest, 0, len(fullest)))]
    return [
        (start, end)
        for start, end in places
        if len(places) > 1 and (inside := _within(tokens, start, end)) and all(one.start in lost for one in inside)
    ]
