"""Stretches of capitalised words: where a name may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.speakers.gazetteer import Gazetteer, is_acronym
from onrecord.speakers.lexicon import ABBREVIATIONS, CALENDAR, INNER, NO_NAMES, PARTICLES, SUFFIXES
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

PARTY_MARK = re.compile(r"[RDI]-[A-Z]")  # "R-Ky.": party and home of an American politician


def capital_runs(words: Sequence[Word], small: frozenset[str], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """First and last-but-one places of each stretch that may be a name."""
    at = 0
    while at < len(words):
        if not _may_begin(words, at, small, gazetteer):
            at += 1
            continue
        end = at + 1
        while (further := _extend(words, at, end, gazetteer)) > end:
            end = further
        yield at, end
        at = end


def _may_begin(words: Sequence[Word], at: int, small: frozenset[str], gazetteer: Gazetteer) -> bool:
    word = words[at]
    if PARTY_MARK.match(word.text):
        return False
    if not word.capital or word.low in CALENDAR or (word.low in NO_NAMES and not _is_title(word)):
        # "US" and "WHO" fold to words that are no names.
        return word.capital and is_acronym(word.text) and bool(gazetteer.body(word.text) or word.text == "US")
    if not word.first or word.low in gazetteer.given_names or not word.text.isalpha():
        return True
    known = gazetteer.nation(word.low) or word.low in gazetteer.offices or is_acronym(word.text)
    if word.low in small and not known:
        return False
    return bool(known) or not word.low.endswith(("ing", "ly"))


def _is_title(word: Word) -> bool:
    return word.low in ABBREVIATIONS


def _extend(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the stretch goes on to; `end` when it does not."""
    if end >= len(words) or words[end - 1].possessive:
        return end
    following = words[end]
    if _joins(following):
        return end + 1
    if end + 1 == len(words):
        return end
    return _extend_over(words, start, end, gazetteer)


def _extend_over(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> int:
    """The same over a small word or mark that may stand inside a name: "J.", ", Jr.", "van", "of the"."""
    following, after = words[end], words[end + 1]
    if following.text == "." and _is_short(words[end - 1]) and following.start == words[end - 1].end:
        return end + 2 if _joins(after) and not (after.first and len(words[end - 1].text) > 3) else end
    if following.text == "," and after.low in SUFFIXES and after.capital:
        return end + 2
    if following.low in PARTICLES:
        return end + _inner_length(words, end, PARTICLES)
    if following.low in INNER and is_thing(words[start:end], gazetteer):
        return end + _inner_length(words, end, INNER)
    return end


def _inner_length(words: Sequence[Word], at: int, small: frozenset[str]) -> int:
    """How many words "of the European" or "von der Leyen" takes; 0 when no capital follows."""
    for length in (1, 2):
        if at + length < len(words) and _joins(words[at + length]):
            return length + 1
        if at + length >= len(words) or words[at + length].low not in small:
            break
    return 0


def _joins(word: Word) -> bool:
    return word.capital and not word.first and word.low not in CALENDAR and word.text != "I"


def _is_short(word: Word) -> bool:
    return word.low in ABBREVIATIONS or (len(word.text) == 1 and word.text.isupper())


def is_thing(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """Does a part of this name say that it names a body or a document?"""
    nouns = (gazetteer.nouns.get(word.low) for word in words)
    return any(noun is not None and noun.type in (SpeakerType.BODY, SpeakerType.DOCUMENT) for noun in nouns)
