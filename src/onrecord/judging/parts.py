"""Corrected places of a statement: as they are typed, as the log keeps them, and where they are in another reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from onrecord.errors import BadRequest
from onrecord.text.anchor import locate, selector_of
from onrecord.values.judgement import PARTS, Field, Judgement
from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import Span

_PLACE = re.compile(r"[0-9]{1,12}:[0-9]{1,12}", re.ASCII)
_COUNTED = "places count the characters (Unicode code points) of the report's text from 0, END left out"
_WRITTEN_SO = f"write START:END, several joined by commas: 120:188,200:230; {_COUNTED}"
_LOOK = f"{_COUNTED}; `onrecord show --why ID` tells those of a statement"


def places_from(field: Field, told: str) -> tuple[Span, ...]:
    """The spans that are written so: "120:188,200:230", half-open, in code points.

    Raises BadRequest for what is none, or ends before it begins; and where they overlap or are out of order.
    """
    pieces = told.split(",")
    if not all(map(_PLACE.fullmatch, pieces)):
        raise BadRequest(f"{told!r:.80} is no {field}", remedy=_WRITTEN_SO)
    ends = [(int(start), int(end)) for start, end in (piece.split(":") for piece in pieces)]
    for start, end in ends:
        if start >= end:
            raise BadRequest(f"{field} {start}:{end} has no words: it ends where it begins or before", _WRITTEN_SO)
    spans = tuple(Span(*one) for one in ends)
    for one, other in pairwise(spans):
        if one.overlaps(other):
            raise BadRequest(f"{field} {_told(one)} and {_told(other)} overlap", f"write as one; {_COUNTED}")
        if other < one:
            before = f"{field} {_told(other)} stands before {_told(one)}"
            raise BadRequest(before, f"write places in the order of the text; {_COUNTED}")
    return spans


def places_told(spans: Iterable[Span]) -> str:
    """ "120:188,200:230"."""
    return ",".join(map(_told, spans))


def quotes_of(fields: Mapping[Field, str | None], text: str) -> tuple[tuple[Field, tuple[TextQuoteSelector, ...]], ...]:
    """The words at the places that are corrected. Raises BadRequest where places are none, or none of this text."""
    parts = [(field, told) for field in PARTS if (told := fields.get(field))]
    return tuple((field, tuple(_quote(field, one, text) for one in places_from(field, told))) for field, told in parts)


def _quote(field: Field, span: Span, text: str) -> TextQuoteSelector:
    if span.end > len(text):
        raise BadRequest(f"{field} {_told(span)} is outside of the text, which has {len(text):,} characters", _LOOK)
    if not span.of(text).strip():
        raise BadRequest(f"{field} {_told(span)} has no words, only white space", _LOOK)
    return selector_of(span, text)


def check_quotes(judgement: Judgement) -> None:
    """Raise BadRequest unless the judgement has the words of exactly the places that it corrects."""
    corrected = {field: told for field, told in judgement.fields if field in PARTS and told is not None}
    quotes = dict(judgement.quotes)
    if corrected.keys() != quotes.keys() or len(quotes) != len(judgement.quotes):
        raise BadRequest("`quotes` are not of the places in `fields`", remedy="give the words of each corrected place")
    for field, told in corrected.items():
        lengths = [len(span) for span in places_from(field, told)]
        if lengths != [len(quote.exact) for quote in quotes[field]]:
            raise BadRequest(f"`quotes` of {field} are not as long as its places", "give the words that stand there")


def places_in(judgement: Judgement, text: str) -> Mapping[Field, tuple[Span, ...]] | None:
    """Where the corrected places are in this text, by part; () where there are to be none.

    None where words are not there any more, or it cannot be told which of several places they are.
    """
    quotes = dict(judgement.quotes)
    found: dict[Field, tuple[Span, ...]] = {}
    for field, told in judgement.fields:
        if field in PARTS:
            spans = _located(quotes.get(field, ()), places_from(field, told) if told else (), text)
            if spans is None:
                return None
            found[field] = spans
    return found


def _located(quotes: Sequence[TextQuoteSelector], then: Sequence[Span], text: str) -> tuple[Span, ...] | None:
    spans = [locate(quote, text, span.start) for quote, span in zip(quotes, then, strict=True)]
    known = tuple(span for span in spans if span is not None)
    apart = all(one.end <= other.start for one, other in pairwise(known))
    return known if len(known) == len(spans) and apart else None


def _told(span: Span) -> str:
    return f"{span.start}:{span.end}"
