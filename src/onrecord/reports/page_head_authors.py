"""Who wrote it, by the page's own words: persons, and the agency that is credited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.reports.page_head_json import LinkedData, nodes_of_type
from onrecord.reports.page_head_meta import AUTHORS, SOURCES, first_of
from onrecord.reports.page_head_names import (
    LONGEST_LINE,
    as_agency,
    fold_name,
    is_author_label,
    is_name_line,
    persons_and_agencies,
)
from onrecord.reports.page_head_sources import Sources, names_of


def find_authors(sources: Sources, outlets: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Persons and agencies, from the first source that names a person; agencies from all before it."""
    agencies: dict[str, str] = {}
    for values in _author_fields(sources):
        persons, named = persons_and_agencies([one for one in values if len(one) <= 1000], outlets)
        agencies.update((fold_name(name), name) for name in named)
        if persons:
            return persons, tuple(agencies.values())
    return (), tuple(agencies.values())


def _author_fields(sources: Sources) -> Iterable[Sequence[str]]:
    article = sources.article
    yield names_of(article.get("author"), sources.linked) or names_of(article.get("creator"), sources.linked)
    for name in AUTHORS:
        if sources.meta.get(name):
            yield sources.meta[name]
    label = sources.meta.get("twitter:label1", ("",))[0]
    yield sources.meta.get("twitter:data1", ()) if is_author_label(label) else ()
    yield _person_nodes(sources.linked)
    written = [one for one in sources.marked if one.is_author and one.words and len(one.words) < LONGEST_LINE]
    beside = [one for one in written if one.elsewhere is None]
    yield [one.words for one in beside if one.itemprop == "author name"][:20]
    yield [one.words for one in beside if one.itemprop in ("author", "creator")][:1]
    for one in [*beside[:10], *(one for one in written if one.elsewhere == "footer" and "vcard" in one.marks)][:12]:
        yield [one.words] if is_name_line(one.words) else []
    for node in sources.linked.others[:3]:
        yield names_of(node.get("author"), sources.linked)


def find_wire(sources: Sources, agencies: Sequence[str]) -> str | None:
    article = sources.article
    fields = [*agencies]
    for name in ("provider", "sourceOrganization", "creditText", "copyrightHolder", "isBasedOn"):
        fields += names_of(article.get(name), sources.linked)
    fields += [words for _, words in first_of(sources.meta, SOURCES)]
    return next((agency for words in fields if (agency := as_agency(words))), None)


def _person_nodes(linked: LinkedData) -> list[str]:
    """The one person of a graph that names no author."""
    found = [name for node in nodes_of_type(linked, "person") for name in names_of(node, linked)]
    return found if len(set(found)) == 1 else []
