"""The record without the outlets' text: of each report only its statements and a little around them.

Who is quoted, when and where is a fact that may be shared; the report it was found in belongs to somebody. What is left
of a text is the statement and 200 characters on either side, as in a citation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.values.report import Report
from onrecord.values.span import Span, hull
from onrecord.values.statement import ReportRecord, Statement

CONTEXT = 200  # characters (Unicode code points) on either side of a statement
LEFT_OUT = (
    f"text left out but for statements and {CONTEXT} characters on either side; offsets are those of the whole text"
)
_BLANK = " "


def without_text(record: ReportRecord) -> ReportRecord:
    """The same record; of text and reading copy only what `shown_places` names is left, the rest is blanks. Pure.

    Texts keep their length and every place its offsets, which are those of the whole text: `span.of(report.text)` gives
    the words of a statement and of its context as before. `flags` say that it was done. Turns of a transcript, which
    repeat its text, are left out. A format that prints the text must print the contexts instead.
    """
    report = record.report
    shown = shown_places(record)
    blanked = replace(
        report,
        text=_only(shown, report.text),
        reading=_only(shown, report.reading),
        turns=(),
        flags=(*(flag for flag in report.flags if flag != LEFT_OUT), LEFT_OUT),
    )
    return replace(record, report=blanked, as_read=None)


def is_without_text(report: Report) -> bool:
    """Was the text left out by `without_text`?"""
    return LEFT_OUT in report.flags


def context_of(statement: Statement, report: Report) -> Span:
    """The statement's words with CONTEXT characters on either side, as far as the report goes."""
    whole = hull(statement.attribution.content)
    return Span(max(0, whole.start - CONTEXT), min(len(report.text), whole.end + CONTEXT))


def shown_places(record: ReportRecord) -> tuple[Span, ...]:
    """What may be shown of the text: contexts, and the words for who speaks and says; apart, and in order."""
    places = [context_of(statement, record.report) for statement in record.statements]
    for statement in record.statements:
        places += (*statement.attribution.cue, *statement.attribution.source)
    return _merged(places)


def _merged(places: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for place in sorted(places):
        if merged and place.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, place.end))
        else:
            merged.append(place)
    return tuple(merged)


def _only(shown: Iterable[Span], text: str) -> str:
    pieces: list[str] = []
    done = 0
    for place in shown:
        pieces += (_BLANK * (place.start - done), place.of(text))
        done = place.end
    return "".join((*pieces, _BLANK * (len(text) - done)))
