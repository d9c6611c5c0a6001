"""A known number of persons or states: "both ministers", "all three candidates", "the two", "the two countries"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.speakers.description_evidence import ROLES
from onrecord.speakers.descriptions import describe
from onrecord.speakers.findings import Finding
from onrecord.speakers.phrases import head_words
from onrecord.speakers.scene import Scene
from onrecord.speakers.wording import own_words
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
LANDS = frozenset({"countries", "nations", "states", "governments"})
GENDERS = {"men": "m", "women": "f"}
WORDS = {2: "two", 3: "three", 4: "four", 5: "five"}
NEAR, FURTHER = 2, 6  # sentences
MOST = 40  # names looked at


def resolve_several(words: Sequence[Word], told: Sequence[int], scene: Scene) -> Finding | None:
    """Who they are, where the report names so many of that sort, or so many near by; None where it does not.

    told: the persons named before of whom the report tells what the phrase says. Without a number, "the senators", only
    two can be meant.
    """
    number, is_said = _number(words)
    if not number or len(head_words(words)) != len(words):
        return None
    if words[-1].low in LANDS:
        return _states(words, number, scene) if is_said else None
    persons = tuple(told) if len(told) == number else ()
    if not persons and is_said:
        near = _near(words[0], number, scene)
        persons = near if _may_be(near, words, scene) else ()
    if not persons:
        return None
    name = "; ".join(scene.people.persons[k].name for k in persons)
    because = f"'{own_words(words, scene)}': the {WORDS[number]} the report names"
    return Finding(name, SpeakerType.PERSON, because, persons)


def _number(words: Sequence[Word]) -> tuple[int, bool]:
    """How many, and whether the phrase says so: "the senators" may be two. 0 where it points to nobody."""
    first, second = (*(word.low for word in words[:2]), "")[:2]
    if first == "both":
        return 2, True
    if first in ("the", "these", "all") and (number := NUMBERS.get(second)):
        return number, True
    return (2, False) if first in ("the", "these") else (0, False)


def _may_be(persons: Sequence[int], words: Sequence[Word], scene: Scene) -> bool:
    """Does the phrase say no more of them than anybody can be: "the two", "both candidates", "both men"?

    "Both suspects" and "the two nurses" are others, unless the report tells it of one and nothing else of the other.
    """
    noun = words[-1].low
    if noun in GENDERS:
        return all(scene.genders.get(k) == GENDERS[noun] for k in persons)
    families = describe([words[-1]], scene.gazetteer).families
    told = [scene.people.persons[k].about for k in persons]
    fit = [bool(families & (one.families | one.broader)) for one in told]
    fits = any(fit) and all(is_told or not one.families - ROLES for one, is_told in zip(told, fit, strict=True))
    return fits or noun in NUMBERS or (bool(families) and families <= ROLES)


def _near(word: Word, number: int, scene: Scene) -> tuple[int, ...]:
    """Those named in the sentences before, or a little further back and in quotations; () if they are not so many."""
    until = bisect_left(scene.references, word.start, key=lambda reference: reference.start)
    last = [r for r in scene.references[max(0, until - MOST) : until] if word.sentence - r.sentence <= NEAR]
    persons = tuple(dict.fromkeys(r.person for r in last))
    if len(persons) == number:
        return persons
    at = bisect_left(scene.mentions, word.start, key=lambda mention: mention.start)
    wide = [m for m in scene.mentions[max(0, at - MOST) : at] if word.sentence - m.sentence <= FURTHER]
    persons = tuple(dict.fromkeys(scene.people.at[m.start] for m in wide if m.start in scene.people.at))
    return persons if len(persons) == number else ()


def _states(words: Sequence[Word], number: int, scene: Scene) -> Finding | None:
    until = bisect_left(scene.things, words[0].start, key=lambda thing: thing.start)
    before = [thing for thing in scene.things[max(0, until - MOST) : until] if thing.type is SpeakerType.STATE]
    near = dict.fromkeys(t.name for t in before if words[0].sentence - t.sentence <= FURTHER and not t.plain)
    names = tuple(near) if len(near) == number else scene.states
    if len(names) != number:
        return None
    because = f"'{own_words(words, scene)}': the states that the report names"
    return Finding("; ".join(names), SpeakerType.STATE, because)
