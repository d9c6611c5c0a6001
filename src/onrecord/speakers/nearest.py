"""What "it" and "they" take up by a fixed measure of presence, where there are no weights."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.speakers.documents import title_of
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.scene import Scene
from onrecord.speakers.things import Thing
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

NEAR = 3  # sentences "it" and "they" look back
LONGEST_NAME = 40  # characters, with the "and" behind it
VAGUE = frozenset(
    {"half", "some", "many", "most", "all", "none", "two", "few", "both", "several", "everyone", "nobody"}
)
MARGIN = 0.3
SINGLE = (SpeakerType.BODY, SpeakerType.STATE, SpeakerType.DOCUMENT)


def finding_of(thing: Thing, noun: str, own: str, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    because = f"'{own}': takes up '{thing.name}'"
    if thing.type is not SpeakerType.DOCUMENT:
        return Finding(thing.name, thing.type, because)
    return Finding(title_of(thing, noun, scene, spoken), thing.type, because, thing=thing.start)


def take_up_nearest(word: Word, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """What "it" or "they" takes up by a fixed measure of presence, where there are no weights.

    A body, state, document or group near by. Two equal ones leave it open.
    """
    plural = word.low.startswith("the")
    scores = _near(word, scene, spoken, plural)
    ranked = sorted(scores, key=lambda found: -scores[found])
    if not ranked:
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': nothing named before fits")
    if len(ranked) > 1 and _is_one(ranked[0], ranked[1]):
        ranked = [max(ranked[:2], key=lambda found: len(found[0])), *ranked[2:]]
        scores[ranked[0]] = max(scores.values())
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < MARGIN:
        names = " and ".join(name for name, _ in ranked[:2])
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': {names} fit equally well")
    name, type_ = ranked[0]
    thing = next(
        (t for t in reversed(scene.things) if t.name == name and t.type is type_ and t.start < word.start), None
    )
    if thing is None:
        return Finding(name, type_, f"'{word.text}': takes up '{name}'")
    return finding_of(thing, "", word.text, scene, spoken)


def _is_one(one: tuple[str, SpeakerType], other: tuple[str, SpeakerType]) -> bool:
    """A letter and a four-page letter near each other are one letter."""
    a, b = sorted((one[0].casefold(), other[0].casefold()), key=len)
    return one[1] is other[1] and (b.endswith(f" {a}") or b.startswith(f"{a} "))


def _near(word: Word, scene: Scene, spoken: Sequence[Spoken], plural: bool) -> dict[tuple[str, SpeakerType], float]:
    scores: dict[tuple[str, SpeakerType], float] = {}
    since = bisect_left(scene.things, word.sentence - NEAR, key=lambda thing: thing.sentence)
    until = bisect_left(scene.things, word.start, key=lambda thing: thing.start)
    for thing in scene.things[since:until]:
        back = word.sentence - thing.sentence
        if 0 <= back <= NEAR and thing.plural == plural and not (plural and thing.name.casefold() in VAGUE):
            presence = 2.4 - 0.6 * back + (1.0 if thing.subject else 0.0)
            key = (thing.name, thing.type)
            scores[key] = max(scores.get(key, 0.0), presence)
    for one in spoken[-3:]:
        back = word.sentence - one.sentence
        if 0 <= back <= NEAR and _can_be(one.finding, plural):
            key = (one.finding.name, one.finding.type)
            scores[key] = max(scores.get(key, 0.0), 3.8 - 0.6 * back)
    for name, sentence in _pairs(word, scene) if plural else ():
        key = (name, SpeakerType.PERSON)
        scores[key] = max(scores.get(key, 0.0), 3.4 - 0.6 * (word.sentence - sentence))
    return scores


def _pairs(word: Word, scene: Scene) -> Iterator[tuple[str, int]]:
    """Two persons named together as subject shortly before: "Berg and Lund left", and the sentence they stand in."""
    until = bisect_left(scene.references, word.start, key=lambda reference: reference.start)
    near = [r for r in scene.references[max(0, until - 8) : until] if word.sentence - r.sentence <= NEAR]
    for one, other in pairwise(near):
        between = scene.report.reading[one.start : other.start]
        if one.subject and other.sentence == one.sentence and between.endswith(" and ") and len(between) < LONGEST_NAME:
            names = (scene.people.persons[r.person].name for r in (one, other))
            yield "; ".join(names), one.sentence


def _can_be(finding: Finding, plural: bool) -> bool:
    if plural:
        return finding.type is SpeakerType.GROUP or ";" in finding.name
    return finding.type in SINGLE and ";" not in finding.name
