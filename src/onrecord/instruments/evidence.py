"""What in a sentence speaks for an instrument: days, actors, places, subject."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.instruments.catalogue import Catalogue, Entry, stem
from onrecord.instruments.mention import Passage
from onrecord.text.timenames import month_name, weekday_name

MONTHS = {month_name(number).lower(): number for number in range(1, 13)}
WEEKDAYS = {weekday_name(number).lower(): number for number in range(7)}
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d\Z")
_DAY = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])\Z")  # no "²", which is a digit, too
FULL_DAY, MONTH, YEAR = 4, 3, 2  # points: how narrow a date is
SAME_DAY = timedelta(days=1)  # it was another day already, or still, on the other side of the world


@dataclass(frozen=True, slots=True)
class Told:
    """A date in a text, as far as it is told. place: the index of its first word."""

    place: int
    year: str | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a stretch of a passage tells. Actors, stems and words with the indexes at which they stand."""

    actors: Mapping[str, Collection[int]]
    stems: Mapping[str, Collection[int]]
    capitals: Collection[str]
    told: tuple[Told, ...]

    @property
    def years(self) -> set[str]:
        return {one.year for one in self.told if one.year}


@dataclass(frozen=True, slots=True)
class Score:
    """Points for an instrument, by sort of evidence."""

    day: int = 0
    actors: int = 0
    place: int = 0
    topics: int = 0

    @property
    def total(self) -> int:
        return self.day + self.actors + self.place + self.topics

    @property
    def sorts(self) -> int:
        return sum(1 for one in (self.day, self.actors, self.place, self.topics) if one)


def evidence_in(passage: Passage, begin: int, end: int, catalogue: Catalogue, published: tuple[date, ...]) -> Evidence:
    """What tokens [begin, end) tell. published: the days the report may be of, for weekdays."""
    tokens = passage.tokens[begin:end]
    actors = {who: {begin + at for at in places} for who, places in catalogue.actors.among(tokens).items()}
    taken = {at for places in actors.values() for at in places}
    stems: dict[str, list[int]] = {}
    for at, token in enumerate(tokens, begin):
        key = stem(token.low)
        if at not in taken and key in catalogue.by_stem:
            stems.setdefault(key, []).append(at)
    capitals = {token.low for token in tokens if token.raw[0].isupper()}
    told = [full for one in _told(passage, begin, end) for full in _with_years(one, published)]
    return Evidence(actors, stems, capitals, (*told, *_weekdays(passage, begin, end, published)))


def _told(passage: Passage, begin: int, end: int) -> list[Told]:
    """Years, months and days: "2014", "September 2014", "17 February 2022", "November 10, 2020"."""
    found: list[Told] = []
    tokens = passage.tokens
    for at in range(begin, end):
        month = MONTHS.get(tokens[at].low) if tokens[at].raw[0].isupper() else None
        if month:
            after = [token.raw for token in tokens[at + 1 : min(at + 3, end)]]
            before = tokens[at - 1].raw if at > begin else ""
            day = next((int(one) for one in (before, *after[:1]) if _DAY.match(one)), None)
            year = next((one for one in after if _YEAR.match(one)), None)
            found.append(Told(at, year, month, day))
        elif _YEAR.match(tokens[at].raw) and not any(one.year and at - one.place < 3 for one in found):
            found.append(Told(at, tokens[at].raw))
    return found


def _with_years(told: Told, published: tuple[date, ...]) -> Iterator[Told]:
    """ "On March 3" is the last one before the report; without a day of publication the year stays open."""
    if told.year or not told.day or not told.month or not published:
        yield told
        return
    for day in published:
        year = day.year - (1 if (told.month, told.day) > (day.month, day.day) else 0)
        yield Told(told.place, str(year), told.month, told.day)


def _weekdays(passage: Passage, begin: int, end: int, published: tuple[date, ...]) -> list[Told]:
    """ "On Thursday" is the last one before the report."""
    found = []
    for at in range(begin, end):
        weekday = WEEKDAYS.get(passage.tokens[at].low)
        if weekday is None or not passage.tokens[at].is_capital:
            continue
        for day in published:
            back = (day.weekday() - weekday) % 7
            if back < day.toordinal():  # the calendar begins on a Monday of the year 1
                meant = day - timedelta(days=back)
                found.append(Told(at, str(meant.year), meant.month, meant.day))
    return found


def score(entry: Entry, evidence: Evidence, inner: range) -> Score:
    """How much speaks for an instrument. inner: the noun phrase itself, whose words count twice."""

    def points(places: Collection[int]) -> int:
        return 2 if any(at in inner for at in places) else 1

    actors = [points(places) for who, places in evidence.actors.items() if who in entry.actors]
    topics = [points(places) for key, places in evidence.stems.items() if key in entry.topics]
    return Score(
        day=max((_day_points(entry, one, inner) for one in evidence.told), default=0),
        actors=min(4, sum(actors)),
        place=int(bool(entry.place & set(evidence.capitals))),
        topics=min(4, sum(topics)),
    )


def _day_points(entry: Entry, told: Told, inner: range) -> int:
    for known in entry.days:
        year, month = known[:4], int(known[5:7]) if len(known) > 4 else None
        if told.year is None:
            if told.month == month and told.place in inner:
                return 1
        elif told.month is None or month is None:
            if told.year == year:
                return YEAR
        elif _is_day(known, told):
            return FULL_DAY
        elif told.year == year and told.month == month and (told.day is None or len(known) < 10):
            return MONTH
    return 0


def _is_day(known: str, told: Told) -> bool:
    if len(known) < 10 or not (told.year and told.month and told.day):
        return False
    try:
        return abs(date.fromisoformat(known) - date(int(told.year), told.month, told.day)) <= SAME_DAY
    except ValueError:
        return False
