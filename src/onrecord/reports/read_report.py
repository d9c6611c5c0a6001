"""Page -> Report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from onrecord.errors import UnreadableInput
from onrecord.reports.dateline import find_dateline
from onrecord.reports.furniture import find_furniture
from onrecord.reports.html import Article, article_from_html, decode_html
from onrecord.reports.html_furniture import inside_paragraphs, joined, without_overlaps
from onrecord.reports.language import language_of_page
from onrecord.reports.line_model import LineModel
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
from onrecord.reports.remarks import remarks
from onrecord.reports.scraped import read_scraped
from onrecord.reports.turns import turns_in
from onrecord.text.decode import clean, decode, decoded_already
from onrecord.text.reading_copy import reading_copy
from onrecord.text.served import flag_of, named_encoding, telling_encoding
from onrecord.values.page import Page, PageKind, Turn
from onrecord.values.report import Furniture, Report, SpokenTurn
from onrecord.values.span import Span

LONGEST_ARTICLE = 500_000  # code points: a long novel


@dataclass(frozen=True, slots=True)
class Body:
    """A page's text with what its form said of it."""

    text: str
    flags: tuple[str, ...]
    article: Article | None = None
    turns: tuple[SpokenTurn, ...] = ()

    @property
    def head(self) -> PageHead:
        """What the page says of itself; a plain text says nothing."""
        return self.article.head if self.article else PageHead()


ReadBody = Callable[[Page], Body]
Lines = LineModel | None


def read_report(page: Page, register: Register, read_body: ReadBody | None = None, lines: Lines = None) -> Report:
    """Read one page. Pure: the same page, register and weights give the same report.

    register: names that did not exist before a day, and the year of reading: a report lies between.
    read_body: gets the page's text, for who does not want its markup parsed in this process; by itself `body_of`.
    lines: learned weights for the lines of plain text; None for rules alone.
    Raises UnreadableInput when there is no text, or none that can be trusted to be whole.
    """
    body = _with_turns((read_body or body_of)(page), page)
    reading = reading_copy(body.text)
    given, article, head = page.given, body.article, body.head
    paragraphs, furniture = _cut(body, page.kind, reading, lines)
    kept = without(paragraphs, furniture, None, reading)
    dateline = None if body.turns else find_dateline(reading, kept)
    named_source = find_named_source(reading, furniture)
    outlet = given.outlet or head.outlet or find_rights_holder(reading, furniture)
    title = given.title or head.title
    title_span = _title_span(body, reading, without(kept, (), dateline, reading), title)
    language, doubts = language_of_page(head.language, _sample(reading, kept))
    dates = find_dates(
        TextSigns(body.text, paragraphs, dateline, furniture),
        given=given.published,
        claims=head.dates or from_address(given.url or ""),
        arrival=page.arrival,
        today=register.today,
    )
    furniture = without_overlaps((*furniture, *find_masthead(reading, kept, title_span)), paragraphs)
    read = without(kept, furniture, dateline, reading)
    return Report(
        id=report_id(page),
        origin=page.origin,
        sha256=page.sha256,
        text=body.text,
        reading=reading,
        kind="transcript" if body.turns else "report",
        given_id=given.id,
        url=_address(page, head.url),
        outlet=outlet or named_source,
        wire=(dateline.wire if dateline else None) or head.wire,
        title=title or (title_span.of(reading).strip() if title_span else None),
        title_span=title_span,
        byline=given.byline or head.byline or find_byline(reading, kept, title_span),
        language=language,
        dateline=dateline,
        published=narrow_by_names(dates.published, reading, register),
        updated=dates.updated,
        date_evidence=dates.evidence,
        section=head.section,
        republished_from=named_source if outlet and named_source and named_source != outlet else None,
        occasion=given.occasion,
        place=given.place,
        paragraphs=read,
        furniture=furniture,
        turns=body.turns,
        flags=(*_encoding_flags(page), *body.flags, *doubts, *remarks(body.text, language, given.published, title)),
        arrival=page.arrival,
        **_of_page(article, read),
    )


def _address(page: Page, canonical: str | None) -> str | None:
    """Where the report stands: what a person gave; of a page that was fetched what it calls its own, of one site.

    So "…/ferry" and "…/ferry?amp=1" are one page. A report's id does not depend on it.
    """
    given = page.given.url
    return (canonical or given) if page.arrival.fetched else (given or canonical)


def _cut(
    body: Body, kind: PageKind, reading: str, lines: LineModel | None
) -> tuple[tuple[Span, ...], tuple[Furniture, ...]]:
    """Paragraphs and furniture. What a page's own extractor left is cut already."""
    if kind is PageKind.TEXT and not body.turns:
        return read_scraped(body.text, reading, lines)
    paragraphs = find_paragraphs(reading)
    return paragraphs, _furniture(body, paragraphs)


def _furniture(body: Body, paragraphs: Sequence[Span]) -> tuple[Furniture, ...]:
    by_words = () if body.turns else find_furniture(body.text, paragraphs)
    return joined(body.article.furniture, by_words) if body.article else by_words


def _title_span(body: Body, reading: str, above: Sequence[Span], title: str | None) -> Span | None:
    """Where the headline stands: in a page as its markup has it, in plain text as its form has it."""
    if body.article and body.article.title_span:
        return body.article.title_span
    return None if body.turns else find_title(reading, above, title)


def _of_page(article: Article | None, paragraphs: Sequence[Span]) -> dict[str, Any]:
    """What only a web page has."""
    if article is None:
        return {}
    passages = inside_paragraphs(article.passages, paragraphs)
    return {"extractor": article.extractor, "passages": passages, "page_map": article.page_map}


def report_id(page: Page) -> str:
    """An id that depends on the bytes and on what was said of them, not on where they lay: 20 hexadecimal digits."""
    # What came later is left out where it says nothing: ids of what is on record stay.
    told = {name: value for name, value in asdict(page.given).items() if name != "speaker" or value is not None}
    given = json.dumps(told, sort_keys=True, ensure_ascii=True)
    kind = f"{page.kind} transcript" if page.is_transcript else page.kind
    return hashlib.sha256(f"{page.sha256}|{kind}|{given}".encode()).hexdigest()[:20]


def _with_turns(body: Body, page: Page) -> Body:
    """The body; of a transcript that came as a text, with the turns in it."""
    if not body.text.strip():
        raise UnreadableInput(f"{page.origin}: there is no text in it", remedy="leave it out, or save the page again")
    if not page.is_transcript:
        return body
    found = turns_in(body.text, page.given.speaker)
    if not found:
        raise UnreadableInput(
            f"{page.origin}: a transcript in which no line says who speaks",
            'name the speaker with --speaker, or write "NAME: words" on a line of its own',
        )
    return replace(body, turns=found)


def is_read_alike(page: Page, stands: Report) -> bool:
    """Was a report with the same id read in the encoding in which the page would be? One that nobody names is any."""
    name = telling_encoding(page.content, page.encoding)
    return name is None or name == named_encoding(stands.flags)


def _encoding_flags(page: Page) -> tuple[str, ...]:
    """What is known of the page already, and in which encoding somebody had it read."""
    name = telling_encoding(page.content, page.encoding)
    return page.flags if name is None or named_encoding(page.flags) else (*page.flags, flag_of(name))


def body_of(page: Page) -> Body:
    """The text of a page, decoded, and for a web page the article in it. Raises UnreadableInput."""
    if page.kind is PageKind.TRANSCRIPT:
        return _transcript(page)
    if page.kind is PageKind.HTML:
        return _html(page)
    if page.body is not None:
        # Text that came decoded stays as it is, mojibake and all: who gave it has offsets into it.
        return Body(*clean(page.body))
    decoded = decode(page.content, origin=page.origin, encoding=page.encoding)
    return Body(decoded.text, decoded.flags)


def _html(page: Page) -> Body:
    if page.body is not None:
        decoded = decoded_already(page.body, origin=page.origin)
    else:
        decoded = decode_html(page.content, origin=page.origin, encoding=page.encoding)
    address = page.given.url or (page.origin if page.origin.startswith(("http://", "https://")) else None)
    try:
        article = article_from_html(decoded.text, origin=page.origin, address=address)
    except RecursionError as error:  # lists in lists, below the depth at which the parser gives up
        raise UnreadableInput(
            f"{page.origin}: the markup is nested too deeply to be read whole", "save the article's text and read that"
        ) from error
    text, more = clean(article.text)
    if len(text) > LONGEST_ARTICLE:
        raise UnreadableInput(
            f"{page.origin}: an article of {len(text):,} characters; more than {LONGEST_ARTICLE:,} is no report",
            "if it is one, save its text as .txt and read that",
        )
    return Body(text, (*decoded.flags, *article.flags, *more), article)


def _transcript(page: Page) -> Body:
    """Lay the turns out as text, one "Speaker: words" after another, and remember where the words stand."""
    pieces: list[str] = []
    turns: list[SpokenTurn] = []
    at = 0
    flags: tuple[str, ...] = ()
    for turn in page.turns:
        speaker, _ = clean(turn.speaker)
        words, more = clean(turn.text)
        flags += tuple(flag for flag in more if flag not in flags)
        line = " ".join(speaker.split())  # a label is one line
        label = f"{line}: " if line else ""
        if words.strip():
            turns.append(SpokenTurn(Turn(speaker, words), Span(at + len(label), at + len(label) + len(words))))
        pieces.append(f"{label}{words}\n\n")
        at += len(pieces[-1])
    return Body("".join(pieces), flags, turns=tuple(turns))


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
