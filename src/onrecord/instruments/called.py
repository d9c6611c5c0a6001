"""Documents by what a person calls them: an id, a number, a name, or words of a name; those on record first."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence

from onrecord.text.found_words import WORD, fold
from onrecord.values.instrument import Instrument

_NEAREST = 3
_ALIKE = 0.75  # of the letters of two words: a slip of the fingers
_ENOUGH = 0.6  # of the words asked for


def names_of(known: Mapping[str, Instrument], on_record: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Every name of each document, by id; one that no register has is on record by its number, its only name."""
    names: dict[str, tuple[str, ...]] = {one: (one,) for one in on_record}
    for one in known.values():
        names[one.id] = (one.id, one.title, one.name, *one.names, *one.also, *one.abbreviations, *one.identifiers)
    return names


def documents_called(asked: str, names: Mapping[str, Sequence[str]], on_record: Collection[str]) -> tuple[str, ...]:
    """Ids of those with this very name, else with all its words in one of theirs; then those on record, if any is.

    Case and accents are set aside. More than one: all may be meant.
    """
    if asked in names:
        return (asked,)
    wanted = _words(asked)
    whole = [one for one, called in names.items() if any(_words(name) == wanted for name in called)]
    if len(whole) == 1 or not wanted:
        return tuple(whole) if wanted else ()
    fits = whole or [one for one, called in names.items() if any(set(wanted) <= set(_words(name)) for name in called)]
    return tuple(one for one in fits if one in on_record) or tuple(fits)


def nearest_documents(asked: str, names: Mapping[str, Sequence[str]], on_record: Collection[str]) -> tuple[str, ...]:
    """Ids of at most three whose names have most of these words, or words a slip away; those on record first."""
    wanted = _words(asked)
    scores = {one: max(_alike(wanted, _words(name)) for name in called) for one, called in names.items()}
    near = [one for one, score in scores.items() if score >= _ENOUGH]
    return tuple(sorted(near, key=lambda one: (one not in on_record, -scores[one], one))[:_NEAREST])


def _words(name: str) -> list[str]:
    return [fold(word) for word in WORD.findall(name)]


def _alike(wanted: Sequence[str], words: Sequence[str]) -> float:
    """Which part of the words wanted is there, each as far as the likest is like it."""
    best = [1.0 if one in words else _likest(one, words) for one in wanted]
    return sum(best) / len(best) if best else 0.0


def _likest(word: str, words: Sequence[str]) -> float:
    found = difflib.get_close_matches(word, words, 1, _ALIKE)
    return difflib.SequenceMatcher(None, word, found[0]).ratio() if found else 0.0
