"""The visible blocks of a page: one pass over the decoded markup, so that every character keeps its place in the page.

A reader of tags of our own, beside the parser: a parser gives a tree without offsets, and drops without a word what is
too deep or too large. It follows the rules of HTML (WHATWG, 13.2.5 and 13.2.6) as far as blocks of text need them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.reports.html_map import BREAK, Stretch, folded
from onrecord.reports.html_names import (
    ANY_KIND,
    FIGURE,
    LINK,
    meaning_of,
    sign_of_tag,
)

_RAW = "script|style|textarea|title|iframe|noembed|noframes|xmp"
# Elements whose text is not the page's: controls, drawings, what is shown where scripts or players are missing.
_SKIPPED = frozenset("noscript svg template select button canvas math datalist video audio object map".split())
# A comment, a declaration, an element whose content is no text of the page, or a tag. Every part is possessive, so
# that what is never closed costs one pass: it then reaches to the end, as it does for a browser.
_TOKEN = re.compile(
    r"<!---?>|<!--[^-]*+(?:-(?!-!?>)[^-]*+)*+(?:--!?>)?+|<[!?][^>]*+>?+"
    rf"|<(?P<raw>{_RAW})(?=[\s/>])(?P<rest>[^>]*+)>?+[^<]*+(?:<(?!/(?P=raw)[\s/>])[^<]*+)*+"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|))*+)>?+",
    re.IGNORECASE,
)
_OF_TAGS = tuple(_TOKEN.groupindex[part] for part in ("close", "name", "attributes"))  # numbers are quicker than names
_WORDS = re.compile(r"\W+")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main menu nav ol optgroup option p pre "
        "section summary table tbody td tfoot th thead tr ul video audio object amp-img"
    ).split()
)
_INLINE = frozenset("a abbr b big cite code del em font i ins mark s small strong sub sup tt u".split())
# What ends where another begins (13.2.6.4.7), and how far up: never beyond one of the second.
_ENDED_BY = {
    **dict.fromkeys(_BLOCKS - {"option", "optgroup", "td", "th", "tr", "tbody", "caption"}, ({"p"}, frozenset())),
    "li": ({"li", "p"}, frozenset(("ul", "ol", "menu"))),
    "dt": ({"dt", "dd", "p"}, frozenset(("dl",))),
    "dd": ({"dt", "dd", "p"}, frozenset(("dl",))),
    "tr": ({"tr", "td", "th", "p"}, frozenset(("table",))),
    "td": ({"td", "th", "p"}, frozenset(("tr", "table"))),
    "th": ({"td", "th", "p"}, frozenset(("tr", "table"))),
}
_ENDERS = frozenset(("li", "dt", "dd", "tr", "td", "th"))
_NOTHING_ENDED: tuple[set[str], frozenset[str]] = (set(), frozenset())
_SCOPES = frozenset(("table", "td", "th", "body", "html", "object"))
_CLOSES_SCOPES = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "body", "html", "object"))
_FARTHEST = 200  # open elements that are looked at for the one that ends: hostile pages leave thousands open
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")


@dataclass(slots=True)
class Node:
    """An element that holds blocks. number, parent: places in `Blocks.nodes`; of the root, parent is -1.

    own: what its own name and attributes say. names: these attributes. signs: of all that it stands in, too.
    """

    number: int
    parent: int
    tag: str
    own: int
    names: str


@dataclass(slots=True)
class Block:
    """A stretch of text that stands by itself on the page.

    stretches: [start, end) in the page, in order, markup left out, with whether they are a link's words.
    text: white space folded, references resolved. key: its letters and digits. linked: characters inside links.
    node: the number of the innermost element that holds it. signs: of all that its first characters stand in.
    """

    node: int
    tag: str
    signs: int
    stretches: list[Stretch]
    text: str
    key: str
    linked: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a page in order, and the elements that hold them, parents before children."""

    blocks: list[Block]
    nodes: list[Node]
    breaks_off: bool


def blocks_of(page: str) -> Blocks:
    """The blocks of a decoded page. Cost: linear.

    breaks_off: the markup ends inside a tag, a comment or a script: the page was not saved whole.
    """
    reader = _Reader(page)
    at = 0
    for token in _TOKEN.finditer(page):
        start, end = token.span()
        if start > at:
            reader.text(at, start)
        at = end
        closes, name, attributes = token.group(*_OF_TAGS)
        if name is None:
            continue
        if closes:
            reader.close(name.lower())
        else:
            reader.open(name.lower(), attributes, end)
    breaks_off = at == len(page) and at > 0 and not page.endswith(">")
    if at < len(page):
        reader.text(at, len(page))
    reader.flush()
    return Blocks(reader.blocks, reader.nodes, breaks_off)


@dataclass(slots=True)
class _Open:
    """An element whose end has not come. signs: its own and all of what it stands in."""

    tag: str
    signs: int
    node: int
    is_block: bool


class _Reader:
    """The state of the one pass: which elements are open, and the block that is being gathered."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.nodes = [Node(0, -1, "html", 0, "")]
        self._open = [_Open("html", 0, 0, True)]
        self._count: dict[str, int] = {"html": 1}
        self._gathered: list[Stretch] = []
        self._first: _Open | None = None  # what the first characters of the block stand in
        self._skipped = ""  # the element whose content is passed over, and how often it is open
        self._depth = 0
        self._last_ends: dict[str, int] = {}

    def text(self, start: int, end: int) -> None:
        """Take characters of the page that are no markup."""
        if self._first is None or self._skipped:
            if self._skipped or self.page[start:end].isspace():
                return
            self._first = self._open[-1]
        self._gathered.append((start, end, bool(self._open[-1].signs & LINK)))

    def open(self, tag: str, attributes: str, end: int) -> None:
        """Take a start tag that ends at `end`."""
        if self._skipped or (tag in _SKIPPED and self._is_closed_after(tag, end)):
            if not attributes.endswith("/"):  # "<svg/>" holds nothing to be passed over
                self._skipped = self._skipped or tag
                self._depth += self._skipped == tag
            return
        if tag in _VOID:
            self._void(tag)
            return
        if tag in _BLOCKS:
            self._end_what_cannot_go_on(tag)
        self._count[tag] = self._count.get(tag, 0) + 1
        above = self._open[-1]
        names, own = ("", sign_of_tag(tag)) if tag in _INLINE or not attributes else meaning_of(tag, attributes)
        if tag in _BLOCKS or (tag not in _INLINE and "-" in tag) or (own & ANY_KIND and (own | above.signs) & FIGURE):
            self.flush()
            node = len(self.nodes)
            self.nodes.append(Node(node, above.node, tag, own, names))
            self._open.append(_Open(tag, above.signs | own, node, True))
        else:  # class names of inline elements tell how words look
            self._open.append(_Open(tag, above.signs | own & ~ANY_KIND, above.node, False))

    def close(self, tag: str) -> None:
        """Take an end tag; one that closes nothing is passed over."""
        if self._skipped:
            self._depth -= tag == self._skipped
            self._skipped = self._skipped if self._depth > 0 else ""
            return
        if self._open[-1].tag == tag != "html":  # as nearly always
            self._close_down_to(len(self._open) - 1)
            return
        if tag in ("p", "br"):
            self._void("br" if tag == "br" else "hr")
        if not self._count.get(tag):
            return
        is_block = tag in _BLOCKS
        for depth in range(len(self._open) - 1, max(0, len(self._open) - _FARTHEST), -1):
            one = self._open[depth]
            if one.tag == tag:
                self._close_down_to(depth)
                return
            if one.is_block and not is_block:
                self._forget(tag, depth)
                return
            if one.tag in _SCOPES and tag not in _CLOSES_SCOPES:
                return

    def flush(self) -> None:
        """End the block that is being gathered."""
        if self._first is None:
            return
        for stretches in _lines(self.page, self._gathered):
            text = folded(self.page, stretches)
            if text:
                linked = sum([end - start for start, end, is_link in stretches if is_link])
                node = self._first.node
                block = Block(
                    node, self.nodes[node].tag, self._first.signs, stretches, text, _WORDS.sub("", text), linked
                )
                self.blocks.append(block)
        self._gathered = []
        self._first = None

    def _is_closed_after(self, tag: str, place: int) -> bool:
        """Otherwise an end tag that somebody forgot would take the rest of the page with it."""
        if tag not in self._last_ends:
            self._last_ends[tag] = max(self.page.rfind(f"</{tag}"), self.page.rfind(f"</{tag.upper()}"))
        return self._last_ends[tag] >= place

    def _void(self, tag: str) -> None:
        if tag == "hr":
            self.flush()
        elif tag == "br" and self._first is not None:
            self._gathered.append(BREAK)

    def _end_what_cannot_go_on(self, tag: str) -> None:
        if not self._count.get("p") and tag not in _ENDERS:
            return
        ended, barred = _ENDED_BY.get(tag, _NOTHING_ENDED)
        lowest = 0
        for depth in range(len(self._open) - 1, max(0, len(self._open) - _FARTHEST), -1):
            one = self._open[depth]
            if one.tag in ended:
                lowest = depth
            elif one.tag in barred or one.tag in _SCOPES:
                break
        if lowest:
            self._close_down_to(lowest)

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            one = self._open.pop()
            self._count[one.tag] -= 1
            if one.is_block:
                self.flush()

    def _forget(self, tag: str, depth: int) -> None:
        """An inline element ends inside a block that began in it: what comes later stands in it no more."""
        for place in range(depth, max(0, depth - 8), -1):
            if self._open[place].tag == tag:
                own = self._open[place].signs & ~self._open[place - 1].signs
                for one in self._open[place:]:
                    one.signs &= ~own
                self._open[place].tag = ""
                self._count[tag] -= 1
                self._count[""] = self._count.get("", 0) + 1
                return


def _lines(page: str, gathered: list[Stretch]) -> list[list[Stretch]]:
    """A line break parts paragraphs on older sites and cuts sentences on others: these are put together again."""
    if BREAK not in gathered:
        return [gathered]
    lines: list[list[Stretch]] = []
    line: list[Stretch] = []
    last = ""
    for stretch in [*gathered, BREAK]:
        if stretch is not BREAK:
            line.append(stretch)
            continue
        text = folded(page, line)
        if text and last and text[0].islower() and not _ENDS_A_SENTENCE.search(last[-8:]):
            lines[-1] += [BREAK, *line]
            last = text
        elif text:
            lines.append(line)
            last = text
        line = []
    return lines
