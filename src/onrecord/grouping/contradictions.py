"""Which scenes of many cannot be of one occasion: asked of their shapes, of which copies of a report have few."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from onrecord.grouping.scenes import Scene
from onrecord.grouping.ties import contradicts


class Contradictions:
    """What scenes say against each other. Cost: of two shapes once, of a group of scenes in their number."""

    def __init__(self, known: Mapping[str, Scene]) -> None:
        shapes: dict[Scene, int] = {}
        self._known = known
        self._shape = {key: shapes.setdefault(scene.shape, len(shapes)) for key, scene in known.items()}
        self._shapes = list(shapes)
        self._found: dict[tuple[int, int], bool] = {}
        self._doubts: dict[frozenset[int], bool] = {}
        self._apart = self._told_apart()

    def _told_apart(self) -> set[tuple[int, int]]:
        """Shapes that one report has both of, and calls by two names."""
        by_report: defaultdict[str, list[str]] = defaultdict(list)
        for key, scene in self._known.items():
            if scene.occasion:
                by_report[scene.report].append(key)
        shapes = ({self._shape[key] for key in keys} for keys in by_report.values() if len(keys) > 1)
        return {
            pair
            for some in shapes
            for pair in combinations(sorted(some), 2)
            if self._shapes[pair[0]].occasion != self._shapes[pair[1]].occasion
        }

    def is_whole(self, group: Collection[str]) -> bool:
        """Does no scene of the group forbid another?"""
        shapes = Counter(self._shape[key] for key in group)
        if any(many > 1 and self._are_two(one, one) for one, many in shapes.items()):
            return False
        if any(self._are_two(*pair) for pair in combinations(sorted(shapes), 2)):
            return False
        told = {(scene.report, scene.occasion) for key in group if (scene := self._known[key]).occasion}
        return len(told) == len({report for report, _ in told})

    def is_doubtful(self, neighbours: Iterable[str]) -> bool:
        """Are there two among these that forbid each other, or that are of shapes which some report tells apart?"""
        shapes = frozenset(self._shape[key] for key in neighbours)
        if shapes not in self._doubts:
            pairs = combinations(sorted(shapes), 2)
            self._doubts[shapes] = any(pair in self._apart or self._are_two(*pair) for pair in pairs)
        return self._doubts[shapes]

    def _are_two(self, one: int, other: int) -> bool:
        if (one, other) not in self._found:
            self._found[one, other] = contradicts(self._shapes[one], self._shapes[other]) is not None
        return self._found[one, other]
