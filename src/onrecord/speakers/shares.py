"""Shares that leave out whom they are shares of: "46 percent", "one in three", "less than half"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import CLAUSE_WORDS, DETERMINERS, PREPOSITIONS
from onrecord.speakers.phrases import FRACTIONS, PERCENT, is_people, is_share
from onrecord.speakers.words import Word

SURVEYS = frozenset({"poll", "survey", "polling", "study", "surveyed", "polled", "among", "interviewed", "asked"})
FARTHEST = 900  # words back that a share looks for its whole
LONGEST_WHOLE = 6


def whole_of(phrase: Sequence[Word], before: Sequence[Word], gazetteer: Gazetteer) -> str:
    """Whom a bare share is a share of, as named last before it; "" when the phrase is no bare share or nothing is.

    before: the words of the report up to the phrase, the last FARTHEST of them.
    """
    if not is_share(phrase):
        return ""
    for at in range(len(before) - 1, 0, -1):
        if whole := _whole_at(before, at, gazetteer):
            return whole
    return ""


def _whole_at(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> str:
    """The people behind "percent of", "a poll of", "among" at this place."""
    word = words[at]
    if word.low == "of" and at > 0:
        before = words[at - 1].low
        share = before in PERCENT or before in FRACTIONS or before.endswith("%") or before in SURVEYS
        return _people(words, at + 1, gazetteer) if share else ""
    return _people(words, at + 1, gazetteer) if word.low in ("among", "surveyed", "polled") else ""


def _people(words: Sequence[Word], start: int, gazetteer: Gazetteer) -> str:
    """The group named from this place on, numbers and articles left out; "" when none is."""
    found: list[Word] = []
    for word in words[start : start + LONGEST_WHOLE]:
        if not word.is_word or word.low in CLAUSE_WORDS or word.low in PREPOSITIONS or word.low == "who":
            break
        if not word.text[0].isdigit() and word.low not in DETERMINERS:
            found.append(word)
        if is_people(word, gazetteer):
            return " ".join(f"{one.text}'s" if one.possessive else one.text for one in found)
    return ""
