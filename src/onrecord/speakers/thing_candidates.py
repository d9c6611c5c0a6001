"""What an "it" or "they" may mean, and what the text tells of each: the evidence that such antecedents are ranked by.

A candidate is something the last sentences tell of (`speakers.near_things`), or that spoke lately, with all its
mentions. Number 0 stands for none of them. Evidence is language, never names; weights come with `speakers.ranking`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.speakers.findings import Spoken
from onrecord.speakers.near_things import REACH, told_before
from onrecord.speakers.scene import Scene
from onrecord.speakers.told import Told
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution

VOICES = 4
LONGEST_ROW = 120  # words
IDLE = frozenset({"is", "was", "would", "may", "might", "seems", "takes", "took", "could", "will", "'s"})
SINGLE = (SpeakerType.BODY, SpeakerType.STATE, SpeakerType.DOCUMENT, SpeakerType.UNKNOWN)


@dataclass(slots=True)
class Candidate:
    """One thing with all places where the sentences before tell of it, the last first, and how lately it spoke.

    voices: for each of the last speakers whether it was this.
    """

    told: list[Told]
    spoken: list[Spoken] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AskedThing:
    """A pronoun and where it stands: the attribution whose source it is, and who has spoken so far."""

    word: Word
    attribution: Attribution | None
    scene: Scene
    spoken: Sequence[Spoken]

    @property
    def first(self) -> Word:
        """Where the row of the same pronouns begins that this one stands in: the pronoun itself if it is alone."""
        return _first_of_row(self)

    @property
    def plural(self) -> bool:
        return self.word.low.startswith("the")


def thing_candidates(asked: AskedThing) -> list[Candidate]:
    """What the pronoun may mean, the last told of first."""
    scene, word = asked.scene, asked.word
    found: list[Candidate] = []
    last: Told | None = None
    inside = asked.attribution is not None and asked.attribution.nested_in
    for told in told_before(word, scene, _first_of_row(asked)):
        if told.quoted and not (word.quoted or inside):
            continue
        if not _agrees(told, asked.plural):
            continue
        same = next((one for one in reversed(found) if _is_same(one, told, scene)), None)
        if told.beside and found and found[-1].told[0].stop < told.at and last is found[-1].told[0]:
            same = found[-1]
        last = told
        if same:
            same.told.insert(0, told)
        else:
            found.append(Candidate([told]))
    _hear(found, asked)
    found.sort(key=lambda one: -one.told[0].at)
    return found


def _first_of_row(asked: AskedThing) -> Word:
    """The first of the same pronouns in a row: "They met. They ate. They | said": what it means is told before it."""
    words, first = asked.scene.words, asked.word
    forms = ("they", "their", "them") if asked.plural else ("it", "its")
    at = asked.scene.place_of(first)
    for back in range(at - 1, max(-1, at - LONGEST_ROW), -1):
        word = words[back]
        if first.sentence - word.sentence > 1:
            break
        idle = word.low == "it" and words[back + 1].low in IDLE
        if word.low in forms and word.quoted == first.quoted and not idle:
            first = word
    return first


def _agrees(told: Told, plural: bool) -> bool:
    if plural:
        return told.plural or told.sort in ("body", "name")
    return not told.plural and told.type in SINGLE


def _is_same(one: Candidate, told: Told, scene: Scene) -> bool:
    """Is this the thing told of before: the same name, or "the report" behind "a report on fishing"?"""
    for before in one.told:
        if told.persons or before.persons:
            same = bool(told.persons) and told.persons == before.persons
        elif told.name.casefold() == before.name.casefold():
            same = not (told.new and before.new)
        else:
            noun = told.noun(scene) == before.noun(scene) and told.plural == before.plural
            words = set(told.name.casefold().split()[:-1])
            same = noun and told.definite and not told.named and words <= set(before.name.casefold().split())
        if same:
            return True
    return False


def _hear(found: list[Candidate], asked: AskedThing) -> None:
    """Puts the last speakers with the candidates that they are, or among them where they are none yet."""
    words = asked.scene.words
    for one in reversed(asked.spoken[-VOICES - 2 :]):
        if one.start >= asked.word.start or not _can_be(one, asked.plural):
            continue
        span = one.attribution.source[0] if one.attribution.source else None
        named = one.finding.name.casefold()
        same = next((c for c in found if any(t.name.casefold() == named for t in c.told)), None)
        same = same or next(
            (
                c
                for c in found
                if span and any(words[t.at].start < span.end and span.start < words[t.stop - 1].end for t in c.told)
            ),
            None,
        )
        if same:
            same.spoken.append(one)
        elif asked.word.sentence - one.sentence <= REACH:
            found.append(Candidate([_heard(one, asked.scene)], [one]))


def _can_be(one: Spoken, plural: bool) -> bool:
    finding = one.finding
    if plural:
        return finding.type in (SpeakerType.GROUP, SpeakerType.BODY) or ";" in finding.name
    return finding.type in SINGLE[:3] and ";" not in finding.name


def _heard(one: Spoken, scene: Scene) -> Told:
    """A speaker whom the last sentences do not tell of: where it spoke."""
    at = scene.place_of_start(one.start)
    finding = one.finding
    plural = finding.type is SpeakerType.GROUP or ";" in finding.name
    pair = finding.type is SpeakerType.PERSON
    sort = "pair" if pair else "people" if plural else str(finding.type)
    return Told(
        name=finding.name,
        type=finding.type,
        at=at,
        head=at,
        stop=at + 1,
        sentence=one.sentence,
        plural=plural,
        named=finding.name[:1].isupper(),
        first=True,
        sort=sort,
        persons=finding.persons if len(finding.persons) > 1 else (),
    )
