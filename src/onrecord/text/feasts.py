"""Days with a name of their own: "Labor Day", "Christmas Eve".

Only names that mean one day wherever English news is written. "Independence Day", "Thanksgiving" and "Easter" mean
another one in the next country or church; they are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.text.timenames import YEAR
from onrecord.text.timescan import each
from onrecord.text.when import Feast, TimeWords
from onrecord.values.span import Span

# Month and day; or month, weekday (0 is Monday) and which one of the month. Source: 5 U.S.C. 6103 for the latter.
_FIXED = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st. patrick's day": (3, 17),
    "fourth of july": (7, 4),
    "july fourth": (7, 4),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_COUNTED = {
    "martin luther king jr. day": (1, 0, 3),
    "martin luther king day": (1, 0, 3),
    "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
}
_NAMES = "|".join(
    re.escape(name.title().replace("'S", "'s")).replace("'", "[’']").replace("Of", "of")
    for name in (*_FIXED, *_COUNTED)
)
_FEAST = re.compile(
    rf"(?:\b(?P<lead>(?i:on|since|until|till|by|before|after|from|of|to|for|through)) (?:the )?)?"
    rf"\b(?P<name>{_NAMES})(?:,? (?P<year>{YEAR}))?(?!\w| (?:[Ww]eekend|[Pp]arade|[Pp]arty|[Hh]oliday|[A-Z]))"
)
_AT_FEAST = re.compile(r"\b(?=[BCFHIJLMNPSV](?:ast|hri|our|all|nte|uly|abo|art|ew |res|t\. |ale|ete|olu|oxi))")


def feasts_in(text: str) -> Iterator[TimeWords]:
    for match in each(_FEAST, _AT_FEAST, text, 12):
        year = int(match["year"]) if match["year"] else None
        name = match["name"].lower().replace("’", "'")
        yield TimeWords(Span(*match.span()), (Feast(name, year),), (match["lead"] or "").lower())


def feast_day(name: str, year: int) -> date:
    """The day in a year. `name`: of a Feast. Raises ValueError or OverflowError outside the calendar."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    month, weekday, which = _COUNTED[name]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
