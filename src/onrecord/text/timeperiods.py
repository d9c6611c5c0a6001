"""Time words that count from a day: "yesterday", "two days later", "last week", "in the 1970s".

Found with their places, not yet dated; `onrecord.text.timewords` puts them together with the names of days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.text.timenames import COUNT, count_number
from onrecord.text.timescan import each
from onrecord.text.when import Anchor, CalendarDecade, Offset, TimeWords, Unit
from onrecord.values.span import Span

_NEAR_DAY = re.compile(
    r"\b(?:[Ee]arlier |[Ll]ater |[Ll]ate |[Ee]arly )?"
    r"(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b(?!-)"
)
_COUNTED = re.compile(
    rf"\b(?P<count>{COUNT}) (?P<unit>day|week|month|year)s? (?P<way>ago|earlier|later)\b(?! (?:than|in the|on|stage))"
)
_SAME_DAY = re.compile(
    r"\b(?:(?:[Ee]arlier|[Ll]ater) )?(?:[Oo]n )?(?:[Tt]he|[Tt]hat) (?P<which>same|previous|next|following) "
    r"(?P<unit>day|morning|afternoon|evening|night|week|month|year)\b(?![-’'])"
)
_THAT_DAY = re.compile(r"\b(?:(?:[Ee]arlier|[Ll]ater) (?:that|in the|the same)|[Tt]hat same) day\b(?![-’'])")
_DAY_BEFORE = re.compile(r"\b[Tt]he (?P<unit>day|week|month|year) before(?=[,.;:]|\s?$)")
_PERIOD = re.compile(
    r"\b(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) )?(?P<which>[Ll]ast|[Tt]his past|[Tt]his|[Oo]ver the) "
    r"(?P<unit>weekend|week|month|year)\b(?!-)"
)

# "in the last year" and "over this past week" last; what "since last month" names is a limit.
_LASTS_BEFORE = re.compile(r"\b(?:[Tt]he|[Oo]ver|[Dd]uring|[Ww]ithin) $")
_LIMIT_BEFORE = re.compile(r"\b(?P<lead>(?i:since|until|till|by|before|after|from|of|to|for|through|throughout)) $")
_EARLIER_IN = re.compile(r"\b[Ee]arlier in the (?P<unit>week|month|year)\b(?!-)")
_SOON_AFTER = re.compile(r"\b(?:[Mm]oments|[Mm]inutes|[Hh]ours) (?:later|earlier)\b(?! (?:than|in the|on|stage))")
_DECADE = re.compile(r"\b(?P<lead>[Ii]n|[Dd]uring) the (?:(?:early|mid|late)[ -])?(?P<year>(?:19|20)\d0)s\b")
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w.]{0,20}|[’']s|\b[Tt]he) $")

_AT_NEAR_DAY = re.compile(r"[ELTYelty](?=arlier |ater |ate |arly |esterday|o(?:day|morrow|night)|ast n|his [aem])")
_AT_COUNTED = re.compile(r"(?:day|week|month|year)s? (?:ago|earlier|later)")
_AT_SAME_DAY = re.compile(r"(?:same|previous|next|following) [adenmwy]")
_AT_THAT_DAY = re.compile(r" day")
_AT_DAY_BEFORE = re.compile(r" before")
_AT_PERIOD = re.compile(r"(?:week|month|year)")
_AT_EARLIER_IN = re.compile(r"arlier in the")
_AT_SOON_AFTER = re.compile(r"[MmHh](?=oments |inutes |ours )")
_AT_DECADE = re.compile(r"(?:19|20)\d0s")

_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")
_NEAR_DAYS = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_STEPS = {"same": 0, "previous": -1, "next": 1, "following": 1}


def _near_days(text: str) -> Iterator[TimeWords]:
    for match in each(_NEAR_DAY, _AT_NEAR_DAY, text):
        is_name = match["word"] == "Today" and _NAME_BEFORE.search(text, max(0, match.start() - 24), match.start())
        if not is_name:
            yield TimeWords(Span(*match.span()), (Offset(_NEAR_DAYS.get(match["word"].lower(), 0), Unit.DAY),))


def _counted(text: str) -> Iterator[TimeWords]:
    for match in each(_COUNTED, _AT_COUNTED, text, 8):
        number = count_number(match["count"])
        anchor = Anchor.NOW if match["way"] == "ago" else Anchor.THEN
        when = Offset(number if match["way"] == "later" else -number, Unit(match["unit"]), anchor)
        yield TimeWords(Span(*match.span()), (when,))


def _told_days(text: str) -> Iterator[TimeWords]:
    for match in each(_SAME_DAY, _AT_SAME_DAY, text, 17):
        unit = Unit.DAY if match["unit"] in _PARTS_OF_DAY else Unit(match["unit"])
        when = Offset(_STEPS[match["which"]], unit, Anchor.THEN)
        yield TimeWords(Span(*match.span()), (when,))
    for match in each(_THAT_DAY, _AT_THAT_DAY, text, 17):
        yield TimeWords(Span(*match.span()), (Offset(0, Unit.DAY, Anchor.THEN),))
    for match in each(_SOON_AFTER, _AT_SOON_AFTER, text):
        yield TimeWords(Span(*match.span()), (Offset(0, Unit.DAY, Anchor.THEN),))
    for match in each(_DAY_BEFORE, _AT_DAY_BEFORE, text, 10):
        yield TimeWords(Span(*match.span()), (Offset(-1, Unit(match["unit"]), Anchor.THEN),))


def _periods(text: str) -> Iterator[TimeWords]:
    for match in each(_PERIOD, _AT_PERIOD, text, 19):
        which, unit = match["which"].lower(), Unit(match["unit"])
        before = text[max(0, match.start() - 12) : match.start()]
        if (which == "over the" and unit is not Unit.WEEKEND) or _LASTS_BEFORE.search(before):
            continue
        limit = _LIMIT_BEFORE.search(before)
        span = Span(match.start() - (len(limit[0]) if limit else 0), match.end())
        when = Offset(-1 if which == "last" else 0, unit)
        yield TimeWords(span, (when,), limit["lead"].lower() if limit else "")
    for match in each(_EARLIER_IN, _AT_EARLIER_IN, text, 1):
        yield TimeWords(Span(*match.span()), (Offset(0, Unit(match["unit"])),))


def _decades(text: str) -> Iterator[TimeWords]:
    for match in each(_DECADE, _AT_DECADE, text, 16):
        yield TimeWords(Span(*match.span()), (CalendarDecade(int(match["year"])),), match["lead"].lower())


PERIOD_FINDERS: tuple[Callable[[str], Iterator[TimeWords]], ...] = (
    _near_days,
    _counted,
    _told_days,
    _periods,
    _decades,
)
