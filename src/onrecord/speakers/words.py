"""The words of a report with what naming needs to know of each: sentence, paragraph, inside a quotation or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.speakers.gazetteer import fold
from onrecord.speakers.lexicon import ABBREVIATIONS, NO_NAMES
from onrecord.values.span import Span

# Disjoint character classes, so the time is linear in the text.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"  # soft hyphens, fillings of the reading copy: inside a word they are nothing
WORD = re.compile(
    r"[RDI]-[A-Z][A-Za-z.]*[A-Za-z]\b\.?|(?:[^\W\d_]\.){2,}|\d+(?:[.,/]\d+)*(?:%|(?:[-‑][^\W_]+)*)"
    rf"|[^\W_]+(?:(?:[-’'&]|[{_INVISIBLE}]+[-’'&]?)[^\W_]+)*\+?|[^\w\s{_INVISIBLE}]"
)
_NOTHING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060))
SENTENCE_ENDS = ".!?…"
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
CLOSING_MARKS = OPENING + CLOSING + STRAIGHT + ")]’'"  # what may stand between the end of a sentence and the next
_LOWER_START = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|d|l)[-’'][^\W\d_]")
_CREDIT = re.compile(r"\([^()]{0,60}/[^()]{0,60}\)\s*$|(?:©|Photo:|Photograph:)[^.]{0,60}$")
_SIDES = re.compile(r", (?:left|right|center|centre|second from (?:left|right)),")


class Word(NamedTuple):
    """One word or punctuation mark. `end` leaves a possessive 's out. `quoted`: inside quotation marks."""

    text: str
    low: str  # folded
    start: int
    end: int
    sentence: int
    paragraph: int
    possessive: bool
    quoted: bool
    first: bool  # first of its sentence, quotation marks aside
    capital: bool  # looks like a part of a name: "Ivanova", "al-Assad", "d'Estaing"
    is_word: bool  # no punctuation mark


class Line(NamedTuple):
    """A paragraph's words. `headline`: most of its words are capitalised, so capitals say little."""

    span: Span
    words: tuple[Word, ...]
    headline: bool
    caption: bool


def read_words(reading: str, paragraphs: Sequence[Span], quoted: Sequence[Span]) -> tuple[Line, ...]:
    """The words of each paragraph, in order. quoted: places known to be quotations, in order, may be empty."""
    lines: list[Line] = []
    sentence = 0
    starts, ends = [place.start for place in quoted], [place.end for place in quoted]
    for number, span in enumerate(paragraphs):
        near = quoted[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
        words = _words(reading, span, number, sentence, near)
        sentence = words[-1].sentence + 1 if words else sentence
        lines.append(Line(span, words, _is_headline(words), _is_caption(span.of(reading), words)))
    return tuple(lines)


def _words(reading: str, span: Span, paragraph: int, sentence: int, quoted: Sequence[Span]) -> tuple[Word, ...]:
    words: list[Word] = []
    put, make = words.append, tuple.__new__  # of all that is done with a word, making it takes longest
    inside, first, before, last = False, True, "", ""
    passed = 0
    for found in WORD.finditer(reading, span.start, span.end):
        start, end = found.span()
        text, low, possessive, is_word, capital = _form(found[0])
        while passed < len(quoted) and quoted[passed].end <= start:
            passed += 1
        within = inside or (passed < len(quoted) and quoted[passed].start <= start)
        if is_word:
            if before and not first and text[0].isupper():
                # A quotation of many sentences is one step of the narrative, or its speaker would seem far away.
                sentence, first = sentence + (not within), True
            end -= 2 * possessive
            put(make(Word, (text, low, start, end, sentence, paragraph, possessive, within, first, capital, True)))
            first, before, last = False, "", text
            continue
        put(make(Word, (text, low, start, end, sentence, paragraph, False, within, False, capital, False)))
        inside = _still_inside(text, inside)
        if text in SENTENCE_ENDS:
            before = "" if text == "." and not first and _abbreviates(last) else text
        elif text not in CLOSING_MARKS:
            before = ""
    return tuple(words)


@lru_cache(maxsize=1 << 14)  # a report says the same words again and again
def _form(text: str) -> tuple[str, str, bool, bool, bool]:
    """The word without 's, folded, whether it had one, whether it is a word, whether it looks like a part of a name."""
    text = text if text.isascii() else text.translate(_NOTHING)
    possessive = text[-1] in "sS" and len(text) > 2 and text[-2] in "'’"
    plain = text[:-2] if possessive else text
    low = fold(plain)
    return plain, low, possessive, plain[0].isalnum(), _is_capital(plain, low)


def _is_capital(text: str, low: str) -> bool:
    if text[0].isupper():
        return not low.startswith("i'")
    return text[0] in "ald" and len(text) > 2 and bool(_LOWER_START.match(text)) and not text.islower()


def _still_inside(mark: str, inside: bool) -> bool:
    if mark in OPENING:
        return True
    if mark in CLOSING:
        return False
    return not inside if mark == STRAIGHT else inside


def _abbreviates(word: str) -> bool:
    """Not "no", which is a word: "Berg said no. Lund left."."""
    return (word.casefold() in ABBREVIATIONS and word != "no") or (len(word) == 1 and word.isupper())


def _is_headline(words: Sequence[Word]) -> bool:
    """Every word but the smallest is capitalised."""
    plain = [word for word in words if word.text[0].isalpha()]
    small = [word for word in plain if not word.capital]
    return len(plain) >= 4 and len(small) < 0.5 * len(plain) and all(word.low in NO_NAMES for word in small)


def _is_caption(text: str, words: Sequence[Word]) -> bool:
    """The words under a picture: "…, left, and …", or a credit in brackets at the end."""
    if _SIDES.search(text):
        return True
    return len(words) < 80 and bool(_CREDIT.search(text))
