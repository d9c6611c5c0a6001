"""Words that no one statement has, but several have piece by piece; or of which only pieces are on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.checking.passage import Reading
from onrecord.checking.telling import SHORT, content_words, is_telling
from onrecord.comparing.tokens import Token
from onrecord.comparing.within import Found, Part
from onrecord.values.carrier import Carrier

_JOINT = 1  # words between two pieces that nobody said: "and"
_MOST_PIECES = 6
_MOST_PARTS = 3  # of a quotation that is not on record as a whole
_LEAST_CONTENT, _OF_SHORT = 2, 3  # words of such a part that say something; of fewer than SHORT words


@dataclass(frozen=True, slots=True)
class Piece:
    """Words [first, last) of the quotation, in a row in a statement, at word `old` of the tokens that were read."""

    carrier: Carrier
    tokens: tuple[Token, ...]
    first: int
    last: int
    old: int

    @property
    def found(self) -> Found:
        """As if these words alone had been asked about, with their numbers in the whole."""
        size = self.last - self.first
        pairs = tuple((self.old + at, self.first + at) for at in range(size))
        return Found((Part(self.old, self.old + size, self.first, self.last, pairs),), size, 1)


def spliced(
    quotation: Sequence[Token], readings: Iterable[tuple[Carrier, Reading]], own: frozenset[int]
) -> tuple[Piece, ...]:
    """The pieces of several statements that make up a quotation, in its order; none where they do not.

    own: numbers of the speaker asked for, whose statements come first. Every word but one at each joint must be found,
    and each piece be long enough to be no chance.
    """
    pieces = [piece for carrier, reading in readings for piece in _pieces(carrier, reading)]
    pieces.sort(key=lambda one: (one.carrier.speaker_number not in own, not one.carrier.is_primary, one.carrier.number))
    chosen: list[Piece] = []
    at = 0
    while at < len(quotation) and len(chosen) < _MOST_PIECES:
        best = max(
            (cut for one in pieces if (cut := _from(one, at, quotation))),
            key=lambda one: one.last,
            default=None,
        )
        if best is None:
            return ()
        chosen.append(best)
        at = best.last
    is_whole = at == len(quotation)
    return tuple(chosen) if is_whole and len({one.carrier.statement for one in chosen}) > 1 else ()


def parts_on_record(
    quotation: Sequence[Token], readings: Iterable[tuple[Carrier, Reading]], own: frozenset[int]
) -> tuple[Piece, ...]:
    """The longest stretches of a quotation that statements have in a row, in its order; none that are met by chance.

    own: as for `spliced`. Of each stretch one statement, quotations before a report's own words; they do not overlap.
    """
    found = (_in_whole_words(one, quotation) for carrier, reading in readings for one in _pieces(carrier, reading))
    pieces = [
        one
        for one in found
        if one.first < one.last and is_telling(quotation, one.first, one.last) and _says_enough(one, quotation)
    ]
    pieces.sort(key=lambda one: (one.carrier.speaker_number not in own, one.carrier.kind == "indirect", _worth(one)))
    chosen: list[Piece] = []
    for piece in pieces:
        if len(chosen) < _MOST_PARTS and all(piece.last <= one.first or one.last <= piece.first for one in chosen):
            chosen.append(piece)
    return tuple(sorted(chosen, key=lambda one: one.first))


def _says_enough(piece: Piece, quotation: Sequence[Token]) -> bool:
    least = _LEAST_CONTENT if piece.last - piece.first >= SHORT else _OF_SHORT
    return content_words(quotation[piece.first : piece.last]) >= least


def _in_whole_words(piece: Piece, quotation: Sequence[Token]) -> Piece:
    """Without the "ca" of "can't" at its end, or the "n't" at its beginning: that is no word that both have."""
    first, last, end = piece.first, piece.last, piece.old + piece.last - piece.first
    last -= _are_one_word(quotation, last) or _are_one_word(piece.tokens, end)
    first += _are_one_word(quotation, first) or _are_one_word(piece.tokens, piece.old)
    return Piece(piece.carrier, piece.tokens, first, last, piece.old + first - piece.first)


def _are_one_word(tokens: Sequence[Token], at: int) -> bool:
    """Does a token go on with the word of the one before it?"""
    return 0 < at < len(tokens) and tokens[at - 1].end == tokens[at].start


def _worth(piece: Piece) -> tuple[int, bool, int]:
    """Sorts the longest first, then transcripts, then by the order of the record."""
    return piece.first - piece.last, not piece.carrier.is_primary, piece.carrier.number


def _pieces(carrier: Carrier, reading: Reading) -> Iterator[Piece]:
    """The stretches of the quotation that a statement has in a row."""
    if reading.found is None:
        return
    start = before = None
    for pair in (*reading.found.pairs, None):
        if start is not None and before is not None and (pair is None or pair != (before[0] + 1, before[1] + 1)):
            yield Piece(carrier, reading.tokens, start[1], before[1] + 1, start[0])
            start = None
        start = start or pair
        before = pair


def _from(piece: Piece, at: int, quotation: Sequence[Token]) -> Piece | None:
    """What of a piece goes on from word `at`, or one behind it; None where that is too little to tell."""
    if piece.first > at + (_JOINT if at else 0) or piece.last <= at:
        return None
    first = max(piece.first, at)
    if not is_telling(quotation, first, piece.last):
        return None
    return Piece(piece.carrier, piece.tokens, first, piece.last, piece.old + first - piece.first)
