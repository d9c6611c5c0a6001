"""A web page: the article in it and what the page says about the article."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.text.decode import clean, decode_html

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

__all__ = ["Article", "article_from_html", "decode_html"]

_BLOCKS = frozenset({"p", "head", "quote", "item", "list", "row", "table", "body"})
_BREAK, _CELL_BREAK = "\u2028", "\u2029"  # stand in for themselves: the extractor leaves none in the text
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}$")
# The date search would otherwise ask the clock which dates are possible, and look for dates in the words of the text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_LONGEST = {"title": 500, "byline": 300, "outlet": 200, "url": 2000}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]|$)")
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds. Nothing of it is verified.

    text: title and paragraphs, parted by empty lines. published: as "2021-12-02", by the page's own metadata.
    extractor: program and version that found the article in the page.
    """

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    language: str | None
    flags: tuple[str, ...]
    extractor: str


def article_from_html(html: str, *, origin: str) -> Article:
    """Find the article in a page. Pure: no network, no clock, the same page gives the same article.

    Raises UnreadableInput when there is no article, or when it could not be had whole.
    """
    from onrecord.reports.markup import tree_of  # noqa: PLC0415  # lxml: not needed for help or for plain text

    markup, flags = clean(html)
    tree = tree_of(markup, origin)
    language = _page_language(tree)
    found = _extracted(tree)
    paragraphs = _paragraphs(found.body) if found is not None else []
    if found is None or not paragraphs:
        raise UnreadableInput(
            f"{origin}: no article was found in this page",
            "check that the page shows its text without scripts, or save the text and read that",
        )
    outlet = _said("outlet", found.sitename)
    title = _without_outlet(_said("title", found.title), outlet)
    url = _said("url", found.url)
    return Article(
        text="\n\n".join(_with_title(title, paragraphs)),
        title=title,
        byline=_said("byline", found.author),
        outlet=outlet,
        url=url if url and _WEB.match(url) else None,
        published=found.date,
        language=language,
        flags=flags,
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
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    # Without its second opinions: they add no quoted sentence (measured on 127 pages), and parse the page anew under
    # the limits that `tree_of` lifts. Not de-duplicated: what was kept would depend on the pages read before.
    for all_it_can in (False, True):
        found = bare_extraction(
            tree,
            fast=True,
            favor_recall=all_it_can,
            include_comments=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
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


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """ "Talks go on | Harbour Post" is a title and an outlet."""
    if title is None or outlet is None:
        return title
    bare = re.sub(rf"\s*[|–—:·-]\s*{re.escape(outlet)}$", "", title, flags=re.IGNORECASE)
    return bare or title


def _said(name: str, words: str | None) -> str | None:
    """A field of the metadata on one line; None when blank, or so long that it is something else."""
    if words is None:
        return None
    line = " ".join(clean(words)[0].split())
    return line if 0 < len(line) <= _LONGEST[name] else None


def _page_language(tree: HtmlElement) -> str | None:
    found = _LANGUAGE.match(str(tree.get("lang") or "").strip().lower())
    return found[1] if found else None
