"""A plain text as scrapers leave it: the paragraphs of the report, and what of the page around it came along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.reports.dateline import is_dateline
from onrecord.reports.furniture import find_furniture
from onrecord.reports.glued import Piece, cut_glued
from onrecord.reports.line_features import FEATURES, line_features, speaks_english
from onrecord.reports.line_forms import is_said, reads_like_a_sentence
from onrecord.reports.line_model import LineModel
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.reports.plain import is_beside_headline, is_headline
from onrecord.values.report import Furniture, FurnitureKind
from onrecord.values.span import Span

_MOST_LINES = 5000  # a page has a few hundred; more is no page, and the rules alone read it
_LEAST = 0.2  # what is less likely than this to be the report's is marked
_LEAST_SURE = 0.05  # the same where somebody is said to say something, where marks stand, and for sentences amid text
_LEARNED = "by its form and place a line of the page, not of the report"
_HEAD_LINES = 15  # lines above the text in which its headline and byline are looked for
_INSIDE, _ABOUT, _SENTENCE, _CALLS, _YOU, _FORM = map(
    FEATURES.index, ("inside", "about", "sentence", "calls", "you", "form")
)
_WORTH_REPEATING = 40  # letters and digits; what is shorter may be said twice
_QUOTED = re.compile('[“"„«][^”"“»]{12}')


def read_scraped(text: str, reading: str, model: LineModel | None) -> tuple[tuple[Span, ...], tuple[Furniture, ...]]:
    """The paragraphs of a plain text in order, furniture among them, and its furniture in order.

    A piece of furniture is a whole paragraph or a left-over tag inside one. model: None where rules alone decide.
    Cost: linear in the length of the text.
    """
    pieces = cut_glued(text, reading, find_paragraphs(reading))
    spans = [piece.span for piece in pieces]
    marked = {piece.span: piece for piece in find_furniture(text, spans)}
    marked |= {piece.span: piece for piece in _repeated(reading, spans, marked)}
    if model is not None and len(spans) <= _MOST_LINES:
        marked |= {piece.span: piece for piece in _learned(reading, spans, marked, model)}
    return _together(pieces, marked)


def _learned(
    reading: str, spans: Sequence[Span], marked: Mapping[Span, Furniture], model: LineModel
) -> Iterator[Furniture]:
    lines = [span.of(reading) for span in spans]
    rows = line_features(lines)
    if not speaks_english(rows):
        return
    begins = next((i for i, row in enumerate(rows) if row[_INSIDE]), len(lines))
    for index, (span, chance) in enumerate(zip(spans, model.chances(rows), strict=True)):
        words = lines[index]
        least = _LEAST_SURE if _is_like_text(words, rows[index]) else _LEAST
        if chance >= least or span in marked or is_dateline(words):
            continue
        if begins - _HEAD_LINES <= index <= begins + 3 and _is_of_the_head(words, rows[index]):
            continue
        yield Furniture(span, _LEARNED, _kind(words))


def _is_like_text(words: str, row: tuple[float, ...]) -> bool:
    if _QUOTED.search(words) or (is_said(words) and len(words) > 60):
        return True
    return bool(row[_INSIDE] and row[_SENTENCE] and not row[_CALLS] and not row[_YOU] and not row[_FORM])


def _is_of_the_head(words: str, row: tuple[float, ...]) -> bool:
    """Headline, byline, day: above the text, where a page shows them."""
    return is_beside_headline(words) or (is_headline(words) and row[_ABOUT] >= 0.5 and len(words) > 25)


def _kind(words: str) -> FurnitureKind:
    return FurnitureKind.MENU if len(words) < 30 else FurnitureKind.OTHER


def _repeated(reading: str, spans: Sequence[Span], marked: Mapping[Span, Furniture]) -> Iterator[Furniture]:
    """What stands on the page already: a pull quote, a list printed twice. The first stays."""
    seen: set[str] = set()
    for span in spans:
        if span in marked or len(span) < _WORTH_REPEATING or not reads_like_a_sentence(span.of(reading)):
            continue
        words = "".join(filter(str.isalnum, span.of(reading).casefold()))
        if words in seen and len(words) >= _WORTH_REPEATING:
            kind = FurnitureKind.PULL_QUOTE if _QUOTED.search(span.of(reading)) else FurnitureKind.OTHER
            yield Furniture(span, "stands above already", kind)
        seen.add(words)


def _together(
    pieces: Sequence[Piece], marked: Mapping[Span, Furniture]
) -> tuple[tuple[Span, ...], tuple[Furniture, ...]]:
    """Pieces of one paragraph that are all the report's are one again, and those that are all of one menu."""
    found: list[Span] = []
    furniture = dict(marked)
    before: Furniture | None = None
    for piece in pieces:
        one = marked.get(piece.span)
        reasons = {one.because if one else None, before.because if before else None}
        same = reasons in ({None}, {_LEARNED})
        if piece.goes_on and found and same:
            joined = Span(found[-1].start, piece.span.end)
            if one is not None:
                del furniture[piece.span]
                furniture[joined] = replace(furniture.pop(found[-1]), span=joined)
            found[-1] = joined
        else:
            found.append(piece.span)
        before = one
    return tuple(found), tuple(sorted(furniture.values(), key=lambda piece: piece.span))
