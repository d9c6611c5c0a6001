"""Who is one with whom: a pure function of the log.

As in nomenklatura's resolver, the log decides alone, and whoever wants another answer adds to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from onrecord.judging.standing import standing
from onrecord.values.judgement import Act, Judgement, Person, StatementAnchor


@dataclass(frozen=True, slots=True)
class Identity:
    """People that are one, or one that is called otherwise. members: entities, at least one.

    person: as they are known: the first member's entity and type, and the name it was given last.
    judgements: those it rests on.
    """

    members: tuple[str, ...]
    person: Person
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What these members said in the places that the judgement names was said by `person`."""

    judgement: Judgement
    members: frozenset[str]
    person: Person


@dataclass(frozen=True, slots=True)
class Clash:
    """A judgement that cannot stand beside an earlier one, `against`."""

    judgement: Judgement
    against: Judgement


@dataclass(frozen=True, slots=True)
class People:
    """What a log says of people. identities: by every member's entity. parts: in the order of the log."""

    identities: Mapping[str, Identity]
    parts: tuple[Part, ...]
    clashes: tuple[Clash, ...]

    def known_as(self, person: Person) -> Person:
        """Who this is by the log; the same person where the log says nothing."""
        identity = self.identities.get(person.entity)
        return identity.person if identity else person

    def are_one(self, one: Person, other: Person) -> bool:
        return self.known_as(one).entity == self.known_as(other).entity

    def told_apart(
        self, person: Person, reports: Collection[str], statements: Collection[StatementAnchor]
    ) -> Part | None:
        """The split of this person in just these places; reports are given by SHA-256."""
        wanted = (set(reports), {anchor.statement for anchor in statements})
        for part in self.parts:
            places = (set(part.judgement.reports), {anchor.statement for anchor in part.judgement.statements})
            if places == wanted and person.entity in part.members:
                return part
        return None


def people_of(log: Sequence[Judgement]) -> People:
    """What the log says. A judgement that clashes with an earlier one changes nothing and is named in `clashes`."""
    groups = _Groups()
    acts: dict[Act, Callable[[Judgement], Judgement | None]] = {
        Act.MERGE: groups.merge,
        Act.NOT_THE_SAME: groups.keep_apart,
        Act.RENAME: groups.rename,
        Act.SPLIT: groups.split,
    }
    clashes = []
    for judgement in standing(log):
        act = acts.get(judgement.act)
        against = act(judgement) if act else None
        if against:
            clashes.append(Clash(judgement, against))
    return People(groups.identities(), tuple(groups.parts), tuple(clashes))


class _Groups:
    """The groups while the log is gone through. Every act gives the judgement that it clashes with, or None."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, str] = {}
        self._apart: list[tuple[str, str, Judgement]] = []
        self._because: dict[str, tuple[Judgement, ...]] = {}
        self.parts: list[Part] = []

    def merge(self, judgement: Judgement) -> Judgement | None:
        one, other = (self._group(person) for person in judgement.people)
        together = {*one, *other}
        against = next((why for a, b, why in self._apart if a in together and b in together), None)
        if against is None:
            because = dict.fromkeys((*self._why(one), *self._why(other), judgement))
            self._put(tuple(dict.fromkeys(one + other)), tuple(because))
        return against

    def keep_apart(self, judgement: Judgement) -> Judgement | None:
        one, other = (person.entity for person in judgement.people)
        group = self._group(judgement.people[0])
        self._group(judgement.people[1])
        if other in group:
            return next((why for why in reversed(self._why(group)) if why.act is Act.MERGE), judgement)
        self._apart.append((one, other, judgement))
        return None

    def rename(self, judgement: Judgement) -> Judgement | None:
        group = self._group(judgement.people[0])
        self._names[group[0]] = judgement.name or judgement.people[0].name
        self._put(group, (*self._why(group), judgement))
        return None

    def split(self, judgement: Judgement) -> Judgement | None:
        group = self._group(judgement.people[0])
        if len(judgement.people) > 1:
            return self._part(judgement, group)
        gone = judgement.people[0].entity
        self._put(tuple(one for one in group if one != gone), (*self._why(group), judgement))
        self._put((gone,), (judgement,))
        return None

    def _part(self, judgement: Judgement, group: tuple[str, ...]) -> Judgement | None:
        old, new = judgement.people
        self._group(new)
        if new.entity in group:
            return next((why for why in reversed(self._why(group)) if why.act is Act.MERGE), judgement)
        self.parts.append(Part(judgement, frozenset(group), new))
        self._apart.append((old.entity, new.entity, judgement))
        return None

    def identities(self) -> dict[str, Identity]:
        """Of all entities for which the log says something else than the reports."""
        said = {group for group in self._groups.values() if len(group) > 1 or group[0] in self._names}
        made = [Identity(group, self._known_as(group), self._why(group)) for group in said]
        return {member: identity for identity in made for member in identity.members}

    def _known_as(self, group: tuple[str, ...]) -> Person:
        first = self._people[group[0]]
        return Person(self._names.get(first.entity, first.name), first.type, first.entity)

    def _group(self, person: Person) -> tuple[str, ...]:
        self._people.setdefault(person.entity, person)
        return self._groups.setdefault(person.entity, (person.entity,))

    def _why(self, group: tuple[str, ...]) -> tuple[Judgement, ...]:
        return self._because.get(group[0], ())

    def _put(self, group: tuple[str, ...], because: tuple[Judgement, ...]) -> None:
        for member in group:
            self._groups[member] = group
            self._because[member] = because
