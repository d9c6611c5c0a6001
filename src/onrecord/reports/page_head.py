"""What a page says of itself: title, byline, outlet, agency, section, language, address, and every date it names.

JSON-LD first, then OpenGraph and meta, then what stands around the headline. All of it is text of strangers: bounded,
on one line, without tags; nothing is fetched and nothing verified.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reports.date_claims import DateClaim
from onrecord.reports.page_head_address import canonical_address, hosts_of
from onrecord.reports.page_head_authors import find_authors, find_wire
from onrecord.reports.page_head_dates import claims_of_lines, date_claims, is_told, picture_claims
from onrecord.reports.page_head_json import linked_data, strings
from onrecord.reports.page_head_lines import lines_near_headline
from onrecord.reports.page_head_locale import locale_of
from onrecord.reports.page_head_marked import find_marked
from onrecord.reports.page_head_meta import (
    SECTIONS,
    TITLES,
    Meta,
    first_of,
    one_line,
    read_meta,
)
from onrecord.reports.page_head_names import (
    LONGEST_BYLINE,
    LONGEST_NAME,
    LONGEST_TITLE,
    fold_name,
    is_byline,
    is_cut,
    persons_and_agencies,
    same_title,
    shares_words,
    without_outlet,
)
from onrecord.reports.page_head_outlet import outlet_names, outlet_of
from onrecord.reports.page_head_search import searched
from onrecord.reports.page_head_sources import Sources
from onrecord.reports.plain import is_headline

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class PageHead:
    """What a page says of itself. None where it says nothing.

    title: without the outlet's name. byline: persons, "Ana Berg, Jo Lund". wire: the agency credited.
    language: ISO 639-1, as the page says. url: its canonical address, http or https. dates: in the order of trust.
    flags: what a reader should mind.
    """

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    wire: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    dates: tuple[DateClaim, ...] = ()
    flags: tuple[str, ...] = ()


def page_head(tree: HtmlElement, *, address: str | None = None) -> PageHead:
    """Read a page's head. Pure: nothing is fetched, the tree stays as it is.

    address: where the page was found, if that is known; a canonical address of another host is then not believed.
    Cost: linear in the page, some two milliseconds; a page that names no date is searched for one, which takes longer.
    """
    meta = read_meta(tree)
    url, flags = canonical_address(tree, meta, address)
    sources = _sources(tree, meta, [one for one in (url, address) if one])
    names, hosts = outlet_names(sources), hosts_of(url or address)
    language, locale = locale_of(tree, sources, url or address)
    title = _title(sources, [*names, *hosts])
    persons, agencies = find_authors(sources, [*names, *hosts[:1]])
    dates = date_claims(sources, locale, title=title, addresses=[one for one in (address, url) if one])
    if not persons or not is_told(dates):
        lines = lines_near_headline(tree, title)
        bylines = [line for line in lines if is_byline(line)][:1]
        persons = persons or persons_and_agencies(bylines, names)[0]
        dates += () if is_told(dates) else claims_of_lines(lines, locale, dates)
    if not is_told(dates):
        dates += (*picture_claims(meta), *searched(tree, url or address))
    return PageHead(
        title=title,
        byline=", ".join(persons)[:LONGEST_BYLINE] or None,
        outlet=outlet_of(names, hosts),
        wire=find_wire(sources, agencies),
        section=_section(sources),
        language=language,
        url=url,
        dates=dates,
        flags=flags,
    )


def _sources(tree: HtmlElement, meta: Meta, addresses: Sequence[str]) -> Sources:
    element = tree.find(".//title")
    titles = [words for _, words in first_of(meta, TITLES)]
    linked = linked_data(tree, titles=titles, addresses=addresses)
    whole_title = one_line(element.text_content()[: 2 * LONGEST_TITLE])[:LONGEST_TITLE] if element is not None else ""
    return Sources(meta, linked, find_marked(tree), whole_title)


def _title(sources: Sources, outlets: Sequence[str]) -> str | None:
    """The headline as printed where the head names it too; else what the head says best.

    A <title> without the form of a headline, where nothing else in the head tells one, is the name of a site or of a
    file: then a main heading with that form counts more.
    """
    article = sources.article
    names = {fold_name(name) for name in outlets} - {""}
    told = [*strings(article.get("headline")), *strings(article.get("name"))]
    told += [words for _, words in first_of(sources.meta, TITLES)]
    told = [without_outlet(one_line(one), names) for one in told if one and len(one) <= LONGEST_TITLE]
    element = without_outlet(sources.title_element, names)
    is_mere_name = not told and not is_headline(element)
    told += [element] if element else []
    told = [one for one in told if fold_name(one) not in names] or told
    printed = [
        one.words for one in sources.marked if one.tag == "h1" and one.words and fold_name(one.words) not in names
    ]
    for headline in printed:
        named = next((one for one in told if same_title(headline, one)), None)
        if named:
            return named if fold_name(headline).endswith(fold_name(named)) else headline
    near = [headline for headline in printed if any(shares_words(headline, one) for one in told)]
    whole = [one for one in told if one and not is_cut(one)]
    formed = [one for one in printed if is_headline(one)] if is_mere_name else []
    return next(iter([*near, *formed, *whole, *printed, *told]), None)


def _section(sources: Sources) -> str | None:
    article = sources.article
    fields = [*strings(article.get("articleSection")), *(words for _, words in first_of(sources.meta, SECTIONS))]
    return next((words for words in fields if 1 < len(words) <= LONGEST_NAME and not words.startswith("http")), None)
