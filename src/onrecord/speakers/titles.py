"""How far left of a name its titles reach."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import ABBREVIATIONS, BEFORE_TITLES, CALENDAR, NO_NAMES
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

LONGEST_TITLE = 9


def title_start(words: Sequence[Word], start: int, gazetteer: Gazetteer) -> int:
    """How far left of a name words reach that may be its titles: "former Russian foreign minister |"."""
    at = start
    while at > 0 and start - at < LONGEST_TITLE and words[at - 1].sentence == words[start].sentence:
        word = words[at - 1]
        if _is_office_of(words, at, gazetteer) or (at < start and _is_body_of(words, at, gazetteer)):
            at -= 1
            continue
        abbreviated = word.text == "." and at > 1 and words[at - 2].low in ABBREVIATIONS
        if not (abbreviated or _is_title_word(word, gazetteer)):
            break
        at -= 1
    return at


def _is_office_of(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> bool:
    """Is the word before this place the "of" of an office: "Secretary of | State", "President of | Georgia"?"""
    return at > 1 and words[at - 1].low == "of" and words[at - 2].low in gazetteer.offices


def _is_body_of(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> bool:
    """The "of" inside a body whose officer follows: "University of | Norvik president"."""
    noun = gazetteer.nouns.get(words[at - 2].low) if at > 1 and words[at - 1].low == "of" else None
    return noun is not None and noun.type is SpeakerType.BODY and words[at - 2].capital


def _is_title_word(word: Word, gazetteer: Gazetteer) -> bool:
    if not word.is_word or word.low in CALENDAR:
        return False
    known = word.low in gazetteer.offices or word.low in gazetteer.nouns or word.low in BEFORE_TITLES
    adjective = word.low.endswith(("ial", "cal", "ian", "ign", "ense", "ence")) or "-" in word.text
    return word.low not in NO_NAMES and (word.capital or known or adjective)
