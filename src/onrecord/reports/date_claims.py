"""One thing on or beside a page that speaks of when the report was published or changed: found, not yet weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

from onrecord.text.written_dates import written_dates


class Role(StrEnum):
    """What a date says it is the date of."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNTOLD = "untold"  # a date beside the headline, without a word on what it is


class Voice(StrEnum):
    """Who speaks. What one voice says in several fields counts once."""

    LINKED = "JSON-LD"
    META = "meta"
    MARKUP = "markup"  # microdata and <time>, read by machines
    SHOWN = "shown"  # read by people, on the page around the text
    TEXT = "text"
    ADDRESS = "address"
    FEED = "feed"
    PICTURE = "picture"  # the day in the address of the page's picture
    SEARCH = "search"  # a search of the whole page, by a library


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date as some voice names it.

    kind: where it stands, for people: "JSON-LD datePublished". words: as they stand, at most 100 characters.
    readings: EDTF; none when the words are no date, several where day and month can be either.
    also: days it can be where it was printed, if it is told in UTC. doubt: why its place keeps it from being believed.
    moment: in seconds since 1970, where it is told so exactly. weakness: how much less it weighs than its voice does.
    """

    kind: str
    words: str
    readings: tuple[str, ...]
    role: Role
    voice: Voice
    also: tuple[str, ...] = ()
    doubt: str | None = None
    moment: int | None = None
    weakness: float = 0.0


_STAMP = re.compile(
    r"(?P<date>(?:19|20)\d\d-\d\d?-\d\d?|(?:19|20)\d{6})[T ](?P<clock>\d\d:\d\d(?::\d\d?)?)(?:[.,]\d{1,9})?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d(?::?\d\d)?)?$",
    re.ASCII,
)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} (?:19|20)\d\d \d\d:\d\d(?::\d\d)? ?(?:[A-Z]{1,4}|[+-]\d{4})$"
)
_COMPACT = re.compile(r"(?P<date>(?:19|20)\d\d[01]\d[0-3]\d)(?:T?\d{2,6}Z?)?$", re.ASCII)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$", re.ASCII)
_UTC = ("Z", "UTC", "GMT", "+00:00", "+0000", "-00:00", "+00:00:00")
_LONGEST = 100


def claim(
    kind: str, words: str, role: Role, voice: Voice, *, language: str | None = None, is_day_first: bool | None = None
) -> DateClaim:
    """Read a date in metadata or in markup: a stamp of ISO 8601, seconds since 1970, or a date in words.

    Of a moment with its offset the day it was where it was written; "Z" is no such place, see `DateClaim.also`.
    """
    words = words.strip()[:_LONGEST]
    found = _stamp(words) or _since_1970(words) or _as_in_mail(words)
    if found:
        day, is_utc, moment = found
        also = _days_elsewhere(moment) if is_utc else ()
        return DateClaim(kind, words, (day,), role, voice, also=also, moment=int(moment.timestamp()))
    compact = _COMPACT.match(words)
    plain = f"{words[:4]}-{words[4:6]}-{words[6:8]}" if compact else words
    dates = written_dates(plain, language, is_day_first=is_day_first)
    return DateClaim(kind, words, dates[0].readings if dates else (), role, voice)


def _stamp(words: str) -> tuple[str, bool, datetime] | None:
    """The day as written, whether it is told in UTC, and the moment; a stamp without its zone is no moment."""
    match = _STAMP.match(words)
    if match is None or match["zone"] is None:
        return None
    year, month, day = re.findall(r"(\d{4})-?(\d\d?)-?(\d\d?)", match["date"])[0]
    hour, minute, second = (int(part) for part in f"{match['clock']}:0".split(":")[:3])
    try:
        local = datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=UTC)
        offset = timedelta() if match["zone"] in _UTC else _offset(match["zone"])
        return local.date().isoformat(), match["zone"] in _UTC, local - offset
    except (ValueError, OverflowError):
        return None


def _offset(zone: str) -> timedelta:
    hours, minutes = int(zone[1:3]), int(zone.replace(":", "")[3:5])
    return timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)


def _as_in_mail(words: str) -> tuple[str, bool, datetime] | None:
    """ "Thu, 02 Dec 2021 10:00:00 GMT": as feeds and servers write (RFC 5322)."""
    if not _MAIL.match(words):
        return None
    try:
        local = parsedate_to_datetime(words)
        moment = (local if local.tzinfo else local.replace(tzinfo=UTC)).astimezone(UTC)
        return local.date().isoformat(), not local.utcoffset(), moment
    except (ValueError, OverflowError):
        return None


def _since_1970(words: str) -> tuple[str, bool, datetime] | None:
    if not _EPOCH.match(words):
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(words[:10]))
    return moment.date().isoformat(), True, moment


def _days_elsewhere(moment: datetime) -> tuple[str, ...]:
    """The other days it was at that moment somewhere between UTC-11 and UTC+13."""
    days: tuple[date, ...] = tuple((moment + timedelta(hours=hours)).date() for hours in (-11, 13))
    return tuple(day.isoformat() for day in days if day != moment.date())
