"""What a page says of itself: title, byline, outlet, agency, section, language, address, and every date it names.

JSON-LD first, then OpenGraph and meta, then what stands around the headline. All of it is text of strangers: bounded,
on one line, without tags; nothing is fetched and nothing verified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from onrecord.reports.date_claims import DateClaim
from onrecord.reports.page_head_dates import Locale, claims_of_lines, date_claims, is_told, picture_claims
from onrecord.reports.page_head_json import LinkedData, Node, linked_data, nodes_of_type, strings, types_of
from onrecord.reports.page_head_lines import lines_near_headline
from onrecord.reports.page_head_marked import Marked, find_marked
from onrecord.reports.page_head_meta import (
    AUTHORS,
    LANGUAGES,
    OUTLETS,
    SECTIONS,
    SOURCES,
    TITLES,
    Meta,
    first_of,
    one_line,
    read_meta,
)
from onrecord.reports.page_head_search import searched
from onrecord.reports.page_head_names import (
    LONGEST_BYLINE,
    LONGEST_NAME,
    LONGEST_TITLE,
    as_agency,
    fold_name,
    is_byline,
    is_author_label,
    is_cut,
    persons_and_agencies,
    same_title,
    shares_words,
    without_outlet,
)

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


@dataclass(frozen=True, slots=True)
class _Sources:
    """A page's own words on itself, read once."""

    meta: Meta
    linked: LinkedData
    marked: tuple[Marked, ...]
    title_element: str


def page_head(tree: HtmlElement, *, address: str | None = None) -> PageHead:
    """Read a page's head. Pure: nothing is fetched, the tree stays as it is.

    address: where the page was found, if that is known; a canonical address of another host is then not believed.
    Cost: linear in the page, some milliseconds.
    """
    meta = read_meta(tree)
    title_element = tree.find(".//title")
    titles = [words for _, words in first_of(meta, TITLES)]
    url, flags = _canonical(tree, meta, address)
    linked = linked_data(tree, titles=titles, addresses=[one for one in (url, address) if one])
    whole_title = one_line(title_element.text_content())[:LONGEST_TITLE] if title_element is not None else ""
    sources = _Sources(meta, linked, find_marked(tree), whole_title)
    outlet, outlets = _outlet(sources, url or address)
    persons, agencies = _authors(sources, outlets)
    language, locale = _language(tree, sources, url or address)
    title = _title(sources, outlets)
    dates = date_claims(
        linked, meta, sources.marked, locale, title=title, addresses=[one for one in (address, url) if one]
    )
    if not persons or not is_told(dates):
        lines = lines_near_headline(tree, title)
        persons = persons or persons_and_agencies([line for line in lines if is_byline(line)], outlets)[0]
        dates += claims_of_lines(lines, locale) if not is_told(dates) else ()
    if not is_told(dates):
        dates += (*picture_claims(meta), *searched(tree, url or address))
    return PageHead(
        title=title,
        byline=", ".join(persons)[:LONGEST_BYLINE] or None,
        outlet=outlet,
        wire=_wire(sources, agencies),
        section=_section(sources),
        language=language,
        url=url,
        dates=dates,
        flags=flags,
    )


def _canonical(tree: HtmlElement, meta: Meta, address: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The address the page gives itself; a bare home page, another host's and anything but http(s) are left out."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    named = [*links, *(meta[name][0] for name in ("og:url", "twitter:url") if meta.get(name))]
    flags: list[str] = []
    for words in named[:10]:
        url = _web_address(words, address)
        if url is None:
            continue
        if urlsplit(url).path in ("", "/") and not urlsplit(url).query:
            continue
        if address and not _same_site(url, address):
            flags.append(f"the page's canonical address is of another host, {urlsplit(url).hostname!r}, and left out")
            continue
        return url, tuple(flags)
    return None, tuple(dict.fromkeys(flags))


def _web_address(words: str | None, base: str | None) -> str | None:
    if not words or len(words) > 2000:
        return None
    try:
        joined = urljoin(base or "", words.strip())
        parts = urlsplit(joined)
        hostname = parts.hostname
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and hostname and "." in hostname and not re.search(r"\s", joined)
    return joined if is_web else None


def _same_site(one: str, other: str) -> bool:
    """Of one site: the same last two labels of the host, three below a short one as in "example.co.uk"."""
    try:
        return _site(urlsplit(one).hostname) == _site(urlsplit(other).hostname)
    except ValueError:
        return False


def _site(host: str | None) -> str:
    labels = (host or "").lower().rstrip(".").split(".")
    length = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-length:])


def _title(sources: _Sources, outlets: Sequence[str]) -> str | None:
    """The headline as printed where the head names it too; else what the head says best."""
    article = sources.linked.article or {}
    told = [*strings(article.get("headline")), *strings(article.get("name"))]
    told += [words for _, words in first_of(sources.meta, TITLES)]
    told = [without_outlet(one, outlets) for one in (*told, sources.title_element) if one and len(one) <= LONGEST_TITLE]
    names = {fold_name(name) for name in outlets}
    told = [one for one in told if fold_name(one) not in names] or told
    printed = [one.words for one in sources.marked if one.tag == "h1" and one.words and fold_name(one.words) not in names]
    for headline in printed:
        named = next((one for one in told if same_title(headline, one)), None)
        if named:
            return named if fold_name(headline).endswith(fold_name(named)) else headline
    near = [headline for headline in printed if any(shares_words(headline, one) for one in told)]
    whole = [one for one in told if one and not is_cut(one)]
    return next(iter([*near, *whole, *printed, *told]), None)


def _outlet(sources: _Sources, address: str | None) -> tuple[str | None, list[str]]:
    """The outlet's name, and all names by which the page calls it."""
    linked, meta = sources.linked, sources.meta
    article = linked.article or {}
    names = [*_names(article.get("publisher"), linked), *_names(article.get("sourceOrganization"), linked)]
    names += [words for _, words in first_of(meta, OUTLETS[:1])]
    names += [name for node in nodes_of_type(linked, "newsmediaorganization", "website") for name in _names(node, linked)]
    names += [words for _, words in first_of(meta, OUTLETS[1:])]
    names += [node_name for node in nodes_of_type(linked, "organization") for node_name in _names(node, linked)]
    names = [name.lstrip("@") for name in names if 1 < len(name) <= LONGEST_NAME and not as_agency(name)]
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    labels = [host, host.split(".")[0], _site(host).split(".")[0]] if host else []
    proper = [name for name in names if not re.fullmatch(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", name)]
    found = next(iter([*proper, *names, *([host] if host else [])]), None)
    return found, [*names, *labels]


def _person_nodes(linked: LinkedData) -> list[str]:
    """The one person of a graph that names no author."""
    found = [name for node in nodes_of_type(linked, "person") for name in _names(node, linked)]
    return found if len(set(found)) == 1 else []


def _names(value: object, linked: LinkedData) -> list[str]:
    """The names of a person, an organisation, or a list of them; a bare string is a name."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values[:50]:
        whole = linked.resolved(one)
        if isinstance(whole, str):
            found += strings(whole)
        elif isinstance(whole, Mapping):
            found += strings(whole.get("name")) or strings(whole.get("legalName")) or _given_and_family(whole)
    return [one_line(name) for name in found if name.strip() and not name.startswith("http")]


def _given_and_family(person: Node) -> tuple[str, ...]:
    parts = [*strings(person.get("givenName"))[:1], *strings(person.get("familyName"))[:1]]
    return (" ".join(parts),) if parts else ()


def _authors(sources: _Sources, outlets: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Persons and agencies, from the first source that names a person; agencies from all before it."""
    agencies: dict[str, str] = {}
    for values in _author_fields(sources):
        persons, named = persons_and_agencies([one for one in values if len(one) <= 1000], outlets)
        agencies.update((fold_name(name), name) for name in named)
        if persons:
            return persons, tuple(agencies.values())
    return (), tuple(agencies.values())


def _author_fields(sources: _Sources) -> Iterable[Sequence[str]]:
    article = sources.linked.article or {}
    yield _names(article.get("author"), sources.linked) or _names(article.get("creator"), sources.linked)
    for name in AUTHORS:
        if sources.meta.get(name):
            yield sources.meta[name]
    label = sources.meta.get("twitter:label1", ("",))[0]
    yield sources.meta.get("twitter:data1", ()) if is_author_label(label) else ()
    yield _person_nodes(sources.linked)
    beside = [one for one in sources.marked if one.is_author and one.elsewhere is None and one.words and len(one.words) < 120]
    yield [one.words for one in beside if "author" in one.itemprop][:5]
    for one in beside[:10]:
        yield [one.words]
    for node in sources.linked.others[:3]:
        yield _names(node.get("author"), sources.linked)


def _wire(sources: _Sources, agencies: Sequence[str]) -> str | None:
    article = sources.linked.article or {}
    fields = [*agencies]
    for name in ("provider", "sourceOrganization", "creditText", "copyrightHolder", "isBasedOn"):
        fields += _names(article.get(name), sources.linked)
    fields += [words for _, words in first_of(sources.meta, SOURCES)]
    return next((agency for words in fields if (agency := as_agency(words))), None)


def _section(sources: _Sources) -> str | None:
    article = sources.linked.article or {}
    fields = [*strings(article.get("articleSection")), *(words for _, words in first_of(sources.meta, SECTIONS))]
    return next((words for words in fields if 1 < len(words) <= LONGEST_NAME and not words.startswith("http")), None)


_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_](?P<region>[a-z]{2})\b)?", re.IGNORECASE)
_MONTH_FIRST = frozenset(("us", "ph", "pr", "fm", "pw"))
_ENGLISH_DAY_FIRST = frozenset("uk au nz ie in za ng ke gh pk sg my lk bd mt jm tt hk zw ug tz eu".split())


def _language(tree: HtmlElement, sources: _Sources, address: str | None) -> tuple[str | None, Locale]:
    """The language the page names, and whether it writes the day before the month."""
    article = sources.linked.article or {}
    named = [tree.get("lang") or "", tree.get("xml:lang") or "", *strings(article.get("inLanguage"))]
    named += [words for _, words in first_of(sources.meta, LANGUAGES)]
    matches = [match for words in named if (match := _LANGUAGE.match(words.strip()))]
    codes = [match["code"].lower() for match in matches if len(match["code"]) == 2 or match["code"].lower() == "fil"]
    regions = {match["region"].lower() for match in matches if match["region"]}
    ending = ((urlsplit(address).hostname or "").rsplit(".", 1)[-1]) if address else ""
    language = codes[0] if codes else None
    if language not in ("en", None):
        return language, Locale(language, True)
    if ending in _ENGLISH_DAY_FIRST or regions & {"gb", *_ENGLISH_DAY_FIRST}:
        return language, Locale(language, True)
    return language, Locale(language, False if ending in _MONTH_FIRST or regions & _MONTH_FIRST else None)
