"""Why a statement is on record as it is: every field with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.cli.terminal import one_line, or_unknown
from onrecord.export.marks import UNKNOWN
from onrecord.values.dates import PublicationDate
from onrecord.values.span import Span, words_at
from onrecord.values.statement import ReportRecord, Statement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of a statement: its name, its value as shown, and what it rests on; "" where it speaks for itself."""

    field: str
    value: str
    because: str


def evidence_of(statement: Statement, record: ReportRecord) -> Iterator[Evidence]:
    """Every field of the statement, in the order in which a reader asks."""
    yield from _words(statement, record.report.text)
    yield from _who(statement, record.report.text)
    yield from _circumstances(statement)
    yield from _instruments(statement, record.report.text)
    yield from _origin(statement, record)


def _words(statement: Statement, text: str) -> Iterator[Evidence]:
    found = statement.attribution
    yield Evidence("words", one_line(words_at(found.content, text)), _places(found.content))
    yield Evidence("kind", found.kind.value, found.because)
    yield Evidence("cue", _words_or_unknown(found.cue, text), _places(found.cue))
    yield Evidence("mode", found.mode.value, "")
    yield Evidence("force", or_unknown(found.force), "")
    yield Evidence("confidence", f"{statement.confidence:.2f}", "how often a statement found this way is right")


def _who(statement: Statement, text: str) -> Iterator[Evidence]:
    speaker = statement.speaker
    source = statement.attribution.source
    yield Evidence("source", _words_or_unknown(source, text), _places(source))
    if speaker is None:
        yield Evidence("speaker", UNKNOWN, "nothing in the report names one")
    else:
        yield Evidence("speaker", f"{one_line(speaker.name)} ({speaker.type.value})", speaker.because)


def _circumstances(statement: Statement) -> Iterator[Evidence]:
    around = statement.circumstances
    said_on = around.said_on
    yield Evidence("said on", said_on.edtf if said_on else UNKNOWN, said_on.because if said_on else "")
    yield Evidence("place", or_unknown(around.place), "")
    yield Evidence("occasion", or_unknown(around.occasion), "")
    yield Evidence("addressee", or_unknown(around.addressee), "")


def _instruments(statement: Statement, text: str) -> Iterator[Evidence]:
    """One line a document that the words lean on."""
    for to in statement.refers_to:
        provision = f"{to.provision}, " if to.provision else ""
        named = to.name or to.identifier or " or ".join(to.candidates)
        yield Evidence("refers to", f"{provision}{one_line(named)}", f"{to.because or ''}; {_places((to.span,))}")


def _origin(statement: Statement, record: ReportRecord) -> Iterator[Evidence]:
    report = record.report
    if statement.nested_in:
        yield Evidence("reported in", statement.nested_in, "another statement reports this one")
    yield Evidence("published", *published(report.published))
    yield Evidence("report", or_unknown(report.title), f"id {report.id}, from {report.origin}")
    yield Evidence("read by", record.reader, f"input sha256 {report.sha256}")


def published(date: PublicationDate | None) -> tuple[str, str]:
    """The publication date as shown, and why. Several readings are all shown: none is chosen for the reader."""
    if date is None:
        return UNKNOWN, "nothing in the report gives a date"
    return date.edtf or " or ".join(date.candidates), date.because


def _words_or_unknown(spans: Sequence[Span], text: str) -> str:
    return or_unknown(words_at(spans, text))


def _places(spans: Sequence[Span]) -> str:
    if not spans:
        return ""
    return "characters " + ", ".join(f"{span.start}–{span.end}" for span in spans)
