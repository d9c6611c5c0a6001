"""The columns of the CSV: what stands in each, and what the codebook says of it. One table, so that they agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from onrecord.export.column import (
    DATE,
    IDENTIFIER,
    JSON,
    NUMBER,
    TEXT,
    Cell,
    Column,
    as_json,
    of_copy,
    of_report,
    of_speaker,
    of_statement,
)
from onrecord.export.contract import CIRCUMSTANCES, because_of, judged_to_json, places, reference_to_json
from onrecord.export.without_text import CONTEXT, context_of
from onrecord.values.copies import CopyKind
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span, words_at
from onrecord.values.statement import Basis, Force, Kind, Mode, ReportRecord
from onrecord.values.version import VersionPlace


def _places(spans: Iterable[Span]) -> str | None:
    return as_json(places(spans))


def _words(spans: tuple[Span, ...], record: ReportRecord) -> str | None:
    return words_at(spans, record.report.text) or None


def _because(field: str) -> Column:
    return of_statement(
        f"{field}_because", TEXT, f"The evidence for `{field}`.", lambda s: because_of(s.circumstances, field)
    )


def _evidence(found: Iterable[Basis]) -> str | None:
    spans = {one.field: places(one.spans) for one in found}
    return json.dumps(spans) if spans else None


def _of_version(name: str, kind: str, meaning: str, read: Callable[[VersionPlace], Cell]) -> Column:
    """A column that is empty where no record told which version the report is."""
    return Column(name, kind, meaning, lambda record, _: read(record.version) if record.version else None)


STATEMENT_COLUMNS = (
    of_statement("doc_id", IDENTIFIER, "As `statement_id`: the name text libraries look for.", lambda s: s.id),
    Column(
        "text",
        TEXT,
        "As `content`: the name text libraries look for.",
        lambda record, s: _words(s.attribution.content, record),
    ),
    of_statement("statement_id", IDENTIFIER, "Names the statement; the same in every record.", lambda s: s.id),
    of_speaker("speaker", TEXT, "Who said it, without titles.", lambda who: who.name),
    of_speaker("speaker_type", TEXT, "What the speaker is.", lambda who: who.type.value, SpeakerType),
    of_statement(
        "said_on",
        DATE,
        "When it was said, as far as the report tells.",
        lambda s: s.circumstances.said_on.edtf if s.circumstances.said_on else None,
    ),
    Column(
        "content",
        TEXT,
        "The words, as they stand in the report; ` … ` stands where the report interrupts them.",
        lambda record, s: _words(s.attribution.content, record),
    ),
    of_statement(
        "kind",
        TEXT,
        "direct: one or more quotations and nothing else; mixed: quotation marks inside a paraphrase; "
        "indirect: no quotation marks.",
        lambda s: s.attribution.kind.value,
        Kind,
    ),
    of_statement(
        "mode",
        TEXT,
        "said: spoken; wrote: written or posted; thought: believes, hopes, plans; did: an act that takes a stance.",
        lambda s: s.attribution.mode.value,
        Mode,
    ),
    of_statement(
        "force",
        TEXT,
        "What was done by saying it.",
        lambda s: s.attribution.force.value if s.attribution.force else None,
        Force,
    ),
    of_statement("place", TEXT, "Where it was said.", lambda s: s.circumstances.place),
    of_statement("occasion", TEXT, "On what occasion it was said.", lambda s: s.circumstances.occasion),
    of_statement(
        "occasion_id",
        IDENTIFIER,
        "The same for all statements of one event of speaking, in whatever report they stand.",
        lambda s: s.occasion_id,
    ),
    of_statement("addressee", TEXT, "To whom it was said.", lambda s: s.circumstances.addressee),
    of_statement(
        "medium",
        TEXT,
        "Through what it was said or written: a letter, a statement, a post, a broadcaster.",
        lambda s: s.circumstances.medium,
    ),
    of_statement(
        "confidence",
        NUMBER,
        "Probability that content and speaker are right; 1 if a person added it.",
        lambda s: float(s.confidence),
    ),
    Column(
        "family",
        IDENTIFIER,
        "The same for all statements that carry the same words; empty where no other report has them.",
        lambda record, s: record.families.get(s.id) if record.families else None,
    ),
)
REPORT_COLUMNS = (
    of_report("outlet", TEXT, "Who published the report.", lambda r: r.outlet),
    of_report("title", TEXT, "The report's headline.", lambda r: r.title),
    of_report(
        "published",
        DATE,
        "When the report was published; XXXX for a year that is not in evidence, empty when nothing speaks of a date.",
        lambda r: r.published.edtf if r.published else None,
    ),
    of_report(
        "published_candidates",
        JSON,
        "All readings of the day of publication that the evidence leaves.",
        lambda r: as_json(r.published.candidates) if r.published else None,
    ),
    of_report(
        "updated",
        DATE,
        "When the page says that it was last changed; empty when it names no change.",
        lambda r: r.updated.edtf if r.updated else None,
    ),
    of_report("section", TEXT, "The part of the outlet in which the page places the report.", lambda r: r.section),
    of_report("wire", TEXT, "The agency whose report it is.", lambda r: r.wire),
    of_report("byline", TEXT, "Who wrote the report.", lambda r: r.byline),
    of_report("language", TEXT, "The report's language (ISO 639-1).", lambda r: r.language),
    of_report("dateline_place", TEXT, "The place in the dateline.", lambda r: r.dateline.place if r.dateline else None),
    of_report("republished_from", TEXT, "Whose report this one repeats.", lambda r: r.republished_from),
    of_copy("copy_of", IDENTIFIER, "The report of which this one is a copy, where that is known.", lambda c: c.report),
    of_copy("copy_kind", TEXT, "What became of it in this copy.", lambda c: c.kind.value, CopyKind),
    of_copy("copy_share", NUMBER, "Of the words of this copy that stand in it.", lambda c: c.share),
    of_copy("copy_because", TEXT, "The evidence for `copy_of`.", lambda c: c.because),
    Column(
        "copies",
        "number",
        "How many other reports on record are copies of one with this report.",
        lambda record, _: record.copied.copies if record.copied else None,
    ),
    Column(
        "copy_group",
        IDENTIFIER,
        "The same for all copies of one report: its values and the reports without one count independent reports.",
        lambda record, _: record.copied.group if record.copied else None,
    ),
    of_report("report_kind", TEXT, "report, or transcript.", lambda r: r.kind),
    of_report("report_occasion", TEXT, "The occasion a transcript was taken at.", lambda r: r.occasion),
    of_report("report_place", TEXT, "The place a transcript was taken at.", lambda r: r.place),
    of_report("url", TEXT, "The report's address.", lambda r: r.url),
    of_report("report_id", IDENTIFIER, "Names the report; the same in every record.", lambda r: r.id),
    of_report("given_id", TEXT, "The id the input itself carried.", lambda r: r.given_id),
    of_report("source", TEXT, "Where the input was found: a path, an address, a line.", lambda r: r.origin),
    of_report("sha256", IDENTIFIER, "SHA-256 of the bytes that were read.", lambda r: r.sha256),
    _of_version("version", "number", "Which version of its page the report is, in order.", lambda v: v.number),
    _of_version("versions", "number", "How many versions of the page are on record.", lambda v: v.of),
    _of_version("replaced_by", IDENTIFIER, "The report that is the next version.", lambda v: v.replaced_by),
    of_report("flags", JSON, "What to mind about the text, e.g. that it was cut.", lambda r: as_json(r.flags)),
)
EVIDENCE_COLUMNS = (
    Column(
        "source_words", TEXT, "The mention of the speaker in the text.", lambda r, s: _words(s.attribution.source, r)
    ),
    Column("cue_words", TEXT, "The words that report the saying.", lambda r, s: _words(s.attribution.cue, r)),
    of_statement("content_spans", JSON, "Where `content` stands.", lambda s: _places(s.attribution.content)),
    of_statement("source_spans", JSON, "Where `source_words` stand.", lambda s: _places(s.attribution.source)),
    of_statement("cue_spans", JSON, "Where `cue_words` stand.", lambda s: _places(s.attribution.cue)),
    of_statement(
        "refers_to",
        JSON,
        "Documents the words appeal to.",
        lambda s: as_json(map(reference_to_json, s.refers_to)),
    ),
    of_statement("nested_in", IDENTIFIER, "The statement that reports this one.", lambda s: s.nested_in),
    of_speaker(
        "speaker_entity", IDENTIFIER, "Names the speaker; the same wherever name and type are.", lambda who: who.entity
    ),
    of_speaker("speaker_because", TEXT, "The evidence for the speaker.", lambda who: who.because),
    of_speaker(
        "office_printed",
        TEXT,
        "The words of the report that give the speaker's office.",
        lambda who: who.office_printed,
    ),
    of_speaker(
        "office",
        TEXT,
        "The office the gazetteer knows the speaker to have held when it was said.",
        lambda who: who.office,
    ),
    of_speaker("office_because", TEXT, "The evidence for `office`.", lambda who: who.office_because),
    of_speaker(
        "office_candidates",
        JSON,
        "Who may have held the printed office then, where more than one may; none of them is picked.",
        lambda who: as_json(who.office_candidates),
    ),
    of_statement(
        "said_on_because",
        TEXT,
        "The evidence for `said_on`.",
        lambda s: s.circumstances.said_on.because if s.circumstances.said_on else None,
    ),
    of_statement(
        "old_words_of",
        DATE,
        "The day by which the same words of the speaker were on record before, where the report dates them newly.",
        lambda s: s.old_words.day if s.old_words else None,
    ),
    of_statement(
        "old_words_because",
        TEXT,
        "The evidence for `old_words_of`.",
        lambda s: s.old_words.because if s.old_words else None,
    ),
    *(_because(field) for field in CIRCUMSTANCES),
    of_statement(
        "evidence_spans",
        "JSON object",
        "Where the words stand that place, occasion, addressee and medium rest on.",
        lambda s: _evidence(s.circumstances.evidence),
    ),
    of_report(
        "published_because",
        TEXT,
        "The evidence for `published`.",
        lambda r: r.published.because if r.published else None,
    ),
    of_statement("because", TEXT, "The rule that found the statement.", lambda s: s.attribution.because),
    Column(
        "reader",
        TEXT,
        "Program version, model and data (eight digits) that read the report.",
        lambda record, _: record.reader,
    ),
    of_statement(
        "judged",
        JSON,
        "What people judged of the statement: who, when, why, and the fields they corrected or told.",
        lambda s: as_json(judged_to_json(one) for one in s.judged),
    ),
)
COLUMNS = (*STATEMENT_COLUMNS, *REPORT_COLUMNS, *EVIDENCE_COLUMNS)
# Only in what is shared without the reports' texts.
CONTEXT_COLUMNS = (
    Column(
        "context",
        TEXT,
        f"The words with {CONTEXT} characters of the report on either side.",
        lambda record, s: context_of(s, record.report).of(record.report.text),
    ),
    Column(
        "context_start",
        "number",
        "Where `context` begins in the report's whole text, which is not in this export.",
        lambda record, s: context_of(s, record.report).start,
    ),
)


def columns_of(*, with_text: bool) -> tuple[Column, ...]:
    """The columns of an export with or without the reports' texts."""
    return COLUMNS if with_text else (*COLUMNS, *CONTEXT_COLUMNS)
