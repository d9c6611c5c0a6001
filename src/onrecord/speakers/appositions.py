"""What stands beside a name between commas, and tells who that is."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.descriptions import NOTHING, Description, describe, offices_in
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

LONGEST_APPOSITION = 16


def has_age(words: Sequence[Word], end: int) -> bool:
    """ "X, 34," and "X, who": only people are written so."""
    after = [word.low for word in words[end : end + 3]]
    return after[:2] == [",", "who"] or (len(after) == 3 and after[0] == after[2] == "," and after[1].isdigit())


def apposition(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> Description:
    """What stands beside a name between commas: ", the Greek minister," behind it or "the minister," before it."""
    return _behind(words, end, gazetteer) | _ahead(words, start, end, gazetteer)


def _behind(words: Sequence[Word], end: int, gazetteer: Gazetteer) -> Description:
    at = end
    if at < len(words) and words[at].text == "(":
        at = next((k + 1 for k in range(at, min(at + 8, len(words))) if words[k].text == ")"), at)
    if at >= len(words) or words[at].text not in ",—–":
        return NOTHING
    stretch: list[Word] = []
    for word in words[at + 1 : at + 1 + LONGEST_APPOSITION]:
        if (not word.is_word and word.text not in ".'’") or word.low in ("who", "which", "said", "says", "told"):
            break
        stretch.append(word)
    return _if_it_describes(stretch, gazetteer)


def _ahead(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> Description:
    if start < 2 or words[start - 1].text != "," or end >= len(words) or words[end].text not in ",.":
        return NOTHING
    stretch: list[Word] = []
    for word in reversed(words[max(0, start - 10) : start - 1]):
        if not word.is_word:
            break
        stretch.insert(0, word)
        if word.low in DETERMINERS or word.first:
            break
    opened = stretch and (stretch[0].low in DETERMINERS or stretch[0].possessive or stretch[0].first)
    return _if_it_describes(stretch, gazetteer) if opened else NOTHING


def _if_it_describes(stretch: Sequence[Word], gazetteer: Gazetteer) -> Description:
    """The description, if the part before the first preposition names an office or a kind of person."""
    cut = next((k for k, word in enumerate(stretch) if word.low in PREPOSITIONS), len(stretch))
    head = stretch[:cut]
    offices = list(offices_in(head, gazetteer))
    noun = gazetteer.nouns.get(head[-1].low) if head else None
    if offices and offices[-1][2] < len(head) and head[offices[-1][2]].capital:
        return NOTHING  # "Smith, Foreign Minister Jones": a list of two
    if not offices and not (noun and noun.type is SpeakerType.PERSON):
        return NOTHING
    return describe(stretch, gazetteer)
