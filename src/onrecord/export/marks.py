"""A report's text cut where anything begins or ends: what the terminal and the notebook both draw from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from onrecord.values.span import Span
from onrecord.values.statement import Force, Mode, ReportRecord, Statement

UNKNOWN = "–"
VERDICTS = {True: "rejected", False: "corrected"}
T = TypeVar("T")


class Part(StrEnum):
    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of one statement. number: as in `numbered`."""

    number: int
    statement: Statement
    part: Part
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which nothing changes.

    marks: those that cover it, the widest first. opens, closes: content that begins or ends with this piece, in the
    order in which the brackets are to be written.
    """

    span: Span
    is_furniture: bool
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text as the input breaks it. pieces: empty for a blank line."""

    pieces: tuple[Piece, ...]


def numbered(record: ReportRecord) -> tuple[tuple[int, Statement], ...]:
    """The statements in the order in which a reader meets their words, numbered from 1; the wider one first.

    The record's own order goes by the whole attribution, source and cue included: numbers by it would leap.
    """
    met = sorted(
        record.statements, key=lambda one: (one.attribution.content[0].start, -one.attribution.content[-1].end)
    )
    return tuple(enumerate(met, 1))


def marks_of(record: ReportRecord) -> tuple[Mark, ...]:
    """All marks of a report, by their start, the widest first."""
    marks = [mark for number, one in numbered(record) for mark in _marks_of_statement(number, one)]
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.number)))


def _marks_of_statement(number: int, statement: Statement) -> Iterator[Mark]:
    found = statement.attribution
    for part, spans in ((Part.CONTENT, found.content), (Part.CUE, found.cue), (Part.SOURCE, found.source)):
        for span in spans:
            yield Mark(number, statement, part, span)


def lines_of(record: ReportRecord, within: range | None = None) -> tuple[Line, ...]:
    """The report's text as lines of pieces. Joined, the pieces give the text without its line ends.

    within: which lines, by their numbers from 0, as `line_spans` gives them; None for all.
    """
    lines = line_spans(record.report.text)
    starts = [start for start, _ in lines]
    marks = _by_line(marks_of(record), starts, lambda mark: mark.span)
    asides = _by_line((one.span for one in record.report.furniture), starts, lambda span: span)
    return tuple(
        Line(_pieces(Span(*lines[at]), marks[at], asides[at]) if lines[at][0] < lines[at][1] else ())
        for at in (range(len(lines)) if within is None else within)
    )


def line_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each line begins and where it ends, its line end left out."""
    return tuple(_line_spans(text))


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line.splitlines()[0])
        start += len(line)


def _by_line(placed: Iterable[T], starts: Sequence[int], span_of: Callable[[T], Span]) -> dict[int, list[T]]:
    """What stands on each line, by the line's number: a long report must not ask every mark for every line."""
    found: dict[int, list[T]] = defaultdict(list)
    for one in placed:
        span = span_of(one)
        for line in range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)):
            found[line].append(one)
    return found


def _pieces(line: Span, marks: Sequence[Mark], furniture: Sequence[Span]) -> tuple[Piece, ...]:
    inner = (line, *(mark.span for mark in marks), *furniture)
    cuts = sorted({cut for span in inner for cut in (span.start, span.end) if line.start <= cut <= line.end})
    over = _covering(cuts[:-1], marks, lambda mark: mark.span)
    asides = _covering(cuts[:-1], sorted(furniture), lambda span: span)
    spans = (Span(start, end) for start, end in pairwise(cuts))
    found = zip(spans, over, asides, strict=True)
    return tuple(_piece(span, marks, is_furniture=bool(aside)) for span, marks, aside in found)


def _covering(places: Iterable[int], placed: Sequence[T], span_of: Callable[[T], Span]) -> Iterator[tuple[T, ...]]:
    """For each place in order, which of `placed`, sorted by start, cover it: one pass, however many there are."""
    waiting = deque(placed)
    covering: list[T] = []
    for place in places:
        while waiting and span_of(waiting[0]).start <= place:
            covering.append(waiting.popleft())
        covering = [one for one in covering if place < span_of(one).end]
        yield tuple(covering)


def _piece(span: Span, over: tuple[Mark, ...], *, is_furniture: bool) -> Piece:
    content = tuple(mark for mark in over if mark.part is Part.CONTENT)
    return Piece(
        span,
        is_furniture=is_furniture,
        marks=over,
        opens=tuple(mark for mark in content if mark.span.start == span.start),
        closes=tuple(mark for mark in reversed(content) if mark.span.end == span.end),
    )


def who(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else UNKNOWN


def manner(statement: Statement) -> str:
    """Kind; mode and force where they are not the plain case; what people judged: "indirect, thought, corrected"."""
    found = statement.attribution
    parts = [found.kind.value]
    parts += [found.mode.value] if found.mode is not Mode.SAID else []
    parts += [found.force.value] if found.force not in (None, Force.ASSERTS) else []
    parts += [VERDICTS[statement.is_rejected]] if statement.judged else []
    return ", ".join(parts)


def when(statement: Statement) -> str:
    said_on = statement.circumstances.said_on
    return said_on.edtf if said_on else UNKNOWN


def how(statement: Statement) -> str:
    """How the words are given, and when they were said: "indirect, thought · 2021-12-02"."""
    return f"{manner(statement)} · {when(statement)}"
