"""The scenes that ties lead to, and the links between them: asked of each wording and each shape of scenes once.

So what a hundred copies of a report cost grows with their number and not with its square.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.grouping.links import Link
from onrecord.grouping.scenes import Scene
from onrecord.grouping.shared_words import Common
from onrecord.grouping.ties import Shared, is_tied, keys_of
from onrecord.store.occasions_scenes import scene_at
from onrecord.store.occasions_words import Partners

SPOKEN_IN = """
SELECT DISTINCT b.spoken FROM scene_statements AS c JOIN spoken_by AS b ON b.statement = c.statement
WHERE c.scene = ? ORDER BY b.spoken"""
WITH_WORDING = """
SELECT DISTINCT c.scene FROM spoken_by AS b JOIN scene_statements AS c ON c.statement = b.statement
WHERE b.spoken = ?"""
WITH_KEY = "SELECT scene FROM scene_keys WHERE key = ?"

Sign = int | str  # under which scenes meet: a wording, or a key
Group = tuple[Sign, int]  # all scenes with one sign and of one shape


@dataclass(frozen=True, slots=True)
class Reached:
    """scenes: by their numbers. links: between their ids."""

    scenes: Mapping[int, Scene]
    links: tuple[Link, ...]


def reached(connection: sqlite3.Connection, touched: Iterable[int], partners: Partners) -> Reached:
    """The scenes that ties lead to from those touched, these among them, and the links between them."""
    return _Reach(connection, partners).from_scenes(touched)


class _Reach:
    def __init__(self, connection: sqlite3.Connection, partners: Partners) -> None:
        self._connection = connection
        self._partners = partners
        self._scenes: dict[int, Scene | None] = {}
        self._shapes: dict[Scene, int] = {}
        self._listed: list[Scene] = []
        self._shape: dict[int, int] = {}
        self._groups: dict[Sign, Mapping[int, tuple[int, ...]]] = {}
        self._tied: dict[tuple[int, int, Common | None], bool] = {}
        self._across: dict[Group, list[Group]] = {}

    def from_scenes(self, touched: Iterable[int]) -> Reached:
        found, frontier = dict[int, Scene](), list(touched)
        while frontier:
            number = frontier.pop()
            scene = self._scene(number)
            if scene is None or number in found:
                continue
            found[number] = scene
            signs: list[Sign] = [*self._spoken_in(number), *keys_of(scene)]
            for sign in signs:
                group = sign, self._shape[number]
                if group not in self._across:
                    self._across[group] = list(self._tied_to(group))
                    frontier += [one for across in self._across[group] for one in self._members(across)]
        return Reached(found, tuple(self._links(found)))

    def _scene(self, number: int) -> Scene | None:
        if number not in self._scenes:
            scene = self._scenes[number] = scene_at(self._connection, number)
            if scene is not None:
                self._shape[number] = self._number(scene.shape)
        return self._scenes[number]

    def _number(self, shape: Scene) -> int:
        if shape not in self._shapes:
            self._shapes[shape] = len(self._listed)
            self._listed.append(shape)
        return self._shapes[shape]

    def _spoken_in(self, scene: int) -> list[int]:
        return [row["spoken"] for row in self._connection.execute(SPOKEN_IN, (scene,))]

    def _by_shape(self, sign: Sign) -> Mapping[int, tuple[int, ...]]:
        """The scenes with a sign, by their shapes."""
        if sign not in self._groups:
            query = WITH_KEY if isinstance(sign, str) else WITH_WORDING
            found: defaultdict[int, list[int]] = defaultdict(list)
            for row in self._connection.execute(query, (sign,)).fetchall():
                if self._scene(row["scene"]) is not None:
                    found[self._shape[row["scene"]]].append(row["scene"])
            self._groups[sign] = {shape: tuple(numbers) for shape, numbers in found.items()}
        return self._groups[sign]

    def _members(self, group: Group) -> tuple[int, ...]:
        return self._by_shape(group[0])[group[1]]

    def _tied_to(self, group: Group) -> Iterator[Group]:
        sign, own = group
        near = {sign: None} if isinstance(sign, str) else self._partners.of(sign)
        for other, common in near.items():
            for shape in self._by_shape(other):
                if self._is_tied(own, shape, common):
                    yield other, shape

    def _is_tied(self, one: int, other: int, common: Common | None) -> bool:
        asked = min(one, other), max(one, other), common and common._replace(at_one=0, at_other=0)
        if asked not in self._tied:
            shared = Shared(common.size, common.share, "") if common else None
            self._tied[asked] = is_tied(self._listed[one], self._listed[other], shared)
        return self._tied[asked]

    def _links(self, found: Mapping[int, Scene]) -> Iterator[Link]:
        """Each once, of the scenes found alone."""
        pairs = {(one, other) for one, across in self._across.items() for other in across}
        for one, other in pairs:
            if (other, one) not in pairs or _order(one) <= _order(other):
                sides = (tuple(found[n].id for n in self._members(group) if n in found) for group in (one, other))
                yield Link(*sides)


def _order(group: Group) -> tuple[bool, str, int]:
    return isinstance(group[0], str), str(group[0]), group[1]
