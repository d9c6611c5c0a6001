"""Groups of whom a source names some: "critics of the plan, like Berg and Lund", "officials, including Berg"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.findings import Finding
from onrecord.speakers.heads import is_free_behind, is_joined, name_mention, together
from onrecord.speakers.lexicon import DETERMINERS, lexicon
from onrecord.speakers.mentions import Mention
from onrecord.speakers.phrases import COUNTED, kind_of_phrase
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span

OPENERS = frozenset({"like", "including"})
QUANTIFIERS = COUNTED | DETERMINERS | lexicon("other numerous various multiple certain number handful couple")
SPEAKS = (SpeakerType.PERSON, SpeakerType.BODY, SpeakerType.STATE)


def name_exemplars(words: Sequence[Word], scene: Scene) -> Finding | None:
    """The members that a group's source names, and the others; None where it names none.

    Those named spoke as well as those that are not: a group with named members is both.
    """
    opener = _opener(words)
    if not opener or kind_of_phrase(words[: opener[0]], scene.gazetteer) is not SpeakerType.GROUP:
        return None
    before, behind = words[: opener[0]], words[opener[1] :]
    if any(scene.mention_over(word.start) and not word.possessive and word.low != "the" for word in before[:1]):
        return None
    named = _named(behind, scene)
    if not named:
        return None
    return together([*(name_mention(one, scene) for one in named), _others(before, scene)])


def _opener(words: Sequence[Word]) -> tuple[int, int] | None:
    """Where the words that bring in members begin and end: "like", "including", "such as"."""
    for at, word in enumerate(words):
        if at and word.low in OPENERS:
            return at, at + 1
        if at and word.low == "such" and at + 1 < len(words) and words[at + 1].low == "as":
            return at, at + 2
    return None


def _named(words: Sequence[Word], scene: Scene) -> list[Mention]:
    """The names right behind the opener, as far as they are joined to one another."""
    named: list[Mention] = []
    for mention in scene.mentions_in([Span(words[0].start, words[-1].end)]) if words else ():
        free = mention.kind in (*SPEAKS, None) and is_free_behind(words, mention) and not mention.modifier
        if named and free and is_joined(words, named[-1], mention):
            named.append(mention)
        elif not named and not (free and _is_first(words, mention)):
            return []
        elif not named:
            named.append(mention)
    return named


def _is_first(words: Sequence[Word], mention: Mention) -> bool:
    """Does nothing but an article stand before this name and its titles?"""
    return all(word.low == "the" for word in words if word.end <= mention.outer)


def _others(words: Sequence[Word], scene: Scene) -> Finding:
    """ "Other critics of the plan" for "some critics of the plan, like"."""
    kept = list(words)
    while len(kept) > 1 and not kept[-1].is_word:
        kept = kept[:-1]
    while len(kept) > 1 and (kept[0].low in QUANTIFIERS or not kept[0].is_word):
        kept = kept[2:] if len(kept) > 2 and kept[1].low == "of" else kept[1:]
    plain = kept[0].low == "others" or any(word.possessive for word in kept[:-1])
    name = f"{'' if plain else 'other '}{own_words(kept, scene)}"
    return Finding(name, SpeakerType.GROUP, f"'{name}': of whom the source names some")
