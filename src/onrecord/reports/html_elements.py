"""The elements of a page and what the kept text in them says of each: which one is the report's, what names count."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reports.html_blocks import Blocks, Node
from onrecord.reports.html_names import ANY_KIND, ASIDE, BYLINE, FIGURE, HIDDEN, POST, QUOTE, SOFT

KEPT = 0.5  # of a block's letters: then the other extractor has it
_LARGE = 0.3  # of the kept text: an element that holds as much is the report, whatever it is called
_ROOT = 0.8  # of the kept text is in the innermost element that is taken for the report's
_HOLDERS = frozenset("article body center div html main section td".split())
_DEEPEST = 40  # elements between a block and the report's


def weights_of(found: Blocks, kept: Sequence[float]) -> list[int]:
    """For every element, how many characters of kept text are in it."""
    weights = [0] * len(found.nodes)
    for block, share in zip(found.blocks, kept, strict=True):
        if share >= KEPT:
            weights[block.node] += len(block.text)
    for node in reversed(found.nodes):
        if node.parent >= 0:
            weights[node.parent] += weights[node.number]
    return weights


def signs_of(nodes: Sequence[Node], weights: Sequence[int], total: int) -> list[int]:
    """For every element, what it and all that it stands in say; elements that hold the report say nothing of kinds."""
    signs: list[int] = []
    for node in nodes:
        own = node.own
        if weights[node.number] > _LARGE * total:
            own &= ~(ANY_KIND | HIDDEN | ASIDE | SOFT | BYLINE | FIGURE | POST | QUOTE)
        above = signs[node.parent] if node.parent >= 0 else 0
        if own & POST:  # a post is no share button, whatever "social" it is in
            own, above = own & ~ANY_KIND, above & ~ANY_KIND
        signs.append(own | above)
    return signs


def root_of(nodes: Sequence[Node], weights: Sequence[int], total: int) -> int:
    """The innermost element that holds nearly all of the kept text."""
    root = 0
    for node in nodes[1:]:
        if node.parent == root and node.tag in _HOLDERS and weights[node.number] >= _ROOT * total:
            root = node.number
    return root


def twins_of(found: Blocks, root: int) -> list[int]:
    """Elements that go on where the root ends: of the same name and class, near by, without a headline in between."""
    nodes = found.nodes
    top = nodes[nodes[root].parent].parent if root and nodes[root].parent >= 0 else -1
    if top < 0 or not nodes[root].names:
        return []
    same = {n.number for n in nodes if n.tag == nodes[root].tag and n.names == nodes[root].names}
    twins: dict[int, None] = {}
    is_open = False
    for block in found.blocks:
        path = _path(nodes, block.node, top)
        is_open = (is_open or root in path) and block.tag != "h1" and bool(path)
        twins |= dict.fromkeys(number for number in path if is_open and number in same)
    return list(twins)


def _path(nodes: Sequence[Node], number: int, top: int) -> list[int]:
    """The elements from a block's up to `top`; none when it is not in there, or too deep."""
    path: list[int] = []
    while number > top and len(path) < _DEEPEST:
        path.append(number)
        number = nodes[number].parent
    return path if number == top else []


def inside_of(nodes: Sequence[Node], roots: set[int]) -> list[bool]:
    inside = [False] * len(nodes)
    for node in nodes:
        inside[node.number] = node.number in roots or (node.parent >= 0 and inside[node.parent])
    return inside
