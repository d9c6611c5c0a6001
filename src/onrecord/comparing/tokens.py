"""Words of a text as they are compared: with their places, and a key that leaves out how they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining, normalize

from onrecord.comparing.lexicon import ACRONYMS, NUMBERS
from onrecord.text.words import Word, words_of

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_DECIMAL = re.compile(r"\d+\.\d+")
_ENDS = frozenset(".!?…:")
_OPENERS = frozenset('“„"«‘')
_CLOSERS = " \t\r\n\u00a0“”\"‘’'«»()[]*-"
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,200}\]")
_CONTRACTED = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_BEFORE_NOT = {"ca": "can", "wo": "will", "sha": "shall"}
LOOK_BACK = 12  # characters before a word in which the end of a sentence is looked for


class Token(NamedTuple):
    """A word at [start, end). key: equal for "Twelve" and "12", "cease-fire" and "ceasefire", "n't" and "not".

    is_first: it opens a sentence with its capital, which then says nothing. in_brackets: an editor's word.
    """

    start: int
    end: int
    text: str
    key: str
    is_first: bool
    in_brackets: bool


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in order; marks are what lies between them. Linear in the length."""
    inside = _in_brackets(text)
    starts = [start for start, _ in inside]
    found = []
    for word in words_of(text, 0, len(text)):
        if word.is_word or word.lower == "'s":
            is_first = word.is_capital and _opens_sentence(text, word.start)
            at = bisect_right(starts, word.start) - 1 if starts else -1
            brackets = at >= 0 and word.start < inside[at][1]
            found += [Token(*part, is_first, brackets) for part in _parts(word)]
    return tuple(found)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    bare = before.rstrip(_CLOSERS)
    return not bare or bare[-1] in _ENDS or before[-1] in _OPENERS or "\n" in before[len(bare) :]


def _in_brackets(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _BRACKETS.finditer(text)) if "[" in text else ()


def _parts(word: Word) -> Iterator[tuple[int, int, str, str]]:
    """A word, or the two that are drawn together in it: start, end, text, key."""
    lower = fold(word.text)
    if len(word.text) != word.end - word.start:  # with invisible characters in it: not to be cut
        yield word.start, word.end, word.text, key_of(word.text)
    elif lower == "cannot":
        yield from _cut(word, 3, "can", "not")
    elif lower.endswith("n't") and len(lower) == len(word.text) > 3:
        yield from _cut(word, len(lower) - 3, _BEFORE_NOT.get(lower[:-3], lower[:-3]), "not")
    elif len(lower) == len(word.text) and (ending := next((e for e in _CONTRACTED if lower.endswith(e)), None)):
        yield from _cut(word, len(lower) - len(ending), lower[: -len(ending)], _CONTRACTED[ending])
    else:
        yield word.start, word.end, word.text, key_of(word.text)


def _cut(word: Word, at: int, first: str, second: str) -> Iterator[tuple[int, int, str, str]]:
    middle = word.start + at
    if at:
        yield word.start, middle, word.text[:at], first
    yield middle, word.end, word.text[at:], second


def key_of(word: str) -> str:
    """The word without case, accents, hyphens and thousands' commas; a number in digits."""
    if word in ACRONYMS:  # "US" is not "us"
        return f"^{word}"
    folded = _THOUSANDS.sub("", fold(word)).replace("-", "")
    if _DECIMAL.fullmatch(folded):
        folded = folded.rstrip("0").rstrip(".")
    return NUMBERS.get(folded, folded)


def fold(word: str) -> str:
    """Without case and accents; one sign for all apostrophes."""
    if word.isascii():
        return word.lower()
    plain = "".join(sign for sign in normalize("NFKD", word.casefold()) if not combining(sign))
    return plain.replace("’", "'").replace("‐", "-").replace("‑", "-")
