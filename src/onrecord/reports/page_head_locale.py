"""In which language a page says it is, and how its country writes days in figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reports.page_head_address import host_of
from onrecord.reports.page_head_json import strings
from onrecord.reports.page_head_meta import LANGUAGES, first_of
from onrecord.reports.page_head_sources import Sources

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Languages of countries one to three hours east of Greenwich, and hardly spoken elsewhere.
_EASTERN = frozenset(
    "de it nl pl cs sk hu sv nb no nn da sl hr sr bs sq mk fi el ro bg et lv lt uk ru be he tr".split()
)


@dataclass(frozen=True, slots=True)
class Locale:
    """How the page writes: language as ISO 639-1, and whether 3/4/2020 is 3 April; None where not known."""

    language: str | None
    is_day_first: bool | None

    @property
    def is_east(self) -> bool:
        """Is its midnight, from Lisbon's neighbours to Moscow, at 21, 22 or 23 hours UTC the day before?"""
        return self.language in _EASTERN


_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_](?P<region>[a-z]{2})\b)?", re.IGNORECASE)
_MONTH_FIRST = frozenset(("us", "ph", "pr", "fm", "pw"))
_ENGLISH_DAY_FIRST = frozenset("uk au nz ie in za ng ke gh pk sg my lk bd mt jm tt hk zw ug tz eu".split())


def locale_of(tree: HtmlElement, sources: Sources, address: str | None) -> tuple[str | None, Locale]:
    """The language the page names, and whether it writes the day before the month."""
    article = sources.article
    named = [tree.get("lang") or "", tree.get("xml:lang") or "", *strings(article.get("inLanguage"))]
    named += [words for _, words in first_of(sources.meta, LANGUAGES)]
    matches = [match for words in named if (match := _LANGUAGE.match(words.strip()))]
    codes = [match["code"].lower() for match in matches if len(match["code"]) == 2 or match["code"].lower() == "fil"]
    regions = {match["region"].lower() for match in matches if match["region"]}
    ending = host_of(address).rsplit(".", 1)[-1]
    language = codes[0] if codes else None
    if language not in ("en", None):
        return language, Locale(language, True)
    if ending in _ENGLISH_DAY_FIRST or regions & {"gb", *_ENGLISH_DAY_FIRST}:
        return language, Locale(language, True)
    return language, Locale(language, False if ending in _MONTH_FIRST or regions & _MONTH_FIRST else None)
