"""What a person decided about the record: lines of a log that is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.values.entity import SpeakerType
from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import Span, hull


class Act(StrEnum):
    MERGE = "merge"  # these two are one; the first one's name stays
    NOT_THE_SAME = "not-the-same"  # these two are never to be one
    RENAME = "rename"  # is to be called so
    SPLIT = "split"  # a name leaves its group, or what was said in some places was said by somebody else
    REJECT = "reject"  # no statement
    CORRECT = "correct"  # a statement, with other fields
    ADD = "add"  # a statement that no reader found: these words, of this speaker
    ACCEPT = "accept"  # a statement, right as it stands: these words, of this speaker
    UNDO = "undo"  # that judgement counts no longer


class Field(StrEnum):
    """What of a statement can be corrected."""

    SPEAKER = "speaker"
    SAID_ON = "said_on"
    KIND = "kind"
    MODE = "mode"
    FORCE = "force"
    PLACE = "place"
    OCCASION = "occasion"
    ADDRESSEE = "addressee"
    MEDIUM = "medium"
    CONTENT = "content"
    CUE = "cue"
    SOURCE = "source"


PARTS = (Field.CONTENT, Field.CUE, Field.SOURCE)
"""Places in the text, "120:188,200:230"; the others are words or names."""
CIRCUMSTANCES = (Field.PLACE, Field.OCCASION, Field.ADDRESSEE, Field.MEDIUM)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a judgement is about: anybody who speaks under a name. `entity` decides, name and type are for the eye."""

    name: str
    type: SpeakerType
    entity: str


@dataclass(frozen=True, slots=True)
class StatementAnchor:
    """Which statement a judgement is about, so that it is found again when another reader has given it another id.

    statement, report: ids at the time. sha256: of the bytes of the report, the same for every reader.
    quote: all from the first to the last word of the content. content: its pieces in the text as it was then.
    """

    statement: str
    report: str
    sha256: str
    quote: TextQuoteSelector
    content: tuple[Span, ...]

    def __post_init__(self) -> None:
        if len(hull(self.content)) != len(self.quote.exact):
            raise ValueError("the content of a statement begins and ends with the words quoted")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of the log. Never changed: who thinks otherwise adds an UNDO.

    id: derived from all the rest. at: ISO time, told and never used for order. by: who judged.
    people: of MERGE and NOT_THE_SAME two; of RENAME one; of SPLIT the one that is split and, where places are named,
    the new one; of CORRECT and ADD the speaker, where one is told and known; of ACCEPT the speaker, if any.
    name: the new one of RENAME. reports: SHA-256 of the reports that SPLIT is about.
    statements: of REJECT, CORRECT, ADD and ACCEPT one, of SPLIT any number.
    fields: of CORRECT and ADD, each with its right value as the contract spells it, None for: not known; of ADD the
    content always, and of the rest what was told.
    quotes: of each of PARTS in fields the words at its places, by which these are found in another reading of the text.
    undoes: the id that UNDO takes back.
    """

    id: str
    act: Act
    at: str
    by: str
    because: str | None = None
    people: tuple[Person, ...] = ()
    name: str | None = None
    reports: tuple[str, ...] = ()
    statements: tuple[StatementAnchor, ...] = ()
    fields: tuple[tuple[Field, str | None], ...] = ()
    undoes: str | None = None
    quotes: tuple[tuple[Field, tuple[TextQuoteSelector, ...]], ...] = ()

    @property
    def told(self) -> str:
        """Who judged, and why where that was said: "ana: same man"."""
        return f"{self.by}: {self.because}" if self.because else self.by


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it stands on the statement it is about. fields: those it changed; none when it rejects it."""

    id: str
    act: Act
    at: str
    by: str
    because: str | None
    fields: tuple[Field, ...] = ()
