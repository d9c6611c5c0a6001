"""A report's text cut where anything begins or ends: what the terminal and the notebook both draw from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.values.span import Span
from onrecord.values.statement import Force, Mode, ReportRecord, Statement

UNKNOWN = "–"


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


def lines_of(record: ReportRecord) -> tuple[Line, ...]:
    """The report's text as lines of pieces. Joined, the pieces give the text without its line ends."""
    text = record.report.text
    marks = marks_of(record)
    furniture = tuple(one.span for one in record.report.furniture)
    lines = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
        lines.append(Line(_pieces(Span(start, end), marks, furniture) if start < end else ()))
        start += len(line)
    return tuple(lines)


def _pieces(line: Span, marks: tuple[Mark, ...], furniture: tuple[Span, ...]) -> tuple[Piece, ...]:
    here = tuple(mark for mark in marks if mark.span.overlaps(line))
    aside = tuple(span for span in furniture if span.overlaps(line))
    inner = (line, *(mark.span for mark in here), *aside)
    cuts = sorted({cut for span in inner for cut in (span.start, span.end) if line.start <= cut <= line.end})
    return tuple(_piece(Span(start, end), here, aside) for start, end in pairwise(cuts))


def _piece(span: Span, marks: tuple[Mark, ...], furniture: tuple[Span, ...]) -> Piece:
    over = tuple(mark for mark in marks if mark.span.contains(span))
    content = tuple(mark for mark in over if mark.part is Part.CONTENT)
    return Piece(
        span,
        is_furniture=any(aside.contains(span) for aside in furniture),
        marks=over,
        opens=tuple(mark for mark in content if mark.span.start == span.start),
        closes=tuple(mark for mark in reversed(content) if mark.span.end == span.end),
    )


def who(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker else UNKNOWN


def manner(statement: Statement) -> str:
    """Kind; mode and force where they are not the plain case: "indirect, thought"."""
    found = statement.attribution
    parts = [found.kind.value]
    parts += [found.mode.value] if found.mode is not Mode.SAID else []
    parts += [found.force.value] if found.force not in (None, Force.ASSERTS) else []
    return ", ".join(parts)


def when(statement: Statement) -> str:
    said_on = statement.circumstances.said_on
    return said_on.edtf if said_on else UNKNOWN


def how(statement: Statement) -> str:
    """How the words are given, and when they were said: "indirect, thought · 2021-12-02"."""
    return f"{manner(statement)} · {when(statement)}"
