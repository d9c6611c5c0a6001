"""A report with its statements marked, as HTML that stands alone: no script, nothing fetched, all text escaped."""

from __future__ import annotations

from html import escape

from onrecord.export.marks import Line, Mark, Part, Piece, how, lines_of, who
from onrecord.text.report_name import name_of
from onrecord.values.statement import ReportRecord

# Colours for people who cannot tell red from green; the kinds also differ by underline, so that print shows them.
STYLE = """
.onrecord { LIGHT color: var(--text); background: var(--page); max-width: 64rem; padding: 1rem 1.25rem;
  font: 15px/1.6 Georgia, "Times New Roman", serif; border: 1px solid var(--rule); border-radius: 6px; }
@media (prefers-color-scheme: dark) { .onrecord { DARK } }
[data-jp-theme-light="false"] .onrecord, .vscode-dark .onrecord { DARK }
[data-jp-theme-light="true"] .onrecord, .vscode-light .onrecord { LIGHT }
.onrecord header, .onrecord aside, .onrecord footer { font: 12.5px/1.45 system-ui, sans-serif; color: var(--dim); }
.onrecord header { padding-bottom: .5rem; margin-bottom: .75rem; border-bottom: 1px solid var(--rule); }
.onrecord header b { display: block; font-size: 15px; color: var(--text); }
.onrecord footer { padding-top: .5rem; margin-top: .75rem; border-top: 1px solid var(--rule); }
.onrecord section { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 0 1.5rem; }
.onrecord p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.onrecord aside div { margin: .15rem 0 .5rem; padding-left: .6rem; border-left: 3px solid var(--rule); }
.onrecord aside b { color: var(--text); }
.onrecord mark { color: inherit; background: none; border-radius: 2px; text-underline-offset: .2em; }
.onrecord mark.direct { background: var(--direct); text-decoration: underline solid var(--line) 1px; }
.onrecord mark.mixed { background: var(--mixed); text-decoration: underline dashed var(--line) 1px; }
.onrecord mark.indirect { background: var(--indirect); text-decoration: underline dotted var(--line) 1px; }
.onrecord aside .direct { border-color: var(--line); }
.onrecord aside .mixed { border-left-style: dashed; border-color: var(--line); }
.onrecord aside .indirect { border-left-style: dotted; border-color: var(--line); }
.onrecord sup { font: bold 10px system-ui, sans-serif; color: var(--line); margin-right: .25em; }
.onrecord .source { font-weight: bold; }
.onrecord .cue { font-style: italic; }
.onrecord .furniture { color: var(--dim); opacity: .75; font-size: 13px; }
@media (max-width: 40rem) { .onrecord section { grid-template-columns: 1fr; } }
"""
LIGHT = (
    "--text: #1c2126; --dim: #68717a; --rule: #d9dee3; --direct: #d6e8fb; --mixed: #fdeac4; --indirect: #e4e9ee; "
    "--line: #2c6fb3; --page: #ffffff;"
)
DARK = (
    "--text: #e4e7ea; --dim: #9aa4ad; --rule: #3a424a; --direct: #173a5c; --mixed: #4d3b12; --indirect: #30383f; "
    "--line: #7db4ea; --page: #171b1f;"
)


def report_html(record: ReportRecord) -> str:
    """The report's text with its statements marked and a note on each beside its paragraph."""
    noted: set[int] = set()
    sections = "".join(_section(line, record.report.text, noted) for line in lines_of(record) if line.pieces)
    style = STYLE.replace("LIGHT", LIGHT).replace("DARK", DARK)
    return f'<style>{style}</style><article class="onrecord">{_head(record)}{sections}{_foot(record)}</article>'


def _head(record: ReportRecord) -> str:
    report = record.report
    date = report.published
    shown = date.edtf or " or ".join(date.candidates) if date else "date not known"
    known = [part for part in (report.outlet or report.wire, shown, f"report {report.id}") if part]
    return f"<header><b>{escape(name_of(report) or report.origin)}</b>{escape(' · '.join(known))}</header>"


def _foot(record: ReportRecord) -> str:
    number = len(record.statements)
    found = f"{number} statement{'' if number == 1 else 's'}" if number else "No statement was found in this report"
    date = record.report.published
    because = f" Date: {date.because}." if date else ""
    return f"<footer>{escape(f'{found}.{because} Read by {record.reader}.')}</footer>"


def _section(line: Line, text: str, noted: set[int]) -> str:
    """A paragraph and the notes on the statements that begin in it. noted: those that have a note already."""
    opened = [mark for piece in line.pieces for mark in piece.opens]
    new = {mark.number: mark for mark in opened if mark.number not in noted}
    noted.update(new)
    notes = "".join(_note(mark) for mark in new.values())
    words = "".join(_piece(piece, text) for piece in line.pieces)
    return f"<section><p>{words}</p><aside>{notes}</aside></section>"


def _piece(piece: Piece, text: str) -> str:
    words = escape(piece.span.of(text))
    if piece.is_furniture:
        return f'<span class="furniture">{words}</span>'
    for mark in reversed(piece.marks):
        words = _wrapped(mark, words)
    numbers = "".join(f"<sup>{mark.number}</sup>" for mark in piece.opens)
    return numbers + words


def _wrapped(mark: Mark, words: str) -> str:
    if mark.part is not Part.CONTENT:
        return f'<span class="{mark.part.value}">{words}</span>'
    title = escape(f"{mark.number}: {who(mark.statement)}, {how(mark.statement)}")
    return f'<mark class="{mark.statement.attribution.kind.value}" title="{title}">{words}</mark>'


def _note(mark: Mark) -> str:
    statement = mark.statement
    kind = statement.attribution.kind.value
    because = statement.speaker.because if statement.speaker else ""
    return (
        f'<div class="{kind}" title="{escape(because)}"><sup>{mark.number}</sup>'
        f"<b>{escape(who(statement))}</b><br>{escape(how(statement))}</div>"
    )
