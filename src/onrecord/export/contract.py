"""The one place that spells the field names of the contract "onrecord/1".

The contract may only grow: a field here is never renamed, never dropped and never changes its meaning.
"""

from __future__ import annotations

from onrecord.export.contract_page import page_fields, places, version_fields
from onrecord.values.copies import Republication
from onrecord.values.entity import Speaker
from onrecord.values.judgement import Judged
from onrecord.values.occasion import OldWords
from onrecord.values.primary import PrimaryQuotation
from onrecord.values.report import Report
from onrecord.values.statement import Circumstances, Reference, ReportRecord, Statement

__all__ = ["SCHEMA", "places", "record_to_json", "statement_to_json"]

SCHEMA = "onrecord/1"
CIRCUMSTANCES = ("place", "occasion", "addressee", "medium")  # each with its `…_because` and its spans in `evidence`


def record_to_json(record: ReportRecord) -> dict[str, object]:
    """A report and its statements as JSON values, every field there, null for what is not known.

    Offsets are half-open, in Unicode code points, into `report.text`.
    """
    return {
        "schema": SCHEMA,
        "reader": record.reader,
        "report": {**_report(record.report), **version_fields(record), **copied_to_json(record.copied)},
        "statements": [
            statement_to_json(statement) | _family(statement, record) | _primary(statement, record)
            for statement in record.statements
        ],
    }


def _report(report: Report) -> dict[str, object]:
    published = report.published
    return {
        "id": report.id,
        "given_id": report.given_id,
        "source": report.origin,
        "sha256": report.sha256,
        "kind": report.kind,
        "url": report.url,
        "outlet": report.outlet,
        "wire": report.wire,
        "title": report.title,
        "byline": report.byline,
        "language": report.language,
        "dateline_place": report.dateline.place if report.dateline else None,
        "published": published.edtf if published else None,
        "published_candidates": list(published.candidates) if published else [],
        "published_because": published.because if published else None,
        "republished_from": report.republished_from,
        "occasion": report.occasion,
        "place": report.place,
        "flags": list(report.flags),
        "text": report.text,
        "furniture": places(piece.span for piece in report.furniture),
        **page_fields(report),
    }


def copied_to_json(copied: Republication | None) -> dict[str, object]:
    """All null where the report was only printed; `copies` is null too where it has none on record."""
    source = copied.copy_of if copied else None
    return {
        "copy_of": {
            "report": source.report,
            "kind": source.kind.value,
            "share": source.share,
            "because": source.because,
        }
        if source
        else None,
        "copies": copied.copies if copied else None,
        "copy_group": copied.group if copied else None,
    }


def statement_to_json(statement: Statement) -> dict[str, object]:
    attribution, circumstances = statement.attribution, statement.circumstances
    said_on = circumstances.said_on
    return {
        "id": statement.id,
        "kind": attribution.kind.value,
        "mode": attribution.mode.value,
        "force": attribution.force.value if attribution.force else None,
        "content": places(attribution.content),
        "cue": places(attribution.cue),
        "source": places(attribution.source),
        "speaker": _speaker(statement.speaker) if statement.speaker else None,
        "nested_in": statement.nested_in,
        "confidence": statement.confidence,
        "because": attribution.because,
        "said_on": said_on.edtf if said_on else None,
        "said_on_because": said_on.because if said_on else None,
        "place": circumstances.place,
        "occasion": circumstances.occasion,
        "addressee": circumstances.addressee,
        "medium": circumstances.medium,
        **{f"{field}_because": because_of(circumstances, field) for field in CIRCUMSTANCES},
        "evidence": {one.field: places(one.spans) for one in circumstances.evidence},
        "refers_to": [reference_to_json(reference) for reference in statement.refers_to],
        "judged": [judged_to_json(one) for one in statement.judged],
        "occasion_id": statement.occasion_id,
        "old_words": old_words_to_json(statement.old_words),
    }


def _primary(statement: Statement, record: ReportRecord) -> dict[str, object]:
    """Only a record knows the transcripts, so what is merely printed has no such field."""
    if record.primary is None:
        return {}
    return {"primary": [primary_to_json(one) for one in record.primary.get(statement.id, ())]}


def primary_to_json(found: PrimaryQuotation) -> dict[str, object]:
    """A quotation that goes back to a turn; statement and report are the turn's and the transcript's."""
    first = found.passages[0]
    return {
        "statement": first.statement,
        "report": first.report,
        "verdict": found.verdict.value,
        "speaker_verdict": found.speaker_verdict.value,
        "date_verdict": found.date_verdict.value,
        "certainty": found.certainty.value,
        "differences": list(found.differences),
        "can_change_meaning": found.can_change_meaning,
        "quoted": found.quoted,
        "goes_on": found.goes_on,
        "marked_as": found.voice,
        "others": found.others,
        "passages": [
            {
                "statement": one.statement,
                "report": one.report,
                "content": [one.start, one.end],
                "quoted": [one.first, one.last],
                "words": one.words,
                "speaker": one.speaker,
                "said_on": one.said_on,
                "occasion": one.occasion,
                "place": one.place,
            }
            for one in found.passages
        ],
    }


def old_words_to_json(old: OldWords | None) -> dict[str, object] | None:
    """Where the same words are on record of an earlier day."""
    if old is None:
        return None
    return {
        "statement": old.statement,
        "report": old.report,
        "day": old.day,
        "words": old.words,
        "because": old.because,
    }


def _family(statement: Statement, record: ReportRecord) -> dict[str, object]:
    """Only a record knows what carries the same words, so what is merely printed has no such field."""
    return {} if record.families is None else {"family": record.families.get(statement.id)}


def because_of(circumstances: Circumstances, field: str) -> str | None:
    """Why a circumstance holds for the statement; None when it is not known."""
    found = circumstances.evidence_for(field)
    return found.because if found else None


def _speaker(speaker: Speaker) -> dict[str, object]:
    return {
        "name": speaker.name,
        "type": speaker.type.value,
        "entity": speaker.entity,
        "because": speaker.because,
        "office_printed": speaker.office_printed,
        "office": speaker.office,
        "office_because": speaker.office_because,
        "office_candidates": list(speaker.office_candidates),
    }


def reference_to_json(reference: Reference) -> dict[str, object]:
    return {
        "span": [reference.span.start, reference.span.end],
        "instrument": reference.instrument,
        "name": reference.name,
        "candidates": list(reference.candidates),
        "provision": reference.provision,
        "identifier": reference.identifier,
        "because": reference.because,
    }


def judged_to_json(judged: Judged) -> dict[str, object]:
    """What a person judged of a statement."""
    return {
        "id": judged.id,
        "act": judged.act.value,
        "fields": [field.value for field in judged.fields],
        "by": judged.by,
        "at": judged.at,
        "because": judged.because,
    }
