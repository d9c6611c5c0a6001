"""What a report speaks of, as far as it tells whose office is meant: its states and bodies, its offices, its days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.speakers.descriptions import offices_in
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.holders import Days, Holders, days_meant, key_of
from onrecord.speakers.posts import owners_in
from onrecord.speakers.words import Word, read_words
from onrecord.values.dates import PublicationDate
from onrecord.values.report import Report
from onrecord.values.statement import Circumstances

MOST_CANDIDATES = 12  # readings of a day of publication; more of them say nothing


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before the report is read."""

    gazetteer: Gazetteer
    holders: Holders


@dataclass(frozen=True, slots=True)
class When:
    """All days on which a statement may have been made, never empty; `because` names the date they come from."""

    days: tuple[Days, ...]
    because: str


@dataclass(slots=True)
class Setting:
    """A report in the light of what is known. It is looked through once for each question, and only when asked."""

    report: Report
    known: Known
    _words: tuple[Word, ...] | None = field(default=None, repr=False)
    _named: Mapping[str, int] | None = field(default=None, repr=False)
    _offices: frozenset[str] | None = field(default=None, repr=False)
    _printed: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def words(self) -> tuple[Word, ...]:
        if self._words is None:
            lines = read_words(self.report.reading, self.report.paragraphs, ())
            self._words = tuple(word for line in lines for word in line.words)
        return self._words

    @property
    def named(self) -> Mapping[str, int]:
        """State or body -> how often the report names it, by name, capital, demonym or seat."""
        if self._named is None:
            self._named = Counter(name for name, _ in owners_in(self.words, self.known.gazetteer))
        return self._named

    def names(self, owners: Sequence[str]) -> bool:
        """Is one of these states and bodies named?"""
        return any(owner in self.named for owner in owners)

    def is_about(self, owners: Sequence[str], key: str) -> bool:
        """Is one of these named, and no state more often whose holder of this office nobody knows?"""
        most = max((self.named.get(owner, 0) for owner in owners), default=0)
        states = set(self.known.gazetteer.codes.values())
        others = (name for name, times in self.named.items() if times > most and name in states)
        return most > 0 and all((name, key) in self.known.holders.by_post for name in others)

    def has_office(self, key: str) -> bool:
        """Does the report print the office with this key, of whomever?"""
        if self._offices is None:
            found = offices_in(self.words, self.known.gazetteer)
            phrases = ((o, " ".join(word.low for word in self.words[start:end])) for o, start, end in found)
            self._offices = frozenset(key_of(office, phrase) for office, phrase in phrases)
        return key in self._offices

    def prints(self, pattern: str) -> bool:
        """Are there words in the report that this regular expression describes?"""
        if pattern not in self._printed:
            self._printed[pattern] = re.search(pattern, self.report.reading) is not None
        return self._printed[pattern]


def days_spoken(circumstances: Circumstances | None, published: PublicationDate | None) -> When | None:
    """When a statement may have been made: as said, else as published; None without a year."""
    said_on = circumstances.said_on if circumstances else None
    if said_on and (days := days_meant(said_on.edtf)):
        return When((days,), f"said on {said_on.edtf}")
    if published is None:
        return None
    readings = (published.edtf,) if published.edtf else published.candidates
    found = [days_meant(reading) for reading in readings]
    known = tuple(days for days in found if days)
    if not known or len(known) < len(found) or len(found) > MOST_CANDIDATES:
        return None
    return When(known, f"in a report of {' or '.join(readings)}")
