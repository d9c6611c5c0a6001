"""Where in a clause a phrase can stand that says how the words were said, and not something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.circumstances.long_names import as_one
from onrecord.circumstances.phrases import Phrase, Sort, phrase_at, phrases_from, skip_time
from onrecord.circumstances.scene import SAID, Clause
from onrecord.values.span import Span, hull

_CUT = re.compile(rf"[,;:()–—]|{SAID}+|--| - ")
# What comes behind these words is told of somebody else, or of another time.
_RELATIVE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|while|because|although|though|after (?:he|she|they|it)|as (?:he|she|they|it)"
    r"|before (?:he|she|they|it)|but|since|until|whether)\b"
)
_OPENING = re.compile(
    r"(?:(?:But|And|Also|Later|Earlier|Then|Yet|Still|Meanwhile|However|again|also|later|earlier),? )?"
)
_SPEAKING = re.compile(
    r"(?:speaking|talking|appearing|testifying|writing|responding|replying|posting|campaigning|spoke|appeared|testified"
    r"|interviewed|asked|pressed|questioned|challenged)(?: (?:also|later|again|earlier|out|briefly|live))? ",
    re.IGNORECASE,
)
_GAVE = re.compile(r"(?:gave|delivered|made|held|hosted|giving|delivering|holding) ")
_ADDRESSED = re.compile(r"address(?:ed|ing) ", re.IGNORECASE)
_IN = re.compile(r"\b(?:in|at|on|during|after|following|via|by|over|through) ")
_CLOSING = frozenset([",", "-", "–", "—", "(", SAID])
_REACH = 260  # characters behind the cue


@dataclass(frozen=True, slots=True)
class Frame:
    """Places in `masked`. before, behind: how far the clause reaches without entering that of another statement."""

    masked: str
    start: int
    end: int
    source: tuple[int, int] | None
    cue: tuple[int, int]


def frame_of(clause: Clause, before: Clause | None, behind: Clause | None) -> Frame:
    """before, behind: the next statements of the same sentence, whose words about saying are their own."""
    shift = clause.window.start
    cue = clause.anchor
    source = _source(clause)
    start = before.anchor.end - shift if before else 0
    end = min(len(clause.masked), cue.end - shift + _REACH)
    if behind:
        other = _source(behind)
        first = min(behind.anchor.start, other.start) if other and other.start >= cue.end else behind.anchor.start
        end = min(end, max(first - shift, cue.end - shift))
    placed = (source.start - shift, source.end - shift) if source and clause.window.contains(source) else None
    return Frame(as_one(clause.masked), max(0, start), end, placed, (cue.start - shift, cue.end - shift))


def _source(clause: Clause) -> Span | None:
    return hull(clause.attribution.source) if clause.attribution.source else None


def phrases_of(frame: Frame, heard: int | None = None) -> Iterator[Phrase]:
    """All phrases about the saying, those beside the cue first. heard: where the name of who hears it ends."""
    if heard is not None:
        yield from phrases_from(frame.masked, heard, _before_relative(frame.masked, heard, frame.end))
    yield from _behind(frame)
    yield from _between(frame)
    yield from _in_front(frame)


def phrases_told(words: str, verb: int) -> Iterator[Phrase]:
    """The phrases behind "spoke", "gave", "addressed" in a sentence that reports no words. verb: where it begins."""
    words = as_one(words)
    yield from _opening(words, verb, _before_relative(words, verb, min(len(words), verb + _REACH)))


def _behind(frame: Frame) -> Iterator[Phrase]:
    """From the cue on: anywhere in its own segment, at the beginning of the later ones."""
    masked, start = frame.masked, frame.cue[0]
    end = _before_relative(masked, frame.cue[1], frame.end)
    for first, last in _segments(masked, start, end):
        if first == start:
            yield from _anywhere(frame, last, end)
        elif first >= frame.cue[1]:
            yield from _opening(masked, first, end)


def _anywhere(frame: Frame, last: int, end: int) -> Iterator[Phrase]:
    """Names of places count just behind cue or source only: "said Moen of the Board in Bergen" does not place her.

    The cue itself comes first: where it was marked wide it holds "in a statement".
    """
    masked, cue = frame.masked, frame.cue
    source = frame.source if frame.source and cue[1] <= frame.source[0] <= last else None
    behind = source[1] if source else cue[1]
    found = (
        list(_first_in(masked, cue[0], cue[1], end))
        or list(phrases_from(masked, behind, end))
        or list(_first_in(masked, cue[1], source[0] if source else cue[1], end))
        or list(_first_in(masked, behind, last, end))
    )
    yield from found


def _first_in(masked: str, start: int, stop: int, end: int) -> Iterator[Phrase]:
    """The first phrase that begins from `start` to `stop` and is no place, and those that follow it."""
    for match in _IN.finditer(masked, start, stop):
        one = phrase_at(masked, match.start(), end)
        if one and one.sort is not Sort.PLACE:
            yield one
            yield from phrases_from(masked, one.end, end)
            return


def _between(frame: Frame) -> Iterator[Phrase]:
    """Between source and cue: "Moen, in a speech at …, said"."""
    if frame.source is None or frame.source[1] >= frame.cue[0]:
        return
    for first, _ in _segments(frame.masked, frame.source[1], frame.cue[0]):
        yield from _opening(frame.masked, first, frame.cue[0])


def _in_front(frame: Frame) -> Iterator[Phrase]:
    """In front of source and cue, at the head of the sentence, when a comma or the source itself closes it."""
    end = min(frame.cue[0], frame.source[0] if frame.source else frame.cue[0])
    if frame.start or end <= 0:
        return
    for first, _ in _segments(frame.masked, 0, end):
        found = list(_opening(frame.masked, first, end))
        if not found or found[0].sort is Sort.PLACE:
            continue
        if found[0].sort is Sort.HEARER or _is_closed(frame.masked, found[-1].end, end):
            yield from found


def _is_closed(masked: str, at: int, end: int) -> bool:
    """Does a mark, or the source itself, follow the phrases that end at `at`?"""
    behind = skip_time(masked, at, end)
    return behind >= end or masked[at:behind].rstrip().endswith(",") or masked[behind] in _CLOSING


def _opening(masked: str, at: int, end: int) -> Iterator[Phrase]:
    """The phrases with which a segment begins, also behind "speaking" and "gave"."""
    at += len(masked[at:end]) - len(masked[at:end].lstrip())
    opening = _OPENING.match(masked, at, end)
    at = opening.end() if opening else at
    if speaking := _SPEAKING.match(masked, at, end):
        yield from phrases_from(masked, speaking.end(), end, hearers=True)
    elif gave := _GAVE.match(masked, at, end):
        yield from _given(masked, gave.end(), end)
    elif addressed := _ADDRESSED.match(masked, at, end):
        # As if it were "to …": the noun phrase behind "addressing" hears.
        yield from _given(masked, addressed.end(), end, "to ", hearers=True)
    else:
        yield from phrases_from(masked, at, end)


def _given(masked: str, at: int, end: int, preposition: str = "in ", *, hearers: bool = False) -> Iterator[Phrase]:
    """The object of "gave", read as if it stood behind a preposition."""
    shift = at - len(preposition)
    for one in phrases_from(preposition + masked[at:end], 0, end - shift, hearers=hearers):
        yield moved(one, shift)


def moved(one: Phrase, by: int) -> Phrase:
    pairs = [(part[0] + by, part[1] + by) if part else None for part in (one.hearer, one.place)]
    return Phrase(one.sort, one.start + by, one.end + by, one.head, one.is_bare, *pairs)


def _segments(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in _CUT.finditer(masked, start, end):
        if masked[at : cut.start()].strip():
            yield at, cut.start()
        at = cut.end()
    if masked[at:end].strip():
        yield at, end


def _before_relative(masked: str, start: int, end: int) -> int:
    match = _RELATIVE.search(masked, start, end)
    return match.start() if match else end
