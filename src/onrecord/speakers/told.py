"""Something that a sentence tells of, and what stands side by side with it: lists and appositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.speakers.descriptions import singular
from onrecord.speakers.lexicon import lexicon
from onrecord.speakers.scene import Scene
from onrecord.values.entity import SpeakerType


@dataclass(frozen=True, slots=True)
class Told:
    """One place where something is told of. at, stop: places in the scene's words, head: of the noun or last name.

    beside: it stands in apposition to what was told of right before it: "the Norvik Act, a bill".
    first: it opens its sentence or clause, behind no preposition. sort: how surely the noun names who can speak.
    """

    name: str
    type: SpeakerType
    at: int
    head: int
    stop: int
    sentence: int
    plural: bool
    named: bool
    sort: str
    governed: bool = False
    first: bool = False
    possessive: bool = False
    definite: bool = True
    new: bool = False
    quoted: bool = False
    listed: bool = False
    beside: bool = False
    persons: tuple[int, ...] = ()

    def noun(self, scene: Scene) -> str:
        """The head noun in the singular."""
        return singular(scene.words[self.head].low)


def joined(found: Sequence[Told], scene: Scene) -> list[Told]:
    """ "Friends, staff and donors" act as one: groups in a row, the last behind "and"."""
    joined: list[Told] = []
    for told in found:
        before = joined[-1] if joined else None
        between = scene.words[before.stop : told.at] if before else ()
        lows = [word.low for word in between]
        row = lows in (["and"], [","], [",", "and"], ["or"])
        can = before is not None and row and told.plural and before.plural and not told.persons and not before.persons
        if before is None or not can or before.sentence != told.sentence or before.possessive:
            joined.append(told)
            continue
        text = " ".join([before.name, *(low for low in lows if low != ","), told.name]).replace(" ,", ",")
        comma = "," in lows and "and" not in lows
        name = f"{before.name}, {told.name}" if comma else text
        joined[-1] = replace(before, name=name, head=told.head, stop=told.stop, listed=True, possessive=told.possessive)
    return joined


def beside(found: Sequence[Told], scene: Scene) -> list[Told]:
    """Marks "a bill" in "the Norvik Act, a bill", and "Norvik" in "a company called Norvik"."""
    marked: list[Told] = []
    for told in found:
        before = marked[-1] if marked else None
        between = scene.words[before.stop : told.at] if before else ()
        lows = [word.low for word in between]
        named = before is not None and before.named and not told.named and lows in ([","], ["-"], ["—"], ["–"])
        called = told.named and lows in (["called"], ["named"], [","])
        comma = (
            lows != [","] or (told.stop < len(scene.words) and scene.words[told.stop].text in ",.") or not told.definite
        )
        one = before is not None and before.sentence == told.sentence and not before.possessive
        agrees = before is not None and (told.plural == before.plural or told.sort == "name")
        marked.append(replace(told, beside=bool(one and agrees and comma and (named or called))))
    return marked


def outermost(found: Sequence[Told]) -> list[Told]:
    """Without names that stand inside a phrase that begins where they do."""
    kept: list[Told] = []
    for told in found:
        if not (kept and told.at == kept[-1].at and told.stop <= kept[-1].stop):
            kept.append(told)
    return kept


def firsts(found: Sequence[Told], scene: Scene) -> list[Told]:
    """Marks what comes first in its clause: nothing but small words, marks or an opening phrase stands before it."""
    return [replace(told, first=not told.governed and _opens_clause(told, scene)) for told in found]


def _opens_clause(told: Told, scene: Scene) -> bool:
    """Does the phrase stand at the beginning of its sentence or behind a comma, conjunction or "that"?"""
    at = told.at
    if at == 0:
        return True
    before = scene.words[at - 1]
    if before.sentence != told.sentence:
        return True
    return before.low in OPENING or before.text in ',;:—–"“' or scene.words[at].first


OPENING = lexicon("""
    that and but while as because although though if when where after before since which so whether than""")
