"""Names of months in the languages that pages are written in, from dateparser's tables (Unicode CLDR)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from onrecord.text.timenames import MONTHS

_LANGUAGES = frozenset(
    "af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ka kk km kn "
    "ko ky lt lv mk ml mn mr ms my nb ne nl pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi".split()
)
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "sh": "sr", "tl": "fil"}
_ELSE = ("en", "es", "fr", "de", "it", "pt", "ru", "nl", "pl", "tr")
"""Tried in this order where the language is not known; a name that two of them use otherwise is the first one's."""


@cache
def month_numbers(language: str | None) -> Mapping[str, int]:
    """Folded names and abbreviations of months, 1 to 12, in a language (ISO 639-1) and in English.

    None, or a language without a table: in the ten languages that news is most often written in.
    """
    code = _SAME.get(language or "", language or "")
    found: dict[str, int] = {}
    for one in (code, "en") if code in _LANGUAGES else _ELSE:
        for name, number in _names(one).items():
            found.setdefault(name, number)
    return found


def fold_month(name: str) -> str:
    """A name without case, accents and the stops of an abbreviation, as `month_numbers` has its keys."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c) or ord(c) > 0x36F
    )
    return plain.strip(".׳॰ ")


def _names(language: str) -> dict[str, int]:
    """The tables are modules of the library: which of them are loaded depends on the languages met."""
    table = import_module(f"dateparser.data.date_translation_data.{language}").info
    names: dict[str, int] = {}
    for number, month in enumerate(MONTHS, 1):
        for name in table[month.lower()]:
            bare = fold_month(re.sub(r"^(?:de |d['’]|เดือน)", "", name))
            if len(bare) > 1 and " " not in bare and not re.fullmatch(r"[ivx]+|\d+.*", bare):
                names.setdefault(bare, number)
    return names
