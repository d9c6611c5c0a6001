"""A source in its own words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from onrecord.speakers.descriptions import singular
from onrecord.speakers.lexicon import NO_NAMES, PROPER_GROUPS, RELATIVES
from onrecord.speakers.phrases import ARTICLES
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span

OPENERS = frozenset({"but", "and", "that", "whereas", "while", "although", "though", "because"})
# A phrase is named by what it is, not by what became of it: "the letter | received on Monday".
ENDING = RELATIVES | frozenset({"received", "seen", "obtained", "released", "being", "dated", "submitted", "leaked"})


def own_words(words: Sequence[Word], scene: Scene) -> str:
    """The phrase as printed, without article, trailing clause and the capital of a sentence's beginning."""
    kept = list(words)
    while kept and (kept[0].low in ARTICLES or kept[0].low in OPENERS or not kept[0].is_word):
        kept = kept[1:]
    stop = next((k for k, word in enumerate(kept) if word.low in ENDING or word.text in ",;—–("), len(kept))
    kept = kept[: stop or len(kept)] or list(words)
    text = " ".join(Span(kept[0].start, kept[-1].end).of(scene.report.reading).split())
    first = kept[0]
    plain = first.first and first.capital and first.text[1:].islower() and not _is_proper(kept, scene)
    named = scene.mention_over(first.start) is not None
    text = text[0].lower() + text[1:] if plain and not named else text
    return text + _counted_of(kept, scene)


def _is_proper(words: Sequence[Word], scene: Scene) -> bool:
    """Is the first word large wherever it stands: "Norwegians", "Republicans", "University of Norvik"?"""
    low, gazetteer = words[0].low, scene.gazetteer
    if low in PROPER_GROUPS or gazetteer.nation(low) or gazetteer.nation(singular(low)):
        return True
    noun = gazetteer.nouns.get(low)
    opens_name = len(words) > 2 and words[1].low == "of" and words[2].capital
    return opens_name and noun is not None and noun.type is SpeakerType.BODY


def _counted_of(words: Sequence[Word], scene: Scene) -> str:
    """ "46 percent" alone gets the "of likely voters" that an earlier share was given."""
    if len(words) != 2 or words[1].low not in ("percent", "%"):
        return ""
    at = scene.place_of(words[0])
    for k in range(at - 1, 0, -1):
        if scene.words[k - 1].low == "percent" and scene.words[k].low == "of":
            rest = itertools.takewhile(
                lambda word: word.is_word and word.low not in NO_NAMES, scene.words[k + 1 : k + 5]
            )
            whole = " ".join(word.text for word in rest)
            return f" of {whole}" if whole else ""
    return ""
