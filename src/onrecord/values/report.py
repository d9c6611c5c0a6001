"""A report: a text that never changes, and what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.values.dates import PublicationDate
from onrecord.values.page import Turn
from onrecord.values.span import Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is not the report: menus, share lines, photo credits, comment forms."""

    span: Span
    because: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The press's own head of a report: "STOCKHOLM, December 2. /TASS/." """

    span: Span
    place: str | None
    wire: str | None
    date_words: str | None


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn of a transcript, placed in `Report.text`. `words` leaves the speaker's label out."""

    turn: Turn
    words: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    text: the truth of all offsets; for plain text the decoded input and nothing else.
    reading: the reading copy: same length as `text`, damage and leftover tags made harmless.
    paragraphs: in order, without surrounding white space, furniture and dateline left out. The headline is among them.
    title_span: where the headline stands in `text`, None when it does not.
    published: None when nothing speaks of a date.
    """

    id: str
    origin: str
    sha256: str
    text: str
    reading: str
    kind: str = "report"
    given_id: str | None = None
    url: str | None = None
    outlet: str | None = None
    wire: str | None = None
    title: str | None = None
    title_span: Span | None = None
    byline: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    published: PublicationDate | None = None
    republished_from: str | None = None
    occasion: str | None = None
    place: str | None = None
    paragraphs: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    turns: tuple[SpokenTurn, ...] = ()
    flags: tuple[str, ...] = ()
    extractor: str | None = None

    def __post_init__(self) -> None:
        if len(self.text) != len(self.reading):
            raise ValueError("the reading copy must be as long as the text, else offsets lie")
