"""A source without a name: its head noun, its kind, and its own words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.speakers.descriptions import singular
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS, PROPER_GROUPS, RELATIVES, lexicon
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

ARTICLES = frozenset({"the", "a", "an"})
COUNTED = frozenset({"two", "three", "four", "five", "six", "several", "many", "few", "some", "most", "both", "dozens"})
PERCENT = frozenset({"percent", "%"})
FRACTIONS = lexicon("""
    half third thirds quarter quarters fifth fifths majority minority plurality tenth tenths two-thirds three-quarters
    three-fourths one-third one-quarter one-fifth two-fifths three-fifths four-fifths""")
SMALL_NUMBERS = lexicon("one two three four five six seven eight nine ten eleven twelve")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
HEDGES = lexicon("""
    more less fewer than about nearly almost only just over under roughly some around the a an another vast large small
    slim overwhelming narrow clear mere even bare at least most exactly full good fully""")
LONGEST_SHARE = 8
PARTICIPLES = frozenset({"published", "released", "written", "issued", "conducted", "filed", "led"})
CUT = PREPOSITIONS | RELATIVES | PARTICIPLES


def head_words(words: Sequence[Word]) -> list[Word]:
    """The words up to the head noun: what comes before the first preposition, comma or relative clause."""
    kept: list[Word] = []
    for word in words:
        adjective = (
            word.low in PARTICIPLES and kept[-1:] and (kept[-1].low in DETERMINERS or kept[-1].low.endswith("ly"))
        )
        if kept and not adjective and (word.low in CUT or (not word.is_word and word.text not in ".-'’$“\"/")):
            break
        if word.is_word:
            kept.append(word)
    return kept


def kind_of_phrase(words: Sequence[Word], gazetteer: Gazetteer) -> SpeakerType:
    """What kind of speaker a noun phrase names, by its head noun; UNKNOWN when the noun tells nothing."""
    head = head_words(words)
    if not head:
        return SpeakerType.UNKNOWN
    if is_share(words):
        return SpeakerType.GROUP
    if described := _before_participle(head, gazetteer):
        return described
    for size in (3, 2, 1):
        known = kind_of_noun(" ".join(word.low for word in head[-size:]), gazetteer)
        if known:
            return _collected(known, head, words)
    for word in reversed(head[1:-1]):
        if known := kind_of_noun(word.low, gazetteer):
            return known  # "a person close to the talks"
    last = head[-1]
    if is_doer(last) or last.low.endswith("-year-old") or _is_fellow(head, gazetteer):
        return SpeakerType.PERSON
    if is_people(head[0], gazetteer) or is_people(last, gazetteer):
        return SpeakerType.GROUP
    plural = last.low.endswith("s") and not last.low.endswith("ss") and last.text.islower()
    return SpeakerType.GROUP if plural or any(word.low in COUNTED for word in head) else SpeakerType.UNKNOWN


def _before_participle(head: Sequence[Word], gazetteer: Gazetteer) -> SpeakerType | None:
    """ "Officials involved", "those polled", "a lawyer handling cases": what comes before is the head."""
    for noun, verb in pairwise(head):
        if verb.text.islower() and verb.low.endswith(("ing", "ed")) and verb.low not in gazetteer.nouns:
            known = kind_of_noun(noun.low, gazetteer) or (SpeakerType.GROUP if is_people(noun, gazetteer) else None)
            if known in (SpeakerType.PERSON, SpeakerType.GROUP):
                return known
    return None


def _is_fellow(head: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """ "The Norwegian", "the Republican": one of a people or party."""
    low = head[-1].low
    known = low in gazetteer.demonyms or f"{low}s" in PROPER_GROUPS
    return len(head) > 1 and head[0].low in DETERMINERS and head[-1].capital and known


def is_people(word: Word, gazetteer: Gazetteer) -> bool:
    """A plural of people: "voters", "Norwegians", "Democrats"."""
    if kind_of_noun(word.low, gazetteer) is SpeakerType.GROUP:
        return True
    one = singular(word.low)
    return word.capital and one != word.low and (one in gazetteer.demonyms or word.low in PROPER_GROUPS)


def is_share(words: Sequence[Word]) -> bool:
    """Nothing but a share: "46 percent", "42%", "nearly three in five", "the vast majority"."""
    plain = [word for word in words if word.is_word or word.text == "%"]
    lows = [word.low for word in plain if word.low not in HEDGES]
    if not lows or len(plain) > LONGEST_SHARE:
        return False
    if len(lows) == 3 and lows[1] == "in":
        return all(low in SMALL_NUMBERS or low.isdigit() for low in (lows[0], lows[2]))
    if not all(_is_number(low) or low in PERCENT or low in FRACTIONS for low in lows):
        return False
    return lows[-1].endswith("%") or any(low in PERCENT or low in FRACTIONS for low in lows)


def _is_number(low: str) -> bool:
    return low[0].isdigit() or low in SMALL_NUMBERS or low.startswith(TENS) or low.endswith("teen")


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
