"""Relatives: "her husband", "Berg's son", "his ex-wife" are who in the report bears the name, or is told to be it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.lexicon import KINSHIP
from onrecord.speakers.owners import PERSONAL, owner_of
from onrecord.speakers.phrases import head_words
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution

GENDERS = {
    **dict.fromkeys(("father", "son", "brother", "husband", "ex-husband", "dad", "stepson", "grandson"), "m"),
    **dict.fromkeys(("mother", "daughter", "sister", "wife", "ex-wife", "mom", "stepdaughter", "granddaughter"), "f"),
}


def is_kin(words: Sequence[Word]) -> bool:
    """Does a phrase tell whose relative somebody is?"""
    head = head_words(words)
    owned = len(head) > 1 and (head[0].low in PERSONAL or any(word.possessive for word in head[:-1]))
    return owned and head[-1].low in GENDERS


def resolve_kin(
    words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]
) -> Finding | None:
    """The one person of the report who can be this relative of that owner; None where nobody or more than one can."""
    head = head_words(words)
    noun = head[-1].low
    owner = _owner(head, attribution, scene, spoken)
    if owner is None:
        return None
    persons, kin = scene.people.persons, [k for k in range(len(scene.people.persons)) if _may_be(k, owner, noun, scene)]
    told = [k for k in kin if noun.removeprefix("ex-") in persons[k].about.words] or kin
    own = own_words(words, scene)
    if len(told) != 1:
        return None
    name = persons[told[0]].name
    because = f"'{own}': {name}, the only one in the report who can be this of {persons[owner].name}"
    return Finding(name, SpeakerType.PERSON, because, (told[0],))


def _owner(head: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> int | None:
    """Whose relative: of "his", or of the name right before the noun."""
    if head[0].low in PERSONAL:
        found = owner_of(head[0], attribution, scene, spoken)
        return found.persons[0] if found and len(found.persons) == 1 else None
    before = next((word for word in reversed(head[:-1]) if word.possessive), None)
    mention = scene.mention_over(before.start) if before is not None else None
    return scene.people.at.get(mention.start) if mention else None


def _may_be(person: int, owner: int, noun: str, scene: Scene) -> bool:
    """Another of the same surname, and of the gender that the noun tells."""
    one, other = scene.people.persons[person], scene.people.persons[owner]
    if person == owner or len(one.key) < 2 or one.key[-1] != other.key[-1]:
        return False
    if (KINSHIP & one.about.words) - {noun, noun.removeprefix("ex-")}:
        return False  # told to be another relative
    return (scene.genders.get(person) or one.about.gender) in (None, GENDERS[noun])
