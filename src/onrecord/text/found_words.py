"""Where the words of a search stand in a text, as the record's full-text index compares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

from onrecord.values.span import Span

WORD = re.compile(r"\w+")


def found_words(words: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """Every occurrence of a term, whatever its case and accents, phrases only as a whole; in order, none overlapping.

    terms: words or phrases. Spans are of `words`.
    """
    tokens = list(WORD.finditer(words))
    folded = [fold(match[0]) for match in tokens]
    found: set[int] = set()
    for term in terms:
        wanted = [fold(word) for word in WORD.findall(term)]
        for at in range(len(tokens) - len(wanted) + 1 if wanted else 0):
            if folded[at : at + len(wanted)] == wanted:
                found.update(range(tokens[at].start(), tokens[at + len(wanted) - 1].end()))
    return _runs(sorted(found))


def _runs(places: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for place in places:
        if spans and spans[-1].end == place:
            spans[-1] = Span(spans[-1].start, place + 1)
        else:
            spans.append(Span(place, place + 1))
    return tuple(spans)


def fold(word: str) -> str:
    """Without case and accents."""
    return "".join(sign for sign in normalize("NFD", word.casefold()) if not combining(sign))
