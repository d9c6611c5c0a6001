"""Who held which office, and when: asked by name, by office and by day.

An office is known by a key: all phrases for one office ("foreign minister", "top diplomat") share one, see the column
`post` of offices.tsv. What it is an office of are states and bodies under the gazetteer's own names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TypeVar

from onrecord.speakers.gazetteer import Gazetteer, Office, Row, fold, parts
from onrecord.text.edtf import day_of, days_within

Key = TypeVar("Key")

OPEN = ".."  # EDTF for an end that has not come
WORLD = "*"  # the office is the only one of its kind: nobody asks "the pope of what?"
# Offices of which a body has one, so that its "chief" or "head" is whoever holds it.
FIRST = frozenset(
    {"secretary general", "head of state", "director general", "director", "managing director", "chair", "governor"}
)
CHIEFS = ("chief", "head")
SAME = {"high representative": ("foreign minister",)}  # "the EU's top diplomat"


class Held(IntEnum):
    """Did somebody hold an office on these days? MAYBE: an end falls into them, or nobody has looked since."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """All days from `first` to `last`, both included."""

    first: date
    last: date


ALWAYS = Days(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office.

    key: of the office; broader: families that may stand for it. of: what it is an office of, the first is shown.
    begins, ends: the days on which it may have begun and ended; `ends` None while it lasts, ALWAYS when unknown.
    as_of: the last day on which it was known to last. source: where all of this is known from.
    """

    person: str
    title: str
    key: str
    broader: frozenset[str]
    of: tuple[str, ...]
    begins: Days
    ends: Days | None
    as_of: date
    source: str

    @property
    def office(self) -> str:
        """The office as shown: "Secretary General, NATO"; of what stands in the title already is not said again."""
        return self.title if fold(self.of[0]) in fold(self.title) else f"{self.title}, {self.of[0]}"

    def held(self, days: Days) -> Held:
        """Was the office this person's on each of these days?"""
        if days.last < self.begins.first or (self.ends and days.first > self.ends.last):
            return Held.NO
        until = self.ends.first if self.ends else self.as_of
        return Held.YES if self.begins.last <= days.first and days.last <= until else Held.MAYBE

    def is_over(self, days: Days) -> bool:
        """Had it ended before the last of these days?"""
        return self.ends is not None and self.ends.first <= days.last


@dataclass(frozen=True, slots=True)
class Holders:
    """All terms by full name, by the name that stands alone ("Lula"), and by what they are an office of and key.

    Names are folded. names: a full name, however transliterated -> the one person it is, under the name to be shown.
    """

    by_name: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    by_short: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    by_post: Mapping[tuple[str, str], tuple[Term, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, owners: Iterable[str], key: str) -> tuple[Term, ...]:
        """The terms in the office with this key that all of these states and bodies have."""
        asked = tuple(owners) or (WORLD,)
        return tuple(
            term
            for term in self.by_post.get((asked[0], key), ())
            if all(owner in term.of or owner == WORLD for owner in asked)
        )

    def joined(self, other: Holders) -> Holders:
        """Both. A name that stands for two persons then stands for neither."""
        shared = (self.names.keys() | self.by_name.keys()) & (other.names.keys() | other.by_name.keys())
        apart = {name for name in shared if len(self._bearers(name) | other._bearers(name)) > 1}
        names = {**self.names, **other.names}
        return Holders(
            by_name=_joined(self.by_name, other.by_name),
            by_short=_joined(self.by_short, other.by_short),
            by_post=_joined(self.by_post, other.by_post),
            names={name: person for name, person in names.items() if name not in apart},
        )

    def _bearers(self, name: str) -> frozenset[str]:
        """Who is known by this full name: one person, several of whom it is no sure name, or nobody."""
        one = self.names.get(name)
        return frozenset({one} if one else {term.person for term in self.by_name.get(name, ())})


def _joined(one: Mapping[Key, tuple[Term, ...]], other: Mapping[Key, tuple[Term, ...]]) -> dict[Key, tuple[Term, ...]]:
    return {**one, **{key: (*one.get(key, ()), *terms) for key, terms in other.items()}}


def key_of(office: Office, phrase: str) -> str:
    """What the office is known by: one word for all its phrases, or the phrase itself where each is an office."""
    return office.post if office.post not in ("", "-") else phrase


def build_holders(rows: Iterable[Row], gazetteer: Gazetteer) -> Holders:
    """Holders from rows with the columns of holders.tsv.

    Raises ValueError naming the row whose office or date cannot be understood.
    """
    table = [(_term(row, gazetteer), (row["person"], *parts(row["aliases"])), parts(row["short"])) for row in rows]
    return gather(table, gazetteer)


def gather(table: Iterable[tuple[Term, Iterable[str], Sequence[str]]], gazetteer: Gazetteer) -> Holders:
    """Terms, each with the person's full names and the names that stand alone (by default the last word), as one."""
    known = [(term, frozenset(map(fold, full)), short or (term.person.split()[-1],)) for term, full, short in table]
    return Holders(
        by_name=_gathered((name, term) for term, full, _ in known for name in full),
        by_short=_gathered((fold(name), term) for term, _, short in known for name in short),
        by_post=_gathered((post, term) for term, _, _ in known for post in _posts(term, gazetteer)),
        names=told_apart((name, term.person) for term, full, _ in known for name in full),
    )


def _term(row: Row, gazetteer: Gazetteer) -> Term:
    title = fold(row["office"])
    office = gazetteer.offices.get(title)
    lasts = row["until"] == OPEN
    begins, ends, as_of = (days_meant(row[column]) for column in ("from", "until", "as_of"))
    of = parts(row["of"])
    if office is None or begins is None or not of or lasts in (ends is not None, as_of is None):
        raise ValueError(f"no office, place or dates can be read in {dict(row)!r}")
    return Term(
        person=row["person"],
        title=row["office"],
        key=key_of(office, title),
        broader=office.broader | {office.family},
        of=of,
        begins=begins,
        ends=ends,
        as_of=as_of.last if as_of else begins.last,
        source=row["source"],
    )


def days_meant(edtf: str) -> Days | None:
    """The days that an EDTF day, month or year may mean; None for anything else."""
    if day := day_of(edtf):
        return Days(day, day)
    days = () if "X" in edtf else days_within(edtf)
    return Days(days[0], days[-1]) if days else None


def _posts(term: Term, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    posts = [(owner, term.key) for owner in term.of]
    if fold(term.of[0]) in gazetteer.states:
        return posts
    names = CHIEFS if term.key in FIRST else SAME.get(term.key, ())
    return [*posts, *((term.of[0], name) for name in names)]


def _gathered(pairs: Iterable[tuple[Key, Term]]) -> dict[Key, tuple[Term, ...]]:
    found: dict[Key, list[Term]] = {}
    for key, term in pairs:
        found.setdefault(key, []).append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def told_apart(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name -> person, for names that one person bears; "George Bush" is two."""
    found: dict[str, set[str]] = {}
    for name, person in pairs:
        found.setdefault(name, set()).add(person)
    return {name: persons.pop() for name, persons in found.items() if len(persons) == 1}
