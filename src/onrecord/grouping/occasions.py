"""Occasions: scenes of several reports that are one event of speaking.

A pure function of the scenes and of what ties them, whatever their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.grouping.scenes import Scene
from onrecord.grouping.ties import Tie, forbids

Neighbours = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Occasion:
    """scenes: ids in order. said_on: EDTF, as exactly as the reports together tell it. dated_by: the scene that does.

    place, occasion, medium: the fullest telling of each.
    """

    scenes: tuple[str, ...]
    person: str
    said_on: str | None
    dated_by: str | None
    place: str | None
    occasion: str | None
    medium: str | None


def occasions_of(scenes: Iterable[Scene], ties: Iterable[Tie]) -> tuple[Occasion, ...]:
    """Every scene in exactly one occasion, unless nothing is told of it and nothing ties it to another.

    No two scenes of an occasion forbid each other, not even through a third: a scene that is tied to two that do stays
    alone, for it cannot be told which of them it belongs to.
    """
    known = {scene.id: scene for scene in scenes}
    groups = _parted(known, [(one.one, one.other) for one in ties])
    found = (_occasion([known[key] for key in group]) for group in groups)
    kept = (one for one in found if len(one.scenes) > 1 or known[one.scenes[0]].is_told)
    return tuple(sorted(kept, key=lambda one: one.scenes))


def _parted(known: Mapping[str, Scene], pairs: Collection[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    for group in _components(known, pairs):
        inside = [pair for pair in pairs if pair[0] in group]
        if _is_whole(group, known):
            yield tuple(sorted(group))
        else:
            yield from _without_doubtful(group, known, inside)


def _is_whole(group: Collection[str], known: Mapping[str, Scene]) -> bool:
    return not any(forbids(known[one], known[other]) for one, other in combinations(sorted(group), 2))


def _without_doubtful(
    group: Collection[str], known: Mapping[str, Scene], pairs: Collection[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    """The group parted so that nothing in a part forbids another: first without those tied to two that forbid each
    other, then by what is told of the same day alone, at last one by one.
    """
    neighbours = _neighbours(pairs)
    doubtful = {one for one in group if not _is_whole(neighbours.get(one, ()), known)}
    clear = [pair for pair in pairs if not set(pair) & doubtful]
    dated = [pair for pair in clear if known[pair[0]].day and known[pair[0]].day == known[pair[1]].day]
    for part in _components(group, clear):
        if _is_whole(part, known):
            yield tuple(sorted(part))
            continue
        for smaller in _components(part, [pair for pair in dated if pair[0] in part]):
            whole = _is_whole(smaller, known)
            yield from [tuple(sorted(smaller))] if whole else [(one,) for one in sorted(smaller)]


def _components(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterator[frozenset[str]]:
    neighbours, left = _neighbours(pairs), set(keys)
    while left:
        reached, frontier = set[str](), [min(left)]
        while frontier:
            one = frontier.pop()
            if one not in reached:
                reached.add(one)
                frontier += neighbours.get(one, ())
        left -= reached
        yield frozenset(reached)


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return dict(found)


def _occasion(scenes: Sequence[Scene]) -> Occasion:
    dated = min((one for one in scenes if one.said_on), key=_exactness, default=None)
    return Occasion(
        scenes=tuple(sorted(one.id for one in scenes)),
        person=scenes[0].person,
        said_on=dated.said_on if dated else None,
        dated_by=dated.id if dated else None,
        place=_fullest(one.place for one in scenes),
        occasion=_fullest(one.occasion for one in scenes),
        medium=_fullest(one.medium for one in scenes),
    )


def _exactness(scene: Scene) -> tuple[bool, bool, int, str]:
    """Sorts the scene with the most exact date first: a day, then a day without its year, a month, a year."""
    said_on = scene.said_on or ""
    return scene.day is None, scene.month_day is None, -len(said_on.rstrip("X-")), scene.id


def _fullest(told: Iterable[str | None]) -> str | None:
    return max((one for one in told if one), key=lambda one: (len(one), one), default=None)


def completes(said_on: str | None, exact: str | None) -> bool:
    """Does the date of an occasion tell more than a statement's own? Only a whole day ever does."""
    if exact is None or said_on == exact or "X" in exact or len(exact) < len("2021-12-02"):
        return False
    if said_on is None:
        return True
    is_open = len(said_on) < len(exact) or "X" in said_on
    return is_open and all(a == b or "X" in (a, b) for a, b in zip(said_on, exact, strict=False))
