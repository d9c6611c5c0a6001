"""A date in metadata, in whatever form it was written."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

import dateparser

from onrecord.text.edtf import days_within, valid_day
from onrecord.text.timearithmetic import resolve
from onrecord.text.timewords import find_time_words
from onrecord.text.when import CalendarDay, CalendarMonth

_LONGEST = 100  # characters; a longer string is no date
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?=$|[T ]\d|Z$)", re.ASCII)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=$|T)", re.ASCII)
_WEEK = re.compile(r"\d{4}-?W\d\d(?P<day>-?\d)?(?=$|T)", re.ASCII)  # a free parser takes "2021-W05-3" for 3 May
_NO_YEAR = re.compile(r"XXXX-\d\d(?:-\d\d)?", re.ASCII)  # EDTF, as our own output has it
_LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr"]
_SETTINGS = {
    "REQUIRE_PARTS": ["day", "month", "year"],  # else the missing part would come from the clock
    "PARSERS": ["absolute-time"],
    "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 dateparser compares it with naive dates
    "TIMEZONE": "UTC",
    "DATE_ORDER": "DMY",
}


@lru_cache(maxsize=4096)
def read_given_date(words: str) -> tuple[str, ...]:
    """The date as EDTF; two readings where day and month can be either; () when it is no date.

    Of a moment the day it was where it was written: "2021-12-03T01:30:00+03:00" is 2021-12-03.
    """
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return ()
    week = _WEEK.match(words)
    if week:
        return _week_date(week)
    return _iso(words) or _english(words) or _other_languages(words)


def _week_date(match: re.Match[str]) -> tuple[str, ...]:
    """ISO 8601's year, week and day, "2021-W05-3"; a week alone names no day."""
    try:
        return (date.fromisoformat(match[0]).isoformat(),) if match["day"] else ()
    except ValueError:
        return ()


def _iso(words: str) -> tuple[str, ...]:
    match = _ISO.match(words) or _COMPACT.match(words)
    if match is None:
        return (words,) if _NO_YEAR.fullmatch(words) and days_within(words) else ()
    edtf = "-".join(part for part in match.groups() if part)
    return (edtf,) if days_within(edtf) else ()


def _english(words: str) -> tuple[str, ...]:
    for found in find_time_words(words):
        dated = [w for w in found.readings if isinstance(w, CalendarDay | CalendarMonth) and w.year]
        readings = tuple(edtf for when in dated if (edtf := resolve(when, None)))
        if readings:
            return readings
    return ()


def _other_languages(words: str) -> tuple[str, ...]:
    if not re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", words):
        return ()
    found = dateparser.parse(words, languages=_LANGUAGES, settings=_SETTINGS)
    day = valid_day(found.year, found.month, found.day) if found else None
    return (day.isoformat(),) if day else ()
