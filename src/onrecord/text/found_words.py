"""Where the words of a search stand in a text, as the record's full-text index compares them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

from onrecord.values.span import Span

WORD = re.compile(r"\w+")
LONGEST_WHOLE = 600  # characters: most statements are shorter, and are shown whole
_PASSAGES = 2
_LONGEST_PASSAGE = LONGEST_WHOLE // _PASSAGES
_CUT = "…"


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


def around_found(words: str, terms: Sequence[str]) -> str:
    """The words, or of more than LONGEST_WHOLE the passages around the first found; "…" where something is left out.

    Where nothing is found it is the beginning. At most LONGEST_WHOLE characters of them are shown.
    """
    if len(words) <= LONGEST_WHOLE:
        return words
    stretches: list[Span] = []
    for span in found_words(words, terms) or (Span(0, 1),):
        if stretches and span.end <= stretches[-1].end:
            continue
        one = _around(words, span)
        if stretches and one.start <= stretches[-1].end:  # they touch: one passage as long as two
            stretches[-1] = Span(stretches[-1].start, one.end)
            break
        stretches.append(one)
        if len(stretches) == _PASSAGES:
            break
    shown = f" {_CUT} ".join(one.of(words).strip() for one in stretches)
    return f"{f'{_CUT} ' if stretches[0].start else ''}{shown}{f' {_CUT}' if stretches[-1].end < len(words) else ''}"


def _around(words: str, span: Span) -> Span:
    """A stretch around a span, of whole words where there are blanks near, and _LONGEST_PASSAGE long at most."""
    length = min(len(span), _LONGEST_PASSAGE)
    beside = (_LONGEST_PASSAGE - length) // 2
    start, end = max(0, span.start - beside), min(len(words), span.start + length + beside)
    if start:
        start = 1 + max(words.find(" ", start, span.start), start - 1)
    if end < len(words):
        end = max(words.rfind(" ", span.start + length, end), 0) or end
    return Span(start, end)


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
