"""One statement as its own page shows it: a value made from the record before the template sees it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from onrecord.comparing.align import compare
from onrecord.export.evidence import Evidence, evidence_of, evidence_of_report, primary_because, told
from onrecord.export.marks import manner, numbered
from onrecord.export.text_fragment import page_at, web_address
from onrecord.store.as_read import with_reading
from onrecord.store.families_read import FamilyCounts, MemberRow, family_part
from onrecord.store.record import Record
from onrecord.store.statement_shown import Beside, beside
from onrecord.values.primary import PrimaryQuotation, SourcePassage
from onrecord.values.span import words_at
from onrecord.values.statement import ReportRecord, Statement
from onrecord.values.verdict import SpeakerVerdict
from onrecord.web.values.context import Context, context_of
from onrecord.web.values.side_by_side import Marked, marked

CARRIERS, COPIES = 40, 20  # shown here; the rest stands on the pages of the family and of the report
# What stands at the top of the page in words of its own.
_FIELDS = {
    "who": ("speaker", "office", "office then", "may be"),
    "when": ("said on", "old words"),
    "where": ("place",),
    "to whom": ("addressee",),
    "occasion": ("occasion",),
    "through": ("medium",),
}


@dataclass(frozen=True, slots=True)
class Carriers:
    """Statements of one family that carry the words in the same way, below each other. how: see `Carried`."""

    how: str
    differences: tuple[str, ...]
    words: str
    speaker: str | None
    other_mouth: bool
    diff: tuple[Marked, ...]
    rows: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class FamilyShown:
    """The statements with the same words. fullest: the one that the others are held against.

    following: from which statement of the family on the next part is; None at its end.
    """

    family: str
    counts: FamilyCounts
    fullest: MemberRow | None
    carriers: tuple[Carriers, ...]
    following: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quotation goes back to. diff: from the words of the transcript to those of the report."""

    verdict: str
    is_grave: bool
    because: str
    goes_on: str
    parts: tuple[tuple[SourcePassage, tuple[Marked, ...]], ...]


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Everything on record of one statement.

    number: in its report. outer, inner: the statements that report it, and that it reports. reasons: of the fields at
    the top, by their question. evidence: of all fields.
    """

    statement: Statement
    record: ReportRecord
    number: int
    manner: str
    words: str
    reasons: dict[str, tuple[Evidence, ...]]
    evidence: tuple[Evidence, ...]
    report_evidence: tuple[Evidence, ...]
    context: Context
    family: FamilyShown | None
    sources: tuple[Source, ...]
    beside: Beside
    outer: Statement | None
    inner: tuple[Statement, ...]
    judged: tuple[tuple[str, str], ...]
    at_outlet: str | None
    is_past: bool

    @property
    def speaker(self) -> str | None:
        return self.statement.speaker.name if self.statement.speaker else None


def statement_page(record: Record, asked: str) -> StatementPage:
    """The statement with this id, or whose id alone begins so. Raises UnknownReference."""
    found, one = record.statement(asked)
    evidence = tuple(evidence_of(one, with_reading(record, found, [one])))
    others = {other.id: other for other in found.statements}
    numbers = {other.id: number for number, other in numbered(found)}
    with record.reading() as connection:
        around = beside(connection, one.id, one.occasion_id, limit=COPIES)
    report = found.report
    return StatementPage(
        statement=one,
        record=found,
        number=numbers[one.id],
        manner=manner(one),
        words=words_at(one.attribution.content, report.text),
        reasons={asked: tuple(row for row in evidence if row.field in fields) for asked, fields in _FIELDS.items()},
        evidence=evidence,
        report_evidence=tuple(evidence_of_report(found)),
        context=context_of(report, one.attribution),
        family=family_shown(record, one.id, limit=CARRIERS) if found.families and one.id in found.families else None,
        sources=tuple(map(_source, (found.primary or {}).get(one.id, ()))),
        beside=around,
        outer=others.get(one.nested_in or ""),
        inner=tuple(other for other in found.statements if other.nested_in == one.id),
        judged=tuple((judged.act.value, f"{told(judged)} ({judged.at[:10]})") for judged in one.judged),
        at_outlet=page_at(report.url, report.text, one.attribution.content) if web_address(report.url) else None,
        is_past=found.version is not None and found.version.replaced_by is not None,
    )


def family_shown(record: Record, asked: str, *, first: int = 0, limit: int) -> FamilyShown | None:
    """A family by its id or that of a statement, from its `first` statement on. Raises UnknownReference."""
    part = family_part(record, asked, first=first, limit=limit)
    if part.family is None or not part.members:
        return None
    fullest = part.members[0] if part.members[0].how == "fullest" else None
    others = part.members[1:] if fullest else part.members
    following = first + limit if part.counts.statements > first + limit else None
    groups = (tuple(alike) for _, alike in groupby(others, key=lambda one: (one.how, one.words, one.speaker)))
    return FamilyShown(part.family, part.counts, fullest, tuple(map(_carriers, groups)), following)


def _carriers(rows: tuple[MemberRow, ...]) -> Carriers:
    one = rows[0]
    named = tuple(each for each in one.differences if each not in ("words", "punctuation", "quotation marks"))
    diff = marked(one.diff) if one.how not in ("same", "paraphrase") else ()
    return Carriers(one.how, named, one.words, one.speaker, one.other_mouth, diff, rows)


def _source(one: PrimaryQuotation) -> Source:
    verdict = one.verdict.value
    if one.speaker_verdict is SpeakerVerdict.OTHER:
        verdict += ", in another mouth"
    parts = tuple((passage, _beside(passage, one.quoted[passage.first : passage.last])) for passage in one.passages)
    return Source(verdict, one.can_change_meaning, primary_because(one), one.goes_on, parts)


def _beside(passage: SourcePassage, quoted: str) -> tuple[Marked, ...]:
    pieces = []
    for edit in compare(passage.words, quoted):
        old, new = edit.old.of(passage.words), edit.new.of(quoted)
        pieces += [("-", old), ("+", new)] if edit.is_news else [("=", new)]
    return marked(pieces)
