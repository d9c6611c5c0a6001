"""What was read, as text: the markup of a page with the places of its statements, never as a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.errors import UnreadableInput
from onrecord.export.marks import manner, numbered
from onrecord.export.page_places import decoded_page, place_of
from onrecord.text.decode import decode
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

MOST_CHARACTERS = 40_000  # shown at once
_NO_PLACE = "the bytes cannot be decoded as they were when they were read, so no place is marked"
_OTHER_FORM = "the report is a line of another form, so no place is marked"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands. part: of the page as shown; line: from 1; None where it does not stand there."""

    number: int
    id: str
    who: str | None
    manner: str
    span: Span | None
    line: int | None
    part: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters over which nothing changes. numbers: of the statements that have them; opens: of those begin here."""

    text: str
    numbers: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """One part of what was read. start: where it begins in the decoded text, in code points. note: what to mind."""

    stretches: tuple[Stretch, ...]
    places: tuple[Place, ...]
    part: int
    parts: int
    start: int
    characters: int
    note: str | None


def page_text(content: bytes, found: ReportRecord, part: int) -> PageText:
    """What was read of a report, part by part. content: its bytes. part: from 1; the nearest there is."""
    text, note = _decoded(content, found)
    spans = {} if note else {number: _place(one, found) for number, one in numbered(found)}
    cuts = list(_cuts(text))
    shown = min(max(part, 1), len(cuts))
    here = cuts[shown - 1]
    return PageText(
        tuple(_stretches(text, here, spans)),
        tuple(_places(text, found, spans, [one[0] for one in cuts])) if spans else (),
        shown,
        len(cuts),
        here[0],
        len(text),
        note,
    )


def _decoded(content: bytes, found: ReportRecord) -> tuple[str, str | None]:
    """The text of the bytes, and why no place can be marked in it."""
    report = found.report
    if report.page_map:
        page = decoded_page(content, report)
        return (page, None) if page is not None else (_anyhow(content), _NO_PLACE)
    text = _anyhow(content)
    return text, None if text == report.text else _OTHER_FORM


def _anyhow(content: bytes) -> str:
    try:
        return decode(content, origin="").text
    except UnreadableInput:
        return content.decode("utf-8", "replace")


def _place(one: Statement, found: ReportRecord) -> Span | None:
    words = Span(one.attribution.content[0].start, one.attribution.content[-1].end)
    return place_of(words, found.report) if found.report.page_map else words


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Stretches to be shown at once, cut at ends of lines where there are any; at least one."""
    start = 0
    while len(text) - start > MOST_CHARACTERS:
        end = text.rfind("\n", start + MOST_CHARACTERS // 2, start + MOST_CHARACTERS) + 1 or start + MOST_CHARACTERS
        yield start, end
        start = end
    yield start, len(text)


def _stretches(text: str, here: tuple[int, int], spans: dict[int, Span | None]) -> Iterator[Stretch]:
    """The part cut where a place begins or ends."""
    start, end = here
    inside = {number: span for number, span in spans.items() if span and span.start < end and start < span.end}
    cuts = sorted({start, end, *(at for span in inside.values() for at in (span.start, span.end) if start < at < end)})
    waiting = sorted(inside, key=lambda number: (inside[number].start, -inside[number].end), reverse=True)
    over: list[int] = []
    for begin, stop in pairwise(cuts):
        over = [number for number in over if inside[number].end > begin]
        opens = []
        while waiting and inside[waiting[-1]].start <= begin:
            number = waiting.pop()
            over.append(number)
            opens += [number] if inside[number].start == begin else []
        yield Stretch(text[begin:stop], tuple(over), tuple(opens))


def _places(text: str, found: ReportRecord, spans: dict[int, Span | None], starts: Sequence[int]) -> Iterator[Place]:
    """All statements in their order, each with its line: ends of lines are counted once over the text."""
    lines = _lines(text, sorted({span.start for span in spans.values() if span}))
    for number, one in numbered(found):
        span = spans[number]
        who = one.speaker.name if one.speaker else None
        line, part = (lines[span.start], bisect_right(starts, span.start)) if span else (None, None)
        yield Place(number, one.id, who, manner(one), span, line, part)


def _lines(text: str, offsets: Sequence[int]) -> dict[int, int]:
    line, before, found = 1, 0, {}
    for at in offsets:
        line += text.count("\n", before, at)
        found[at], before = line, at
    return found
