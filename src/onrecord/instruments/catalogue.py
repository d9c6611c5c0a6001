"""The register of instruments, made ready for finding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.instruments.actors import Actors
from onrecord.instruments.families import DIGITS, FAMILY_WORDS, WORDS_WITHOUT_DIGITS
from onrecord.instruments.kinds import HEADS, PROVISION_WORDS, head_of, is_plural
from onrecord.instruments.tokens import tokens_of, words
from onrecord.values.instrument import Instrument

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_LONG: Mapping[str, tuple[str, ...]] = {
    "us": ("united", "states"),
    "un": ("united", "nations"),
    "eu": ("european", "union"),
}
_UNITED = frozenset(("United Nations", "UN Security Council", "UN General Assembly"))
# Words that say nothing about what a document deals with.
_EMPTY = frozenset(
    (
        "the of on and for in with between to by from its other all new first second state states treaty agreement "
        "convention protocol declaration resolution united nations member members parties party international general "
        "conference assembly government governments republic heads concerning relating measures each against general "
        "security council supreme court statement document order union text draft federation commission establishing"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of naming, as folded words.

    at: which of them is looked for in texts. sure: names that and nothing else. raw: as it must be printed, for
    abbreviations and single words; None for any mix of capitals. instruments: ids, in the order of the register.
    small: the register has no capital in it. printed: (name, id) where capitals tell a name from a description.
    """

    words: tuple[str, ...]
    at: int
    sure: bool
    instruments: tuple[str, ...]
    raw: str | None = None
    small: bool = False
    printed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument with what speaks for it in a text.

    actors: who made it or is concerned. topics: stems of what it deals with. heads: the nouns in its own names.
    places: folded words. days: first and last day of adoption that are known. by: who made it.
    """

    instrument: Instrument
    actors: frozenset[str]
    by: frozenset[str]
    topics: frozenset[str]
    heads: frozenset[str]
    proper: frozenset[str]
    place: frozenset[str]
    days: tuple[str, ...]

    @property
    def organ(self) -> frozenset[str]:
        """Who made it, when it is a resolution: named with every one of them, it tells none from the others."""
        return self.by | _UNITED if self.instrument.kind == "resolution" else frozenset()

    @property
    def years(self) -> frozenset[str]:
        return frozenset(day[:4] for day in self.days)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything about instruments that finding needs. Built once; see `build_catalogue`.

    forms: by the word that is looked for, longest first. provisions: "article 5" -> ids.
    signs, complete: one of these words, a number of a family, or all of one of these sets, stand in every paragraph
    that has an instrument; the sets by one of their words.
    by_stem, by_year, by_place, by_actor: what speaks for whom. by_place: only those with the place in their names.
    """

    entries: Mapping[str, Entry]
    forms: Mapping[str, tuple[Form, ...]]
    by_identifier: Mapping[str, str]
    by_stem: Mapping[str, tuple[str, ...]]
    by_year: Mapping[str, tuple[str, ...]]
    by_place: Mapping[str, tuple[str, ...]]
    by_actor: Mapping[str, tuple[str, ...]]
    provisions: Mapping[str, tuple[str, ...]]
    actors: Actors
    signs: frozenset[str]
    complete: Mapping[str, tuple[frozenset[str], ...]]

    def may_stand_in(self, lows: frozenset[str]) -> bool:
        """Can a paragraph of these words (see `words_in`) have an instrument?"""
        if not self.signs.isdisjoint(lows) or (lows & DIGITS and not FAMILY_WORDS.isdisjoint(lows)):
            return True
        return any(needed <= lows for word in self.complete.keys() & lows for needed in self.complete[word])

    def title(self, instrument: str) -> str:
        return self.entries[instrument].instrument.title


def build_catalogue(instruments: Iterable[Instrument], actors: Actors) -> Catalogue:
    """Make the register ready. An instrument that comes later takes the place of one with the same id."""
    listed = {one.id: one for one in instruments}
    entries = {key: entry_of(one, actors) for key, one in listed.items()}
    forms = _anchored(_forms(listed.values()))
    return Catalogue(
        entries=entries,
        forms=forms,
        by_identifier={
            said: one.id for one in listed.values() for identifier in one.identifiers for said in _said(identifier)
        },
        by_stem=_index((stem, key) for key, entry in entries.items() for stem in entry.topics),
        by_year=_index((year, key) for key, entry in entries.items() for year in entry.years),
        by_place=_index(
            (word, key)
            for key, entry in entries.items()
            for word in entry.place & entry.proper
            if len(entry.place) == 1
        ),
        by_actor=_index((who, key) for key, entry in entries.items() for who in entry.actors),
        provisions=_index((said.lower(), one.id) for one in listed.values() for said in one.provisions),
        actors=actors,
        signs=frozenset((*HEADS, *PROVISION_WORDS, *WORDS_WITHOUT_DIGITS)),
        complete=_complete(form for those in forms.values() for form in those),
    )


def _first_letters(word: str) -> str:
    """What `words_in` finds of a word: the letters before a number, or what stands behind "non-"."""
    letters = re.sub(r"^(?:non|co|anti)(?=.{5})", "", re.split(r"\d", word)[0])
    return letters or word[:1]


def _said(identifier: str) -> tuple[str, ...]:
    """An identifier with and without the session in brackets, which is left out where the number is well known."""
    return identifier, re.sub(r"\([IVXL]+\)$", "", identifier)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """What speaks for an instrument -> the ids it speaks for, in the order of the register."""
    found: dict[str, list[str]] = {}
    for word, key in pairs:
        found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}


# --- what speaks for an instrument -----------------------------------------------------------------------------------


def entry_of(one: Instrument, actors: Actors) -> Entry:
    """The evidence that a text may have for this instrument, drawn from its names, maker, place and subject."""
    named = [one.name, *one.names, *one.also]
    texts = {text: tokens_of(text, 0, len(text)) for text in (*named, one.by or "", one.about or "")}
    by = frozenset(actors.among(texts[one.by or ""]))
    lows = [token.low for text in named for token in texts[text]]
    topics = {stem(token.low) for tokens in texts.values() for token in tokens if token.low not in _EMPTY}
    return Entry(
        instrument=one,
        actors=frozenset(who for tokens in texts.values() for who in actors.among(tokens)),
        by=by,
        topics=frozenset(one for one in topics if len(one) > 3),
        heads=frozenset(head for low in lows if (head := head_of(low))),
        proper=frozenset(token.low for text in named for token in texts[text] if token.raw[0].isupper()),
        place=frozenset(words(one.place or "")) - _EMPTY - {"washington", "new", "york"},
        days=tuple(re.findall(r"\d{4}(?:-\d\d)?(?:-\d\d)?", one.adopted or "")),
    )


def stem(low: str) -> str:
    """Enough of a word to know its family: "refugees" and "refugee", "missile" and "missiles"."""
    return low[:6] if len(low) > 6 else low.rstrip("s")


def existed(entry: Entry, latest: date | None) -> bool:
    """Can a report of that day speak of it? True when either day is not known."""
    return latest is None or not entry.days or entry.days[0] <= latest.isoformat()[: len(entry.days[0])]


# --- ways of naming --------------------------------------------------------------------------------------------------


def _forms(instruments: Iterable[Instrument]) -> list[Form]:
    """All ways of naming. One that several have, or that is `also` another's, is not sure."""
    sure: dict[tuple[str, ...], dict[str, str]] = {}
    also: dict[tuple[str, ...], dict[str, str]] = {}
    listed = list(instruments)
    order = {one.id: at for at, one in enumerate(listed)}
    for one in listed:
        for name in (*_full_name(one), *one.names, *map(_swapped, one.names)):
            sure.setdefault(words(name), {})[one.id] = name
        for name in (*one.also, *one.abbreviations):
            also.setdefault(words(name), {})[one.id] = name
    _add_variants(sure, also)
    made = [_form(key, sure.get(key, {}), also.get(key, {}), order) for key in {**sure, **also} if key]
    return [form for form in made if form.words]


def _swapped(name: str) -> str:
    """ "Ruritania-Zenda Founding Act" for "Zenda-Ruritania Founding Act"; other names as they are."""
    return re.sub(r"^([A-Z]\w+)-([A-Z]\w+) ", r"\2-\1 ", name)


def _full_name(one: Instrument) -> tuple[str, ...]:
    """The full name with and without what stands in brackets; too short ones need not be its own."""
    bare = re.sub(r"\s*\([^)]{0,80}\)", "", one.name)
    return tuple(name for name in (one.name, bare) if len(words(name)) > 3)


def _form(key: tuple[str, ...], sure: dict[str, str], also: dict[str, str], order: Mapping[str, int]) -> Form:
    ids = tuple(sorted({**sure, **also}, key=order.__getitem__))
    name = next(iter({**also, **sure}.values()))
    single = len(key) == 1
    return Form(
        words=key,
        at=0,
        sure=bool(sure) and len(ids) == 1,
        instruments=ids,
        raw=name if single else None,
        small=not any(letter.isupper() for letter in name),
        printed=tuple((said, one) for one, said in sure.items()),
    )


def _add_variants(sure: dict[tuple[str, ...], dict[str, str]], also: dict[tuple[str, ...], dict[str, str]]) -> None:
    """Spellings that follow from the names: the other number, numerals, long and short names of unions, order."""
    made: dict[tuple[str, ...], dict[str, str]] = {}
    for key, named in sure.items():
        for variant in _variants(key):
            if variant not in sure and variant not in also:
                made.setdefault(variant, {}).update(named)
    sure.update(made)


def _variants(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = []
    if key[-1] in ("accord", "accords", "agreement", "agreements"):
        found.append((*key[:-1], key[-1][:-1] if is_plural(key[-1]) else f"{key[-1]}s"))
    for at, word in enumerate(key):
        for one, other in ((word, _ROMAN.get(word)), (word, _ARABIC.get(word))):
            if one and other and at:
                found.append((*key[:at], other, *key[at + 1 :]))
        if word in _LONG:
            found.append((*key[:at], *_LONG[word], *key[at + 1 :]))
        if key[at : at + 2] in _SHORT:
            found.append((*key[:at], _SHORT[key[at : at + 2]], *key[at + 2 :]))
    return found


_ARABIC = {arabic: roman for roman, arabic in _ROMAN.items()}
_SHORT: Mapping[tuple[str, ...], str] = {long: short for short, long in _LONG.items()}


def _anchored(forms: list[Form]) -> dict[str, tuple[Form, ...]]:
    """By the rarest of its words, longest first."""
    often = Counter(word for form in forms for word in form.words)
    found: dict[str, list[Form]] = {}
    for form in forms:
        ranks = [_commonness(word, often) for word in form.words]
        at = ranks.index(min(ranks))
        found.setdefault(form.words[at], []).append(replace(form, at=at))
    return {word: tuple(sorted(those, key=lambda form: -len(form.words))) for word, those in found.items()}


def _complete(forms: Iterable[Form]) -> dict[str, tuple[frozenset[str], ...]]:
    """What the names without a noun of documents need: all their words, by the longest."""
    found: dict[str, dict[frozenset[str], None]] = {}
    for form in forms:
        if HEADS.keys().isdisjoint(form.words):
            needed = frozenset(letters for word in form.words if (letters := _first_letters(word)))
            found.setdefault(max(needed, key=len), {})[needed] = None
    return {word: tuple(sets) for word, sets in found.items()}


def _commonness(word: str, often: Mapping[str, int]) -> tuple[bool, bool, int]:
    """Nouns of documents are looked at anyway, so they come first."""
    return word not in HEADS, word in _EMPTY or len(word) < 4 or word.isdigit(), often[word]
