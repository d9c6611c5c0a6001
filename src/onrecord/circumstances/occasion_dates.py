"""Occasions as chains of time words, and the date a chain means for every day the report can be of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from onrecord.text.edtf import day_of, days_within, fold
from onrecord.text.timearithmetic import FARTHEST, resolve
from onrecord.text.when import Anchor, CalendarDay, Offset, Unit, Weekday, When
from onrecord.values.dates import PublicationDate

_A_YEAR = 366
_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something was said, as the text tells it.

    chain: time words to be followed one after the other: "on Friday", then "a day earlier".
    words: the last of them as they stand. at: where they stand.
    is_past: known to be over, so that a month or day without a year is the last one there was.
    writing: the noun of what was written then ("letter"), "" where it has none; None for spoken words.
    """

    chain: tuple[When, ...]
    words: str
    at: int
    is_past: bool = False
    writing: str | None = None

    @property
    def is_of_a_day(self) -> bool:
        """Told to the day and near, as the news of a report is; not "last year" or "on 3 May 2014"."""
        last = self.chain[-1]
        if isinstance(last, Offset):
            return last.unit is Unit.DAY
        return isinstance(last, Weekday) or (isinstance(last, CalendarDay) and last.year is None)

    def then(self, when: When, words: str, at: int) -> Occasion:
        return Occasion((*self.chain, when), words, at, self.is_past)


def is_counted_from_then(when: When) -> bool:
    return isinstance(when, Offset) and when.anchor is Anchor.THEN


@dataclass(slots=True)
class Calendar:
    """Dates chains for one report, remembering what it worked out."""

    published: PublicationDate | None
    _days: tuple[date | None, ...] = field(init=False)
    _known: dict[tuple[tuple[When, ...], bool], str | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        candidates = self.published.candidates if self.published else ()
        self._days = tuple(day for candidate in candidates for day in days_within(candidate)) or (None,)

    def date(self, occasion: Occasion) -> str | None:
        """EDTF on which all readings of the report's date agree; None when they do not, or it is still to come."""
        key = (occasion.chain, occasion.is_past)
        if key not in self._known:
            dated = [_follow(occasion, day) for day in self._days]
            # A reading of the report's date for which this lies in the future is none.
            fitting = [one for one, day in zip(dated, self._days, strict=True) if not _is_after(one, day)]
            self._known[key] = fold(fitting)
        return self._known[key]

    def is_of_the_news(self, occasion: Occasion) -> bool:
        """Is it a day near publication, as what a report is about?"""
        return occasion.is_of_a_day and self.is_near(occasion)

    def is_near(self, occasion: Occasion) -> bool:
        """Does it lie within the week before publication? Where that is not known, it may."""
        day, today = day_of(_follow(occasion, self._days[0])), self._days[0]
        return day is None or today is None or (today - day).days <= _A_WEEK

    def is_earlier(self, one: Occasion, other: Occasion) -> bool:
        """Does `one` lie before `other`, in the first reading of the report's date?"""
        dates = [_follow(occasion, self._days[0]) for occasion in (one, other)]
        return bool(dates[0] and dates[1] and dates[0] < dates[1][: len(dates[0])])


def _follow(occasion: Occasion, today: date | None) -> str | None:
    then: str | None = None
    for when in occasion.chain:
        then = resolve(when, today, then, farthest=_A_YEAR if occasion.is_past else FARTHEST)
    return then


def _is_after(edtf: str | None, day: date | None) -> bool:
    return bool(edtf and day and edtf[:4] != "XXXX" and edtf > day.isoformat()[: len(edtf)])
