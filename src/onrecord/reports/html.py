"""A web page: the article in it and what the page says about the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableInput
from onrecord.reports.html_body import WRAPPING, body_of
from onrecord.text.decode import clean, decode_html
from onrecord.values.report import Furniture, PageRun, Passage
from onrecord.values.span import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Article", "article_from_html", "decode_html"]

# The date search would otherwise ask the clock which dates are possible, and look for dates in the words of the text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
_LONGEST = {"title": 500, "byline": 300, "outlet": 200, "url": 2000}
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]|$)")
_WEB = re.compile(r"https?://\S+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds. Nothing of it is verified.

    text: title and paragraphs, parted by empty lines; cells of a table's row by " | ". passages, furniture, title_span:
    spans of it. page_map: where its characters stand in the decoded page.
    published: as "2021-12-02", by the page's own metadata.
    extractor: programs and versions that found the article in the page.
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
    title_span: Span | None = None
    passages: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    page_map: tuple[PageRun, ...] = ()


def article_from_html(html: str, *, origin: str) -> Article:
    """Find the article in a page. Pure: no network, no clock, the same page gives the same article.

    html: the decoded page; `page_map` speaks of it as it is given.
    Raises UnreadableInput when there is no article, or when it could not be had whole.
    """
    from onrecord.reports.markup import tree_of  # noqa: PLC0415  # lxml: not needed for help or for plain text

    markup, flags = clean(html)
    tree = tree_of(markup, origin)
    head = _head(tree)
    body = body_of(markup, tree, head.title)
    if body is None:
        raise UnreadableInput(
            f"{origin}: no article was found in this page",
            "check that the page shows its text without scripts, or save the text and read that",
        )
    return Article(
        text=body.text,
        title=head.title,
        byline=head.byline,
        outlet=head.outlet,
        url=head.url,
        published=head.published,
        language=_page_language(tree),
        flags=(*flags, *body.flags),
        extractor=_extractor(),
        title_span=body.title_span,
        passages=body.passages,
        furniture=body.furniture,
        page_map=body.page_map,
    )


@cache
def _extractor() -> str:
    """Names and versions of what finds the article: looked up on disk once, not for each page."""
    return f"trafilatura {version('trafilatura')}, onrecord {WRAPPING}"


@dataclass(frozen=True, slots=True)
class _Head:
    """What the page says of itself."""

    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: str | None


def _head(tree: HtmlElement) -> _Head:
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415  # as above

    found = extract_metadata(tree, None, dict(_DATES), True)
    outlet = _said("outlet", found.sitename)
    url = _said("url", found.url)
    return _Head(
        title=_without_outlet(_said("title", found.title), outlet),
        byline=_said("byline", found.author),
        outlet=outlet,
        url=url if url and _WEB.match(url) else None,
        published=found.date,
    )


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
