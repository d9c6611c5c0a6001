"""A report's text as a page shows it: paragraphs of marked words, furniture apart, long reports in parts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from onrecord.export.marks import Line, Mark, Part, Piece, line_spans, lines_of, numbered
from onrecord.values.report import Furniture, FurnitureKind, PassageKind, Report
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord
from onrecord.web.values.card import Card, card_of, numbers_of

MOST_CHARACTERS = 40_000  # of the text on one page, unless the whole is asked for
MOST_CARDS = 120
_PASSAGES = {PassageKind.HEADING: "heading", PassageKind.BLOCK_QUOTE: "quoted", PassageKind.EMBEDDED_POST: "post"}


class Element(NamedTuple):
    """An element around words: its name and its class, both ours."""

    name: str
    css: str


class Opening(NamedTuple):
    """Where content of a statement begins. is_first: its first words. label: for who cannot see the marks.

    has_card: its card stands on the same page.
    """

    number: int
    is_first: bool
    label: str
    has_card: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words over which nothing changes. elements: around them, the outermost first. opens: content that begins."""

    text: str
    elements: tuple[Element, ...] = ()
    opens: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the report. css: "text", "headline", "heading", "quoted", "post" or "turn".

    cards: of the statements whose first words stand here.
    """

    css: str
    words: tuple[Words, ...]
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Lines in a row that are no part of the report. kinds: what they are, each once, as far as that is known."""

    kinds: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportText:
    """A part of a report's text. part, parts: from 1; of a report that is short, or shown whole, 1 of 1."""

    blocks: tuple[Block | Aside, ...]
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line with what its place in the report makes of it. begins: statements whose first words stand on it.

    label: where a transcript names who speaks, the colon included.
    """

    line: Line
    css: str
    begins: tuple[int, ...]
    label: Span | None

    @property
    def span(self) -> Span:
        return _span(self.line)


def report_text(record: ReportRecord, *, part: int | None = 1, at: str | None = None) -> ReportText:
    """The text, cut into parts where it is long. part: which, from 1, the nearest there is; None for the whole.

    at: the id of a statement: then the part that it begins in. Lines of other parts are not laid out.
    """
    lines = line_spans(record.report.text)
    begins = _begins(record, lines)
    parts = [range(len(lines))] if part is None else list(_parts(lines, begins))
    number = numbers_of(record).get(at) if at else None
    found = next((n for n, one in enumerate(parts, 1) if any(number in begins.get(line, ()) for line in one)), None)
    shown = found or min(max(part or 1, 1), len(parts))
    return ReportText(tuple(_blocks(record, tuple(_laid(record, parts[shown - 1], begins)))), shown, len(parts))


def _begins(record: ReportRecord, lines: Sequence[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Which statements begin on which line; one that begins with the end of a blank line, on the next with words."""
    written = [at for at, (start, end) in enumerate(lines) if record.report.text[start:end].strip()]
    ends = [lines[at][1] for at in written]
    found: dict[int, tuple[int, ...]] = {}
    for number, one in numbered(record):
        if written:
            line = written[min(bisect_right(ends, one.attribution.content[0].start), len(written) - 1)]
            found[line] = (*found.get(line, ()), number)
    return found


def _parts(lines: Sequence[tuple[int, int]], begins: Mapping[int, Sequence[int]]) -> Iterator[range]:
    """Whole lines, as many as go on one page; at least one part."""
    first = size = cards = 0
    for line, (start, end) in enumerate(lines):
        more = len(begins.get(line, ()))
        size, cards = size + end - start, cards + more
        if line > first and (size > MOST_CHARACTERS or cards > MOST_CARDS):
            yield range(first, line)
            first, size, cards = line, end - start, more
    yield range(first, len(lines))


def _laid(record: ReportRecord, within: range, begins: Mapping[int, tuple[int, ...]]) -> Iterator[_Laid]:
    report = record.report
    passages = [one.span.start for one in report.passages]
    labels = _labels(report)
    turns = sorted(one.words for one in report.turns)
    for at, line in zip(within, lines_of(record, within), strict=True):
        if not any(piece.span.of(report.text).strip() for piece in line.pieces):
            continue
        label = labels.get(_span(line).start)
        css = _css(_span(line), report, passages) or ("turn" if label or _is_in(turns, _span(line)) else "text")
        yield _Laid(line, css, begins.get(at, ()), label)


def _is_in(turns: Sequence[Span], line: Span) -> bool:
    """Does a turn of a transcript go on in this line? turns: in order."""
    at = bisect_right(turns, line.start, key=lambda one: one.start) - 1
    return at >= 0 and turns[at].end > line.start


def _span(line: Line) -> Span:
    return Span(line.pieces[0].span.start, line.pieces[-1].span.end)


def _css(span: Span, report: Report, passages: Sequence[int]) -> str | None:
    """What kind of line stands there; None for a plain paragraph. passages: where they begin, in order."""
    title = report.title_span
    if title is not None and span.start < title.end and title.start < span.end:
        return "headline"
    at = bisect_right(passages, span.end - 1) - 1
    if at >= 0 and report.passages[at].span.end > span.start:
        return _PASSAGES[report.passages[at].kind]
    return None


def _labels(report: Report) -> dict[int, Span]:
    """Where a transcript names who speaks, by the beginning of the line: with the colon behind it."""
    found = {}
    for turn in report.turns:
        start = report.text.rfind("\n", 0, turn.words.start) + 1
        if start < turn.words.start:
            found[start] = Span(start, turn.words.start)
    return found


def _blocks(record: ReportRecord, part: Sequence[_Laid]) -> Iterator[Block | Aside]:
    numbers = numbers_of(record)
    by_number = {numbers[one.id]: one for one in record.statements}
    cards = {number: card_of(by_number[number], record, numbers) for line in part for number in line.begins}
    nested = frozenset(numbers[one.id] for one in record.statements if one.nested_in)
    furniture = sorted(record.report.furniture, key=lambda one: one.span)
    pen = _Pen(record.report.text, cards, nested)
    for is_aside, lines in groupby(part, key=lambda one: _is_aside(one, record.report.text)):
        if is_aside:
            yield _aside(tuple(lines), furniture, record.report.text)
        else:
            for one in lines:
                if one.css == "headline" and _repeats_title(one, record.report):
                    continue
                yield Block(one.css, pen.words(one), tuple(cards[number] for number in one.begins))


def _repeats_title(one: _Laid, report: Report) -> bool:
    """Is it the title once more, and nothing else? That stands above already."""
    return not _is_marked(one) and one.span.of(report.text).split() == (report.title or "").split()


def _is_aside(one: _Laid, text: str) -> bool:
    """Is all of the line furniture, spaces aside, and no statement in it?"""
    return not _is_marked(one) and all(
        piece.is_furniture or not piece.span.of(text).strip() for piece in one.line.pieces
    )


def _is_marked(one: _Laid) -> bool:
    return bool(one.begins) or any(piece.marks for piece in one.line.pieces)


def _aside(lines: Sequence[_Laid], furniture: Sequence[Furniture], text: str) -> Aside:
    """The lines with what they are, as far as that is known. furniture: in order."""
    here = Span(lines[0].span.start, lines[-1].span.end)
    first = bisect_right(furniture, here.start, key=lambda one: one.span.end)
    last = bisect_left(furniture, here.end, key=lambda one: one.span.start)
    kinds = dict.fromkeys(one.kind for one in furniture[first:last])
    named = tuple(kind.value for kind in kinds if kind is not FurnitureKind.OTHER)
    return Aside(named, tuple(line.span.of(text) for line in lines))


def _cut_at_label(one: _Laid) -> Iterable[Piece]:
    """The pieces, the one that holds the end of the label cut there."""
    for piece in one.line.pieces:
        cut = one.label.end if one.label else piece.span.end
        if piece.span.start < cut < piece.span.end:
            yield replace(piece, span=Span(piece.span.start, cut), closes=())
            yield replace(piece, span=Span(cut, piece.span.end), opens=())
        else:
            yield piece


@dataclass(slots=True)
class _Pen:
    """Writes the words of lines, in their order. met: statements whose first words were written."""

    text: str
    cards: Mapping[int, Card]
    nested: frozenset[int]
    met: set[int] = field(default_factory=set)

    def words(self, line: _Laid) -> tuple[Words, ...]:
        return tuple(self._piece(piece, line.label) for piece in _cut_at_label(line))

    def _piece(self, piece: Piece, label: Span | None) -> Words:
        elements = [_element(mark, self.nested) for mark in piece.marks]
        if piece.is_furniture:
            elements.insert(0, Element("span", "furniture"))
        if label and piece.span.end <= label.end:
            elements.insert(0, Element("b", "label"))
        opens = tuple(self._opening(mark.number) for mark in piece.opens)
        return Words(piece.span.of(self.text), tuple(dict.fromkeys(elements)), opens)

    def _opening(self, number: int) -> Opening:
        is_first = number in self.cards and number not in self.met
        self.met.add(number)
        card = self.cards.get(number)
        return Opening(number, is_first, card.label if card else f"Statement {number}", card is not None)


def _element(mark: Mark, nested: frozenset[int]) -> Element:
    if mark.part is not Part.CONTENT:
        return Element("span", mark.part.value)
    inner = " nested" if mark.number in nested else ""
    return Element("mark", mark.statement.attribution.kind.value + inner)
