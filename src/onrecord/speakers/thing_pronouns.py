"""What "it" and "they" mean, as far as the text decides it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onrecord.speakers.findings import Finding
from onrecord.speakers.nearest import take_up_nearest
from onrecord.speakers.scene import Scene
from onrecord.speakers.thing_candidates import AskedThing, Candidate, thing_candidates
from onrecord.speakers.thing_evidence import NOBODY, evidence_of
from onrecord.speakers.told import Told
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

LIKELY, LEAD = 0.5, 0.15  # below, nothing is named: a wrong name costs more than none
Resolve = Callable[[Sequence[Word]], Finding]


def resolve_it(asked: AskedThing, resolve: Resolve | None = None) -> Finding:
    """What "it" or "they" takes up. Where two things fit about equally well, the pronoun keeps its own word.

    resolve: names a noun phrase as if it were a source; without it phrases keep their own words.
    """
    scene = asked.scene
    if scene.thing_ranking is None:
        return take_up_nearest(asked.word, scene, asked.spoken)
    found = thing_candidates(asked)
    chances = scene.thing_ranking.chances(evidence_of(asked, found))
    text = asked.word.text
    first, second = [*chances, NOBODY][:2]
    if not found or (first == NOBODY and chances[first] >= LIKELY):
        return Finding(text, SpeakerType.UNKNOWN, f"'{text}': nothing named before fits")
    if NOBODY not in (first, second) and _is_one(found[first - 1], found[second - 1]):
        first = max(first, second, key=lambda one: len(found[one - 1].told[0].name))
        chances, second = {**chances, first: chances[first] + LIKELY}, NOBODY
    if _gives_way(first, second, chances, found):
        first, second = second, NOBODY
    elif first == NOBODY or chances[first] < LIKELY or (second != NOBODY and chances[first] - chances[second] < LEAD):
        names = [found[one - 1].told[0].name for one in chances if one != NOBODY][:2]
        fit = "fit about equally well" if len(names) > 1 else "is too unlikely"
        return Finding(text, SpeakerType.UNKNOWN, f"'{text}': {' and '.join(names)} {fit}")
    meant = _named(found[first - 1], scene, resolve)
    return replace(meant, because=f"'{text}': takes up '{meant.name}'")


def _is_one(one: Candidate, other: Candidate) -> bool:
    """A letter and a four-page letter near each other are one letter."""
    a, b = sorted((one.told[0].name.casefold(), other.told[0].name.casefold()), key=len)
    return one.told[0].type is other.told[0].type and b.endswith(f" {a}")


def _gives_way(first: int, second: int, chances: Mapping[int, float], found: Sequence[Candidate]) -> bool:
    """Is a noun that names nobody known to speak hardly likelier than one that does: "guarantees" than "drafts"?"""
    if NOBODY in (first, second) or chances[first] - chances[second] >= LEAD or chances[first] >= LIKELY:
        return False
    return found[first - 1].told[0].sort == "other" and found[second - 1].told[0].sort != "other"


def _named(one: Candidate, scene: Scene, resolve: Resolve | None) -> Finding:
    """What a candidate is called: as it spoke, else by its name, else as if its fullest phrase were a source."""
    if one.spoken:
        return one.spoken[0].finding
    named = next((told for told in one.told if told.named and told.type is not SpeakerType.UNKNOWN), None)
    if named:
        return Finding(named.name, named.type, "", named.persons)
    told = max(one.told, key=lambda told: (told.named, len(told.name.split())))
    if resolve is None or told.named or told.listed:
        return Finding(told.name, _type_of(told), "")
    meant = resolve(scene.words[told.at : told.stop])
    return meant if meant.type is not SpeakerType.UNKNOWN else replace(meant, type=_type_of(told))


def _type_of(told: Told) -> SpeakerType:
    return SpeakerType.BODY if told.type is SpeakerType.UNKNOWN else told.type
