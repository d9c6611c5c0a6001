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

EARLIER = frozenset({"first", "former", "ex", "divorced", "estranged"})
REMEMBERED = 40  # statements
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
    """The one person of the report who can be this relative of that owner; None where nobody or more than one can.

    Whoever is told to be it, else the only other bearer of the surname: not where more is said of the relative ("his
    first wife"), nor where somebody's relative is the owner ("his brother's wife"), nor for one who was another before.
    """
    head = head_words(words)
    noun = head[-1].low
    owner = _owner(head, attribution, scene, spoken)
    if owner is None:
        return None
    persons = scene.people.persons
    kin = [k for k in scene.bearers.get(persons[owner].key[-1], ()) if _may_be(k, owner, noun, scene)]
    told = [k for k in kin if {noun, noun.removeprefix("ex-")} & persons[k].about.words]
    only = told or [k for k in kin if not KINSHIP & persons[k].about.words and not _was_another(k, noun, scene, spoken)]
    if len(only) != 1:
        return None
    own, name = own_words(words, scene), persons[only[0]].name
    because = f"'{own}': {name}, the only one in the report who can be this of {persons[owner].name}"
    return Finding(name, SpeakerType.PERSON, because, (only[0],))


def _was_another(person: int, noun: str, scene: Scene, spoken: Sequence[Spoken]) -> bool:
    """Did another phrase mean this person as another relative?"""
    for one in spoken[-REMEMBERED:]:
        words = head_words(scene.words_in(one.attribution.source)) if one.finding.persons == (person,) else ()
        if words and words[-1].low in GENDERS and words[-1].low != noun:
            return True
    return False


def _owner(head: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> int | None:
    """Whose relative: of "his", or of the name right before the noun."""
    if head[0].low in PERSONAL:
        if len(head) != 2:
            return None
        found = owner_of(head[0], attribution, scene, spoken)
        return found.persons[0] if found and len(found.persons) == 1 else None
    before = head[-2] if head[-2].possessive else None
    mention = scene.mention_over(before.start) if before is not None else None
    return scene.people.at.get(mention.start) if mention else None


def _may_be(person: int, owner: int, noun: str, scene: Scene) -> bool:
    """Another of the same surname, and of the gender that the noun tells."""
    one, other = scene.people.persons[person], scene.people.persons[owner]
    if person == owner or len(one.key) < 2 or one.key[-1] != other.key[-1]:
        return False
    told = KINSHIP & one.about.words
    once = (
        noun.startswith("ex-") and noun[3:] in told and bool(EARLIER & one.about.words)
    )  # "his first wife, Karin Berg"
    if told and noun not in one.about.words and not once:
        return False  # told to be another relative
    return (scene.genders.get(person) or one.about.gender) in (None, GENDERS[noun])
