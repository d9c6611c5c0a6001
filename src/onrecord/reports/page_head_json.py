"""What a page tells machines of its article: JSON-LD in the words of schema.org, whole, broken or scattered.

Source: JSON-LD 1.1 (W3C, 2020) and schema.org's CreativeWork. Only names and nesting are read, no context is resolved,
nothing is fetched.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from onrecord.text.decode import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node: TypeAlias = Mapping[str, object]

_LARGEST = 2_000_000  # characters of all scripts of a page together; on real pages the most is some 300,000
_MOST_NODES = 5_000
_LONGEST = 2_000  # characters of a string; what is longer is a text, no field of a head
_NEWS = frozenset(
    "newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle reviewnewsarticle "
    "askpublicnewsarticle liveblogposting advertisercontentarticle satiricalarticle".split()
)
_ARTICLES = frozenset(
    "article blogposting socialmediaposting discussionforumposting techarticle scholarlyarticle report review "
    "medicalscholarlyarticle statement".split()
)
_PAGES = frozenset("webpage itempage medicalwebpage creativework videoobject recipe podcastepisode".split())
_RANKS = ((_NEWS, 0), (_ARTICLES, 1), (_PAGES, 2))
# Below these stand other articles, or parts of this one, never the article itself.
_ELSEWHERE = frozenset(
    "itemlistelement haspart ispartof mentions citation relatedlink comment about image video hasDefinedTerm "
    "liveblogupdate author publisher creator copyrightholder sourceorganization itemreviewed review".lower().split()
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s{0,40}(?:<!--|(?://|/\*)?\s{0,40}<!\[CDATA\[(?:\s{0,40}\*/)?)+|(?:-->|(?://|/\*)?\s{0,40}\]\]>(?:\s{0,40}\*/)?)[\s;]{0,40}$"
)
_FIELD = re.compile(
    r'"(?P<name>headline|datePublished|dateModified|dateCreated|articleSection|inLanguage)"\s{0,20}:\s{0,20}'
    r'"(?P<value>(?:[^"\\\n]|\\.){1,500})"'
)


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The nodes of a page's JSON-LD.

    article: the node that speaks of the page's own article, None where there is none. others: its kin, best first.
    by_id: nodes that others refer to by "@id".
    """

    article: Node | None
    others: tuple[Node, ...]
    by_id: Mapping[str, Node]

    def resolved(self, value: object) -> object:
        """A node in full where `value` only refers to it by "@id"."""
        if isinstance(value, Mapping) and set(value) <= {"@id", "@type"}:
            return self.by_id.get(str(value.get("@id")), value)
        return value


def linked_data(tree: HtmlElement, *, titles: Sequence[str] = (), addresses: Sequence[str] = ()) -> LinkedData:
    """Read a page's JSON-LD; the first 2,000,000 characters and 5,000 nodes.

    titles, addresses: what else the page says of itself; of several articles the one that shares them is the page's.
    """
    nodes: list[tuple[Node, bool]] = []
    for script in _scripts(tree):
        value = _parsed(script)
        left = _MOST_NODES - len(nodes)
        nodes.extend(islice(_nodes(_scattered(script) if value is None else value, left), left))
    own = [node for node, is_own in nodes if is_own and _rank(node) is not None]
    ranked = sorted(own, key=lambda node: _order(node, titles, addresses))
    by_id = _by_id([node for node, _ in nodes])
    return LinkedData(ranked[0] if ranked else None, tuple(ranked[1:]), by_id)


def nodes_of_type(linked: LinkedData, *types: str) -> Iterator[Node]:
    """Nodes with an "@id" of one of these types, in small letters: the organisations and persons of a graph."""
    return (node for node in linked.by_id.values() if not types_of(node).isdisjoint(types))


def types_of(node: Node) -> frozenset[str]:
    """The types of a node in small letters, without the address before them."""
    return frozenset(one.rsplit("/", 1)[-1].lower() for one in strings(node.get("@type")))


def strings(value: object) -> tuple[str, ...]:
    """The strings in a value: itself, those of a list, or the "@value" of a literal; on one line, references read."""
    values = value if isinstance(value, list) else [value]
    found = (one.get("@value") if isinstance(one, Mapping) else one for one in values[:100])
    whole = (one for one in found if isinstance(one, str) and len(one) <= _LONGEST)
    return tuple(" ".join(clean(html.unescape(one))[0].split()) for one in whole)


def _scripts(tree: HtmlElement) -> Iterator[str]:
    left = _LARGEST
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        if kind.startswith("application/ld+json") and script.text and len(script.text) <= left:
            left -= len(script.text)
            yield script.text


def _parsed(script: str) -> object | None:
    """The value of a script, also with what often breaks it: line breaks in strings, a wrapping, a comma too many."""
    bare = _WRAPPING.sub("", script[:200]) + script[200:-200] + _WRAPPING.sub("", script[max(200, len(script) - 200) :])
    for attempt in (script, bare, html.unescape(bare), _TRAILING_COMMA.sub("", bare)):
        try:
            return json.JSONDecoder(strict=False).raw_decode(attempt.lstrip("\ufeff \t\r\n"))[0]  # type: ignore[no-any-return]
        except (ValueError, RecursionError):
            continue
    return None


def _scattered(script: str) -> Node:
    """The fields of a script that is no JSON: the first of each name, read by their form alone."""
    fields: dict[str, object] = {}
    for match in _FIELD.finditer(script):
        fields.setdefault(match["name"], match["value"].replace('\\"', '"').replace("\\/", "/"))
    return {"@type": "NewsArticle" if "NewsArticle" in script else "Article", **fields} if fields else {}


def _nodes(value: object, most: int) -> Iterator[tuple[Node, bool]]:
    """All nodes, outer ones first, each with whether it can be the page's own article; of 4 * most values at most."""
    waiting: list[tuple[object, bool]] = [(value, True)]
    for seen in range(most * 4):
        if seen >= len(waiting):
            return
        one, is_own = waiting[seen]
        if isinstance(one, list):
            waiting.extend((part, is_own) for part in one)
        elif isinstance(one, Mapping):
            yield one, is_own
            inner = ((name.lower(), part) for name, part in one.items() if isinstance(part, list | Mapping))
            waiting.extend((part, is_own and name not in _ELSEWHERE) for name, part in inner)


def _rank(node: Node) -> int | None:
    types = types_of(node)
    return next((rank for known, rank in _RANKS if not types.isdisjoint(known)), None)


def _order(node: Node, titles: Sequence[str], addresses: Sequence[str]) -> tuple[bool, bool, int, bool]:
    """Small for the page's own article: articles before pages, then by address or title, type, and having a date."""
    page = node.get("mainEntityOfPage")
    named = [*strings(node.get("url")), *strings(node.get("@id")), *strings(page)]
    named += strings(page.get("@id")) if isinstance(page, Mapping) else ()
    is_same = not {one.split("#")[0] for one in named}.isdisjoint(addresses)
    is_same = is_same or not set(strings(node.get("headline"))).isdisjoint(titles)
    rank = _rank(node)
    assert rank is not None  # the caller keeps only nodes that have one
    return (_RANKS[rank][0] is _PAGES, not is_same, rank, "datePublished" not in node)


def _by_id(nodes: Sequence[Node]) -> Mapping[str, Node]:
    """The fullest node of each "@id"."""
    found: dict[str, Node] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(found.get(name, ())):
            found[name] = node
    return found
