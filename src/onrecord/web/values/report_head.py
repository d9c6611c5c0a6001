"""What stands above a report's text: where it is from, when it was published, what to mind, its versions and copies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.export.evidence import Evidence, evidence_of_report
from onrecord.export.marks import who
from onrecord.export.text_fragment import web_address
from onrecord.store.copies_beside import CopiesBeside, copies_beside
from onrecord.store.first_reports import doubt_of_day
from onrecord.store.record import Record
from onrecord.text.report_name import name_of
from onrecord.values.statement import Kind, ReportRecord
from onrecord.values.version import VersionPlace
from onrecord.web.values.card import numbers_of

_SPEAKERS = 8  # named above the text


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of a report: how often, and at which statement first: its number and its id."""

    name: str
    entity: str | None
    statements: int
    first: int
    first_id: str


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report without its text.

    origin: what it was read from, shown where it has no title. published: EDTF, the one reading in
    evidence, else None; candidates: all there are. doubts: what a reader should mind. page: the outlet's, where a
    browser may be sent there. kinds: how many statements of each. is_stored: False for what was only looked at.
    """

    id: str
    kind: str
    title: str | None
    outlet: str | None
    wire: str | None
    byline: str | None
    section: str | None
    published: str | None
    candidates: tuple[str, ...]
    republished_from: str | None
    origin: str
    page: str | None
    reader: str
    doubts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    kinds: tuple[tuple[str, int], ...]
    voices: tuple[Voice, ...]
    voices_more: int
    version: VersionPlace | None
    copies: CopiesBeside | None
    is_stored: bool

    @property
    def statements(self) -> int:
        return sum(number for _, number in self.kinds)


def head_of(found: ReportRecord, record: Record | None = None) -> ReportHead:
    """The head of a report. record: where it is on record; None for a report that was only looked at."""
    report = found.report
    copies, doubts = _from_record(found, record)
    voices = _voices(found)
    return ReportHead(
        id=report.id,
        kind=report.kind,
        title=name_of(report),
        outlet=report.outlet,
        wire=report.wire if report.wire != report.outlet else None,
        byline=report.byline,
        section=report.section,
        published=report.published.edtf if report.published else None,
        candidates=report.published.candidates if report.published else (),
        republished_from=report.republished_from,
        origin=report.origin,
        page=web_address(report.url),
        reader=found.reader,
        doubts=(*report.flags, *doubts),
        evidence=tuple(evidence_of_report(found)),
        kinds=_kinds(found),
        voices=voices[:_SPEAKERS],
        voices_more=len(voices[_SPEAKERS:]),
        version=found.version if found.version and found.version.of > 1 else None,
        copies=copies,
        is_stored=record is not None,
    )


def _from_record(found: ReportRecord, record: Record | None) -> tuple[CopiesBeside | None, tuple[str, ...]]:
    if record is None:
        return None, ()
    with record.reading() as connection:
        doubt = doubt_of_day(connection, found.report)
        return copies_beside(connection, found.report.id), (doubt,) if doubt else ()


def _kinds(found: ReportRecord) -> tuple[tuple[str, int], ...]:
    counted = Counter(one.attribution.kind for one in found.statements)
    return tuple((kind.value, counted[kind]) for kind in Kind if counted[kind])


def _voices(found: ReportRecord) -> tuple[Voice, ...]:
    """Who speaks, most first; those whom nothing names left out."""
    numbers = numbers_of(found)
    said: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    for one in found.statements:
        if one.speaker:
            said.setdefault((who(one), one.speaker.entity), []).append((numbers[one.id], one.id))
    voices = (Voice(name, entity, len(places), *min(places)) for (name, entity), places in said.items())
    return tuple(sorted(voices, key=lambda one: (-one.statements, one.first)))
