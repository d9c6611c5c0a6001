"""A report: a text that never changes, and what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.values.dates import DateEvidence, PublicationDate
from onrecord.values.page import Arrival, Turn
from onrecord.values.span import Span


class FurnitureKind(StrEnum):
    """What a stretch that is not the report is."""

    MENU = "menu"
    RELATED = "related"  # "read more", headlines of other reports
    CAPTION = "caption"
    CREDIT = "credit"  # of a photo, of rights
    SHARE = "share"
    COMMENTS = "comments"
    NEWSLETTER = "newsletter"
    NOTICE = "notice"  # cookies, captchas, subscriptions, scripts that are off
    PULL_QUOTE = "pull quote"  # words of the report printed a second time
    TAGS = "tags"
    WEATHER = "weather"
    CLOCK = "clock"  # the day of the crawl, not of the report
    COUNTER = "counter"
    MARKUP = "markup"  # leftovers of tags
    ADVERT = "advert"
    MASTHEAD = "masthead"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is not the report: menus, share lines, photo credits, comment forms."""

    span: Span
    because: str
    kind: FurnitureKind = FurnitureKind.OTHER


class PassageKind(StrEnum):
    """What a stretch of the report is, where it is no plain paragraph."""

    EMBEDDED_POST = "embedded post"
    BLOCK_QUOTE = "block quote"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the report told apart from its plain paragraphs. because: what on the page says so."""

    span: Span
    kind: PassageKind
    because: str


@dataclass(frozen=True, slots=True)
class PageRun:
    """Characters of a report's text and where they stand in the decoded page: both half-open, in code points.

    The two are of one length, but for a character reference ("&amp;"), which is a run of its own.
    """

    text: Span
    page: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The press's own head of a report: "STOCKHOLM, December 2. /TASS/." """

    span: Span
    place: str | None
    wire: str | None
    date_words: str | None


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn of a transcript, placed in `Report.text`. `words` leaves the speaker's label out.

    label: where that stands, where the text is as it was read; None where it is laid out by us, or has no label.
    """

    turn: Turn
    words: Span
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    text: the truth of all offsets; for plain text the decoded input and nothing else.
    reading: the reading copy: same length as `text`, damage and leftover tags made harmless.
    paragraphs: in order, without surrounding white space, furniture and dateline left out. The headline is among them.
    title_span: where the headline stands in `text`, None when it does not.
    published: None when nothing speaks of a date. updated: the last change that the page itself names.
    date_evidence: all that spoke of these two, also what was not believed. section: as the page names its part.
    passages: in order; they lie inside paragraphs. page_map: for HTML, in the order of `text`; empty for plain text.
    arrival: by which way the page came that was read first.
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
    section: str | None = None
    updated: PublicationDate | None = None
    date_evidence: tuple[DateEvidence, ...] = ()
    passages: tuple[Passage, ...] = ()
    page_map: tuple[PageRun, ...] = ()
    arrival: Arrival = field(default_factory=Arrival)

    def __post_init__(self) -> None:
        if len(self.text) != len(self.reading):
            raise ValueError("the reading copy must be as long as the text, else offsets lie")
