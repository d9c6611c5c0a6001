"""A report as one line of an export: the contract, and the rest that `onrecord import` needs to make the same rows.

The contract tells what was found. What only the record itself asks for stands in fields named `rest`, of the report and
of each statement: how the text is divided, and what the machine had read where a judgement or an occasion changed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import groupby

from onrecord.export.contract import places, record_to_json, statement_to_json
from onrecord.export.without_text import context_of, is_without_text
from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord, Statement

Json = dict[str, object]
# What a judgement or the rest of the record can change of a statement.
CHANGEABLE = (
    "kind", "mode", "force", "content", "cue", "source", "speaker", "nested_in", "said_on", "said_on_because", "place",
    "occasion", "addressee", "medium", "place_because", "occasion_because", "addressee_because", "medium_because",
    "evidence", "refers_to", "confidence", "because",
)  # fmt: skip


def whole_to_json(record: ReportRecord) -> Json:
    """The contract with `rest`; for a record without its text, with `context` in place of text and `rest`.

    A record comes back equal from it by `reading_back.record_from_json`, as the machine read it.
    """
    line = record_to_json(record)
    statements = line["statements"]
    report = line["report"]
    assert isinstance(statements, list)
    assert isinstance(report, dict)
    if is_without_text(record.report):
        report["text"] = None
        for told, statement in zip(statements, record.statements, strict=True):
            told["context"] = context_to_json(statement, record.report)
        return line
    report["rest"] = report_rest(record.report)
    as_read = {one.id: one for one in record.as_read or ()}
    for told, statement in zip(statements, record.statements, strict=True):
        told["rest"] = statement_rest(statement, as_read, told)
    return line


def context_to_json(statement: Statement, report: Report) -> Json:
    """A statement's context: where it stands in the whole text, and its words."""
    place = context_of(statement, report)
    return {"span": [place.start, place.end], "text": place.of(report.text)}


def report_rest(report: Report) -> Json:
    """How the text is divided, and what the contract says of dates and of the way in only in part."""
    dateline, updated = report.dateline, report.updated
    return {
        "paragraphs": places(report.paragraphs),
        "title": _place(report.title_span),
        "dateline": [*places([dateline.span]), dateline.wire, dateline.date_words] if dateline else None,
        "furniture_because": [one.because for one in report.furniture],
        "updated_candidates": list(updated.candidates) if updated else [],
        "arrival": {name: value for name, value in asdict(report.arrival).items() if value is not None},
        "reading": changed_characters(report.text, report.reading),
        "turns": [_turn(turn, report.text) for turn in report.turns],
    }


def statement_rest(statement: Statement, as_read: Mapping[str, Statement], told: Mapping[str, object]) -> Json:
    """The attribution's own name and confidence; with `as_read`, the fields that are not as the machine read them."""
    read = as_read.get(statement.id, statement)
    attribution = read.attribution
    rest: Json = {
        "attribution": attribution.id,
        "attribution_nested_in": attribution.nested_in,
        "attribution_confidence": attribution.confidence,
    }
    if read is not statement:
        before = statement_to_json(read)
        if changed := {name: before[name] for name in CHANGEABLE if before[name] != told[name]}:
            rest["as_read"] = changed
    return rest


def changed_characters(text: str, reading: str) -> list[list[object]]:
    """What a reading copy of the same length changed: [[start, characters], …]."""
    if text == reading:
        return []
    changed = (at for at, (one, other) in enumerate(zip(text, reading, strict=True)) if one != other)
    runs = [[at for _, at in run] for _, run in groupby(enumerate(changed), key=lambda pair: pair[1] - pair[0])]
    return [[run[0], reading[run[0] : run[-1] + 1]] for run in runs]


def _place(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _turn(turn: SpokenTurn, text: str) -> list[object]:
    """[start, end, speaker, the words where they are others than those of the text, place of the label]."""
    said = turn.turn.text
    return [
        turn.words.start,
        turn.words.end,
        turn.turn.speaker,
        None if said == turn.words.of(text) else said,
        _place(turn.label),
    ]
