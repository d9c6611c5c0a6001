"""A page's own words on itself, read once, and the names in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.reports.page_head_json import LinkedData, Node, strings
from onrecord.reports.page_head_marked import Marked
from onrecord.reports.page_head_meta import Meta, one_line


@dataclass(frozen=True, slots=True)
class Sources:
    """What is asked for each field: meta, JSON-LD, marked elements, and the words of <title>."""

    meta: Meta
    linked: LinkedData
    marked: tuple[Marked, ...]
    title_element: str

    @property
    def article(self) -> Node:
        """The JSON-LD of the page's article; empty where there is none."""
        return self.linked.article or {}


def names_of(value: object, linked: LinkedData) -> list[str]:
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
