"""A web page: the article in it and what the page says about the article."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from onrecord.errors import UnreadableInput
from onrecord.reports.html_body import WRAPPING, body_of
from onrecord.reports.page_head import PageHead, page_head
from onrecord.text.decode import clean, decode_html
from onrecord.values.report import Furniture, PageRun, Passage
from onrecord.values.span import Span

__all__ = ["Article", "article_from_html", "decode_html"]


@dataclass(frozen=True, slots=True)
class Article:
    """What a page holds. Nothing of it is verified.

    text: title and paragraphs, parted by empty lines; cells of a table's row by " | ". passages, furniture, title_span:
    spans of it. page_map: where its characters stand in the decoded page. head: what the page says of itself.
    extractor: programs and versions that found the article in the page.
    """

    text: str
    head: PageHead
    flags: tuple[str, ...]
    extractor: str
    title_span: Span | None = None
    passages: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    page_map: tuple[PageRun, ...] = ()


def article_from_html(html: str, *, origin: str, address: str | None = None) -> Article:
    """Find the article in a page. Pure: no network, no clock, the same page gives the same article.

    html: the decoded page; `page_map` speaks of it as it is given. address: where it was found, if that is known.
    Raises UnreadableInput when there is no article, or when it could not be had whole.
    """
    from onrecord.reports.markup import tree_of  # noqa: PLC0415  # lxml: not needed for help or for plain text

    markup, flags = clean(html)
    tree = tree_of(markup, origin)
    head = page_head(tree, address=address)
    body = body_of(markup, tree, head.title)
    if body is None:
        raise UnreadableInput(
            f"{origin}: no article was found in this page",
            "check that the page shows its text without scripts, or save the text and read that",
        )
    return Article(
        text=body.text,
        head=head,
        flags=(*flags, *head.flags, *body.flags),
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
