"""Cases as JSON values and back, and whether a reading does what a case asks for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import BadRequest
from onrecord.judging.fields import check_field
from onrecord.judging.lines import Json, anchor_from, anchor_json, text_from, text_or_none
from onrecord.judging.placing import place
from onrecord.text.found_words import fold
from onrecord.values.case import Case
from onrecord.values.judgement import PARTS, Act, Field
from onrecord.values.span import words_at
from onrecord.values.statement import ReportRecord, Statement

SCHEMA = "onrecord-case/1"
WRITTEN_SO = "write it as `onrecord cases export` does"


def case_to_json(case: Case) -> Json:
    """All of it. Of the report only its digest, its source and the words with 32 characters around them."""
    return {
        "schema": SCHEMA,
        "id": case.id,
        "at": case.at,
        "by": case.by,
        "judgement": case.judgement,
        "because": case.because,
        "source": case.source,
        "anchor": anchor_json(case.anchor),
        "is_statement": case.is_statement,
        "fields": {field.value: value for field, value in case.fields},
    }


def case_from_json(line: Json) -> Case:
    """The case that was written so. Raises BadRequest when it is none."""
    try:
        if line.get("schema", SCHEMA) != SCHEMA:
            raise ValueError(f"its schema is {line['schema']!r}, not {SCHEMA!r}")
        fields = tuple((Field(name), text_or_none(value)) for name, value in line["fields"].items())
        case = Case(
            id="",
            at=text_from(str(line["at"])),
            by=text_from(str(line["by"])),
            judgement=text_or_none(line.get("judgement")),
            because=text_or_none(line.get("because")),
            source=text_from(str(line["source"])),
            anchor=anchor_from(line["anchor"]),
            is_statement=bool(line["is_statement"]),
            fields=fields,
        )
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise BadRequest(f"this is no case: {error}", remedy=WRITTEN_SO) from error
    for field, value in case.fields:
        if field not in PARTS:  # of these a case has the words: a new reading may have them elsewhere
            check_field(field, value)
    return signed_case(case)


def signed_case(case: Case) -> Case:
    """The case with the id that follows from what it asks for: 16 hexadecimal digits."""
    rest = {name: one for name, one in case_to_json(case).items() if name not in ("id", "at", "by", "because")}
    line = json.dumps(rest, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return replace(case, id=hashlib.sha256(line.encode()).hexdigest()[:16])


def failings_of_case(case: Case, reading: ReportRecord) -> tuple[str, ...]:
    """What of a reading is not as the case asks for, in words; nothing where it holds."""
    content = {one.id: one.attribution.content for one in reading.statements}
    act = Act.CORRECT if case.is_statement else Act.REJECT
    found = place(case.anchor, act, reading.report.text, content)
    if not case.is_statement:
        return () if found is None else ("read as a statement, which it is not",)
    if found is None:
        return ("no statement is read there",)
    statement = next(one for one in reading.statements if one.id == found)
    return tuple(_differing(case, statement, reading.report.text))


def fields_of(statement: Statement) -> dict[Field, str | None]:
    """What is read of a statement, by the names by which it is corrected; circumstances left out."""
    said_on = statement.circumstances.said_on
    return {
        Field.SPEAKER: statement.speaker.name if statement.speaker else None,
        Field.SAID_ON: said_on.edtf if said_on else None,
        Field.KIND: statement.attribution.kind.value,
        Field.MODE: statement.attribution.mode.value,
        Field.FORCE: statement.attribution.force.value if statement.attribution.force else None,
    }


def words_of(statement: Statement, text: str) -> dict[Field, str | None]:
    """The words of a statement, of its cue and its source; None where there are none."""
    return {part: words_at(getattr(statement.attribution, part.value), text) or None for part in PARTS}


def _differing(case: Case, statement: Statement, text: str) -> Iterator[str]:
    read = fields_of(statement) | words_of(statement, text)
    circumstances = statement.circumstances
    for field, wanted in case.fields:
        got = read[field] if field in read else getattr(circumstances, field.value)
        same = fold(got) == fold(wanted) if got is not None and wanted is not None else got == wanted
        if not same:
            yield f"{field.value}: {wanted or 'not known'} wanted, {got or 'not known'} read"
