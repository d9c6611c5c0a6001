"""What is known of the world before any report is read: states, bodies, offices, nouns, given names.

Persons are in `holders`. What a report says of its own people always comes first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.values.entity import SpeakerType

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation. `kinds`: the words a report may take it up with: "the alliance", "the agency"."""

    name: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Office:
    """What an office word means.

    family: one name for all its synonyms ("top diplomat" and "foreign minister" are one).
    broader: families that may stand for it ("minister", "politician"). gender: "m", "f" or None.
    post: the one office all phrases of the family name; "-" where each phrase is an office; "" for what is none.
    """

    family: str
    broader: frozenset[str]
    gender: str | None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a head noun says of the thing it names. `named`: only as a part of a capitalised name ("Inc", "Post")."""

    type: SpeakerType
    kind: str
    gender: str | None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All keys are folded with `fold`; values are names as they are to be shown.

    states: name or alias -> state. capitals: city -> state. demonyms: "russian" -> state.
    offices: phrase of one to six words -> Office. given_names: name -> "m", "f", or "" where both bear it.
    long_starts, office_starts: first words of entries of several words. codes: "fr" (ISO 3166-1) -> state; the parts
    of a state have none.
    """

    states: Mapping[str, str]
    capitals: Mapping[str, str]
    demonyms: Mapping[str, str]
    bodies: Mapping[str, Body]
    offices: Mapping[str, Office]
    nouns: Mapping[str, Noun]
    given_names: Mapping[str, str]
    long_starts: frozenset[str]
    office_starts: frozenset[str]
    codes: Mapping[str, str] = field(default_factory=dict)

    def nation(self, words: str) -> str | None:
        """The state that a folded name, capital or demonym belongs to."""
        return self.states.get(words) or self.demonyms.get(words) or self.capitals.get(words)

    def body(self, words: str) -> Body | None:
        """The body with this name as printed. An acronym must stand in its own case."""
        return self.bodies.get(words) if is_acronym(words) else self.bodies.get(fold(words))


def fold(words: str) -> str:
    """Words for comparison: accents, case, and the shape of apostrophes and hyphens put aside."""
    if words.isascii():
        return words.casefold()
    plain = unicodedata.normalize("NFKD", words.translate(_MARKS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


_MARKS = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\xa0": " "})


def build_gazetteer(
    *,
    states: Iterable[Row],
    bodies: Iterable[Row],
    offices: Iterable[Row],
    nouns: Iterable[Row],
    given_names: Iterable[Row],
) -> Gazetteer:
    """A Gazetteer from rows keyed by column name. Several values in a column are parted by ";".

    Raises KeyError when a column is missing. Of two rows with one key the first stands.
    """
    states, known_bodies = tuple(states), _bodies(bodies)
    names, capitals, demonyms = (_index(states, of) for of in (("name", "aliases"), ("capitals",), ("demonyms",)))
    known_offices = _offices(offices)
    return Gazetteer(
        states=names,
        capitals=capitals,
        demonyms=demonyms,
        bodies=known_bodies,
        offices=known_offices,
        nouns=_nouns(nouns),
        given_names={fold(row["name"]): row.get("gender", "") for row in given_names},
        long_starts=_first_words((*names, *known_bodies, *capitals, *demonyms)),
        office_starts=_first_words(known_offices),
        codes={fold(row["code"]): row["name"] for row in states if row.get("code")},
    )


def _first_words(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in entries if " " in entry)


def parts(column: str) -> tuple[str, ...]:
    """The values of a column, parted by ";"."""
    return tuple(part.strip() for part in column.split(";") if part.strip())


def _index(rows: Iterable[Row], columns: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for key in (key for column in columns for key in parts(row[column])):
            found.setdefault(fold(key), row["name"])
    return found


def _bodies(rows: Iterable[Row]) -> Mapping[str, Body]:
    found: dict[str, Body] = {}
    for row in rows:
        body = Body(row["name"], frozenset(parts(row["kinds"])))
        for key in (row["name"], row["name"].removeprefix("The "), *parts(row["aliases"])):
            # An acronym is kept in its own case: "who" is a pronoun, "WHO" a body.
            found.setdefault(key if is_acronym(key) else fold(key), body)
    return found


def is_acronym(words: str) -> bool:
    """Two to six capital letters and nothing else."""
    return words.isupper() and 2 <= len(words) <= 6 and words.isalpha()


def _offices(rows: Iterable[Row]) -> Mapping[str, Office]:
    found: dict[str, Office] = {}
    for row in rows:
        office = Office(row["family"], frozenset(parts(row["broader"])), row["gender"] or None, row.get("post", ""))
        for phrase in parts(row["phrases"]):
            found.setdefault(fold(phrase), office)
    return found


def _nouns(rows: Iterable[Row]) -> Mapping[str, Noun]:
    found: dict[str, Noun] = {}
    for row in rows:
        named = row["type"] == "body-name"
        type_ = SpeakerType.BODY if named else SpeakerType(row["type"])
        found.setdefault(fold(row["noun"]), Noun(type_, row["kind"], row["gender"] or None, named))
    return found
