"""A statement as it stands beside its text: who, when, where, to whom, and for every field why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.export.evidence import Evidence, evidence_of
from onrecord.export.marks import manner, numbered
from onrecord.export.text_fragment import page_at
from onrecord.values.entity import Speaker
from onrecord.values.statement import Kind, Reference, ReportRecord, Statement

_SHOWN_APART = ("occasion of",)  # stands as a link on the card, not as a row of reasons


@dataclass(frozen=True, slots=True)
class Appeal:
    """A document the words lean on. links: (what the page of the document is called by, its name), one a reading."""

    provision: str | None
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One statement of a report, ready to be shown.

    number: in its report. who: None where nothing names a speaker; source: the words that stand for one in the text.
    outer: the number of the statement that reports this one. manner: "indirect, thought"; when, said_on: EDTF.
    at: the outlet's page at the words, None where it has no address. judged: what people decided, in words.
    """

    number: int
    id: str
    kind: Kind
    manner: str
    who: str | None
    entity: str | None
    office: str | None
    said_on: str | None
    place: str | None
    addressee: str | None
    occasion: str | None
    occasion_id: str | None
    medium: str | None
    confidence: float
    outer: int | None
    appeals: tuple[Appeal, ...]
    family: str | None
    judged: tuple[str, ...]
    is_rejected: bool
    is_added: bool
    at: str | None
    evidence: tuple[Evidence, ...]

    @property
    def label(self) -> str:
        """What a screen reader says of the number in the text."""
        nested = f", reported in statement {self.outer}" if self.outer else ""
        return f"Statement {self.number}: {self.who or 'speaker not named'}, {self.manner}{nested}"


def numbers_of(record: ReportRecord) -> dict[str, int]:
    """The number of each statement in its report, by its id."""
    return {statement.id: number for number, statement in numbered(record)}


def card_of(statement: Statement, record: ReportRecord, numbers: Mapping[str, int]) -> Card:
    """The card of one statement. numbers: as `numbers_of` gives them."""
    around, speaker = statement.circumstances, statement.speaker
    return Card(
        number=numbers[statement.id],
        id=statement.id,
        kind=statement.attribution.kind,
        manner=manner(statement),
        who=speaker.name if speaker else None,
        entity=speaker.entity if speaker else None,
        office=_office(speaker),
        said_on=around.said_on.edtf if around.said_on else None,
        place=around.place,
        addressee=around.addressee,
        occasion=around.occasion,
        occasion_id=statement.occasion_id,
        medium=around.medium,
        confidence=statement.confidence,
        outer=numbers.get(statement.nested_in or ""),
        appeals=tuple(dict.fromkeys(_appeal(one) for one in statement.refers_to)),
        family=(record.families or {}).get(statement.id),
        judged=tuple(_judged(one.act.value, one.by, one.because) for one in statement.judged),
        is_rejected=statement.is_rejected,
        is_added=statement.is_added,
        at=page_at(record.report.url, record.report.text, statement.attribution.content),
        evidence=tuple(one for one in evidence_of(statement, record) if one.field not in _SHOWN_APART),
    )


def _office(speaker: Speaker | None) -> str | None:
    """As printed, else as known; nothing where it is all that is known of the name."""
    office = (speaker.office_printed or speaker.office) if speaker else None
    return None if office is None or (speaker and office.casefold() == speaker.name.casefold()) else office


def _appeal(to: Reference) -> Appeal:
    known = to.instrument or to.identifier
    if known:
        return Appeal(to.provision, ((known, to.name or known),))
    names = (to.name or "").split(" or ")
    named = names if len(names) == len(to.candidates) else to.candidates
    return Appeal(to.provision, tuple(zip(to.candidates, named, strict=True)))


def _judged(act: str, by: str, because: str | None) -> str:
    return f"{act} by {by}" + (f": {because}" if because else "")
