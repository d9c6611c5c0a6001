"""Reports and statements in the words of schema.org, one NewsArticle a line.

A quotation that is nothing but quotation marks is a `Quotation`, attributed with `spokenByCharacter`, which schema.org
defines as who it is attributed to within the work that contains it. What the report tells in its own words, wholly or
in part, is a `Claim` with its `author` and its `appearance`. Nothing here says that a claim is true or false: that is a
`ClaimReview`, which only a person signs (`claim_review.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from onrecord.export import iris
from onrecord.export.jsonl import line_of
from onrecord.export.without_text import is_without_text
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Report
from onrecord.values.span import words_at
from onrecord.values.statement import Circumstances, Kind, ReportRecord, Statement

CONTEXT = "https://schema.org"
TYPES = {
    SpeakerType.PERSON: "Person",
    SpeakerType.BODY: "Organization",
    SpeakerType.STATE: "GovernmentOrganization",
}
Json = dict[str, object]


def write_jsonld(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write every report as one line of JSON-LD. Returns the number of lines."""
    lines = 0
    for record in records:
        out.write(line_of(article(record)))
        lines += 1
    return lines


def article(record: ReportRecord) -> Json:
    """A report with its statements as a NewsArticle; a transcript is a CreativeWork."""
    report = record.report
    published, updated = (iris.iso_date(one.edtf) if one else None for one in (report.published, report.updated))
    original = record.copied.copy_of.report if record.copied and record.copied.copy_of else None
    return known(
        {
            "@context": CONTEXT,
            "@type": "CreativeWork" if report.kind == "transcript" else "NewsArticle",
            "@id": iris.report_name(report.id),
            "identifier": report.given_id,
            "url": iris.web_address(report.url),
            "headline": report.title,
            "author": _named("Person", report.byline),
            "publisher": _named("Organization", report.outlet),
            "provider": _named("Organization", report.wire),
            "datePublished": published,
            "dateModified": updated,
            "inLanguage": report.language,
            "articleSection": report.section if report.kind != "transcript" else None,
            "locationCreated": _named("Place", report.dateline.place if report.dateline else report.place),
            "isBasedOn": {"@id": iris.report_name(original)} if original else None,
            "text" if report.kind == "transcript" else "articleBody": None if is_without_text(report) else report.text,
            "hasPart": [_statement(one, record) for one in record.statements],
        }
    )


def _statement(statement: Statement, record: ReportRecord) -> Json:
    is_quotation = statement.attribution.kind is Kind.DIRECT
    article_id = {"@id": iris.report_name(record.report.id)}
    sources = (record.primary or {}).get(statement.id, ())
    around = {"@id": iris.statement_name(statement.nested_in)} if statement.nested_in else article_id
    return known(
        {
            "@type": "Quotation" if is_quotation else "Claim",
            "@id": iris.statement_name(statement.id),
            "text": words_at(statement.attribution.content, record.report.text),
            **_who(statement.speaker, is_quotation),
            "isPartOf": around,
            "appearance": None if is_quotation else article_id,
            "isBasedOn": [
                {"@id": iris.statement_name(passage.statement)} for one in sources for passage in one.passages
            ],
            **_circumstances(statement.circumstances, record.report),
            "citation": list(_cited(statement)),
        }
    )


def _cited(statement: Statement) -> Iterator[Json]:
    """The document that speaks, and the documents that the words lean on."""
    speaker = statement.speaker
    if speaker and speaker.type is SpeakerType.DOCUMENT:
        yield known({"@type": "CreativeWork", "@id": iris.speaker_name(speaker), "name": speaker.name})
    for one in statement.refers_to:
        if iris.instrument_key(one):
            yield known({"@type": "CreativeWork", "@id": iris.instrument_name(one), "name": one.name})


def _who(speaker: Speaker | None, is_quotation: bool) -> Json:
    """Words that name nobody are no more than a credit. A document is no speaker: it is cited."""
    if speaker is None or speaker.type is SpeakerType.DOCUMENT:
        return {}
    who = speaker_thing(speaker)
    if who is None:
        return {"creditText": speaker.name}
    return {"spokenByCharacter" if is_quotation else "author": who}


def speaker_thing(speaker: Speaker) -> Json | None:
    """The speaker as a thing of schema.org; None for documents, for groups and for who is not known."""
    type_ = TYPES.get(speaker.type)
    if type_ is None:
        return None
    office = speaker.office or speaker.office_printed
    return known(
        {
            "@type": type_,
            "@id": iris.speaker_name(speaker),
            "name": speaker.name,
            "jobTitle": office if speaker.type is SpeakerType.PERSON else None,
        }
    )


def _circumstances(told: Circumstances, report: Report) -> Json:
    """`temporal` takes any text, and so a day whose year is not known ("XXXX-02-19")."""
    edtf = told.said_on.edtf if told.said_on else None
    day = iris.iso_date(edtf)
    return {
        "dateCreated": day,
        "temporal": None if day else edtf,
        "locationCreated": _named("Place", told.place),
        "recordedAt": _named("Event", told.occasion),
        "audience": {"@type": "Audience", "audienceType": told.addressee} if told.addressee else None,
        "inLanguage": report.language,
    }


def _named(type_: str, name: str | None) -> Json | None:
    return {"@type": type_, "name": name} if name else None


def known(fields: Mapping[str, object]) -> Json:
    """Without what is not known: schema.org has no null."""
    return {name: value for name, value in fields.items() if value is not None and value not in ([], "")}
