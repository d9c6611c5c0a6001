"""From what somebody typed, or a file holds, to the pieces of a judgement."""

from __future__ import annotations

import json

from onrecord.errors import BadRequest
from onrecord.judging.lines import from_json
from onrecord.text.anchor import selector_of
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Field, Judgement, StatementAnchor
from onrecord.values.span import hull
from onrecord.values.statement import ReportRecord, Statement


def anchor_of(record: ReportRecord, statement: Statement) -> StatementAnchor:
    """What finds this statement again in another reading of its report."""
    report, content = record.report, statement.attribution.content
    return StatementAnchor(statement.id, report.id, report.sha256, selector_of(hull(content), report.text), content)


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


def judgement_in(number: int, line: str) -> Judgement:
    try:
        return from_json(json.loads(line))
    except ValueError as error:
        raise BadRequest(f"line {number} is not JSON ({error})", remedy="take the file of an export") from error
    except BadRequest as error:
        raise BadRequest(f"line {number}: {error.what}", remedy=error.remedy) from error
