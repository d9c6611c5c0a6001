"""Many scenes tied to many: what a hundred copies of a report have in common is one link and not ten thousand ties."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from onrecord.grouping.scenes import Scene

_ENOUGH = 3  # scenes of different reports on one side: two ties lead from any scene to any other side, or to its like


class Link(NamedTuple):
    """Ids of scenes. Each of `one` is tied to each of `other`, unless both are of one report or are the same.

    All scenes of one side are of one shape.
    """

    one: tuple[str, ...]
    other: tuple[str, ...]


Pairs = Iterator[tuple[str, str]]


def pairs_of(links: Iterable[Link], known: Mapping[str, Scene], among: Collection[str]) -> Pairs:
    """As few ties as connect what all ties between the scenes of `among` connect, some of them more than once.

    Each scene is tied to at least one on every other side to which anything ties it. Linear in the sizes of the links:
    each scene of one side is tied to three of the other side, of different reports. If a tie a – b is left out, so is b
    from these three; one of any two of their reports is not a's, and as many of them are tied to b's own like.
    """
    for link in links:
        one, other = (sorted((key for key in side if key in among), key=_by_report(known)) for side in link)
        for side, across in ((one, _some(other, known)), (other, _some(one, known))):
            for key in side:
                yield from ((key, there) for there in across if known[key].report != known[there].report)


def _by_report(known: Mapping[str, Scene]) -> Callable[[str], tuple[str, str]]:
    return lambda key: (known[key].report, key)


def _some(ordered: Sequence[str], known: Mapping[str, Scene]) -> list[str]:
    """The first of the first reports, enough of them."""
    found: dict[str, str] = {}
    for key in ordered:
        found.setdefault(known[key].report, key)
        if len(found) == _ENOUGH:
            break
    return list(found.values())


def ways(source: str, links: Iterable[Link], known: Mapping[str, Scene]) -> dict[str, str]:
    """From each scene of `known` that ties lead to from the source: the next one on the shortest way back.

    The order of the links changes nothing. Linear in their sizes, but for scenes of one report on two sides.
    """
    sides: defaultdict[str, list[list[str]]] = defaultdict(list)  # of a scene: those across who are not reached
    for link in links:
        one, other = ([key for key in side if key in known] for side in link)
        for mine, across in ((one, [*other]), (other, [*one])):
            for key in mine:
                sides[key].append(across)
    back, frontier = {source: source}, deque([source])
    while frontier:
        at = frontier.popleft()
        for key in sorted(set(_reached(at, sides[at], back, known))):
            back[key] = at
            frontier.append(key)
    return back


def _reached(at: str, sides: Iterable[list[str]], back: Collection[str], known: Mapping[str, Scene]) -> Iterator[str]:
    """Those across that are not reached yet. What is reached, is across no more."""
    for across in sides:
        new = [key for key in across if key not in back]
        across[:] = [key for key in new if known[key].report == known[at].report]
        yield from (key for key in new if known[key].report != known[at].report)
