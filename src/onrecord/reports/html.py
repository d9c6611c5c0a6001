"""A web page: the article in it and what the page says about the article."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.reports.page_head import PageHead, page_head
from onrecord.text.decode import clean, decode_html

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

__all__ = ["Article", "article_from_html", "decode_html"]

_BLOCKS = frozenset({"p", "head", "quote", "item", "list", "row", "table", "body"})
_BREAK, _CELL_BREAK = "\u2028", "\u2029"  # stand in for themselves: the extractor leaves none in the text
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds. Nothing of it is verified.

    text: title and paragraphs, parted by empty lines. head: what the page says of itself.
    extractor: program and version that found the article in the page.
    """

    text: str
    head: PageHead
    flags: tuple[str, ...]
    extractor: str


def article_from_html(html: str, *, origin: str, address: str | None = None) -> Article:
    """Find the article in a page. Pure: no network, no clock, the same page gives the same article.

    address: where the page was found, if that is known.
    Raises UnreadableInput when there is no article, or when it could not be had whole.
    """
    from onrecord.reports.markup import tree_of  # noqa: PLC0415  # lxml: not needed for help or for plain text

    markup, flags = clean(html)
    tree = tree_of(markup, origin)
    head = page_head(tree, address=address)
    found = _extracted(tree)
    paragraphs = _paragraphs(found.body) if found is not None else []
    if found is None or not paragraphs:
        raise UnreadableInput(
            f"{origin}: no article was found in this page",
            "check that the page shows its text without scripts, or save the text and read that",
        )
    return Article(
        text="\n\n".join(_with_title(head.title, paragraphs)),
        head=head,
        flags=(*flags, *head.flags),
        extractor=_extractor(),
    )


@cache
def _extractor() -> str:
    """Name and version of the library that extracts: looked up on disk once, not for each page."""
    return f"trafilatura {version('trafilatura')}"


def _extracted(tree: HtmlElement) -> Document | None:
    from trafilatura import bare_extraction  # noqa: PLC0415  # half a second to load: only when a page is at hand

    # Its log says what our errors say better; without a handler it would end on standard error.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    # Without its second opinions: they add no quoted sentence (measured on 127 pages), and parse the page anew under
    # the limits that `tree_of` lifts. Not de-duplicated: what was kept would depend on the pages read before.
    for all_it_can in (False, True):
        found = bare_extraction(
            tree,
            fast=True,
            favor_recall=all_it_can,
            include_comments=False,
            deduplicate=False,
            with_metadata=False,
        )
        # A dictionary is what it gives only on demand; a body is what it lacks when it gave up.
        if found is not None and not isinstance(found, dict) and found.body is not None:
            return found
    return None


def _paragraphs(body: _Element) -> list[str]:
    from lxml import etree  # noqa: PLC0415  # as above

    words: list[str] = []
    ends: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_block = element.tag in _BLOCKS
        if event == "start":
            ends += _flushed(words) if is_block else []
            words.append(_BREAK if element.tag == "lb" else element.text or "")
        else:
            ends += _flushed(words) if is_block else []
            words.append(_CELL_BREAK if element.tag == "cell" else "")
            words.append(element.tail or "")
    return ends + _flushed(words)


def _flushed(words: list[str]) -> list[str]:
    """The paragraphs gathered so far; `words` is emptied."""
    cells = "".join(words).split(_CELL_BREAK)
    words.clear()
    row = " | ".join(cell for cell in (" ".join(cell.split(" ")) for cell in cells) if cell.strip())
    return _at_line_breaks(row)


def _at_line_breaks(block: str) -> list[str]:
    """A line break parts paragraphs on older sites and cuts sentences on others: these are put together again."""
    paragraphs: list[str] = []
    for line in (" ".join(line.split()) for line in block.split(_BREAK)):
        if not line:
            continue
        if paragraphs and line[0].islower() and not _ENDS_A_SENTENCE.search(paragraphs[-1]):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return paragraphs


def _with_title(title: str | None, paragraphs: list[str]) -> list[str]:
    if title is None or any(_folded(paragraph).startswith(_folded(title)) for paragraph in paragraphs[:3]):
        return paragraphs
    return [title, *paragraphs]


def _folded(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())
