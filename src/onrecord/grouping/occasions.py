"""Occasions: scenes of several reports that are one event of speaking.

A pure function of the scenes and of what ties them, whatever their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.grouping.contradictions import Contradictions
from onrecord.grouping.links import Link, pairs_of
from onrecord.grouping.scenes import Scene

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


def occasions_of(scenes: Iterable[Scene], links: Collection[Link]) -> tuple[Occasion, ...]:
    """Every scene in exactly one occasion, unless nothing is told of it and nothing ties it to another.

    No two scenes of an occasion forbid each other, not even through a third: a scene that is tied to two that do stays
    alone, for it cannot be told which of them it belongs to. Linear in the scenes and the sizes of the links; what
    different shapes say against each other is asked of each two.
    """
    known = {scene.id: scene for scene in scenes}
    groups = _parted(known, links)
    found = (_occasion([known[key] for key in group]) for group in groups)
    kept = (one for one in found if len(one.scenes) > 1 or known[one.scenes[0]].is_told)
    return tuple(sorted(kept, key=lambda one: one.scenes))


def _parted(known: Mapping[str, Scene], links: Collection[Link]) -> Iterator[tuple[str, ...]]:
    against = Contradictions(known)
    neighbours = _neighbours(pairs_of(links, known, known))
    unclear = set[str]()
    for group in _components(known, neighbours):
        if against.is_whole(group):
            yield tuple(sorted(group))
        else:
            unclear |= group
    if unclear:
        doubtful = {one for one in unclear if against.is_doubtful(neighbours.get(one, ()))}
        yield from ((one,) for one in doubtful)
        yield from _without_doubtful(unclear - doubtful, known, links, against)


def _without_doubtful(
    group: Collection[str], known: Mapping[str, Scene], links: Iterable[Link], against: Contradictions
) -> Iterator[tuple[str, ...]]:
    """The group parted so that nothing in a part forbids another, now that none is tied to two that forbid each other:
    as it hangs together; else by what is told of the same day alone, at last one by one.
    """
    clear = [link for link in links if not set(group).isdisjoint(link.one)]
    dated = [link for link in clear if (day := known[link.one[0]].day) and day == known[link.other[0]].day]
    by_day = _neighbours(pairs_of(dated, known, group))
    for part in _components(group, _neighbours(pairs_of(clear, known, group))):
        if against.is_whole(part):
            yield tuple(sorted(part))
            continue
        for smaller in _components(part, by_day):
            whole = against.is_whole(smaller)
            yield from [tuple(sorted(smaller))] if whole else [(one,) for one in sorted(smaller)]


def _components(keys: Iterable[str], neighbours: Neighbours) -> Iterator[frozenset[str]]:
    done = set[str]()
    for key in keys:
        if key in done:
            continue
        reached, frontier = set[str](), [key]
        while frontier:
            one = frontier.pop()
            if one not in reached:
                reached.add(one)
                frontier += neighbours.get(one, ())
        done |= reached
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
