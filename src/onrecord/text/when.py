"""What time words can mean, before anybody asks on which day they were written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.values.span import Span


class Unit(StrEnum):
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Anchor(StrEnum):
    """What words count from."""

    NOW = "the day of publication"
    THEN = "the occasion told last"


class Which(StrEnum):
    """Which Thursday."""

    NEAREST = "the nearest one not to come"  # "on Thursday"; in a report of a Thursday that is today
    LAST = "the nearest one before today"  # "last Thursday"
    OF_LAST_WEEK = "the one of last week"  # "Thursday of last week"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """ "December 2", "Thursday, Dec. 2, 2021". weekday: 0 is Monday; None when not written."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """ "January 2022", "late April", "the end of 2021"."""

    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """ "in 2008"."""

    year: int


@dataclass(frozen=True, slots=True)
class CalendarDecade:
    """ "in the 1970s". year: the first of the ten."""

    year: int


@dataclass(frozen=True, slots=True)
class Feast:
    """ "on Labor Day": a day with a name, in `onrecord.text.feasts`."""

    name: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """ "on Thursday". weekday: 0 is Monday."""

    weekday: int
    which: Which = Which.NEAREST


@dataclass(frozen=True, slots=True)
class Offset:
    """ "yesterday", "two days later", "last week", "three months ago": so many units from the anchor."""

    number: int
    unit: Unit
    anchor: Anchor = Anchor.NOW


@dataclass(frozen=True, slots=True)
class Stretch:
    """ "Thursday through Monday", "Sept. 29 - Oct. 2": both days included."""

    first: CalendarDay | Weekday
    last: CalendarDay | Weekday


When = CalendarDay | CalendarMonth | CalendarYear | CalendarDecade | Feast | Weekday | Offset | Stretch


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Time words in a text.

    span: the words with the preposition before them ("on Thursday").
    readings: what they can mean; two only where day and month may be either ("03/12/2021"), day first.
    lead: the preposition in lower case, "" when there is none. "since" and "until" name a limit, not an occasion.
    """

    span: Span
    readings: tuple[When, ...]
    lead: str = ""
