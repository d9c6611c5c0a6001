"""EDTF (ISO 8601-2) as far as the record uses it: days, months, years, and X for a digit nobody knows."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from onrecord.text.timenames import month_name

ANY_YEARS = range(2000, 2028)
"""Years that stand for all: in 28 in a row each date falls on each weekday, in common years and in leap years."""

_FORM = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?", re.ASCII)


def day_of(edtf: str | None) -> date | None:
    """The day, when `edtf` is one whole day; else None."""
    match = _FORM.fullmatch(edtf or "")
    if not match or not match[3] or "X" in match[0]:
        return None
    return valid_day(int(match[1]), int(match[2]), int(match[3]))


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day (30 February, or 29 in a common year)."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def days_within(edtf: str, years: Iterable[int] = ANY_YEARS) -> tuple[date, ...]:
    """Every day `edtf` can mean, in order; none when it is malformed. years: those an unknown year can be."""
    match = _FORM.fullmatch(edtf)
    if not match:
        return ()
    years = years if match[1] == "XXXX" else (int(match[1]),)
    months = range(1, 13) if match[2] in (None, "XX") else (int(match[2]),)
    days = range(1, 32) if match[3] in (None, "XX") else (int(match[3]),)
    found = (valid_day(year, month, day) for year in years for month in months for day in days)
    return tuple(day for day in found if day)


def fold(readings: Iterable[str | None]) -> str | None:
    """What all readings agree on: "2013-03-04" and "2019-03-04" give "XXXX-03-04". None when they agree on nothing.

    One reading that is None makes the whole unknown.
    """
    distinct = list(dict.fromkeys(readings))
    known = [one for one in distinct if one]
    if not known or len(known) < len(distinct):
        return None
    if len(known) == 1:
        return known[0]
    for length in (7, 4):
        starts = {one[:length] for one in known}
        if len(starts) == 1 and "X" not in next(iter(starts)):
            return starts.pop()
    endings = {one[4:] for one in known}
    return f"XXXX{endings.pop()}" if len(endings) == 1 and "" not in endings else None


def span_of_days(first: date, last: date) -> str | None:
    """The narrowest day, month or year that holds both days; None when even the years differ."""
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return None
    return first.isoformat()[: 7 if first.month == last.month else 4]


def in_words(edtf: str | None) -> str | None:
    """A day, month or year for people: "17 February 2022", "February 2022", "2022".

    None while a digit is unknown, and for what the calendar has not.
    """
    match = _FORM.fullmatch(edtf or "")
    if not match or "X" in match[0] or not days_within(match[0]):
        return None
    parts = [str(int(match[3]))] if match[3] else []
    parts += [month_name(int(match[2]))] if match[2] else []
    return " ".join([*parts, match[1]])
