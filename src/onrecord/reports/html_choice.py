"""Which blocks of a page are the report, which are furniture inside it, and which are left out of its text.

What another extractor kept is the ground. To it comes back what such extractors drop although it belongs to the report
(embedded posts, lists, sub-headings, block quotes, paragraphs in unusual mark-up); and what they keep although it is
none is marked. Signals are names of elements, class names of common practice, roles, links, and where a block stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.reports.html_blocks import Block, Blocks
from onrecord.reports.html_elements import KEPT, inside_of, root_of, signs_of, twins_of, weights_of
from onrecord.reports.html_names import (
    ANY_KIND,
    ASIDE,
    BYLINE,
    FIGURE,
    HEADING,
    HIDDEN,
    KIND_SIGNS,
    POST,
    PROSE,
    QUOTE,
    SOFT,
    kind_of,
)
from onrecord.reports.line_forms import reads_like_a_sentence
from onrecord.values.report import FurnitureKind

NAMED = "named so"  # the reason of furniture that its element's names tell
_SMALL = 0.25  # of a page's running text
_LONGEST_ASIDE = 600  # characters of furniture that is kept in the text and marked
_LINKED = 0.75  # of a block's characters: then it is a list of links
_LABEL_HEADING = 120  # characters; a longer heading says something itself
_LABEL = 30  # characters
_LONG = 300  # letters of a block that may be a copy of what stands above
_MUCH = 300_000  # letters above which nothing is compared with everything above it
_WHOLLY_OUT = KIND_SIGNS[FurnitureKind.MENU] | KIND_SIGNS[FurnitureKind.MASTHEAD]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A block that is in the text. kind: None when it is the report itself. because: what on the page says so."""

    block: Block
    signs: int
    kind: FurnitureKind | None = None
    because: str = ""


def choose(found: Blocks, kept: Sequence[float]) -> list[Chosen]:
    """The blocks of the report's text in order.

    kept: for every block, the share of it that the other extractor has.
    """
    page = _Page(found, _with_what_was_missed(found, kept))
    if page.first < 0:
        return []
    chosen = [one for one in map(page.judge, range(len(found.blocks))) if one is not None]
    return _without_ends(_without_headings_of_lists(_without_copies(chosen)))


def _with_what_was_missed(found: Blocks, kept: Sequence[float]) -> Sequence[float]:
    """Where the other extractor has but a small part of the page's running text, the rest is taken, too."""
    prose = by_prose(found)
    lengths = [len(block.text) for block in found.blocks]
    all_prose = sum(length for length, is_prose in zip(lengths, prose, strict=True) if is_prose)
    has = sum(
        length for length, is_prose, share in zip(lengths, prose, kept, strict=True) if is_prose and share >= KEPT
    )
    return [max(pair) for pair in zip(kept, prose, strict=True)] if has < _SMALL * all_prose else kept


def by_prose(found: Blocks) -> list[float]:
    """What another extractor might have kept, had it found anything: whatever reads like running text."""
    signs = signs_of(found.nodes, [0] * len(found.nodes), 1)
    outside = ANY_KIND | HIDDEN | FIGURE
    return [float(_is_prose(block) and not signs[block.node] & outside) for block in found.blocks]


class _Page:
    """The blocks with what their places in the page say of them."""

    def __init__(self, found: Blocks, kept: Sequence[float]) -> None:
        self.blocks, self.nodes, self.kept = found.blocks, found.nodes, kept
        self.weights = weights_of(found, kept)
        self.total = self.weights[0]
        self.signs = signs_of(found.nodes, self.weights, self.total)
        root = root_of(found.nodes, self.weights, self.total)
        self.inside = inside_of(found.nodes, {root, *twins_of(found, root)})
        core = [place for place in range(len(found.blocks)) if self._is_core(place)]
        self.first, self.last = (core[0], core[-1]) if core else (-1, -1)
        self.title = next((n for n in range(self.first, -1, -1) if found.blocks[n].tag == "h1"), self.first)

    def _is_core(self, place: int) -> bool:
        block = self.blocks[place]
        is_plain = self.inside[block.node] and not self.signs[block.node] & (ANY_KIND | HIDDEN)
        return is_plain and (self.kept[place] >= KEPT or (block.tag == "p" and _is_prose(block)))

    def judge(self, place: int) -> Chosen | None:
        """What becomes of a block."""
        block = self.blocks[place]
        signs = self.signs[block.node]
        if self.kept[place] >= KEPT:
            return self._of_kept(block, signs, place)
        if signs & HIDDEN:
            return None
        if self.title <= place < self.first:
            return _lead(block, signs)
        if self.inside[block.node] and not self.first <= place <= self.last:
            return Chosen(block, signs) if signs & POST and not signs & ANY_KIND else None
        return self._of_left_out(block, signs) if self.inside[block.node] else None

    def _of_kept(self, block: Block, signs: int, place: int) -> Chosen | None:
        is_lead = self.title <= place < self.first
        if not (self.inside[block.node] or is_lead or block.tag == "h1" or _is_prose(block)):
            return None
        kind, because = kind_of(signs), NAMED
        if kind is None and signs & POST:
            return Chosen(block, signs)
        if kind is None and signs & FIGURE and not signs & QUOTE:
            kind, because = FurnitureKind.CAPTION, "in a figure"
        if kind is None and _is_links(block) and not _is_sentence(block):
            kind, because = FurnitureKind.RELATED, "nothing but links"
        if kind is None and _is_labelled_link(block):
            kind, because = FurnitureKind.RELATED, "a label and a link"
        return Chosen(block, signs, kind, because if kind else "")

    def _of_left_out(self, block: Block, signs: int) -> Chosen | None:
        """Between the report's first and last words, and not kept."""
        if signs & _WHOLLY_OUT:
            return None
        if signs & POST and not signs & ANY_KIND:
            return Chosen(block, signs)
        kind, because = _aside(block, signs)
        if kind is not None:
            return Chosen(block, signs, kind, because) if len(block.text) <= _LONGEST_ASIDE else None
        if signs & (HEADING | PROSE | QUOTE) or reads_like_a_sentence(block.text):
            return Chosen(block, signs)
        return None


def _lead(block: Block, signs: int) -> Chosen | None:
    """What stands between the headline and the first words that were kept: a paragraph there belongs to the report."""
    if signs & (ANY_KIND | ASIDE | BYLINE | FIGURE) or 2 * block.linked > len(block.text):
        return None
    return Chosen(block, signs) if _is_prose(block) else None


def _aside(block: Block, signs: int) -> tuple[FurnitureKind | None, str]:
    """What a block inside the report is that was not kept: no part of the running text, or (None, "")."""
    kind = kind_of(signs)
    if kind is not None:
        return kind, NAMED
    if signs & FIGURE and not signs & QUOTE:
        return FurnitureKind.CAPTION, "in a figure"
    if signs & BYLINE:
        return FurnitureKind.OTHER, "byline or date line"
    if _is_links(block):
        return FurnitureKind.RELATED, "nothing but links"
    if signs & (ASIDE | SOFT):
        return FurnitureKind.OTHER, "in a box"
    return None, ""


def _is_prose(block: Block) -> bool:
    return len(block.text) >= 60 and reads_like_a_sentence(block.text) and 2 * block.linked < len(block.text)


def _is_sentence(block: Block) -> bool:
    return len(block.text) >= 60 and reads_like_a_sentence(block.text)


def _is_links(block: Block) -> bool:
    return block.linked > _LINKED * len(block.text)


def _is_labelled_link(block: Block) -> bool:
    """ "Read also: Harbour closed", where all but the label is a link, and no sentence."""
    label, colon, rest = block.text.partition(":")
    is_link = bool(colon) and len(label) <= _LABEL and abs(len(rest.strip()) - block.linked) <= 3
    return is_link and len(rest) >= 20 and not reads_like_a_sentence(rest)


def _without_copies(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Without long blocks whose words all stood above: pages carry the article a second time, for machines."""
    kept: list[Chosen] = []
    above = ""
    for one in chosen:
        key = one.block.key
        parts = (key[:60], key[len(key) // 2 :][:60], key[-60:])
        if len(key) >= _LONG and len(above) <= _MUCH and all(part in above for part in parts):
            continue
        kept.append(one)
        above += key if len(above) <= _MUCH else ""
    return kept


def _without_ends(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Headings below which nothing follows belong to what was left out."""
    at = len(chosen)
    while at and (chosen[at - 1].kind is not None or _is_heading(chosen[at - 1])):
        at -= 1
    below = (
        one if one.kind else replace(one, kind=FurnitureKind.RELATED, because="a heading below the end")
        for one in chosen[at:]
    )
    return [*chosen[:at], *below]


def _without_headings_of_lists(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Headings right above links to other reports are theirs."""
    below: Chosen | None = None
    marked: list[Chosen] = []
    for one in reversed(chosen):
        is_theirs = below is not None and below.kind is FurnitureKind.RELATED and one.kind is None and _is_heading(one)
        below = replace(one, kind=FurnitureKind.RELATED, because="above links to other reports") if is_theirs else one
        marked.append(below)
    return marked[::-1]


def _is_heading(one: Chosen) -> bool:
    return bool(one.signs & HEADING) and one.block.tag != "h1" and len(one.block.text) <= _LABEL_HEADING
