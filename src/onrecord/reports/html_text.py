"""The text of a web page's report, put together from its blocks: headline first, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reports.html_blocks import Blocks, Node
from onrecord.reports.html_choice import NAMED, Chosen
from onrecord.reports.html_map import Layout
from onrecord.reports.html_names import ANY_KIND, ASIDE, HEADING, POST, QUOTE, SOFT
from onrecord.reports.html_title import places_of_title, title_block
from onrecord.values.report import Furniture, FurnitureKind, PageRun, Passage, PassageKind
from onrecord.values.span import Span

BETWEEN = "\n\n"
BETWEEN_CELLS = " | "
_LONGEST_CELL = 200  # characters; a longer one is a column of the page, not a cell
_CELLS = frozenset(("td", "th"))
_SHORTEST_PULLED, _LONGEST_PULLED = 40, 600  # letters and digits; shorter ones are headings that come again
_LONGEST_NAME = 60  # characters of class names and ids that are told in a reason
_MUCH = 300_000  # letters in which words printed a second time are looked for
_PASSAGES = ((POST, PassageKind.EMBEDDED_POST), (HEADING, PassageKind.HEADING), (QUOTE, PassageKind.BLOCK_QUOTE))
_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class PageText:
    """What `lay_out` gives; spans are of `text`."""

    text: str
    title_span: Span | None
    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]
    page_map: tuple[PageRun, ...]


def lay_out(page: str, chosen: Sequence[Chosen], title: str | None, found: Blocks) -> PageText:
    """The text of the chosen blocks, one a paragraph, below the headline.

    title: as the page's head has it. Where the page prints it, its words there are the headline; else it is taken
    from the attribute or script that tells it. found: all of the page, in which the headline is looked for.
    """
    blocks, nodes = found.blocks, found.nodes
    layout = Layout(page)
    headline = title_block(title, chosen, blocks)
    title_span = layout.lay(headline.stretches) if headline is not None else _put_title(layout, title)
    key = _LETTERS.sub("", title or "").casefold()
    passages: list[Passage] = []
    furniture: list[Furniture] = []
    before: Chosen | None = None
    for one in _marked_again([one for one in chosen if one.block is not headline], key):
        if layout.length:
            layout.add(BETWEEN_CELLS if before and _are_cells_of_a_row(before, one, nodes) else BETWEEN)
        span = layout.lay(one.block.stretches)
        before = one
        if one.kind is not None:
            because = _reason(one, nodes, ANY_KIND) if one.because == NAMED else one.because
            furniture.append(Furniture(span, because, one.kind))
        elif kind := next((kind for sign, kind in _PASSAGES if one.signs & sign), None):
            passages.append(Passage(span, kind, _reason(one, nodes, POST | QUOTE | HEADING)))
    return PageText(layout.text, title_span, tuple(passages), tuple(furniture), layout.runs())


def _put_title(layout: Layout, title: str | None) -> Span | None:
    if not title:
        return None
    places = places_of_title(layout.page, title)
    if places is None:
        layout.add(title)
    for sign, start, end in places or ():
        layout.place(sign, start, end)
    return Span(0, layout.length)


def _marked_again(chosen: Sequence[Chosen], title: str) -> list[Chosen]:
    """With what is printed a second time marked: the headline, and words of the report beside it in large letters."""
    told = "\n".join(one.block.key for one in chosen if one.kind is None)[:_MUCH]
    marked = []
    for one in chosen:
        key = one.block.key
        if one.kind is None and title and key.casefold() == title:
            marked.append(replace(one, kind=FurnitureKind.OTHER, because="the headline again"))
        elif one.kind is None and _may_be_pulled(one) and told.count(key) > 1:
            marked.append(replace(one, kind=FurnitureKind.PULL_QUOTE, because="words of the report, set apart"))
        else:
            marked.append(one)
    return marked


def _may_be_pulled(one: Chosen) -> bool:
    return _SHORTEST_PULLED <= len(one.block.key) <= _LONGEST_PULLED and bool(
        one.signs & (QUOTE | ASIDE | SOFT | HEADING)
    )


def _are_cells_of_a_row(before: Chosen, one: Chosen, nodes: Sequence[Node]) -> bool:
    left, right = nodes[before.block.node], nodes[one.block.node]
    are_cells = left.tag in _CELLS and right.tag in _CELLS and left.number != right.number
    are_short = len(before.block.text) <= _LONGEST_CELL and len(one.block.text) <= _LONGEST_CELL
    return are_cells and are_short and left.parent == right.parent and before.kind is None and one.kind is None


def _reason(one: Chosen, nodes: Sequence[Node], signs: int) -> str:
    """The innermost element that has one of the signs, e.g. "<blockquote>, named 'twitter-tweet'"."""
    node = nodes[one.block.node]
    while node.parent >= 0 and not node.own & signs:
        node = nodes[node.parent]
    names = node.names[:_LONGEST_NAME]
    return f"<{node.tag}>, named {names!r}" if names and not node.own & HEADING else f"<{node.tag}>"
