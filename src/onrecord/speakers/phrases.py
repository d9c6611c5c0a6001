"""A source without a name: its head noun, its kind, and its own words."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.descriptions import singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS, RELATIVES
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

ARTICLES = frozenset({"the", "a", "an"})
COUNTED = frozenset({"two", "three", "four", "five", "six", "several", "many", "few", "some", "most", "both", "dozens"})
CUT = PREPOSITIONS | RELATIVES | frozenset({"published", "released", "written", "issued", "conducted", "filed", "led"})


def head_words(words: Sequence[Word]) -> list[Word]:
    """The words up to the head noun: what comes before the first preposition, comma or relative clause."""
    kept: list[Word] = []
    for word in words:
        if kept and (word.low in CUT or (not word.is_word and word.text not in ".-'’$“\"")):
            break
        if word.is_word:
            kept.append(word)
    return kept


def kind_of_phrase(words: Sequence[Word], gazetteer: Gazetteer) -> SpeakerType:
    """What kind of speaker a noun phrase names, by its head noun; UNKNOWN when the noun tells nothing."""
    head = head_words(words)
    if not head:
        return SpeakerType.UNKNOWN
    if head[-1].text.endswith("%") or head[-1].low in ("percent", "%"):
        return SpeakerType.GROUP
    for size in (3, 2, 1):
        known = kind_of_noun(" ".join(word.low for word in head[-size:]), gazetteer)
        if known:
            return _collected(known, head, words)
    for word in reversed(head[1:-1]):
        if known := kind_of_noun(word.low, gazetteer):
            return known  # "a person close to the talks"
    last = head[-1]
    if is_doer(last):
        return SpeakerType.PERSON
    plural = last.low.endswith("s") and not last.low.endswith("ss") and last.text.islower()
    return SpeakerType.GROUP if plural or any(word.low in COUNTED for word in head) else SpeakerType.UNKNOWN


def _collected(known: SpeakerType, head: Sequence[Word], words: Sequence[Word]) -> SpeakerType:
    """ "a group of parents", "a team of doctors" are groups although "group" alone is a body."""
    after = words[words.index(head[-1]) + 1 :]
    collects = head[-1].low in ("group", "team", "panel", "network") and after and after[0].low == "of"
    return SpeakerType.GROUP if collects and known is SpeakerType.BODY else known


def is_doer(word: Word) -> bool:
    """Does the noun's ending make it somebody who does something: "keeper", "organist", "guardian"?"""
    return word.text.islower() and len(word.text) > 4 and word.low.endswith(("er", "or", "ist", "ian", "man", "woman"))


def kind_of_noun(noun: str, gazetteer: Gazetteer) -> SpeakerType | None:
    """The kind that a folded noun names. Plurals of persons are groups."""
    found = gazetteer.nouns.get(noun)
    if found and not found.named:
        return found.type
    if noun in gazetteer.offices:
        return SpeakerType.PERSON
    one = singular(noun)
    if one != noun:
        single = gazetteer.nouns.get(one)
        if one in gazetteer.offices or (single and single.type in (SpeakerType.PERSON, SpeakerType.BODY)):
            return SpeakerType.GROUP
        return single.type if single and not single.named else None
    return None


def is_definite(words: Sequence[Word]) -> bool:
    """Does the phrase point to something already known? "the minister", "Russia's minister", not "a minister"."""
    first = words[0]
    if first.low in DETERMINERS:
        return first.low not in ("a", "an", "another", "one", "some")
    return (first.capital and not first.first) or any(word.possessive for word in head_words(words))
