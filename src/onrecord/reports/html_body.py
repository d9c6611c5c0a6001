"""The body of a page: from decoded markup to the report's text with all that is told apart in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reports.html_blocks import Blocks, blocks_of
from onrecord.reports.html_choice import by_prose, choose
from onrecord.reports.html_text import PageText, lay_out
from onrecord.reports.html_votes import Votes, kept_by_trafilatura
from onrecord.values.report import Furniture, PageRun, Passage
from onrecord.values.span import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Of the wrapping in this package: raise it when the same page gives another text, or other marks.
WRAPPING = "pages-1"
_MOST_BLOCKS = 20_000  # on real pages 3,000 at most; trafilatura needs 17 s for 50,000
_MOST_UNPLACED = 0.1  # of what trafilatura keeps may be words that we do not see


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a page's report; spans are of `text`."""

    text: str
    title_span: Span | None
    passages: tuple[Passage, ...]
    furniture: tuple[Furniture, ...]
    page_map: tuple[PageRun, ...]
    flags: tuple[str, ...]


def body_of(page: str, tree: HtmlElement, title: str | None) -> Body | None:
    """The report in a page, None where there is none.

    page: decoded; tree: the same, parsed whole; title: as the page's head tells it.
    """
    found = blocks_of(page)
    votes = Votes(kept_by_trafilatura(tree) if len(found.blocks) <= _MOST_BLOCKS else ())
    shares = [votes.share(block, page) for block in found.blocks]
    chosen = choose(found, shares) or choose(found, by_prose(found))
    if not any(one.kind is None for one in chosen):
        return None
    laid = lay_out(page, chosen, title, found)
    return Body(laid.text, laid.title_span, laid.passages, laid.furniture, laid.page_map, _flags(found, votes, laid))


def _flags(found: Blocks, votes: Votes, laid: PageText) -> tuple[str, ...]:
    """What a reader must know: a text that may be shorter than the report is never returned as whole."""
    flags = []
    if len(found.blocks) > _MOST_BLOCKS:
        flags.append("more blocks than an article has: chosen without trafilatura")
    if found.breaks_off:
        flags.append("truncated: the page's markup breaks off")
    if votes.unplaced > _MOST_UNPLACED * len(votes):
        flags.append("truncated: words of the article were not found where they stand in the page")
    if laid.title_span and not (laid.page_map and laid.page_map[0].text.start == laid.title_span.start):
        flags.append("the title has no place in the page")
    return tuple(flags)
