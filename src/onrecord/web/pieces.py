"""Words cut into pieces that look different on a page: found, gone, come, or only around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from onrecord.checking.assess import Evidence
from onrecord.comparing.difference import Edit
from onrecord.comparing.readable import readable
from onrecord.comparing.side_by_side import Beside
from onrecord.text.found_words import found_words
from onrecord.values.span import Span

_AROUND = 240  # characters of the sentences around a passage


class Look(StrEnum):
    PLAIN = "plain"
    FOUND = "found"
    GONE = "gone"
    COME = "come"
    AROUND = "around"
    TOLD = "told"  # says whose the words are


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look one way."""

    look: Look
    words: str


def found_in(words: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """The words with those that were searched for."""
    pieces, at = [], 0
    for span in found_words(words, terms):
        pieces += [Piece(Look.PLAIN, words[at : span.start]), Piece(Look.FOUND, span.of(words))]
        at = span.end
    return _seen((*pieces, Piece(Look.PLAIN, words[at:])))


def passage_of(one: Evidence, asked: str) -> tuple[Piece, ...]:
    """The words on record, with what the quotation leaves out and adds, in the sentences around them."""
    pieces = [Piece(Look.AROUND, _tail(one.around[0].before))]
    for at, edits in enumerate(one.edits):
        pieces += [Piece(Look.AROUND, " … ")] if at else []
        pieces += [piece for edit in edits for piece in _edited(edit, one.carrier.words, asked)]
    return _seen((*pieces, Piece(Look.AROUND, _head(one.around[-1].after))))


def sides(one: Beside) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """A statement of two reports as each has it: here, there. What only one of them has is marked in it."""
    if one.here is None or one.there is None:
        return _plain(one.here.words if one.here else ""), _plain(one.there.words if one.there else "")
    if one.piece is not None:
        return _with(one.here.words, one.piece), _with(one.there.words, one.piece)
    edits = list(readable(one.edits, one.there.words, one.here.words))
    here = (Piece(Look.COME if edit.is_news else Look.PLAIN, edit.new.of(one.here.words)) for edit in edits)
    there = (Piece(Look.GONE if edit.is_news else Look.PLAIN, edit.old.of(one.there.words)) for edit in edits)
    return _seen(here), _seen(there)


def _edited(edit: Edit, old: str, new: str) -> Iterator[Piece]:
    """Words changed are marked; spelling and marks stand as they are on record."""
    gone, come = edit.old.of(old), edit.new.of(new)
    if not edit.is_news:
        yield Piece(Look.PLAIN, gone)
        return
    yield Piece(Look.GONE, gone)
    yield Piece(Look.COME, come)


def _with(words: str, piece: str) -> tuple[Piece, ...]:
    wanted = piece.strip("“”\"',. ")
    at = words.find(wanted) if wanted else -1
    if at < 0:  # written otherwise
        return _plain(words)
    rest = Piece(Look.PLAIN, words[at + len(wanted) :])
    return _seen((Piece(Look.PLAIN, words[:at]), Piece(Look.FOUND, wanted), rest))


def _plain(words: str) -> tuple[Piece, ...]:
    return _seen((Piece(Look.PLAIN, words),))


def _seen(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without empty ones, and with blanks outside of the marks."""
    return tuple(one for piece in pieces for one in _trimmed(piece) if one.words)


def _trimmed(piece: Piece) -> Iterator[Piece]:
    inner = piece.words.strip()
    if piece.look in (Look.PLAIN, Look.AROUND) or inner == piece.words:
        yield piece
        return
    before = piece.words[: len(piece.words) - len(piece.words.lstrip())]
    yield Piece(Look.PLAIN, before)
    yield Piece(piece.look, inner)
    yield Piece(Look.PLAIN, piece.words[len(before) + len(inner) :])


def _tail(words: str) -> str:
    return words if len(words) <= _AROUND else f"… {words[-_AROUND:].split(' ', 1)[-1]}"


def _head(words: str) -> str:
    return words if len(words) <= _AROUND else f"{words[:_AROUND].rsplit(' ', 1)[0]} …"


def marked_in(text: str, around: Span, words: Sequence[Span], told: Sequence[Span]) -> tuple[Piece, ...]:
    """A stretch of a report with a statement's words, and what tells whose they are: cue and source."""
    looks = [Look.AROUND] * len(around)
    for look, spans in ((Look.TOLD, told), (Look.FOUND, words)):
        for span in spans:
            for at in range(max(span.start, around.start), min(span.end, around.end)):
                looks[at - around.start] = look
    runs = [(look, len(list(run))) for look, run in groupby(looks)]
    pieces, at = [], around.start
    for look, length in runs:
        pieces.append(Piece(look, text[at : at + length]))
        at += length
    return _seen(_without_stumps(pieces, text, around))


def _without_stumps(pieces: list[Piece], text: str, around: Span) -> list[Piece]:
    """No half words at the ends, and a sign that the report goes on."""
    first, last = pieces[0], pieces[-1]
    if around.start and first.look is Look.AROUND:
        pieces[0] = Piece(first.look, f"… {first.words.partition(' ')[2]}")
    if around.end < len(text) and last.look is Look.AROUND:
        pieces[-1] = Piece(last.look, f"{pieces[-1].words.rpartition(' ')[0]} …")
    return pieces
