"""A line of an export made into the report and the statements it was written from.

What a stranger wrote is believed in nothing that can be looked up: places lie in the text, ids fit their places,
nothing is nested in itself. A line that does not fit is refused whole, with the field and the reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set

from onrecord.export.contract import CIRCUMSTANCES, SCHEMA
from onrecord.export.fields import Fields, Misfit, shown
from onrecord.export.reading_back_report import report_from_json
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.judgement import Act
from onrecord.values.places import statement_id
from onrecord.values.report import Report
from onrecord.values.statement import (
    Attribution,
    Basis,
    Circumstances,
    Force,
    Kind,
    Mode,
    Reference,
    ReportRecord,
    Statement,
)

_IDS = 20  # hexadecimal digits


def record_from_json(line: object) -> ReportRecord:
    """The report and its statements as the machine read them, whatever was judged or found since.

    What people added is left to the judgements that say so.
    What a record finds out by itself is not taken over: versions, copies, occasions, families, primary sources.
    Where `rest` is missing, as in what `onrecord read` prints, paragraphs are the lines of the text.
    Raises Misfit: another schema, no text, a place outside it, an id that does not fit, a circle.
    """
    fields = Fields({}).object_of(line, "the line") if not isinstance(line, dict) else Fields(line)
    if fields.values.get("schema") != SCHEMA:
        raise Misfit(f"schema is {shown(fields.values.get('schema'))}, not {SCHEMA!r}")
    report = report_from_json(fields.object_at("report"))
    told = [one for one in fields.objects("statements") if not _is_added(one)]
    ids = dict.fromkeys(one.hexadecimal("id", _IDS) for one in told)
    if len(ids) < len(told):
        raise Misfit("two statements have one id")
    statements = tuple(_statement(one, own, report, ids.keys()) for one, own in zip(told, ids, strict=True))
    _refuse_circles(statements)
    return ReportRecord(report, statements, fields.words("reader"))


def _is_added(told: Fields) -> bool:
    return any(one.values.get("act") == Act.ADD for one in told.objects("judged"))


def judgements_of(line: Mapping[str, object]) -> tuple[str, ...]:
    """Ids of the judgements that a line's statements tell of. The line fits."""
    return tuple(
        one.words("id") for statement in Fields(line).objects("statements") for one in statement.objects("judged")
    )


def utf8_of(report: Report) -> bytes | None:
    """The bytes that were read, where they are the text in UTF-8 as of most plain texts; None where they are others."""
    content = report.text.encode("utf-8", "replace")
    return content if hashlib.sha256(content).hexdigest() == report.sha256 else None


def _statement(told: Fields, own_id: str, report: Report, ids: Set[str]) -> Statement:
    rest = told.object_or_none("rest") or Fields({})
    before = rest.object_or_none("as_read")
    read = Fields({**told.values, **before.values}, told.where) if before else told
    attribution = _attribution(read, rest, len(report.text))
    if statement_id(report.id, attribution) != own_id:
        raise Misfit(f"{told.where}id is {own_id!r}, which is not that of its places in report {report.id}")
    return Statement(
        id=own_id,
        attribution=attribution,
        speaker=_speaker(read.object_or_none("speaker")),
        circumstances=_circumstances(read, len(report.text)),
        refers_to=tuple(_reference(one, len(report.text)) for one in read.objects("refers_to")),
        nested_in=_nested_in(read, ids, is_lenient=before is not None),
        confidence=read.chance("confidence"),
    )


def _nested_in(read: Fields, ids: Set[str], *, is_lenient: bool) -> str | None:
    """is_lenient: the outer statement may have been left out, as a rejected one."""
    outer = read.words_or_none("nested_in")
    if outer is None or outer in ids:
        return outer
    if is_lenient:
        return None
    raise read.misfit("nested_in", "the id of a statement of this report")


def _refuse_circles(statements: Sequence[Statement]) -> None:
    """Statements nested in each other, or one in itself."""
    outer = {one.id: one.nested_in for one in statements}
    sound: set[str] = set()
    for start in outer:
        path: set[str] = set()
        at: str | None = start
        while at is not None and at not in sound:
            if at in path:
                raise Misfit(f"statement {at} is nested in itself")
            path.add(at)
            at = outer.get(at)
        sound.update(path)


def _attribution(read: Fields, rest: Fields, length: int) -> Attribution:
    content = read.spans("content", length)
    own_id = rest.words_or_none("attribution")
    if not content:
        raise read.misfit("content", "the places of the words")
    return Attribution(
        id=f"{content[0].start}-{content[-1].end}" if own_id is None else own_id,
        content=content,
        cue=read.spans("cue", length),
        source=read.spans("source", length),
        kind=read.choice("kind", Kind),
        mode=read.choice("mode", Mode),
        force=read.choice_or_none("force", Force),
        nested_in=rest.words_or_none("attribution_nested_in"),
        confidence=(rest if "attribution_confidence" in rest.values else read).chance(
            "attribution_confidence" if "attribution_confidence" in rest.values else "confidence"
        ),
        because=read.words("because"),
    )


def _speaker(told: Fields | None) -> Speaker | None:
    if told is None:
        return None
    if told.values.get("entity") == "":
        raise told.misfit("entity", "an id, or null where it is not known")
    return Speaker(
        name=told.words("name"),
        type=told.choice("type", SpeakerType),
        entity=told.words_or_none("entity"),
        because=told.words("because"),
        office_printed=told.words_or_none("office_printed"),
        office=told.words_or_none("office"),
        office_because=told.words_or_none("office_because"),
        office_candidates=told.all_words("office_candidates"),
    )


def _circumstances(read: Fields, length: int) -> Circumstances:
    said_on = read.date_or_none("said_on")
    found = read.object_or_none("evidence") or Fields({})
    if foreign := found.values.keys() - set(CIRCUMSTANCES):
        raise Misfit(f"{found.where}{min(foreign)!r} is no circumstance")
    told = {name: read.words_or_none(name) for name in CIRCUMSTANCES}
    return Circumstances(
        StatementDate(said_on, read.words("said_on_because")) if said_on is not None else None,
        **told,
        evidence=tuple(Basis(name, found.spans(name, length), read.words(f"{name}_because")) for name in found.values),
    )


def _reference(told: Fields, length: int) -> Reference:
    return Reference(
        span=told.span(told.values.get("span"), "span", length),
        instrument=told.words_or_none("instrument"),
        name=told.words_or_none("name"),
        candidates=told.all_words("candidates"),
        provision=told.words_or_none("provision"),
        identifier=told.words_or_none("identifier"),
        because=told.words_or_none("because"),
    )
