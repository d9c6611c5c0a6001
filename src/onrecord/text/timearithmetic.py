"""Time words into dates: what "on Thursday" means in a report of a given day."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.text.edtf import day_of, valid_day
from onrecord.text.feasts import feast_day
from onrecord.text.when import (
    Anchor,
    CalendarDay,
    CalendarDecade,
    CalendarMonth,
    CalendarYear,
    Feast,
    Offset,
    Stretch,
    Unit,
    Weekday,
    When,
    Which,
)

FARTHEST = 300
"""Days. Beyond these a day or month without its year is taken for one to come."""


def resolve(when: When, today: date | None, then: str | None = None, *, farthest: int = FARTHEST) -> str | None:
    """The date as EDTF, or None when it cannot be known, or lies outside the years 1 to 9999.

    today: the day of publication, None when unknown. then: EDTF of the occasion told last, for "a day earlier".
    Words without a year mean the latest such day that is not to come, if it is not too far back: English news leaves
    the year out within a year, so that "October 9" in a report of September is more likely still to come.
    farthest: so many days back at most; 366 where it is known to lie in the past.
    A week or a stretch of days is the month it lies in; one of two months is neither.
    """
    try:
        return _resolve(when, today, then, farthest)
    except (OverflowError, ValueError):  # the first day there is has no yesterday
        return None


def _resolve(when: When, today: date | None, then: str | None, farthest: int) -> str | None:
    match when:
        case CalendarYear(year):
            return f"{year:04}"
        case CalendarDecade(year):
            return f"{year // 10:03}X"
        case CalendarMonth():
            return _month(when, today, farthest)
        case CalendarDay():
            return _day(when, today, farthest)
        case Feast():
            return _feast(when, today)
        case Stretch():
            return _stretch(when, today)
        case Weekday():
            return _weekday(when, today).isoformat() if today else None
        case Offset(anchor=Anchor.NOW):
            return _offset(when, today) if today else None
        case Offset():
            return _from_then(when, then) if then else None


def _month(when: CalendarMonth, today: date | None, farthest: int) -> str | None:
    if when.year is not None:
        return f"{when.year:04}-{when.month:02}"
    if today is None:
        return f"XXXX-{when.month:02}"
    first = date(today.year - (when.month > today.month), when.month, 1)
    return first.isoformat()[:7] if (today - first).days <= farthest else None


def _day(when: CalendarDay, today: date | None, farthest: int) -> str | None:
    if when.year is not None:
        day = valid_day(when.year, when.month, when.day)
        return day.isoformat() if day else None
    if today is None:
        return f"XXXX-{when.month:02}-{when.day:02}" if valid_day(2000, when.month, when.day) else None
    # With a weekday the year may be farther back: 12 years hold each weekday of any day but 29 February.
    past = (valid_day(today.year - back, when.month, when.day) for back in range(min(12, today.year)))
    fitting = (day for day in past if day and day <= today and when.weekday in (None, day.weekday()))
    latest = next(fitting, None)
    if latest is None or (when.weekday is None and (today - latest).days > farthest):
        return None
    return latest.isoformat()


def _weekday(when: Weekday, today: date) -> date:
    back = (today.weekday() - when.weekday) % 7
    if when.which is Which.LAST:
        back = back or 7
    if when.which is Which.OF_LAST_WEEK:
        back = today.weekday() - when.weekday + 7
    return today - timedelta(days=back)


def _from_then(when: Offset, then: str) -> str | None:
    """ "the same day" is as exact as the occasion it hangs on; "a day earlier" needs a day to count from."""
    if when.number == 0 and when.unit is Unit.DAY:
        return then
    day = day_of(then)
    return _offset(when, day) if day else None


def _offset(when: Offset, start: date) -> str | None:
    if when.unit is Unit.DAY:
        return (start + timedelta(days=when.number)).isoformat()
    if when.unit is Unit.WEEK:
        return _week(start, when.number)
    if when.unit is Unit.WEEKEND:
        return _weekend(start, when.number)
    if when.unit is Unit.YEAR:
        return start.replace(year=start.year + when.number, day=1).isoformat()[:4]
    year, month = divmod(start.year * 12 + start.month - 1 + when.number, 12)
    return date(year, month + 1, 1).isoformat()[:7]


def _feast(when: Feast, today: date | None) -> str | None:
    if when.year is not None:
        return feast_day(when.name, when.year).isoformat()
    if today is None:
        return None
    this_year = feast_day(when.name, today.year)
    return (this_year if this_year <= today else feast_day(when.name, today.year - 1)).isoformat()


def _stretch(when: Stretch, today: date | None) -> str | None:
    last = day_of(_resolve(when.last, today, None, FARTHEST))
    first = day_of(_resolve(when.first, last, None, FARTHEST))
    return _month_of(first, last) if first and last else None


def _week(start: date, number: int) -> str | None:
    """Monday to Sunday; of this week only what has passed. "This week", told on a Monday, may be the one before."""
    monday = start - timedelta(days=start.weekday() - 7 * number)
    sunday = monday + timedelta(days=6)
    return _month_of(monday, min(sunday, start) if number == 0 else sunday)


def _weekend(start: date, number: int) -> str | None:
    since = (start.weekday() - 5) % 7
    if number < 0 and since < 2:  # "last weekend", said on a weekend, is the one before
        since += 7
    saturday = start - timedelta(days=since)
    sunday = min(saturday + timedelta(days=1), start)
    return saturday.isoformat() if saturday == sunday else _month_of(saturday, sunday)


def _month_of(first: date, last: date) -> str | None:
    return first.isoformat()[:7] if (first.year, first.month) == (last.year, last.month) else None
