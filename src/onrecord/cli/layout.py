"""A report's text beside a margin of notes, as lines for a terminal of any width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from onrecord.cli.terminal import one_line, visible
from onrecord.export.marks import Line, Mark, Part, Piece, lines_of, manner, numbered, when, who
from onrecord.values.report import FurnitureKind
from onrecord.values.statement import Kind, ReportRecord, Statement

# Told apart by weight too, so that they still differ where NO_COLOR is set; in a pipe the margin names the kind.
KIND_COLORS = {Kind.DIRECT: "green", Kind.MIXED: "yellow", Kind.INDIRECT: "cyan"}
KIND_STYLES = {
    Kind.DIRECT: Style(color=KIND_COLORS[Kind.DIRECT], bold=True),
    Kind.MIXED: Style(color=KIND_COLORS[Kind.MIXED], underline=True),
    Kind.INDIRECT: Style(color=KIND_COLORS[Kind.INDIRECT]),
}
PART_STYLES = {Part.CUE: Style(color="magenta"), Part.SOURCE: Style(color="magenta", bold=True)}
DIM = Style(dim=True)

NARROWEST_MARGIN, WIDEST_MARGIN, WIDEST = 24, 36, 120
RULE = " │ "
GLUE = "\ue000"  # a space at which no line may break, so that no bracket stands alone at a line's end
OPENS = "opens"  # the key under which a bracket carries its statement's number through the wrapping
FURNITURE_GUTTER, GUTTER = "┊ ", "  "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text as it will stand on the screen. opened: numbers of the statements with words that begin here."""

    text: Text
    opened: tuple[int, ...] = ()
    is_furniture: bool = False


def draw(record: ReportRecord, console: Console) -> Iterator[Text]:
    """The report's text wrapped to the console's width, statements bracketed and numbered, with their notes beside."""
    width = min(console.width, WIDEST)
    margin = max(NARROWEST_MARGIN, min(WIDEST_MARGIN, width * 3 // 10))
    text_width = max(20, width - margin - len(RULE) - len(GUTTER))
    notes = {number: _note(number, one, console, margin) for number, one in numbered(record)}
    kinds = _kinds(record)
    waiting: list[Text] = []
    for paragraph in _paragraphs(record):
        rows = list(_rows(paragraph, record.report.text, console, text_width))
        if any(number in notes for row in rows for number in row.opened):
            # A note left standing below its paragraph would be taken for this one's.
            yield from (_beside(Row(Text()), note, text_width) for note in waiting)
            waiting = []
        for row in rows:
            waiting += [line for number in row.opened for line in notes.pop(number, ())]
            if row is rows[0] and row.is_furniture and not waiting:
                waiting += kinds.get(paragraph.pieces[0].span.start, ())
            yield _beside(row, waiting.pop(0) if waiting else None, text_width)
    yield from (_beside(Row(Text()), note, text_width) for note in waiting)


def _kinds(record: ReportRecord) -> dict[int, tuple[Text, ...]]:
    """What furniture is, by the place at which it begins; nothing for what is of no known kind."""
    known = (piece for piece in record.report.furniture if piece.kind is not FurnitureKind.OTHER)
    return {piece.span.start: (Text(piece.kind.value, DIM),) for piece in known}


def _paragraphs(record: ReportRecord) -> Iterator[Line]:
    """The text's lines, runs of blank ones as one."""
    was_blank = True
    for line in lines_of(record):
        is_blank = not any(piece.span.of(record.report.text).strip() for piece in line.pieces)
        if not (is_blank and was_blank):
            yield Line(()) if is_blank else line
        was_blank = is_blank


def _rows(line: Line, text: str, console: Console, width: int) -> Iterator[Row]:
    """Wrap one line of the input into lines of the screen."""
    told = [piece for piece in line.pieces if piece.span.of(text).strip()]  # between two marks stands a space at most
    is_furniture = bool(told) and all(piece.is_furniture for piece in told)
    whole = Text()
    for piece in line.pieces:
        for mark in piece.opens:
            whole.append(f"⟦{mark.number}{GLUE}", _kind_style(mark) + Style(meta={OPENS: mark.number}))
        whole.append(visible(piece.span.of(text)), _style(piece))
        for mark in piece.closes:
            whole.append("⟧", _kind_style(mark))
    for row in whole.wrap(console, width):
        row.rstrip()
        row.plain = row.plain.replace(GLUE, " ")
        yield Row(row, tuple(_opened(row)), is_furniture)


def _opened(row: Text) -> Iterator[int]:
    for span in row.spans:
        if isinstance(span.style, Style) and OPENS in span.style.meta:
            yield span.style.meta[OPENS]


def _style(piece: Piece) -> Style:
    """Content looks like its kind, the innermost statement's where statements are nested; then source and cue."""
    if piece.is_furniture:
        return DIM
    content = [mark for mark in piece.marks if mark.part is Part.CONTENT]
    inner = [mark for mark in piece.marks if mark.part is not Part.CONTENT]
    style = _kind_style(content[-1]) if content else Style()
    return style + PART_STYLES[inner[-1].part] if inner else style


def _kind_style(mark: Mark) -> Style:
    return KIND_STYLES[mark.statement.attribution.kind]


def _note(number: int, statement: Statement, console: Console, width: int) -> list[Text]:
    """ "3 Sergey Lavrov" and below it "direct · 2021-12-02", wrapped to the margin and hanging under the name."""
    label = f"{number} "
    style = Style(color=KIND_COLORS[statement.attribution.kind])
    width -= len(label)
    notes = (
        Text(one_line(who(statement)), "bold"),
        Text(on_one_or_two(manner(statement), when(statement), width), style),
    )
    lines = [line for note in notes for line in note.wrap(console, width)]
    for line in lines:
        line.rstrip()
    indent = " " * len(label)
    return [Text.assemble((label, style) if at == 0 else indent, line) for at, line in enumerate(lines)]


def on_one_or_two(first: str, second: str, width: int) -> str:
    """ "direct · 2021-12-02", on two lines where one is too narrow."""
    joined = f"{first} · {second}"
    return joined if len(joined) <= width else f"{first}\n{second}"


def _beside(row: Row, note: Text | None, text_width: int) -> Text:
    gutter = FURNITURE_GUTTER if row.is_furniture else GUTTER
    line = Text.assemble((gutter, DIM), row.text)
    if note is None:
        line.rstrip()
        return line
    line.append(" " * (text_width + len(gutter) - cell_len(line.plain)))
    return line.append(RULE, DIM).append_text(note)
