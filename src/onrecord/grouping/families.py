"""Families: statements that carry the same words, each around the fullest of them.

Every member is tied to the fullest statement itself, never through others: so phrases make no chains from one speech to
the next. A pure function of the statements and of which wordings share words; the order of neither matters. To which
family a saying belongs depends only on those before it: `store.families_deciding` decides anew only where these change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.grouping.families_bonds import INDIRECT, Bond, Head, Match, Saying, best
from onrecord.grouping.families_voices import OneVoice

MOST_HEADS = 32  # fullest sayings with something that many carry, of different families, that another is held against


@dataclass(frozen=True, slots=True)
class Family:
    """The fullest saying, and those with its words, in the order of their places."""

    fullest: Saying
    others: tuple[tuple[Saying, Bond], ...]

    @property
    def id(self) -> str:
        """Named after the fullest saying: the same in every record with the same statements."""
        return self.fullest.id

    @property
    def sayings(self) -> tuple[Saying, ...]:
        return (self.fullest, *(saying for saying, _ in self.others))

    @property
    def stands(self) -> bool:
        """Of two reports; of one, where it tells its quotation in other words: twice the same is no family."""
        reports = {one.report for saying in self.sayings for one in saying.told}
        return len(reports) > 1 or any(self._is_told(saying, bond) for saying, bond in self.others)

    def _is_told(self, saying: Saying, bond: Bond) -> bool:
        """Does it stand without quotation marks what the same speaker is quoted with?"""
        return bond.voice is OneVoice.YES and saying.kind == INDIRECT and self.fullest.kind != INDIRECT


Matches = Mapping[tuple[str, str], Sequence[Match]]  # by two wordings, the smaller first; of one with itself too


class Crowd(NamedTuple):
    """Wordings that share what so many carry that they were not held against each other.

    runs: what each of these wordings carries, by its name. match: holds two wordings against each other.
    """

    runs: Mapping[str, Sequence[str]]
    match: Callable[[str, str], Sequence[Match]]


NO_CROWD = Crowd({}, lambda one, other: ())


def families(sayings: Iterable[Saying], matches: Matches, crowd: Crowd = NO_CROWD) -> tuple[Family, ...]:
    """Families of two reports at least, or of a quotation and what its own report tells of it; the fullest first."""
    near = _neighbours(matches)
    found: list[Head] = []
    others: dict[str, list[tuple[Saying, Bond]]] = defaultdict(list)  # by the ids of the fullest
    heads: dict[str, list[int]] = defaultdict(list)  # which of those found, by wordings and by what many carry
    for saying in sorted(sayings, key=lambda one: one.place):
        runs = crowd.runs.get(saying.wording, ())
        many = {at for run in runs for at in heads[run][:MOST_HEADS]}
        asked = []
        for at in sorted(many.union(*(heads[wording] for wording in near[saying.wording]))):
            pair = _pair(found[at].fullest.wording, saying.wording)
            asked.append((found[at], (*matches.get(pair, ()), *(crowd.match(*pair) if at in many else ()))))
        if tied := best(saying, asked):
            head, bond = tied
            head.hears(saying)
            others[head.fullest.id].append((saying, bond))
        else:
            for name in (saying.wording, *runs):
                heads[name].append(len(found))
            found.append(Head(saying))
    made = (Family(head.fullest, tuple(others[head.fullest.id])) for head in found)
    return tuple(family for family in made if family.stands)


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def _neighbours(matches: Matches) -> defaultdict[str, set[str]]:
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in matches:
        near[one].add(other)
        near[other].add(one)
    return near
