"""From a place in a text to words that find it again, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import Span

CONTEXT = 32  # code points kept on either side


def selector_of(span: Span, text: str) -> TextQuoteSelector:
    """The words at `span` with what stands around them."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    return TextQuoteSelector(span.of(text), before, text[span.end : span.end + CONTEXT])


def locate(selector: TextQuoteSelector, text: str, start: int) -> Span | None:
    """Where the words stand in another reading of the text; None when nowhere, or in several places equally well.

    start: where they stood. When they still do, with the same words around them, that is the place; else the place
    with the most of the words around them. White space may have changed.
    Cost: one pass over the text.
    """
    here = Span(start, start + len(selector.exact))
    if here.of(text) == selector.exact and selector_of(here, text) == selector:
        return here
    places = tuple(_places(selector.exact, text))
    fits = sorted(((_around(selector, place, text), place) for place in places), reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1]


def _places(exact: str, text: str) -> Iterator[Span]:
    """All places of the words, whatever white space stands between them."""
    words = exact.split()
    form = r"\s++".join(map(re.escape, words)) if words else re.escape(exact)
    for match in re.finditer(form, text):
        yield Span(match.start(), match.end())


def _around(selector: TextQuoteSelector, place: Span, text: str) -> int:
    """How many characters before and behind the place are as they were."""
    before = text[max(0, place.start - CONTEXT) : place.start]
    after = text[place.end : place.end + CONTEXT]
    return _shared(before[::-1], selector.prefix[::-1]) + _shared(after, selector.suffix)


def _shared(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
