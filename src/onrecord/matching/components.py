"""What hangs together, by one pair or by many: connected components."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

Node = TypeVar("Node", str, int)


def least_of_each(pairs: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Of each node the least one that pairs lead to, itself among them. Cost: nearly linear."""
    above: dict[Node, Node] = {}

    def top(node: Node) -> Node:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for one, other in pairs:
        first, second = sorted((top(one), top(other)))
        above[second] = first
    return {node: top(node) for node in tuple(above)}
