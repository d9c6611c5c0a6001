"""Speakers, reports and who is quoted where as FollowTheMoney entities (https://followthemoney.tech), one a line.

Articles with their statements come first, in the order of the record; who spoke comes last, each once. Ids are those
of the record behind "onrecord-", and so the same in every export. What a statement says of its speaker is a
`Documentation`, the link of FollowTheMoney between an entity and a document that is evidence of it. A `LegalEntity`
is what speaks but is no person and no organisation: a state, a group that has a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from onrecord.export import iris
from onrecord.export.jsonl import line_of
from onrecord.export.without_text import is_without_text
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Report
from onrecord.values.span import words_at
from onrecord.values.statement import ReportRecord, Statement

SCHEMATA = {
    SpeakerType.PERSON: "Person",
    SpeakerType.BODY: "Organization",
    # Not PublicBody, whose ministries and agencies `onrecord people import` takes for bodies: a state is none.
    SpeakerType.STATE: "LegalEntity",
    SpeakerType.GROUP: "LegalEntity",
    SpeakerType.UNKNOWN: "LegalEntity",
    SpeakerType.DOCUMENT: "PlainText",  # a Document that needs no file name
}
# FollowTheMoney names languages by ISO 639-3, reports by ISO 639-1.
LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "ar:ara bg:bul cs:ces da:dan de:deu el:ell en:eng es:spa et:est fi:fin fr:fra he:heb hr:hrv hu:hun it:ita "
        "ja:jpn ko:kor lt:lit lv:lav nl:nld pl:pol pt:por ro:ron ru:rus sk:slk sl:slv sr:srp sv:swe tr:tur uk:ukr "
        "zh:zho"
    ).split()
)
UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\ud800-\udfff]")
Properties = dict[str, list[str]]
Line = dict[str, object]


def write_ftm(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write the entities. Memory grows with who spoke, not with the record. Returns the number of lines."""
    lines = 0
    for entity in entities_of(records):
        out.write(line_of(entity))
        lines += 1
    return lines


def entities_of(records: Iterable[ReportRecord]) -> Iterator[Line]:
    spoke: dict[str, tuple[Speaker, dict[str, None]]] = {}
    for record in records:
        yield _article(record.report)
        named: dict[str, Speaker] = {}
        for statement in record.statements:
            yield _statement(statement, record)
            speaker = statement.speaker
            if speaker and speaker.entity:
                named.setdefault(speaker.entity, speaker)
                _, offices = spoke.setdefault(speaker.entity, (speaker, {}))
                offices |= {office: None for office in (speaker.office_printed, speaker.office) if office}
        yield from (_mention(speaker, record.report) for speaker in named.values())
    for speaker, offices in spoke.values():
        yield _speaker(speaker, offices)


def ftm_id(name: str) -> str:
    return f"onrecord-{name}"


def _article(report: Report) -> Line:
    dates = (iris.iso_date(one.edtf) if one else None for one in (report.published, report.updated))
    published, updated = dates
    return _entity(
        ftm_id(report.id),
        "Article",
        {
            "title": [report.title],
            "author": [report.byline],
            "publisher": [report.outlet or report.wire],
            "publishedAt": [published],
            "modifiedAt": [updated],
            "language": [LANGUAGES.get(report.language or "")],
            "sourceUrl": [iris.web_address(report.url)],
            "fileName": [report.origin],
            "bodyText": [None if is_without_text(report) else report.text],
        },
    )


def _statement(statement: Statement, record: ReportRecord) -> Line:
    """Evidence of who said it; where that is nobody in particular, a note on the report."""
    report, found, told = record.report, statement.attribution, statement.circumstances
    words = words_at(found.content, report.text)
    entity = statement.speaker.entity if statement.speaker else None
    if entity is None:
        who = statement.speaker.name if statement.speaker else None
        about = [f"source: {who}"] if who else []
        return _entity(
            ftm_id(statement.id),
            "Note",
            {
                "entity": [ftm_id(report.id)],
                "proof": [ftm_id(report.id)],
                "description": [words],
                "notes": [f"{found.kind.value}, {found.mode.value}", *about],
            },
        )
    return _entity(
        ftm_id(statement.id),
        "Documentation",
        {
            "document": [ftm_id(report.id)],
            "entity": [ftm_id(entity)],
            "role": [f"{found.mode.value} ({found.kind.value})"],
            "date": [iris.iso_date(told.said_on.edtf) if told.said_on else None],
            "summary": [words],
            "description": [told.occasion],
            "recordId": [statement.id],
            "sourceUrl": [iris.web_address(report.url)],
            "publisher": [report.outlet],
        },
    )


def _mention(speaker: Speaker, report: Report) -> Line:
    schema = SCHEMATA[speaker.type]
    # Only what can own and act (LegalEntity and its heirs) can a mention be resolved to.
    resolved = None if speaker.type is SpeakerType.DOCUMENT else ftm_id(speaker.entity or "")
    properties: dict[str, list[str | None]] = {
        "document": [ftm_id(report.id)],
        "name": [speaker.name],
        "detectedSchema": [schema],
        "resolved": [resolved],
    }
    return _entity(ftm_id(f"mention-{report.id}-{speaker.entity}"), "Mention", properties)


def _speaker(speaker: Speaker, offices: Iterable[str]) -> Line:
    schema = SCHEMATA[speaker.type]
    properties: dict[str, list[str | None]] = {"name": [speaker.name]}
    if schema == "Person":
        properties["position"] = [*offices]
    return _entity(ftm_id(speaker.entity or ""), schema, properties)


def _entity(id_: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Line:
    kept: Properties = {}
    for name, values in properties.items():
        clean = (UNPRINTABLE.sub("\ufffd", value) for value in values if value)
        if listed := [value for value in dict.fromkeys(clean) if value.strip()]:
            kept[name] = listed
    return {"id": id_, "schema": schema, "properties": kept}
