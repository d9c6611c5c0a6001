"""The people named in a text: full names by a known given name, family names by a full name or a title before them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
WORD = rf"{_CAPITAL}(?:[a-zß-öø-ÿ]+|[a-zß-öø-ÿ]*['’-]?{_CAPITAL}[a-zß-öø-ÿ]+)(?:-{_CAPITAL}[a-zß-öø-ÿ]+)?"
_FIRST = re.compile(rf"(?<![\w.’'@#-])({WORD})(?= )")
_REST = re.compile(rf" (?:(?:{_CAPITAL}\. ?){{1,2}})?({WORD})(?: ({WORD}))?")
_TITLED = re.compile(
    r"\b(?:President|Senator|Governor|Secretary|Chancellor|Minister|Ambassador|Congress(?:wo)?man|Mayor|Professor"
    rf"|Mrs?\.|Ms\.|Dr\.|Sen\.|Gov\.|Rep\.|Gen\.) ({WORD})(?! {_CAPITAL})"
)
# A word that follows a given name where the two are a place or a body, and words that name no family.
_NO_FAMILY = frozenset(
    """
    Beach City County Island Islands Valley River Lake Park Street Avenue Road Square Tower Hall House Hill Springs
    University College School Institute Foundation Center Centre Hospital Church Times Post News Journal Observer Herald
    Tribune Daily Today Inc Corp Company Group Party Act Day Bay Airport Department Congress Senate Republican
    Republicans Democrat Democrats Democratic American Americans January February March April May June July August
    September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    The And But For With From About After Before While When Who Says Said Tells Told Is Was Has Will Would Not On In At
    To Of By As If Or Over Under Into His Her Its Their Could Should Can May Calls Wants Gets Makes
    General State Defense Labor Treasury Justice Education Energy Commerce Jr Sr""".split()
)
# Given names that are other words at the beginning of a sentence.
_ALSO_WORDS = frozenset(
    """
    Will May April June August Mark Grace Hope Faith Rose Art Bill Chuck Rob Drew Dick Pat Frank Christian Joy Dawn
    Summer Charity Trinity Victor Miles Chase Grant Lance Guy Max Ray Jordan Virginia Georgia Carolina Charlotte Austin
    Madison Paris London Chelsea Sydney Florence Houston Jackson Lincoln Washington Christian Israel Chad""".split()
)


@dataclass(frozen=True, slots=True)
class People:
    """given: each given name -> "m", "f" or "" for either; family: the family names."""

    given: Mapping[str, str]
    family: frozenset[str]

    def spoken_of_by_given_name(self) -> Iterator[str]:
        """Given names that mean the person wherever they stand alone."""
        return (name for name in self.given if name not in _ALSO_WORDS and name not in self.family)


@cache
def given_names() -> Mapping[str, str]:
    """Given name -> "m" or "f", "" for both, as the reader knows them."""
    listed = files("onrecord").joinpath("data", "given_names.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in listed.splitlines() if not line.startswith("#")), delimiter="\t")
    return MappingProxyType({row["name"]: row["gender"] if row["gender"] in ("m", "f") else "" for row in rows})


def find_people(text: str) -> People:
    """Everybody who is named in full, or by a title and a family name."""
    given: dict[str, str] = {}
    family = {m[1] for m in _TITLED.finditer(text) if m[1] not in _NO_FAMILY and m[1] not in given_names()}
    for first in _FIRST.finditer(text):
        gender = given_names().get(first[1])
        rest = _REST.match(text, first.end()) if gender is not None else None
        last = _family(rest) if rest else None
        if gender is not None and last:
            given[first[1]] = gender
            family.add(last)
    return People(MappingProxyType(given), frozenset(family))


def _family(rest: re.Match[str]) -> str | None:
    """The word after the given name; the next one where that is a given name, too ("Mary Kate Owens")."""
    near, far = rest[1], rest[2]
    if near in given_names() and far and far not in _NO_FAMILY:
        return str(far)
    return None if near in _NO_FAMILY else str(near)
