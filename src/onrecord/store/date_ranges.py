"""EDTF dates as ranges of days, so that "2021-12" can be asked for by `--since 2021-12-15`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.errors import WrongOption
from onrecord.values.dates import PublicationDate, StatementDate

# EDTF level 1 as far as it names days: X for unknown digits, a qualifier (? ~ %) at the end.
EDTF = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?", re.ASCII)
MONTH_AND_DAY = re.compile(r"XXXX-([0-9]{2})-([0-9]{2})[?~%]?", re.ASCII)
FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """All days from `earliest` to `latest`, both included, as ISO text ("2021-12-01")."""

    earliest: str
    latest: str


def days_of(edtf: str) -> Days | None:
    """The days an EDTF date may mean; None when it has no year or is not a date. "a/b" runs from a to b."""
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    match = EDTF.fullmatch(edtf)
    if not match or match[1] == "XXXX":
        return None
    year, month, day = match[1], match[2] or "XX", match[3] or "XX"
    if "X" in month and "X" not in day:
        return None  # "2021-XX-02" is twelve days, not a range
    earliest = f"{year.replace('X', '0')}-{_lowest(month)}-{_lowest(day)}"
    last_year, last_month = year.replace("X", "9"), _highest(month, "12")
    last_day = _highest(day, _days_in(last_year, last_month))
    latest = f"{last_year}-{last_month}-{last_day}"
    return Days(earliest, latest) if _is_month(earliest[5:7]) and _is_day(latest) else None


def _interval(start: str, end: str) -> Days | None:
    if "/" in end:
        return None
    first = Days(FIRST_DAY, FIRST_DAY) if start in ("", "..") else days_of(start)
    last = Days(LAST_DAY, LAST_DAY) if end in ("", "..") else days_of(end)
    return Days(first.earliest, last.latest) if first and last and first.earliest <= last.latest else None


def _lowest(digits: str) -> str:
    return "01" if digits == "XX" else digits.replace("X", "0").replace("00", "01")


def _highest(digits: str, most: str) -> str:
    return most if digits == "XX" else min(digits.replace("X", "9"), most) if "X" in digits else digits


def _days_in(year: str, month: str) -> str:
    return str(calendar.monthrange(int(year) or 4, int(month))[1]) if _is_month(month) else "31"


def _is_month(month: str) -> bool:
    return "01" <= month <= "12"


def _is_day(iso: str) -> bool:
    """Whether the calendar has this day. Year 0000, which `datetime` lacks, was a leap year."""
    try:
        date.fromisoformat(iso.replace("0000", "0004", 1))
    except ValueError:
        return False
    return True


def days_asked(edtf: str, option: str) -> Days:
    """The days a user names. Raises WrongOption when there are none."""
    found = days_of(edtf)
    if found is None:
        raise WrongOption(
            f"{option} {edtf!r} is not a date", remedy="write it as 2021, 2021-12 or 2021-12-31 (year first)"
        )
    return found


def readings(said_on: StatementDate | None, published: PublicationDate | None) -> tuple[Days, ...]:
    """Every range of days a statement may be of; empty when no year is in evidence.

    The day it was said, else the report's day. A day without a year takes the years the report's day leaves open:
    the last such day not after it, for reports look back.
    """
    if said_on is None:
        return _all_days(_candidates(published))
    month_and_day = MONTH_AND_DAY.fullmatch(said_on.edtf)
    if month_and_day is None:
        return _all_days((said_on.edtf,))
    reported = _all_days(_candidates(published))
    return _all_days(_last_before(reporting.latest, f"{month_and_day[1]}-{month_and_day[2]}") for reporting in reported)


def _candidates(published: PublicationDate | None) -> tuple[str, ...]:
    return () if published is None else tuple(dict.fromkeys((published.edtf or "", *published.candidates)))


def _all_days(dates: Iterable[str]) -> tuple[Days, ...]:
    found = (days_of(edtf) for edtf in dates)
    return tuple(sorted({days for days in found if days}))


def _last_before(day: str, month_and_day: str) -> str:
    """ISO; "" for a day that no calendar has."""
    year = max(int(day[:4]) - (month_and_day > day[5:]), 0)
    # 29 February comes back every four years, around most full centuries after eight.
    days = (f"{back:04}-{month_and_day}" for back in range(year, max(year - 9, -1), -1))
    return next(filter(_is_day, days), "")
