"""Page -> Report."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from onrecord.errors import UnreadableInput
from onrecord.reports.dateline import find_dateline
from onrecord.reports.furniture import find_furniture
from onrecord.reports.given_date import read_given_date
from onrecord.reports.html import Article, article_from_html, decode_html
from onrecord.reports.language import language_of_page
from onrecord.reports.page_head import PageHead
from onrecord.reports.page_head_dates import from_address
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.plain import (
    find_byline,
    find_masthead,
    find_named_source,
    find_rights_holder,
    find_title,
    without,
)
from onrecord.reports.published import find_dates
from onrecord.reports.published_by_text import TextSigns
from onrecord.reports.register import Register, narrow_by_names
from onrecord.text.decode import clean, decode, decoded_already
from onrecord.text.reading_copy import has_lost_spaces, reading_copy
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span


@dataclass(frozen=True, slots=True)
class _Body:
    """A page's text with what its form said of it."""

    text: str
    flags: tuple[str, ...]
    article: Article | None = None
    turns: tuple[SpokenTurn, ...] = ()

    @property
    def head(self) -> PageHead:
        """What the page says of itself; a plain text says nothing."""
        return self.article.head if self.article else PageHead()


def read_report(page: Page, register: Register) -> Report:
    """Read one page. Pure: the same page and register give the same report.

    register: names that did not exist before a day, and the year of reading: a report lies between.

    Raises UnreadableInput when there is no text, or none that can be trusted to be whole.
    """
    body = _body_of(page)
    if not body.text.strip():
        raise UnreadableInput(f"{page.origin}: there is no text in it", remedy="leave it out, or save the page again")
    reading = reading_copy(body.text)
    given, article, head = page.given, body.article, body.head
    paragraphs = find_paragraphs(reading)
    furniture = () if body.turns else find_furniture(body.text, paragraphs)
    kept = without(paragraphs, furniture, None, reading)
    dateline = None if body.turns else find_dateline(reading, kept)
    named_source = find_named_source(reading, furniture)
    outlet = given.outlet or head.outlet or find_rights_holder(reading, furniture)
    title = given.title or head.title
    title_span = None if body.turns else find_title(reading, without(kept, (), dateline, reading), title)
    language, doubts = language_of_page(head.language, _sample(reading, kept))
    dates = find_dates(
        TextSigns(body.text, paragraphs, dateline, furniture),
        given=given.published,
        claims=head.dates or from_address(given.url or ""),
        arrival=page.arrival,
        today=register.today,
    )
    furniture = tuple(sorted([*furniture, *find_masthead(reading, kept, title_span)], key=lambda piece: piece.span))
    return Report(
        id=report_id(page),
        origin=page.origin,
        sha256=page.sha256,
        text=body.text,
        reading=reading,
        kind="transcript" if body.turns else "report",
        given_id=given.id,
        url=given.url or head.url,
        outlet=outlet or named_source,
        wire=(dateline.wire if dateline else None) or head.wire,
        title=title or (title_span.of(reading).strip() if title_span else None),
        title_span=title_span,
        byline=given.byline or head.byline or find_byline(reading, kept),
        language=language,
        dateline=dateline,
        published=narrow_by_names(dates.published, reading, register),
        updated=dates.updated,
        date_evidence=dates.evidence,
        section=head.section,
        republished_from=named_source if outlet and named_source and named_source != outlet else None,
        occasion=given.occasion,
        place=given.place,
        paragraphs=without(kept, furniture, dateline, reading),
        furniture=furniture,
        turns=body.turns,
        flags=(*page.flags, *body.flags, *doubts, *_remarks(body.text, language, given.published)),
        extractor=article.extractor if article else None,
        arrival=page.arrival,
    )


def _remarks(text: str, language: str | None, published: str | None) -> tuple[str, ...]:
    """What a reader of the record should mind about this text."""
    damaged = ("lost spaces read as such",) if has_lost_spaces(text) else ()
    foreign = () if language in (None, "en") else (f"language {language}: the rules are for English",)
    undated = (
        (f"the date given, {published[:60]!r}, is no date",) if published and not read_given_date(published) else ()
    )
    return (*damaged, *foreign, *undated)


def report_id(page: Page) -> str:
    """An id that depends on the bytes and on what was said of them, not on where they lay: 20 hexadecimal digits."""
    given = json.dumps(asdict(page.given), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{page.sha256}|{page.kind}|{given}".encode()).hexdigest()[:20]


def _body_of(page: Page) -> _Body:
    if page.kind is PageKind.TRANSCRIPT:
        return _transcript(page)
    if page.kind is PageKind.HTML:
        return _html(page)
    if page.body is not None:
        # Text that came decoded stays as it is, mojibake and all: who gave it has offsets into it.
        return _Body(*clean(page.body))
    decoded = decode(page.content, origin=page.origin, encoding=page.encoding)
    return _Body(decoded.text, decoded.flags)


def _html(page: Page) -> _Body:
    if page.body is not None:
        decoded = decoded_already(page.body, origin=page.origin)
    else:
        decoded = decode_html(page.content, origin=page.origin, encoding=page.encoding)
    address = page.given.url or (page.origin if page.origin.startswith(("http://", "https://")) else None)
    article = article_from_html(decoded.text, origin=page.origin, address=address)
    text, more = clean(article.text)
    return _Body(text, (*decoded.flags, *article.flags, *more), article)


def _transcript(page: Page) -> _Body:
    """Lay the turns out as text, one "Speaker: words" after another, and remember where the words stand."""
    pieces: list[str] = []
    turns: list[SpokenTurn] = []
    at = 0
    flags: tuple[str, ...] = ()
    for turn in page.turns:
        speaker, _ = clean(turn.speaker)
        words, more = clean(turn.text)
        flags += tuple(flag for flag in more if flag not in flags)
        speaker = " ".join(speaker.split())  # a label is one line
        label = f"{speaker}: " if speaker else ""
        if words.strip():
            turns.append(SpokenTurn(turn, Span(at + len(label), at + len(label) + len(words))))
        pieces.append(f"{label}{words}\n\n")
        at += len(pieces[-1])
    return _Body("".join(pieces), flags, turns=tuple(turns))


def _sample(reading: str, paragraphs: tuple[Span, ...]) -> str:
    """About 2,000 characters of the body: enough to know the language by."""
    words: list[str] = []
    length = 0
    for paragraph in paragraphs:
        words.append(paragraph.of(reading)[:2000])
        length += len(words[-1])
        if length > 2000:
            break
    return " ".join(words)
