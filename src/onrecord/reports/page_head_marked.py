"""Elements around a headline that their own markup names: microdata, <time>, class words such as "byline".

One walk over the page gathers all of them; what they mean is asked where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.reports.page_head_meta import shown_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = tuple("h1 time span div p li h2 h3 h4 small abbr em a td font address dd".split())
# A part of every word in _DATES and _AUTHORS: most classes are passed over at its price.
_HINTS = tuple(
    "dat time publi pubd post fecha creat byline aut wr upd modif lastmod hora zeit verf reda fn repo journ".split()
)
_ITEMPROP = re.compile(r"(?:date|author|creator|name$)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-zé]+")
_LONGEST = 300  # characters of an element's text
_MOST = 200  # marked elements; a page with more is a list
_ELSEWHERE = frozenset(
    "related recommended recommendations recommend sidebar aside widget widgets comment comments commentlist footer "
    "nav menu navigation popular latest trending teaser teasers weather newsticker ticker carousel slider promo more "
    "mostread similar recent sponsored disqus respond banner topbar masthead "
    "breaking tweet embed archive archives".split()
)
_ELSEWHERE_TAGS = frozenset(("aside", "footer", "nav", "blockquote", "table"))
_DATES = frozenset(
    "date dates datum fecha data time times timestamp published publish publication publishing posted pubdate datetime "
    "created dateline postdate entrydate articledate publisheddate pubtime dateposted updated modified update lastmod "
    "hora zeit publié publicado".split()
)
_AUTHORS = frozenset(
    "author authors authorname byline bylines autor autora autore auteur writer writers verfasser redakteur fn "
    "reporter journalist creator".split()
)


@dataclass(frozen=True, slots=True)
class Marked:
    """An element with what its markup calls it.

    tag, itemprop: in small letters. marks: the words of its class and id, in small letters.
    words: its text on one line, "" when it is longer than 300 characters. value: what its attribute says to machines.
    order: place among the elements walked. elsewhere: the mark of what is around it and not the article, or None.
    """

    tag: str
    itemprop: str
    marks: frozenset[str]
    words: str
    value: str | None
    order: int
    elsewhere: str | None

    @property
    def is_date(self) -> bool:
        return self.tag == "time" or self.itemprop.startswith("date") or not self.marks.isdisjoint(_DATES)

    @property
    def is_author(self) -> bool:
        return (
            self.itemprop in ("author", "creator", "author name")
            or self.tag == "address"
            or not self.marks.isdisjoint(_AUTHORS)
        )


def find_marked(tree: HtmlElement) -> tuple[Marked, ...]:
    """All headlines, times and elements whose class, id or itemprop speaks of a date or an author, in order.

    Cost: linear; of each element the first 300 characters, of a page the first 200 such elements.
    """
    found: list[Marked] = []
    around_headline = {above for headline in tree.iter("h1") for above in headline.iterancestors()}
    for order, element in enumerate(tree.iter(*_TAGS)):
        tag = element.tag
        rel = element.get("rel") if tag == "a" else None
        named = (element.get("class"), element.get("id"), element.get("itemprop"), rel)
        if (named == _UNNAMED and tag not in _SPEAKING_TAGS) or not _is_wanted(tag, named):
            continue
        found.append(_marked(element, order, around_headline))
        if len(found) == _MOST:
            break
    return tuple(found)


_UNNAMED = (None, None, None, None)
_SPEAKING_TAGS = frozenset(("h1", "time", "address"))


@lru_cache(maxsize=8192)
def _is_wanted(tag: str, named: tuple[str | None, str | None, str | None, str | None]) -> bool:
    """Pages repeat their class words: each set of them is looked at once."""
    cls, name, itemprop, rel = named
    if tag in _SPEAKING_TAGS or rel == "author" or (itemprop and _ITEMPROP.match(itemprop.strip())):
        return True
    lowered = f"{cls} {name}".lower()
    if not any(hint in lowered for hint in _HINTS):
        return False
    marks = marks_of(cls, name)
    return not marks.isdisjoint(_DATES) or not marks.isdisjoint(_AUTHORS)


@lru_cache(maxsize=8192)
def marks_of(cls: str | None, name: str | None) -> frozenset[str]:
    """The words of a class and an id in small letters, whole and in their parts: "entryDate" gives "entry", "date"."""
    named = f"{cls or ''} {name or ''}"[:_LONGEST]
    return frozenset((*(word.lower() for word in _WORD.findall(named)), *named.lower().split()))


def _marked(element: HtmlElement, order: int, around_headline: AbstractSet[HtmlElement]) -> Marked:
    marks = marks_of(element.get("class"), element.get("id"))
    values = (element.get(name) for name in ("datetime", "content", "data-datetime", "data-date", "title"))
    return Marked(
        tag=str(element.tag),
        itemprop=_itemprop(element),
        marks=marks | {"author"} if element.get("rel") == "author" else marks,
        words=_text(element),
        value=next((value[:_LONGEST] for value in values if value and value.strip()), None),
        order=order,
        elsewhere=_elsewhere(element, around_headline),
    )


def _itemprop(element: HtmlElement) -> str:
    """Its own name; of a name inside an author's box "author name"."""
    own = (element.get("itemprop") or "").strip().lower()
    if own != "name":
        return own
    around = [
        (above.get("itemprop") or "").lower() for above, _ in zip(element.iterancestors(), range(3), strict=False)
    ]
    return "author name" if {"author", "creator"} & set(around) else own


def _text(element: HtmlElement) -> str:
    words, is_whole = shown_text(element, _LONGEST)
    return words if is_whole else ""


def _elsewhere(element: HtmlElement, around_headline: AbstractSet[HtmlElement]) -> str | None:
    """The first mark of what is not the article, on the way up to what holds the headline, twelve levels at most.

    "has-sidebar" on the whole page says nothing of what is in it.
    """
    for level, above in enumerate(element.iterancestors()):
        if level == 12 or above in around_headline:
            return None
        if above.tag in _ELSEWHERE_TAGS:
            return str(above.tag)
        mark = _mark_elsewhere(above.get("class"), above.get("id")) if above.tag not in ("body", "html") else None
        if mark:
            return mark
    return None


@lru_cache(maxsize=8192)
def _mark_elsewhere(cls: str | None, name: str | None) -> str | None:
    return min(marks_of(cls, name) & _ELSEWHERE, default=None)
