"""What a page's head says in <meta> and <link>: OpenGraph, Dublin Core and the names that content systems use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.text.decode import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 2_000  # characters; a longer value is no field of a head
_MOST = 1_000  # elements; on real pages the most is some 150
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_UNSEEN = ("script", "style")
_MARKUP = re.compile(r"<[^<>]{0,500}>")

TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
)
AUTHORS = (
    *("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "byl", "dc.creator"),
    *(
        "dcterms.creator",
        "citation_author",
        "authors",
        "creator",
        "cxenseparse:author",
        "shareaholic:article_author_name",
    ),
)
OUTLETS = (
    *("og:site_name", "publisher", "application-name", "dc.publisher", "dcterms.publisher", "citation_journal_title"),
    *("cre", "rbpubname", "apple-mobile-web-app-title", "al:ios:app_name"),
)
SOURCES = (
    "source",
    "news_source",
    "agency",
    "article:provider",
    "dc.source",
    "dcterms.source",
    "provider",
    "cxenseparse:source",
)
SECTIONS = ("article:section", "og:article:section", "parsely-section", "cxenseparse:section", "section", "category")
LANGUAGES = ("og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage")
PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "article:published_date"),
    *("og:published_time", "og:pubdate", "og:publish_date", "parsely-pub-date", "sailthru.date", "publish-date"),
    *("publishdate", "publish_date", "published_date", "published-date", "published_time", "publication_date"),
    *(
        "publicationdate",
        "article:publication_date",
        "article.published",
        "article_date_original",
        "originalpublicationdate",
    ),
    *(
        "datepublished",
        "pubdate",
        "pdate",
        "ptime",
        "rbpubdate",
        "bt:pubdate",
        "displaydate",
        "date_published",
        "dateposted",
    ),
    *("citation_publication_date", "citation_online_date", "cxenseparse:recs:publishtime", "mediator_published_time"),
    *("shareaholic:article_published_time", "vr:published_time", "twt-published-at", "rnews:datepublished"),
    *(
        "dc.date.issued",
        "dcterms.issued",
        "dcsext.articlefirstpublished",
        "analyticsattributes.articledate",
        "doc_date",
    ),
    *("article.created", "article:post_date", "dc.date.created", "dcterms.created", "dc.created", "datecreated"),
    *("date_created", "content_create_date", "created", "citation_date", "dc.date.publication", "dc:date"),
    *("dc.date", "dcterms.date", "date", "video:release_date", "release_date"),
)
UPDATED = (
    *(
        "article:modified_time",
        "og:article:modified_time",
        "article:modified",
        "article:modified_date",
        "og:updated_time",
    ),
    *("og:modified_time", "datemodified", "lastmod", "lastmodified", "last-modified", "last_modified", "modified"),
    *("modificationdate", "modified_time", "updated_time", "dc.date.modified", "dcterms.modified", "dc.modified"),
    *("bt:moddate", "revision_date", "article:updated_time", "lastupdate", "date.updated", "article:updated"),
)

Meta = Mapping[str, tuple[str, ...]]


def read_meta(tree: HtmlElement) -> Meta:
    """The values by name in small letters, in order; of 1,000 elements at most, values over 2,000 characters left out.

    `name`, `property`, `itemprop` and `http-equiv` name a value alike: pages take one for the other.
    """
    found: dict[str, list[str]] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number == _MOST:
            break
        content = element.get("content")
        if not content or len(content) > _LONGEST:
            continue
        names = {element.get(key, "").strip().lower() for key in ("name", "property", "itemprop", "http-equiv")}
        for name in names - {""}:
            found.setdefault(name, []).append(one_line(content))
    return {name: tuple(filter(None, values)) for name, values in found.items()}


def first_of(meta: Meta, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Name and first value of each of `names` that the page has, in the order of `names`."""
    return tuple((name, meta[name][0]) for name in names if meta.get(name))


def one_line(words: str) -> str:
    """Words without tags, controls and lone surrogates, white space folded."""
    return " ".join(_MARKUP.sub(" ", _CONTROL.sub(" ", clean(words)[0])).split())


def shown_text(element: HtmlElement, longest: int) -> tuple[str, bool]:
    """The words in an element on one line, scripts and styles left out, and whether these are all.

    longest: characters; of an element with more the beginning.
    """
    from lxml.etree import iterwalk  # noqa: PLC0415  # only when a page is at hand

    words: list[str] = []
    length = 0
    for event, one in iterwalk(element, events=("start", "end")):
        is_read = one.tag not in _UNSEEN if event == "start" else one is not element
        part = (one.text if event == "start" else one.tail) if is_read else None
        words.append(part or "")
        length += len(words[-1].strip())
        if length > longest:
            break
    return one_line(" ".join(words)), length <= longest
