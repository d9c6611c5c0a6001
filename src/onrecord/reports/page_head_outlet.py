"""Which outlet a page is of: its name where the page has one, else its host."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reports.page_head_json import nodes_of_type
from onrecord.reports.page_head_meta import OUTLETS, first_of
from onrecord.reports.page_head_names import LONGEST_NAME, as_agency, name_at_end
from onrecord.reports.page_head_sources import Sources, names_of

_DOMAIN = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")


def outlet_names(sources: Sources) -> list[str]:
    """All names by which the page calls its outlet, the best first; an agency only where nothing else is named."""
    linked, meta, article = sources.linked, sources.meta, sources.article
    names = [*names_of(article.get("publisher"), linked), *(words for _, words in first_of(meta, OUTLETS[:1]))]
    sites = nodes_of_type(linked, "newsmediaorganization", "website")
    names += [name for node in sites for name in names_of(node, linked)]
    names += [words for _, words in first_of(meta, OUTLETS[1:])]
    names += [name for node in nodes_of_type(linked, "organization") for name in names_of(node, linked)]
    headlines = [one.words for one in sources.marked if one.tag == "h1" and one.words]
    names += [name for headline in headlines if (name := name_at_end(sources.title_element, headline))]
    kept = [name.lstrip("@") for name in names if 1 < len(name) <= LONGEST_NAME]
    return sorted(kept, key=lambda name: as_agency(name) is not None)


def outlet_of(names: Sequence[str], hosts: Sequence[str]) -> str | None:
    """A name, not a domain, where the page has one."""
    proper = [name for name in names if not _DOMAIN.fullmatch(name)]
    return next(iter([*proper, *names, *hosts]), None)
