"""People's names replaced by names from other cultures, the same name by the same throughout a report."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord_training.article import Article, edited
from onrecord_training.edits import Edit, apply
from onrecord_training.people import WORD, People, find_people

_SENTENCE_START = re.compile(r"(?:^|[\n.!?:“”\"«‘]\s*)$")
_PARTICLE_FIRST = re.compile(r"[a-zß-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Culture:
    """Names that go together."""

    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]


@cache
def cultures() -> tuple[Culture, ...]:
    """All name lists of data/names.tsv."""
    listed = files("onrecord_training").joinpath("data", "names.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in listed.splitlines() if not line.startswith("#")), delimiter="\t")
    return tuple(Culture(*(_names(row[part]) for part in ("male", "female", "family"))) for row in rows)


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in listed.split())


def renamed(article: Article, rng: random.Random) -> Article:
    """Every known person under a new name, wherever the name stands: in full, alone, in capitals, as a possessive."""
    people = find_people(article.text)
    if not people.family:
        return article
    new = _new_names(people, rng, article.text)
    wanted = _pattern(people)
    title = article.title
    if title and not article.headline:
        title, _ = apply(title, _replacements(title, wanted, new))
    return edited(article, _replacements(article.text, wanted, new), title)


def _new_names(people: People, rng: random.Random, text: str) -> dict[str, str]:
    """Old word -> new words. A family name outweighs a given name that is the same word."""
    new: dict[str, str] = {}
    for old in sorted(people.given):
        culture = rng.choice(cultures())
        gender = people.given[old] or rng.choice(("m", "f"))
        new[old] = _unused(culture.female if gender == "f" else culture.male, rng, text, new)
    for old in sorted(people.family):
        new[old] = _unused(rng.choice(cultures()).family, rng, text, new)
    return new


def _unused(names: Sequence[str], rng: random.Random, text: str, new: Mapping[str, str]) -> str:
    """A name that means nobody else in the report; any, where all are taken."""
    taken = set(new.values())
    free = [name for name in names if name not in taken and name not in text]
    return rng.choice(free or names)


def _pattern(people: People) -> re.Pattern[str]:
    """A given name before its family name, or a name that may stand alone; plural and article with it."""
    families = _any_of(people.family)
    alone = _any_of({*people.family, *people.spoken_of_by_given_name()})
    full = rf"(?P<given>{_any_of(people.given)})(?=(?: [A-Z]\.| {WORD})? (?:{families})\b)"
    return re.compile(rf"(?<![\w@#])(?:(?P<article>[Aa]n?) )?(?:{full}|(?P<alone>{alone})(?:e?s)?)(?![\w])")


def _any_of(words: Iterable[str]) -> str:
    both = {form for word in words for form in (word, word.upper())}
    return "|".join(re.escape(word) for word in sorted(both, key=lambda word: (-len(word), word))) or r"(?!)"


def _replacements(text: str, wanted: re.Pattern[str], new: Mapping[str, str]) -> list[Edit]:
    by_capitals = {old.upper(): name.upper() for old, name in new.items()}
    edits = []
    for found in wanted.finditer(text):
        part = "given" if found["given"] else "alone"
        name = new.get(found[part]) or by_capitals[found[part]]
        if _PARTICLE_FIRST.match(name) and _SENTENCE_START.search(text, max(0, found.start() - 4), found.start()):
            name = name[0].upper() + name[1:]
        edits.append(Edit(found.start(part), found.end(part), name))
        edits += _article_before(found, name)
    return edits


def _article_before(found: re.Match[str], name: str) -> list[Edit]:
    """ "a Smith aide" is "an Okafor aide"."""
    old = found["article"]
    if not old:
        return []
    fitting = old[0] + ("n" if name[0] in "AEIOUaeiouÁÉÍÓÚÖÜÅ" else "")
    return [Edit(found.start("article"), found.end("article"), fitting)] if fitting != old else []
