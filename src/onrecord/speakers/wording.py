"""A source in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.descriptions import singular
from onrecord.speakers.lexicon import DETERMINERS, PREPOSITIONS, PROPER_GROUPS, RELATIVES
from onrecord.speakers.phrases import ARTICLES, kind_of_phrase
from onrecord.speakers.scene import Scene
from onrecord.speakers.shares import FARTHEST, whole_of
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span

LONGEST_LIST = 7  # words and marks of a list behind its first comma
ADJECTIVES = ("ary", "ous", "ful", "less", "ive", "ic", "al", "able", "-old", "ed")
OPENERS = frozenset({"but", "and", "that", "whereas", "while", "although", "though", "because", "by"})
# A phrase is named by what it is, not by what became of it: "the letter | received on Monday".
ENDING = RELATIVES | frozenset({"received", "seen", "obtained", "released", "being", "dated", "submitted", "leaked"})


def own_words(words: Sequence[Word], scene: Scene) -> str:
    """The phrase as printed, without article, trailing clause and the capital of a sentence's beginning."""
    kept = list(words)
    while kept and (kept[0].low in ARTICLES or kept[0].low in OPENERS or not kept[0].is_word):
        kept = kept[1:]
    if _is_one(kept, scene):
        kept = kept[1:]
    stop = next((k for k, word in enumerate(kept) if _ends(kept, k)), len(kept))
    kept = kept[: stop or len(kept)] or list(words)
    text = " ".join(Span(kept[0].start, kept[-1].end).of(scene.report.reading).split())
    first = kept[0]
    plain = first.first and first.capital and first.text[1:].islower() and not _is_proper(kept, scene)
    named = scene.mention_over(first.start) is not None
    text = text[0].lower() + text[1:] if plain and not named else text
    at = scene.place_of(kept[0])
    whole = whole_of(kept, scene.words[max(0, at - FARTHEST) : at], scene.gazetteer)
    return f"{text} of {whole}" if whole else text


def _is_one(words: Sequence[Word], scene: Scene) -> bool:
    """ "One | senior official": an article in other words, before somebody."""
    behind = words[1] if len(words) > 1 and words[0].low == "one" else None
    person = behind is not None and kind_of_phrase(words[1:], scene.gazetteer) is SpeakerType.PERSON
    return person and behind is not None and behind.is_word and behind.low not in PREPOSITIONS | RELATIVES


def _ends(words: Sequence[Word], at: int) -> bool:
    """Does the phrase end before this place? Not inside "800-page, two-volume report" and "newly released letter"."""
    word = words[at]
    if word.text == ",":
        if _in_list(words, at):
            return False
        adjective = at > 0 and ("-" in words[at - 1].text or words[at - 1].low.endswith(ADJECTIVES))
        following = words[at + 1].text if at + 2 < len(words) else ""
        return not (adjective and following and (following.islower() or following[0].isdigit()))
    if word.low in ENDING:
        if word.low in RELATIVES:
            return at == 0 or words[at - 1].low != "those"  # "those who left" are nobody without their clause
        return at == 0 or not words[at - 1].low.endswith("ly")
    return word.text in ";—–("


def _in_list(words: Sequence[Word], at: int) -> bool:
    """Does this comma part members of a list: "gays, lesbians and transgender people", "across Norvia, Skerria and"?"""
    joint = next((k for k in range(at + 2, min(at + LONGEST_LIST, len(words) - 1)) if words[k].low == "and"), 0)
    before = words[at - 1] if at else None
    if not joint or before is None:
        return False
    members = [before, *(word for word in words[at + 1 : joint] if word.is_word), words[joint + 1]]
    plurals = before.text.islower() and before.low.endswith("s") and words[joint - 1].low.endswith("s")
    places = before.capital and words[joint - 1].capital and at > 1 and words[at - 2].low in PREPOSITIONS
    return (plurals or places) and all(word.low not in DETERMINERS | RELATIVES for word in members)


def _is_proper(words: Sequence[Word], scene: Scene) -> bool:
    """Is the first word large wherever it stands: "Norwegians", "Republicans", "University of Norvik"?"""
    low, gazetteer = words[0].low, scene.gazetteer
    if low in PROPER_GROUPS or gazetteer.nation(low) or gazetteer.nation(singular(low)):
        return True
    noun = gazetteer.nouns.get(low)
    opens_name = len(words) > 2 and words[1].low == "of" and words[2].capital
    return opens_name and noun is not None and noun.type is SpeakerType.BODY
