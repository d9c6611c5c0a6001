"""Records for the tests of the formats."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.values.copies import Republication
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.places import statement_id
from onrecord.values.span import Span
from onrecord.values.statement import (
    Attribution,
    Circumstances,
    Kind,
    Mode,
    Reference,
    ReportRecord,
    Statement,
)
from tests.cli.records import record_of

HOSTILE = "a\0b\x01\x1b[31m\ud800<&>\"'\u202e]]>|\t\r\n\u2028=1+1"  # what no format may choke on


def with_report(record: ReportRecord, **fields: Any) -> ReportRecord:
    return replace(record, report=replace(record.report, **fields))


def with_speaker(record: ReportRecord, at: int, speaker: Speaker | None) -> ReportRecord:
    return with_statement(record, at, speaker=speaker)


def with_statement(record: ReportRecord, at: int, **fields: Any) -> ReportRecord:
    """The record with other fields of its statement number `at`, from 0."""
    statements = list(record.statements)
    statements[at] = replace(statements[at], **fields)
    return replace(record, statements=tuple(statements))


def hostile() -> ReportRecord:
    """The sample with signs in every name that no file holds."""
    record = record_of()
    told = record.statements[0].circumstances
    record = with_statement(
        record,
        0,
        speaker=Speaker(HOSTILE, SpeakerType.PERSON, "e" * 16, HOSTILE),
        circumstances=replace(told, place=HOSTILE, occasion=HOSTILE, addressee=HOSTILE, medium=HOSTILE),
        refers_to=(Reference(Span(0, 4), HOSTILE, HOSTILE),),
    )
    return with_report(
        record, outlet=HOSTILE, title=HOSTILE, byline=HOSTILE, origin=HOSTILE, url=f"https://example.org/{HOSTILE}"
    )


def many(statements: int, *, nested: bool = False) -> ReportRecord:
    """A report with so many statements. nested: each is reported by the one before."""
    text = "He said no. " * statements
    report = replace(record_of("He said no.", {}).report, text=text, reading=text)
    found: list[Statement] = []
    for at in range(0, len(text), 12):
        content, cue, source = Span(at + 8, at + 10), Span(at + 3, at + 7), Span(at, at + 2)
        attribution = Attribution(
            str(at), (content,), (cue,), (source,), Kind.INDIRECT, Mode.SAID, None, None, 0.5, "a test"
        )
        around = found[-1].id if nested and found else None
        id_ = statement_id(report.id, attribution)
        found.append(Statement(id_, attribution, None, Circumstances(), (), around, 0.5))
    return ReportRecord(report, tuple(found), "onrecord 0.1.0 rules")


def copied(record: ReportRecord, group: str, **report: Any) -> ReportRecord:
    """The same report elsewhere, one of a group of copies."""
    return replace(with_report(record, **report), copied=Republication(group, 1))


def first(record: ReportRecord) -> Statement:
    return record.statements[0]
