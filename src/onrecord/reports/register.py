"""Names that did not exist before a day: a report that uses one is not older.

"December 2" and "Thursday" leave several years; a report that names a treaty of a known day leaves out those before it.
Only a lower bound is drawn: an office-holder is called so long after leaving office.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.reports.published_by_text import narrow_publication_date
from onrecord.values.dates import PublicationDate


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name, the first day it can stand in a report, and where that day is known from."""

    name: str
    since: date
    source: str


@dataclass(frozen=True, slots=True)
class Register:
    """Dated names by name, and one pattern that finds any of them. today: the day on which pages are read."""

    names: dict[str, DatedName]
    pattern: re.Pattern[str]
    today: date

    @property
    def last_year(self) -> int:
        """The year in which pages are read: a report without its year is not younger."""
        return self.today.year


def build_register(lines: Iterable[str], today: date) -> Register:
    """Read the tab-separated register (columns name, since, source; `#` begins a comment).

    Raises ValueError with the line when a line cannot be read: the file is the program's own.
    """
    names = {}
    for line in lines:
        if line.startswith(("#", "name\t")) or not line.strip():
            continue
        name, since, source = line.rstrip("\n").split("\t")
        names[name] = DatedName(name, date.fromisoformat(since), source)
    longest_first = sorted(names, key=len, reverse=True)
    return Register(names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"), today)


def latest_named(text: str, register: Register) -> DatedName | None:
    """The youngest of the dated names that stand in the text."""
    found = {register.names[match[0]] for match in register.pattern.finditer(text)}
    return max(found, key=lambda named: (named.since, named.name), default=None)


def narrow_by_names(published: PublicationDate | None, text: str, register: Register) -> PublicationDate | None:
    """Leave out the candidate days on which a name in the text did not exist yet; the reason is added."""
    if published is None or published.edtf in published.candidates:
        return published
    youngest = latest_named(text, register)
    if youngest is None:
        return published
    because = f"not before {youngest.since.isoformat()}: the text names {youngest.name!r} ({youngest.source})"
    return narrow_publication_date(published, because=because, last_year=register.last_year, not_before=youngest.since)
