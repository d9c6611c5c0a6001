"""A draft read as a report is, put on no record, and all that it quotes checked in one go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from onrecord.checking.draft import (
    Checked,
    DraftCheck,
    DraftKind,
    Outcome,
    Quoted,
    Terms,
    failings_of,
    in_order,
    milder,
)
from onrecord.checking.draft_quotations import quoted_in, quoted_outside
from onrecord.checking.telling import forms_of, is_light
from onrecord.checking.verdict import Check
from onrecord.comparing.tokens import tokens_of
from onrecord.errors import BadRequest, UnreadableInput
from onrecord.pages.files import read_pages
from onrecord.pages.options import ReadOptions
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.reports.html_blocks import blocks_of
from onrecord.run.checking import Scope, check_words
from onrecord.run.faults import FAULTS, told
from onrecord.store.alike import alike
from onrecord.store.asked_speakers import asked_speakers
from onrecord.store.date_ranges import days_of
from onrecord.store.draft_copies import copies_of_draft
from onrecord.store.record import Record
from onrecord.store.searched import searched
from onrecord.text.decode import decode_html
from onrecord.values.page import Page, PageKind, Skipped
from onrecord.values.searched import Searched
from onrecord.values.statement import ReportRecord
from onrecord.values.verdict import Verdict

MAX_BYTES = 1_000_000  # a book; a draft is an article
MOST_CHECKED = 2000  # places of one draft
SECONDS = 300.0  # for all checks together
OUT_OF_TIME = "there was no time left for it: check the draft in parts, or give it more time"
# What a place is, marks and all, is settled: a claim that begins with one would lose the words outside of its pairs,
# such as a first paragraph that rightly is not closed.
_NO_MARKS = str.maketrans(dict.fromkeys('“”„‟«»＂"', " "))
_Q_BEGINS, _Q_ENDS = re.compile(r"<q(?:\s[^<>]{0,500})?>", re.IGNORECASE), re.compile(r"</q\s{0,9}>", re.IGNORECASE)
_DENIED_HERE = "denied in the draft, and not on record"
_ONE_TEXT = "name one file with the draft's text: .txt, .md or .html"


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """seconds: for all checks together, reading not counted. clock: seconds, never going back."""

    terms: Terms = field(default_factory=Terms)
    seconds: float = SECONDS
    clock: Callable[[], float] = time.monotonic


def draft_page(path: str, options: ReadOptions, stdin: BinaryIO) -> Page:
    """The one page of a draft. Raises UnreadableInput, also where there are several, or none."""
    found = list(_some(read_pages([path], options, stdin)))
    if len(found) != 1:
        what = "more than one text" if found else "no text"
        raise UnreadableInput(f"{path}: {what} in it", _ONE_TEXT)
    if isinstance(found[0], Skipped):
        raise UnreadableInput(f"{found[0].origin}: {found[0].reason}", found[0].remedy)
    return found[0]


def _some(pages: Iterator[Page | Skipped]) -> Iterator[Page | Skipped]:
    for at, page in enumerate(pages):
        yield page
        if at:
            return


def check_draft_page(page: Page, record: Record, tools: Tools, options: DraftOptions | None = None) -> DraftCheck:
    """Read a draft and check what it quotes. Nothing is put on record.

    What cannot be checked is told so and never taken for confirmed. Raises UnreadableInput for a draft without text,
    RecordError for a record that cannot be read.
    """
    options, page = options or DraftOptions(), _with_marks(page)
    draft = page_to_record(page, tools)
    if not any(paragraph.of(draft.report.text).strip() for paragraph in draft.report.paragraphs):
        raise UnreadableInput(f"{page.origin}: there is no text in it", "check that the whole draft was saved")
    outside, left = quoted_outside(_blocks(page), draft.report) if page.kind is PageKind.HTML else ((), 0)
    places = (*quoted_in(draft), *outside)
    with record.reading() as connection:
        copies = copies_of_draft(connection, draft.report)
        checker = _Checker(record, searched(connection), frozenset(copies))
        checked = tuple(_all(places[:MOST_CHECKED], checker, options))
    return DraftCheck(
        *(draft, str(record.path), checked, checker.searched, tuple(copies.values())),
        notes=tuple(_notes(draft, len(copies), len(outside), checker.searched)),
        terms=options.terms,
        left=left + max(0, len(places) - MOST_CHECKED),
    )


def _with_marks(page: Page) -> Page:
    """A web page with the quotation marks that a browser puts around `<q>`: those are quotations, too."""
    if page.kind is not PageKind.HTML:
        return page
    text = _decoded(page)
    marked = _Q_ENDS.sub(r"”\g<0>", _Q_BEGINS.sub(r"\g<0>“", text))
    return page if marked == text else replace(page, body=marked)


def _decoded(page: Page) -> str:
    if page.body is not None:
        return page.body
    return decode_html(page.content, origin=page.origin, encoding=page.encoding).text


def _blocks(page: Page) -> list[str]:
    return [block.text for block in blocks_of(_decoded(page)).blocks]


def _notes(draft: ReportRecord, copies: int, outside: int, among: Searched) -> Iterator[str]:
    if not among.statements:
        yield "the record is empty: nothing can be confirmed by it"
    if copies:
        which = "1 report on record is" if copies == 1 else f"{copies:,} reports on record are"
        yield f"{which} a copy of this draft, and does not count: a draft cannot confirm itself"
    if outside:
        which = "1 quotation stands" if outside == 1 else f"{outside:,} quotations stand"
        yield f"{which} in the page outside of what was read as its article"
    yield from draft.report.flags


def _all(places: Sequence[Quoted], checker: _Checker, options: DraftOptions) -> Iterator[Checked]:
    """Each place once; what comes after the time is up is not checked, and says so."""
    end = options.clock() + options.seconds
    for place in places:
        if options.clock() > end:
            yield Checked(place, (_unchecked(place),), (OUT_OF_TIME,))
            continue
        try:
            yield checker.check(place)
        except BadRequest as error:
            yield Checked(place, (_unchecked(place),), (str(error),))
        except FAULTS as error:
            yield Checked(place, (_unchecked(place),), (told(error),))


def _unchecked(place: Quoted) -> Outcome:
    return Outcome.NOTHING_LIKE_IT if place.kind is DraftKind.PARAPHRASE else Outcome.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class _Checker:
    """Asks one record. searched: counted once for all. copies: numbers of reports that are the draft itself.

    asked: the answers so far. nobody: as in `Scope`.
    """

    record: Record
    searched: Searched
    copies: frozenset[int]
    asked: dict[tuple[str, str | None, str | None, frozenset[int]], Check] = field(default_factory=dict)
    nobody: dict[str, str] = field(default_factory=dict)

    def check(self, place: Quoted) -> Checked:
        if place.kind is DraftKind.MARK:
            return Checked(place, (Outcome.NOT_CHECKED,), (str(place.damage),))
        if place.kind is DraftKind.PARAPHRASE:
            return self._paraphrase(place)
        found = self._quotation(place, place.words)
        if found.failings and len(place.parts) > 1:
            # Two sentences with "he said" between them need not stand side by side on record.
            parts = [self._quotation(place, words) for words in place.parts]
            worst = parts[0]
            for part in parts[1:]:
                worst = part if milder(worst.failings, part.failings) else worst
            if milder(worst.failings, found.failings):
                why = (f"its {len(parts)} parts were checked one by one; this is about {_which(parts.index(worst))}",)
                failings = in_order({one for part in parts for one in part.failings})
                found = Checked(place, failings, (*worst.why, *why), worst.check)
        return found

    def _quotation(self, place: Quoted, words: str) -> Checked:
        check = self._asked(place, words, self.copies)
        why = (place.damage,) if place.damage else ()
        failings = failings_of(place, check)
        if self.copies and check.verdict is Verdict.NOT_ON_RECORD:
            again = self._asked(place, words, frozenset())
            if again.verdict is not Verdict.NOT_ON_RECORD:
                only = {Outcome.ONLY_IN_A_COPY, *failings_of(place, again)}
                return Checked(place, in_order(only), why, again)
        return Checked(place, failings, why, check)

    def _asked(self, place: Quoted, words: str, without: frozenset[int]) -> Check:
        words = words.translate(_NO_MARKS).strip()
        date = place.date if place.date and days_of(place.date) else None
        key = (words, place.speaker, date, without)
        if key not in self.asked:  # a draft that says a thing a thousand times asks once
            scope = Scope(self.searched, without, self.nobody)
            self.asked[key] = check_words(self.record, words, speaker=place.speaker, date=date, scope=scope)
        return self.asked[key]

    def _paraphrase(self, place: Quoted) -> Checked:
        words = [forms_of(one) for one in tokens_of(place.words) if not is_light(one) and one.key.isalnum()]
        with self.record.reading() as connection:
            asked = asked_speakers(connection, place.speaker) if place.speaker else None
            found = alike(connection, words, asked.numbers if asked else None, self.copies)
        why = [f"nobody called {place.speaker!r} is on record"] if asked and not asked.numbers else []
        if any(one.is_denied != place.is_denied for one in found[:1]):
            why.append("denied on record, and not in the draft" if found[0].is_denied else _DENIED_HERE)
        return Checked(place, () if found else (Outcome.NOTHING_LIKE_IT,), tuple(why), alike=found)


def _which(at: int) -> str:
    return ("the first", "the second", "the third")[at] if at < 3 else f"part {at + 1}"
