"""The search through one report: names first, then what rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onrecord.instruments.anaphora import RECENT, named_before
from onrecord.instruments.catalogue import Catalogue, Entry, Form, existed
from onrecord.instruments.descriptions import described
from onrecord.instruments.evidence import Evidence, evidence_in, score
from onrecord.instruments.kinds import HEADS
from onrecord.instruments.mention import Mention, Passage, without_overlaps
from onrecord.instruments.names import named
from onrecord.instruments.numbers import Fits, numbers_in
from onrecord.instruments.open_names import Known, narrowed, without
from onrecord.instruments.phrases import phrase_at
from onrecord.instruments.placed import placed
from onrecord.instruments.provisions import bound
from onrecord.instruments.tokens import sentences_of, tokens_of, words_in
from onrecord.instruments.weighing import Case
from onrecord.text.edtf import day_of
from onrecord.values.report import Report
from onrecord.values.span import Span

FRAME = 3  # words from the beginning of the sentence: "In an eight-page letter"
Named = tuple[Mention, Form, int]


class Search:
    """One report, and what was found so far. `mentions` does it all."""

    def __init__(self, report: Report, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.published = published_days(report)
        read = (passage_of(report.reading, span, catalogue) for span in report.paragraphs)
        self.passages = [passage for passage in read if passage]
        self.names: list[list[Named]] = [list(named(passage, catalogue)) for passage in self.passages]
        sure = (mention for found in self.names for mention, form, _ in found if form.sure)
        # the first words that name each beyond doubt
        self.known = {one.instrument: one for one in reversed(without_overlaps(sure)) if one.instrument}
        self.found: list[list[Mention]] = []
        self._evidence: dict[tuple[int, int], Evidence] = {}

    def mentions(self) -> list[Mention]:
        """Every mention in the report, in order, none overlapping another."""
        for passage, names in zip(self.passages, self.names, strict=True):
            self._evidence.clear()
            direct = without_overlaps(
                (*self._names_of(passage, names), *numbers_in(passage, self.catalogue, self._fits_in(passage)))
            )
            self.found.append(self._with_the_rest(passage, direct))
        return [one for found in self.found for one in found]

    def _names_of(self, passage: Passage, names: list[Named]) -> Iterator[Mention]:
        for one in names:
            mention, form, begin = one
            if form.sure:
                yield mention
            elif kept := narrowed(
                one, passage, self._around(passage, begin), self.catalogue, self._known(passage, begin)
            ):
                yield kept

    def _known(self, passage: Passage, at: int) -> Known:
        """What is named beyond doubt up to the end of the sentence of token `at`, and anywhere in the report."""
        _, end = passage.sentence_at(at)
        before = {key: one for key, one in self.known.items() if one.span.start < passage.tokens[end - 1].end}
        return Known(before, self.known.keys(), self._reach)

    def _with_the_rest(self, passage: Passage, direct: list[Mention]) -> list[Mention]:
        """Descriptions, "the treaty" and articles, which rest on what was named directly."""
        found: list[Mention] = []
        waiting = list(reversed(direct))
        taken = {at for one in direct for at in range(one.span.start, one.span.end)}
        for at, token in enumerate(passage.tokens):
            while waiting and waiting[-1].span.end <= token.start:
                found.append(waiting.pop())
            if token.low not in HEADS or token.start in taken:
                continue
            more = self._by_noun(passage, at, found[-RECENT:])
            if more and taken.isdisjoint(range(more.span.start, more.span.end)):
                found.append(more)
                taken.update(range(more.span.start, more.span.end))
        found = sorted((*found, *waiting), key=lambda m: m.span)
        last = next((one for earlier in reversed(self.found[-2:]) for one in reversed(earlier)), None)
        with_articles = bound(passage, found, self.catalogue, self._fits_in(passage), last)
        return [_framed(one, passage) for one in sorted(with_articles, key=lambda m: m.span)]

    def _by_noun(self, passage: Passage, at: int, found: list[Mention]) -> Mention | None:
        phrase = phrase_at(passage, at)
        if phrase is None:
            return None
        again = named_before(passage, phrase, found, self.found, self.catalogue)
        if again:
            return again
        case = Case(passage, phrase, self._around(passage, at))
        return described(case, self.catalogue, self._reach) or placed(case, self.catalogue, self._reach)

    def _around(self, passage: Passage, at: int) -> Evidence:
        """The evidence of the sentence in which token `at` stands."""
        begin, end = passage.sentence_at(at)
        if (begin, end) not in self._evidence:
            self._evidence[begin, end] = evidence_in(passage, begin, end, self.catalogue, self.published)
        return self._evidence[begin, end]

    def _reach(self, entry: Entry) -> bool:
        return existed(entry, max(self.published, default=None))

    def _fits_in(self, passage: Passage) -> Fits:
        """Do the surroundings of a place speak for an instrument: its sentence, or the report that names it?"""

        def fits(entry: Entry, span: Span) -> bool:
            begin = passage.index_at(span.start)
            inner = range(begin, passage.index_at(span.end))
            outside = without(self._around(passage, min(begin, len(passage.tokens) - 1)), inner)
            spoken = score(entry, outside, range(0))
            return entry.instrument.id in self.known or spoken.total - spoken.place > 0

        return fits


def _framed(mention: Mention, passage: Passage) -> Mention:
    """A mention with which a sentence begins ("In a letter …") is where the sentence says that it was said."""
    at = passage.index_at(mention.span.start)
    first, end = passage.sentence_at(at)
    if at - first > FRAME or passage.tokens[first].low != "in":
        return mention
    return replace(mention, frame=Span(passage.tokens[first].start, passage.tokens[end - 1].end))


def passage_of(reading: str, span: Span, catalogue: Catalogue) -> Passage | None:
    """The paragraph, ready to be searched; None when no word in it can belong to an instrument."""
    lows = words_in(reading, span.start, span.end)
    if not catalogue.may_stand_in(lows):
        return None
    tokens = tokens_of(reading, span.start, span.end)
    return Passage(reading, span, tuple(tokens), tuple(sentences_of(tokens, reading)), lows) if tokens else None


def published_days(report: Report) -> tuple[date, ...]:
    """The days the report may be of; none when nothing speaks of one."""
    readings = report.published.candidates if report.published else ()
    return tuple(day for one in readings if (day := day_of(one)))
