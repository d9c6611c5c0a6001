"""A statement in its place: the words before and behind it, and in between its content, its cue and its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from onrecord.export.marks import Part
from onrecord.values.report import Report
from onrecord.values.span import Span, hull
from onrecord.values.statement import Attribution

AROUND = 700  # characters on either side, unless the paragraphs there end before


class Stretch(NamedTuple):
    """Words of one part of a statement; part: None for those of none."""

    words: str
    part: str | None


class Context(NamedTuple):
    """lines: paragraphs of stretches. cut_before, cut_after: the paragraph there goes on."""

    lines: tuple[tuple[Stretch, ...], ...]
    cut_before: bool
    cut_after: bool


def context_of(report: Report, found: Attribution) -> Context:
    """The statement's paragraphs and those beside them, AROUND characters before and behind at most."""
    inner = hull((*found.content, *found.cue, *found.source))
    wanted = _paragraphs(report, inner)
    start, end = max(wanted.start, inner.start - AROUND), min(wanted.end, inner.end + AROUND)
    start = start if start == wanted.start else _blank_after(report.text, start, inner.start)
    end = end if end == wanted.end else _blank_before(report.text, inner.end, end)
    return Context(tuple(_lines(report.text, Span(start, end), found)), start > wanted.start, end < wanted.end)


def _paragraphs(report: Report, inner: Span) -> Span:
    """From the paragraph before the statement's first one to that behind its last one."""
    starts, ends = [one.start for one in report.paragraphs], [one.end for one in report.paragraphs]
    first, last = bisect_right(ends, inner.start), bisect_left(starts, inner.end) - 1
    before = report.paragraphs[max(0, first - 1) : first + 1]
    behind = report.paragraphs[max(0, last) : last + 2]
    return hull((inner, *before, *behind))


def _blank_after(text: str, start: int, end: int) -> int:
    found = text.find(" ", start, end)
    return start if found < 0 else found + 1


def _blank_before(text: str, start: int, end: int) -> int:
    found = text.rfind(" ", start, end)
    return end if found < 0 else found


def _lines(text: str, shown: Span, found: Attribution) -> list[tuple[Stretch, ...]]:
    parts = [
        (span, part.value)
        for part, spans in ((Part.SOURCE, found.source), (Part.CUE, found.cue), (Part.CONTENT, found.content))
        for span in spans
    ]
    lines = list[tuple[Stretch, ...]]()
    at = shown.start
    for line in text[shown.start : shown.end].splitlines(keepends=True):
        if line.strip():
            lines.append(tuple(_stretches(text, Span(at, at + len(line.rstrip())), parts)))
        at += len(line)
    return lines


def _stretches(text: str, line: Span, parts: list[tuple[Span, str]]) -> list[Stretch]:
    here = [(span, part) for span, part in parts if span.overlaps(line)]
    cuts = sorted({line.start, line.end, *(at for span, _ in here for at in (span.start, span.end))})
    cuts = [at for at in cuts if line.start <= at <= line.end]
    stretches = []
    for start, end in pairwise(cuts):
        part = next((part for span, part in here if span.start <= start and end <= span.end), None)
        stretches.append(Stretch(text[start:end], part))
    return stretches
