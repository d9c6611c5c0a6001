"""From what somebody typed, or a file holds, to the pieces of a judgement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from onrecord.errors import BadRequest
from onrecord.export.contract import SCHEMA
from onrecord.export.words_shown import shortened
from onrecord.judging.adding import crossed
from onrecord.judging.lines import from_json
from onrecord.judging.parts import places_from
from onrecord.store.date_ranges import days_of
from onrecord.text.anchor import selector_of
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import PARTS, Field, Judgement, StatementAnchor
from onrecord.values.report import Report
from onrecord.values.span import Span, hull
from onrecord.values.statement import ReportRecord, Statement

_AROUND = 20  # characters shown on either side of a place that parts a word
_SHOWN = 60  # characters of words that two statements have


def anchor_of(record: ReportRecord, statement: Statement) -> StatementAnchor:
    """What finds this statement again in another reading of its report."""
    return anchored(record.report, statement.id, statement.attribution.content)


def anchored(report: Report, statement: str, content: tuple[Span, ...]) -> StatementAnchor:
    """What finds the statement with this id and content in another reading of its report."""
    return StatementAnchor(statement, report.id, report.sha256, selector_of(hull(content), report.text), content)


def doubts_of(judgement: Judgement, read: ReportRecord) -> tuple[str, ...]:
    """What should be looked at again: a day behind that of the report, a place that parts a word, and words that are
    partly those of another statement.

    read: the report as it is with the judgement. That counts all the same.
    """
    report = read.report
    return (*_late_day(judgement, report), *_parted_words(judgement, report.text), *_crossed(judgement, read))


def _crossed(judgement: Judgement, read: ReportRecord) -> Iterator[str]:
    if not dict(judgement.fields).get(Field.CONTENT):
        return
    contents = {one.id: one.attribution.content for one in read.statements}
    own = contents.pop(judgement.statements[0].statement, ())
    for id_, shared in crossed(own, contents).items():
        yield f"some of its words are those of statement {id_}: “{shortened(shared.of(read.report.text), _SHOWN)}”"


def _parted_words(judgement: Judgement, text: str) -> Iterator[str]:
    for field, value in judgement.fields:
        for span in places_from(field, value) if field in PARTS and value else ():
            for at, ends in ((span.start, "begins"), (span.end, "ends")):
                if text[max(0, at - 1) : at + 1].isalnum() and 0 < at < len(text):
                    before, behind = text[max(0, at - _AROUND) : at], text[at : at + _AROUND]
                    yield f"{field} {ends} inside of a word: “{before}|{behind}”"


def _late_day(judgement: Judgement, report: Report) -> tuple[str, ...]:
    printed = [days for day in (report.published.candidates if report.published else ()) if (days := days_of(day))]
    said = next((days_of(value) for field, value in judgement.fields if field is Field.SAID_ON and value), None)
    if said is None or not printed or said.earliest <= max(days.latest for days in printed):
        return ()
    return (f"{said.earliest} is after the report was published, {max(printed).latest}",)


def field_called(name: str) -> Field:
    try:
        return Field(name)
    except ValueError as error:
        raise BadRequest(f"a statement has no {name!r} to correct", remedy=f"use one of {', '.join(Field)}") from error


def speaker_type_called(name: str) -> SpeakerType:
    try:
        return SpeakerType(name)
    except ValueError as error:
        raise BadRequest(f"{name!r} is no type of speaker", remedy=f"use one of {', '.join(SpeakerType)}") from error


def judgements_in(lines: Iterable[str]) -> tuple[Judgement, ...]:
    """Each line's. Raises BadRequest where one is none, or there is none at all."""
    found = tuple(_judgement_in(number, line) for number, line in enumerate(lines, 1) if line.strip())
    if not found:
        raise BadRequest("there is no judgement in it", remedy="take in what `onrecord judgements` prints as jsonl")
    return found


def _judgement_in(number: int, line: str) -> Judgement:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"line {number} is not JSON ({error})", remedy="take the file of an export") from error
    if isinstance(value, dict) and value.get("schema") == SCHEMA:
        remedy = "put what was exported on record with onrecord import FILE"
        raise BadRequest(f"line {number} is a report with its statements, and no judgement", remedy=remedy)
    try:
        return from_json(value)
    except BadRequest as error:
        raise BadRequest(f"line {number}: {error.what}", remedy=error.remedy) from error
