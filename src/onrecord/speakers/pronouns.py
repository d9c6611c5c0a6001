"""Whom "he" and "she" mean, as far as the text decides it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from onrecord.speakers.candidates import POSSESSIVES, Asked, barred_persons, candidates, told_before
from onrecord.speakers.findings import Finding, Spoken
from onrecord.speakers.lexicon import FEMALE, MALE
from onrecord.speakers.narrative import presence
from onrecord.speakers.newcomers import sentence_before, statement_start, unnamed_subject
from onrecord.speakers.ranking import Ranking
from onrecord.speakers.scene import MOST, Scene
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution

FAR = 12  # sentences; further back nobody is remembered
SPOKEN_OF = 1.0
LIKELY, LEAD = 0.5, 0.15  # below, nobody is named
MARGIN = 0.35  # the best must be this much better than the second, else no guess


def resolve_personal(word: Word, attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """Whom a "he" or "she" means. A pronoun that two persons fit equally well keeps its own words."""
    if scene.ranking:
        return _ranked(Asked(word, attribution, scene, spoken), scene.ranking)
    return _by_rule(word, attribution, scene, spoken)


def _ranked(asked: Asked, ranking: Ranking) -> Finding:
    """The likeliest candidate, if it is likelier than not and clearly ahead of the next."""
    word, scene = asked.word, asked.scene
    chances = list(ranking.chances(candidates(asked)).items())
    if not chances:
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': nobody named before fits")
    first, chance = chances[0]
    second = chances[1][1] if len(chances) > 1 else 0.0
    if chance < LIKELY or chance - second < LEAD:
        return _open(word, [_called(one, asked) for one, _ in chances[:2]])
    if open_ := _beside_newcomer(first, asked, [one for one, _ in chances[1:]]):
        return open_
    if len(chances) > 1 and _named_together(first, chances[1][0], asked):
        return _open(word, [_called(one, asked) for one, _ in chances[:2]])
    if first < 0:
        told = asked.spoken[first].finding
        return replace(told, because=f"'{word.text}': last named speaker, {told.name}")
    name = scene.people.persons[first].name
    rival = _rival(asked, [one for one, _ in chances[1:]])
    because = f"'{word.text}': {_reason(first, asked.spoken, name)}{f', rather than {rival}' if rival else ''}"
    return Finding(name, SpeakerType.PERSON, because, (first,))


def _beside_newcomer(first: int, asked: Asked, others: Sequence[int]) -> Finding | None:
    """Somebody else where the sentence before is about them alone, or nobody; None where no newcomer is in the way."""
    word, scene = asked.word, asked.scene
    if word.low in POSSESSIVES or asked.attribution.nested_in:
        return None
    before = sentence_before(scene.words, scene.place_of(word), statement_start(asked.attribution, word))
    told = {r.person for r in scene.references_between(before[0].start, before[-1].end)} if before else set()
    if not before or first in told or first < 0:
        return None
    if unnamed := unnamed_subject(before, asked.gender, scene.gazetteer):
        newcomer = " ".join(one.low if one.first else one.text for one in unnamed)
        return _open(word, [_called(first, asked), newcomer])
    opener = scene.mention_over(before[0].start)
    subject = scene.people.at.get(opener.start) if opener and len(opener.key) == 1 and not opener.possessive else None
    if subject is None or subject not in others or told != {subject}:
        return None
    name = scene.people.persons[subject].name
    if any(r.person == first for r in scene.references_in_paragraph(word.paragraph)):
        return _open(word, [_called(first, asked), name])
    return Finding(name, SpeakerType.PERSON, f"'{word.text}': {name}, subject of the sentence before", (subject,))


def _named_together(first: int, second: int, asked: Asked) -> bool:
    """Were both named in one breath, "Berg and Lund met", and has nothing told them apart since?"""
    before = list(asked.scene.references_before(asked.word, 1))
    if {r.person for r in before} != {first, second} or len(before) != 2:
        return False
    other, one = (asked.scene.mention_over(r.start) for r in before)
    if one is None or other is None:
        return False
    between = asked.scene.words[asked.scene.place_of_start(one.end) : asked.scene.place_of_start(other.outer)]
    spoke = any({first, second} & set(told.finding.persons) for told in asked.spoken[-2:])
    return [word.low for word in between] == ["and"] and not spoke


def _rival(asked: Asked, others: Sequence[int]) -> str | None:
    """The likeliest of the others whom this sentence or the one before names, for the reason."""
    word, scene = asked.word, asked.scene
    near = {r.person for r in scene.references_before(word, 1)}
    return next((_called(one, asked) for one in others if one in near), None)


def _open(word: Word, names: Sequence[str]) -> Finding:
    return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': {' and '.join(names)} fit about equally well")


def _called(candidate: int, asked: Asked) -> str:
    return asked.spoken[candidate].finding.name if candidate < 0 else asked.scene.people.persons[candidate].name


def _by_rule(word: Word, attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Finding:
    """By a fixed measure of presence, where there are no weights."""
    gender = "m" if word.low in MALE else "f" if word.low in FEMALE else None
    barred = barred_persons(word, attribution, spoken)
    scores = {
        person: score + _agreement(scene.genders.get(person), gender)
        for person, score in _salience(word, attribution, scene, spoken).items()
        if person not in barred and scene.genders.get(person) in (None, gender)
    }
    ranked = sorted(scores, key=lambda person: (-scores[person], person))
    if not ranked:
        return Finding(word.text, SpeakerType.UNKNOWN, f"'{word.text}': nobody named before fits")
    first = ranked[0]
    if len(ranked) > 1 and scores[first] - scores[ranked[1]] < MARGIN:
        return _open(word, [scene.people.persons[person].name for person in ranked[:2]])
    name = scene.people.persons[first].name
    return Finding(name, SpeakerType.PERSON, f"'{word.text}': {_reason(first, spoken, name)}", (first,))


def _agreement(known: str | None, asked: str | None) -> float:
    return 0.3 if known and known == asked else 0.0


def _salience(word: Word, attribution: Attribution, scene: Scene, spoken: Sequence[Spoken]) -> Mapping[int, float]:
    """How present each person is at this place: last named when, as what, and did they speak."""
    scores: dict[int, float] = {}
    told = [*attribution.content, *told_before(attribution, spoken)]
    until = bisect_left(scene.references, word.start, key=lambda reference: reference.start)
    for at in range(until - 1, max(-1, until - 1 - MOST), -1):
        reference = scene.references[at]
        back = word.sentence - reference.sentence
        if back > FAR:
            break
        # "If Oduya wins, he said": rather another than the one spoken of.
        spoken_of = any(span.start <= reference.start < span.end for span in told)
        score = presence(reference, back) - (SPOKEN_OF if spoken_of else 0.0)
        scores[reference.person] = max(scores.get(reference.person, 0.0), score)
    heard = islice((one for one in reversed(spoken) if _is_heard(one, attribution)), 4)
    for distance, one in enumerate(heard):
        back = word.sentence - one.sentence
        for person in one.finding.persons if 0 <= back <= FAR else ():
            voiced = 3.6 - 0.6 * back - 0.6 * distance
            scores[person] = max(scores.get(person, 0.0), voiced)
        if one.attribution.id == attribution.nested_in:
            for person in one.finding.persons:
                scores[person] = scores.get(person, 0.0) + 2.0
    return scores


def _is_heard(one: Spoken, attribution: Attribution) -> bool:
    """Does the narrative hear this speaker? Who speaks only inside another's words is not taken up outside them."""
    outer = one.attribution.nested_in
    return outer is None or outer in (attribution.nested_in, attribution.id)


def _reason(person: int, spoken: Sequence[Spoken], name: str) -> str:
    said = spoken and person in spoken[-1].finding.persons
    return f"last named speaker, {name}" if said else f"the most present person before it, {name}"
