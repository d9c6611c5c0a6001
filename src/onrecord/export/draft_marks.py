"""A draft's text cut where a checked place begins or ends, and how each outcome is to look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from onrecord.checking.draft import Checked, Outcome
from onrecord.export.marks import line_spans
from onrecord.values.span import Span


class Tone(StrEnum):
    """How an outcome looks: never by its colour alone."""

    BAD = "bad"
    DOUBT = "doubt"
    OPEN = "open"
    GOOD = "good"


_TONES = {
    **dict.fromkeys((Outcome.ALTERED, Outcome.OTHER_SPEAKER, Outcome.SPLICED, Outcome.NOT_ON_RECORD), Tone.BAD),
    **dict.fromkeys((Outcome.NOT_ATTRIBUTED, Outcome.NOTHING_LIKE_IT, Outcome.IN_THESE_OR_OTHER_WORDS), Tone.OPEN),
    Outcome.CONFIRMED: Tone.GOOD,
}
SIGNS = {Tone.BAD: "✕", Tone.DOUBT: "!", Tone.OPEN: "?", Tone.GOOD: "✓"}


# A bidi override would turn the words of the whole page round, and a control character is no HTML.
_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x7F, 0xA0)), "\ufffd")
_UNSEEN |= dict.fromkeys((code for code in range(0x20) if chr(code) not in "\t\n\r"), "\ufffd")
_UNSEEN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def without_unseen(words: str) -> str:
    """Words of strangers with signs for what would steer a page unseen; as many code points as before."""
    return words.translate(_UNSEEN)


def shown(words: str) -> str:
    """Words of strangers as HTML: escaped, with signs for what would steer the page unseen."""
    return escape(without_unseen(words))


def tone_of(outcome: Outcome) -> Tone:
    return _TONES.get(outcome, Tone.DOUBT)


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """A stretch of the text over which nothing changes. numbers: of the places it belongs to, the widest first.

    opens: of those that begin here.
    """

    start: int
    end: int
    numbers: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A line of the text that is not blank. first: places whose first words stand in it, by their numbers."""

    pieces: tuple[DraftPiece, ...]
    first: tuple[int, ...]


def draft_lines(text: str, checked: Sequence[Checked]) -> Iterator[DraftLine]:
    """The text as lines of pieces; joined, they give it without blank lines and line ends. Numbers are from 1."""
    lines = [(start, end) for start, end in line_spans(text) if text[start:end].strip()]
    starts = [start for start, _ in lines]
    found: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    first: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(checked, 1):
        for at, span in enumerate(one.quoted.spans):
            here = range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end))
            for line in here:
                found[line].append((span, number))
            if not at and here:
                first[here[0]].append(number)
    for at, (start, end) in enumerate(lines):
        yield DraftLine(tuple(_pieces(start, end, found[at])), tuple(first[at]))


def _pieces(start: int, end: int, placed: Sequence[tuple[Span, int]]) -> Iterator[DraftPiece]:
    """One pass over the places of the line by their beginnings, however many there are."""
    cuts = sorted({start, end, *(at for span, _ in placed for at in (span.start, span.end) if start < at < end)})
    waiting = sorted(placed, key=lambda one: (one[0].start, -one[0].end, one[1]), reverse=True)
    over: list[tuple[Span, int]] = []
    for at, cut in enumerate(cuts[:-1]):
        over = [one for one in over if one[0].end > cut]
        opens = []
        while waiting and waiting[-1][0].start <= cut:
            one = waiting.pop()
            over.append(one)
            opens += [one[1]] if one[0].start == cut else []
        yield DraftPiece(cut, cuts[at + 1], tuple(number for _, number in over), tuple(opens))
