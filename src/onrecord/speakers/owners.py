"""Whose: "her daughter", "some of his supporters", "the campaign", "Mrs. Oduya's camp"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.lexicon import RELATIVES
from onrecord.speakers.phrases import head_words
from onrecord.speakers.pronouns import resolve_personal
from onrecord.speakers.scene import Scene
from onrecord.speakers.thing_candidates import AskedThing
from onrecord.speakers.thing_pronouns import resolve_it
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution

PERSONAL = frozenset({"his", "her"})
OWNERS = PERSONAL | {"their", "its"}
REMEMBERED = 12  # sentences
CAMPAIGNS = frozenset({"campaign", "camp"})


def with_owner(words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> str:
    """Own words, "her" in "her daughter" replaced by whom it means, where the text decides that."""
    own = own_words(words, scene)
    stop = next((k for k, word in enumerate(words) if k and word.low in RELATIVES), len(words))
    pronoun = next((k for k, word in enumerate(words[:stop]) if word.low in OWNERS), None)
    if pronoun is None or pronoun + 1 >= stop:
        return own
    owner = owner_of(words[pronoun], attribution, scene, spoken)
    if owner is None:
        return own
    before, _, after = own.partition(words[pronoun].text if pronoun else own.split(" ", 1)[0])
    return f"{before}{_possessive(owner.name)}{after}"


def owner_of(word: Word, attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """Whom a possessive pronoun means; None where the text leaves it open."""
    if word.low in PERSONAL:
        owner = resolve_personal(word, attribution, scene, spoken)
        return owner if owner.persons else None
    owner = resolve_it(AskedThing(word, attribution, scene, spoken))
    return None if owner.type is SpeakerType.UNKNOWN or ";" in owner.name else owner


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") and name.islower() else f"{name}'s"


def campaign_of(
    words: Sequence[Word], attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]
) -> Finding | None:
    """ "Her campaign", "Mrs. Oduya's campaign", "the Oduya camp": one name for a candidate's campaign.

    None where the phrase is none, or where nobody is told whose it is.
    """
    head = head_words(words)
    if [word.low for word in head[:-1]] == ["the"] and head[-1].low in CAMPAIGNS:
        return _campaign_before(head[-1], scene, spoken)
    if len(head) < 2 or head[-1].low not in CAMPAIGNS:
        return None
    mentions = scene.mentions_in(attribution.source)
    owner = head[-2]
    if head[0].low in OWNERS:
        found = owner_of(head[0], attribution, scene, spoken)
        name = scene.people.persons[found.persons[0]].name if found and found.persons else ""
    elif mentions and mentions[-1].end in (owner.end, owner.end + 2):
        place = scene.people.at.get(mentions[-1].start)
        name = scene.people.persons[place].name if place is not None else ""
    else:
        name = ""
    if not name:
        return None
    called = f"{name.split()[-1]} campaign"
    return Finding(called, SpeakerType.BODY, f"'{own_words(words, scene)}': the campaign of {name}")


def _campaign_before(word: Word, scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """The campaign that spoke last, for "the campaign"; without one, the only "Berg campaign" that the report names."""
    for one in reversed(spoken):
        if one.finding.type is SpeakerType.BODY and one.finding.name.endswith(" campaign"):
            near = word.sentence - one.sentence <= REMEMBERED
            because = f"'{word.text}': takes up '{one.finding.name}'"
            if near:
                return Finding(one.finding.name, SpeakerType.BODY, because)
    told = (thing.name.split() for thing in scene.things if thing.type is SpeakerType.BODY)
    named = {" ".join(name) for name in told if len(name) == 2 and name[1] == "campaign" and name[0][0].isupper()}
    if len(named) == 1:
        name = named.pop()
        return Finding(name, SpeakerType.BODY, f"'{word.text}': {name}, the only one the report names")
    return None
