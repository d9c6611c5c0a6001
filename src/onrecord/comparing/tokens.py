"""Words of a text as they are compared: with their places, and a key that leaves out how they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from onrecord.comparing.lexicon import ACRONYMS, NUMBERS
from onrecord.text.words import Word, words_of

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_DECIMAL = re.compile(r"\d+\.\d+")
_GROUPED = re.compile(r"\d{1,3}\.\d{3}")  # "272.000": thousands or decimals, so not to be shortened
_HYPHENS = re.compile(r"(?<!\d)-|-(?!\d)")  # "F-16" is "F16", but "2-3" is not "23"
_RAISED = {ord(sign): f"^{digit}" for sign, digit in zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)}
_ENDS = frozenset(".!?…:")
_OPENERS = frozenset('“„"«‘')
_CLOSERS = " \t\r\n\u00a0“”\"‘’'«»()[]*-"
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,200}\]")
_CONTRACTED = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_BEFORE_NOT = {"ca": "can", "wo": "will", "sha": "shall"}
_LONGEST_KEPT = 40  # characters of a word that is remembered with its key
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


def tokens_of(text: str, *, at: int = 0) -> tuple[Token, ...]:
    """The words of a text in order; marks are what lies between them. Linear in the length.

    at: where the text begins in a longer one, to which places are then told, in code points.
    """
    inside = _in_brackets(text)
    starts = [start for start, _ in inside]
    found, make = [], tuple.__new__  # of all that is done with a word, making it takes longest
    for word in words_of(text, 0, len(text)):
        start, end, written, lower, _ = word
        if not (written[0].isalnum() or lower == "'s"):
            continue
        is_first = written[0].isupper() and _opens_sentence(text, start)
        nearest = bisect_right(starts, start) - 1 if starts else -1
        brackets = nearest >= 0 and start < inside[nearest][1]
        parts = _split(written) if len(written) <= _LONGEST_KEPT else ()
        if len(parts) == 1:  # nearly all: not drawn together
            found.append(make(Token, (start + at, end + at, *parts[0], is_first, brackets)))
        else:
            found += [make(Token, (a + at, b + at, *part, is_first, brackets)) for a, b, *part in _parts(word)]
    return tuple(found)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - LOOK_BACK) : start]
    bare = before.rstrip(_CLOSERS)
    return not bare or bare[-1] in _ENDS or before[-1] in _OPENERS or "\n" in before[len(bare) :]


def _in_brackets(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _BRACKETS.finditer(text)) if "[" in text else ()


def _parts(word: Word) -> Iterator[tuple[int, int, str, str]]:
    """A word, or the two that are drawn together in it: start, end, text, key."""
    if len(word.text) != word.end - word.start:  # with invisible characters in it: not to be cut
        yield word.start, word.end, word.text, key_of(word.text)
        return
    at = word.start
    for text, key in _split(word.text) if len(word.text) <= _LONGEST_KEPT else _split.__wrapped__(word.text):
        yield at, at + len(text), text, key
        at += len(text)


@lru_cache(maxsize=1 << 15)  # the same words come again and again, and splitting them takes longest
def _split(word: str) -> tuple[tuple[str, str], ...]:
    """The parts of a word, each with its key: "can't" is "can" and "not"."""
    lower = fold(word)
    if lower == "cannot":
        return _cut(word, 3, "can", "not")
    if len(lower) == len(word):
        if lower.endswith("n't") and len(lower) > 3:
            return _cut(word, len(lower) - 3, _BEFORE_NOT.get(lower[:-3], lower[:-3]), "not")
        ending = next((e for e in _CONTRACTED if lower.endswith(e)), None) if "'" in lower else None
        if ending:
            return _cut(word, len(lower) - len(ending), lower[: -len(ending)], _CONTRACTED[ending])
    return ((word, key_of(word)),)


def _cut(word: str, at: int, first: str, second: str) -> tuple[tuple[str, str], ...]:
    return ((word[:at], first), (word[at:], second)) if at else ((word, second),)


def is_drawn(part: str) -> bool:
    """Is it a part of two words drawn together: "n't", "'re", the "ca" of "can't"?"""
    lower = fold(part)
    return lower == "n't" or lower in _CONTRACTED or lower in _BEFORE_NOT


def key_of(word: str) -> str:
    """The word without case, accents, hyphens and thousands' commas; a number in digits."""
    if word in ACRONYMS:  # "US" is not "us"
        return f"^{word}"
    folded = _HYPHENS.sub("", _THOUSANDS.sub("", fold(word)))
    if _DECIMAL.fullmatch(folded) and not _GROUPED.fullmatch(folded):
        folded = folded.rstrip("0").rstrip(".")
    return NUMBERS.get(folded, folded)


def fold(word: str) -> str:
    """Without case and accents; one sign for all apostrophes."""
    if word.isascii():
        return word.lower()
    raised = word.casefold().translate(_RAISED)  # "10²" is not "102"
    plain = "".join(sign for sign in normalize("NFKD", raised) if not combining(sign))
    return plain.replace("’", "'").replace("‐", "-").replace("‑", "-")
