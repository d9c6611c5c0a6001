"""Whom "the top diplomat", "the Russian minister", "the senator" mean."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.anaphora import resolve_thing
from onrecord.speakers.descriptions import Description, describe
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.phrases import head_words, is_definite, kind_of_phrase
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution


def resolve_phrase(attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """Who a source without a heading name is; its own words and kind where nobody in the report fits."""
    words = scene.words_in(attribution.source)
    kind = kind_of_phrase(words, scene.gazetteer)
    if kind is SpeakerType.PERSON and is_definite(words):
        found = _person_described(words, scene, spoken)
        if found:
            return found
    if kind in (SpeakerType.BODY, SpeakerType.DOCUMENT, SpeakerType.STATE):
        return resolve_thing(words, kind, scene, spoken)
    name = own_words(words, scene)
    return Finding(name, kind, f"'{name}': nobody named in the report is tied to it")


def _person_described(words: Sequence[Word], scene: Scene, spoken: Sequence[Spoken]) -> Finding | None:
    """The person whose titles, appositions and nation agree; the most recent of several."""
    asked = describe(head_words(words), scene.gazetteer)
    head = head_words(words)[-1].low
    scores = {
        k: score
        for k, person in enumerate(scene.people.persons)
        if (score := _agreement(asked, head, person.about, scene.genders.get(k))) > 0
    }
    if not scores:
        return None
    best = max(scores.values())
    recent = _recency(words[0].start, scene, spoken)
    equal = sorted((k for k in scores if scores[k] == best), key=lambda k: -recent.get(k, -1))
    first = equal[0]
    name = scene.people.persons[first].name
    own = own_words(words, scene)
    return Finding(name, SpeakerType.PERSON, f"'{own}': fits what the report says of {name}", (first,))


def _agreement(asked: Description, head: str, about: Description, gender: str | None) -> float:
    """How well a description fits a person; 0 when it does not, or when something contradicts it."""
    if asked.nations and about.nations and not asked.nations & about.nations:
        return 0
    if asked.gender and (about.gender or gender) and asked.gender != (about.gender or gender):
        return 0
    same = asked.families & about.families
    wider = asked.families & about.broader
    if not same and not wider and head not in about.words:
        return 0
    extra = len((asked.words - {head}) & about.words) + len(asked.nations & about.nations)
    return (3 if same else 2 if wider else 1.5) + 0.5 * extra


def _recency(before: int, scene: Scene, spoken: Sequence[Spoken]) -> dict[int, int]:
    """Where each person was last named or spoke before this place; those named only later come last."""
    places = {reference.person: reference.start for reference in scene.references if reference.start < before}
    for one in spoken:
        for person in one.finding.persons:
            places[person] = max(places.get(person, 0), one.start)
    return places
