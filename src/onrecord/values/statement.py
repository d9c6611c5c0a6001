"""What was said: the relation found in the text, and the statement put on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.values.copies import Republication
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.judgement import Act, Judged
from onrecord.values.occasion import OldWords
from onrecord.values.primary import PrimaryQuotation
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.version import VersionPlace


class Kind(StrEnum):
    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Mode(StrEnum):
    SAID = "said"
    WROTE = "wrote"
    THOUGHT = "thought"
    DID = "did"


class Force(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    ASKS = "asks"
    DEMANDS = "demands"
    PROMISES = "promises"
    WARNS = "warns"
    UNSAID = "not said"  # the report tells that the words were not said: "never said that …"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content in one report (PARC 3, Pareti 2016; PolNeAR, Newell et al. 2018).

    id: unique inside its report and derived from its place, e.g. "508-757".
    content: never empty, in order; several spans when the cue stands in the middle.
    cue, source: may be empty (a quotation that goes on; a headline in the passive).
    nested_in: the id of the attribution that reports this one.
    confidence: how often a statement found by this rule is right, 0 to 1.
    because: the rule that found it.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    mode: Mode
    force: Force | None
    nested_in: str | None
    confidence: float
    because: str

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("an attribution needs content")


@dataclass(frozen=True, slots=True)
class Basis:
    """What a circumstance rests on.

    field: "place", "occasion", "addressee" or "medium". spans: the words in the text, in order; empty where the report
    as a whole says it (a transcript). because: in plain words why they hold for this statement.
    """

    field: str
    spans: tuple[Span, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When, where, on what occasion, to whom and through what. None where the text does not say.

    medium: what carried the words: a letter, a statement, a post, a broadcaster.
    evidence: at most one of each field; none of a field that is None. The reason of said_on is its own.
    """

    said_on: StatementDate | None = None
    place: str | None = None
    occasion: str | None = None
    addressee: str | None = None
    medium: str | None = None
    evidence: tuple[Basis, ...] = ()

    def evidence_for(self, field: str) -> Basis | None:
        """What this field rests on; None where nothing is known of it."""
        return next((one for one in self.evidence if one.field == field), None)


@dataclass(frozen=True, slots=True)
class Reference:
    """A document the words lean on.

    span: the words that name or describe it, without its article. instrument: its id in the register; None when it is
    not there, or when several fit. candidates: then all that fit, by id or by number. name: how it is shown; with
    candidates all of them, joined by "or". provision: "Article 5". identifier: the normal form of its number
    ("S/RES/1973"), whether the register has it or not. because: the evidence in plain words.
    """

    span: Span
    instrument: str | None
    name: str | None
    candidates: tuple[str, ...] = ()
    provision: str | None = None
    identifier: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement on record. `id` is derived from the report's id and the statement's place.

    judged: what people have judged of it, in the order of their log.
    occasion_id, old_words: what the rest of a record tells of it; no part of what was read, and so not compared.
    """

    id: str
    attribution: Attribution
    speaker: Speaker | None
    circumstances: Circumstances
    refers_to: tuple[Reference, ...]
    nested_in: str | None
    confidence: float
    judged: tuple[Judged, ...] = ()
    occasion_id: str | None = field(default=None, compare=False)
    old_words: OldWords | None = field(default=None, compare=False)

    @property
    def is_rejected(self) -> bool:
        """Has a person judged that it is no statement?"""
        return any(one.act is Act.REJECT for one in self.judged)

    @property
    def is_added(self) -> bool:
        """Did a person add it, and no reader find it?"""
        return any(one.act is Act.ADD for one in self.judged)

    @property
    def verdict(self) -> str | None:
        """ "rejected", "added", "corrected" or "accepted" by a person; None where nobody judged it."""
        acts = {one.act for one in self.judged}
        if Act.REJECT in acts or Act.ADD in acts:
            return "rejected" if Act.REJECT in acts else "added"
        return ("corrected" if acts - {Act.ACCEPT} else "accepted") if acts else None


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report and its statements, in the order of the text. `reader` names program version and model.

    version: which version of its page it is, told by a record; no part of what was read, and so not compared.
    copied: its place among its copies on record; None where it has none, and always before it is on record.
    families: the family of each statement that has one, by its id; None before it is on record.
    primary: what of each statement goes back to transcripts on record, by its id; None before it is on record.
    as_read: the statements as the machine read them; None where nothing has changed them since, or nobody asked.
    """

    report: Report
    statements: tuple[Statement, ...]
    reader: str
    version: VersionPlace | None = field(default=None, compare=False)
    copied: Republication | None = field(default=None, compare=False)
    families: Mapping[str, str] | None = field(default=None, compare=False)
    primary: Mapping[str, tuple[PrimaryQuotation, ...]] | None = field(default=None, compare=False)
    as_read: tuple[Statement, ...] | None = field(default=None, compare=False)
