"""Time words of news English: found with their places, not yet dated.

A small grammar of our own, never a free search: a free search reads "may", "sat" and "second" as dates. What the words
mean as a date is worked out by `onrecord.text.timearithmetic`, from the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.text.timenames import (
    COUNT,
    DAY,
    MONTH,
    WEEKDAY,
    WEEKDAY_SHORT,
    YEAR,
    count_number,
    month_number,
    weekday_number,
)
from onrecord.text.when import (
    Anchor,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Offset,
    TimeWords,
    Unit,
    Weekday,
    When,
    Which,
)
from onrecord.values.span import Span

_PREPOSITION = "on|in|at|since|until|till|by|before|after|from|of|during|through|throughout|to|for|between|following"
_PART = "early|earlier|late|later|mid|(?:very )?(?:end|start|beginning|middle) of|(?:first|second) half of"
# What stands before a weekday, a month or a year and belongs to it. Read backwards from where the name begins.
_BEFORE = re.compile(
    rf"(?:\b(?P<lead>(?i:{_PREPOSITION})) (?:the )?)?(?:\b(?P<part>(?i:{_PART}))[ -](?:(?P<inner>on|in) )?)?"
    r"(?:\b(?P<which>(?i:last|this past|this coming|this|next)) )?"
    rf"(?:\b(?P<weekday>{WEEKDAY}|{WEEKDAY_SHORT}),? (?:the )?)?$"
)
_REACH = 48  # characters; the longest words _BEFORE knows are shorter

_MONTH = re.compile(
    rf"\b(?P<month>{MONTH})(?:\s(?P<day>{DAY})(?P<to>\s?[-–]\s?(?:{MONTH}\s)?{DAY})?(?:(?:,\s?|\s)(?P<year>{YEAR}))?"
    rf"|(?:\sof|,)?\s(?P<only_year>{YEAR}))?(?!\w|[’'](?!s))"
)
_DAY_MONTH = re.compile(rf"(?<![\w.,:/$£€-])(?P<day>{DAY})\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?(?!\w)")
_ISO = re.compile(rf"(?<![\w-])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")
_NUMERIC = re.compile(
    rf"(?<![\w./-])(?P<one>[0-3]?\d)(?P<mark>[./])(?P<two>[0-3]?\d)(?P=mark)(?P<year>{YEAR})(?![/\w]|\.\d)"
)
_YEAR = re.compile(rf"(?<![\w$£€.,/’'-])(?P<year>{YEAR})(?![\w%]|[-–/.,:’']\d)")
_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{WEEKDAY})(?P<week> (?:of )?last week)?(?: (?:morning|afternoon|evening|night|mid-?day))?(?!\w|-)"
)
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
# "her 2003 book", "an August speech": what is dated is a thing said or written, and that dates the words.
_DATED_THING = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[’']s) (?P<when>{YEAR}|{MONTH}|{WEEKDAY}) "
    r"(?=(?:[a-z-]{2,20} ){0,2}(?:study|report|book|memoir|memo|letter|speech|interview|statement|survey|poll"
    r"|article|essay|paper|op-ed|column|ruling|analysis|review|documentary|address|hearing|briefing"
    r"|(?:news|press) conference)\b)"
)

# "Good Friday" and "Super Tuesday" have names of their own; "the Sunday Mail" is a name that begins with a weekday.
_FEAST_BEFORE = re.compile(r"\b(?:Good|Black|Super|Ash|Holy|Bloody|Cyber|Palm|Easter|Giving|Shrove|Maundy) $")
_DETERMINER_BEFORE = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y)|[’']s) $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w.]{0,20}|[’']s|\b[Tt]he) $")

# Where the patterns above may match: a cheap character first, so that most of a text is passed over at once.
_MONTH_STARTS = r"(?i:an|eb|ar|ay|pr|un|ul|ug|ep|ct|ov|ec)"
_WEEKDAY_STARTS = r"[a-z]{2,5}day|[A-Z]{2,5}DAY"
_AT_MONTH = re.compile(rf"[ADFJMNOS](?={_MONTH_STARTS})")
_AT_DAY_MONTH = re.compile(r"\d(?=\d?(?:[a-zA-Z]{2})?\s(?:of\s)?[ADFJMNOS])")
_AT_ISO = re.compile(r"[12](?=\d{3}-\d\d-)")
_AT_NUMERIC = re.compile(r"\d(?=\d?[./]\d{1,2}[./])")
_AT_YEAR = re.compile(r"[12](?=[09]\d\d)")
_AT_WEEKDAY = re.compile(rf"[FMSTW](?={_WEEKDAY_STARTS})")
_AT_NEAR_DAY = re.compile(r"[ELTYelty](?=arlier |ater |ate |arly |esterday|o(?:day|morrow|night)|ast n|his [aem])")
_AT_COUNTED = re.compile(r"(?:day|week|month|year)s? (?:ago|earlier|later)")
_AT_SAME_DAY = re.compile(r"(?:same|previous|next|following) [adenmwy]")
_AT_THAT_DAY = re.compile(r" day")
_AT_DAY_BEFORE = re.compile(r" before")
_AT_PERIOD = re.compile(r"(?:week|month|year)")
_AT_DATED_THING = re.compile(rf"[12ADFJMNOSTW](?=[09]\d\d|{_MONTH_STARTS}|{_WEEKDAY_STARTS})")

_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")
_NEAR_DAYS = {"yesterday": -1, "last night": -1, "tomorrow": 1}
_STEPS = {"same": 0, "previous": -1, "next": 1, "following": 1}


def find_time_words(text: str) -> tuple[TimeWords, ...]:
    """All time words, in order, none overlapping: of two that overlap the longer stands.

    Cost: linear in the length of the text.
    """
    found = [words for find in _FINDERS for words in find(text)]
    found.sort(key=lambda words: (-len(words.span), words.span.start))
    kept: list[TimeWords] = []
    taken: set[int] = set()
    for words in found:
        places = range(words.span.start, words.span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(words)
    return tuple(sorted(kept, key=lambda words: words.span))


def _months(text: str) -> Iterator[TimeWords]:
    for match in _each(_MONTH, _AT_MONTH, text):
        before = _look_back(text, match.start())
        if match["day"] and not match["to"]:
            yield _words(match, before, CalendarDay(*_month_day(match), _number(match["year"]), _weekday(before)))
        elif match["day"] or match["only_year"]:
            year = _number(match["year"] or match["only_year"])
            yield _words(match, before, CalendarMonth(month_number(match["month"]), year))
        elif (before["lead"] or before["part"] or before["which"]) and _is_past(before):
            yield _words(match, before, CalendarMonth(month_number(match["month"])))


def _days_of_months(text: str) -> Iterator[TimeWords]:
    for match in _each(_DAY_MONTH, _AT_DAY_MONTH, text):
        before = _look_back(text, match.start())
        yield _words(match, before, CalendarDay(*_month_day(match), _number(match["year"]), _weekday(before)))


def _iso_days(text: str) -> Iterator[TimeWords]:
    for match in _each(_ISO, _AT_ISO, text):
        day = CalendarDay(int(match["month"]), int(match["day"]), int(match["year"]))
        yield _words(match, _look_back(text, match.start()), day)


def _numeric_days(text: str) -> Iterator[TimeWords]:
    for match in _each(_NUMERIC, _AT_NUMERIC, text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        # Dots put the day first wherever they are used; strokes do so in Europe and not in America.
        orders = ((one, two),) if match["mark"] == "." and two <= 12 else ((one, two), (two, one))
        days = dict.fromkeys(CalendarDay(m, d, year) for d, m in orders if 1 <= m <= 12 and 1 <= d <= 31)
        if days:
            yield _words(match, _look_back(text, match.start()), *days)


def _years(text: str) -> Iterator[TimeWords]:
    """A bare number is no date: "2008 people". A preposition or "early", "the end of" makes it one."""
    for match in _each(_YEAR, _AT_YEAR, text):
        before = _look_back(text, match.start())
        year = int(match["year"])
        if before["part"] and before["part"].lower().endswith(("end of", "start of", "beginning of")):
            yield _words(match, before, CalendarMonth(12 if "end" in before["part"].lower() else 1, year))
        elif before["part"] or before["lead"] not in (None, "at", "on", "for"):
            yield _words(match, before, CalendarYear(year))


def _weekdays(text: str) -> Iterator[TimeWords]:
    for match in _each(_WEEKDAY, _AT_WEEKDAY, text):
        before = _look_back(text, match.start())
        if not _is_past(before) or _is_weekday_name(text, match):
            continue
        which = Which.OF_LAST_WEEK if match["week"] else Which.NEAREST
        if (before["which"] or "").lower() == "last":
            which = Which.LAST
        yield _words(match, before, Weekday(weekday_number(match["weekday"]), which))


def _near_days(text: str) -> Iterator[TimeWords]:
    for match in _each(_NEAR_DAY, _AT_NEAR_DAY, text):
        is_name = match["word"] == "Today" and _NAME_BEFORE.search(text, max(0, match.start() - 24), match.start())
        if not is_name:
            yield TimeWords(Span(*match.span()), (Offset(_NEAR_DAYS.get(match["word"].lower(), 0), Unit.DAY),))


def _counted(text: str) -> Iterator[TimeWords]:
    for match in _each(_COUNTED, _AT_COUNTED, text, 8):
        number = count_number(match["count"])
        anchor = Anchor.NOW if match["way"] == "ago" else Anchor.THEN
        when = Offset(number if match["way"] == "later" else -number, Unit(match["unit"]), anchor)
        yield TimeWords(Span(*match.span()), (when,))


def _told_days(text: str) -> Iterator[TimeWords]:
    for match in _each(_SAME_DAY, _AT_SAME_DAY, text, 17):
        unit = Unit.DAY if match["unit"] in _PARTS_OF_DAY else Unit(match["unit"])
        when = Offset(_STEPS[match["which"]], unit, Anchor.THEN)
        yield TimeWords(Span(*match.span()), (when,))
    for match in _each(_THAT_DAY, _AT_THAT_DAY, text, 17):
        yield TimeWords(Span(*match.span()), (Offset(0, Unit.DAY, Anchor.THEN),))
    for match in _each(_DAY_BEFORE, _AT_DAY_BEFORE, text, 10):
        yield TimeWords(Span(*match.span()), (Offset(-1, Unit(match["unit"]), Anchor.THEN),))


def _periods(text: str) -> Iterator[TimeWords]:
    for match in _each(_PERIOD, _AT_PERIOD, text, 19):
        which, unit = match["which"].lower(), Unit(match["unit"])
        if which != "over the" or unit is Unit.WEEKEND:
            yield TimeWords(Span(*match.span()), (Offset(-1 if which == "last" else 0, unit),))


def _dated_things(text: str) -> Iterator[TimeWords]:
    for match in _each(_DATED_THING, _AT_DATED_THING, text, 7):
        name = match["when"]
        if name.isdigit():
            when: When = CalendarYear(int(name))
        elif re.fullmatch(WEEKDAY, name):
            when = Weekday(weekday_number(name))
        else:
            when = CalendarMonth(month_number(name))
        yield TimeWords(Span(*match.span("when")), (when,))


_FINDERS: tuple[Callable[[str], Iterator[TimeWords]], ...] = (
    _months,
    _days_of_months,
    _iso_days,
    _numeric_days,
    _years,
    _weekdays,
    _near_days,
    _counted,
    _told_days,
    _periods,
    _dated_things,
)


def _each(pattern: re.Pattern[str], anchor: re.Pattern[str], text: str, reach: int = 0) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, tried only near an `anchor`: most of a text is no date.

    Every match of `pattern` must begin where one of `anchor` does, or at most `reach` characters before.
    """
    at = 0
    for found in anchor.finditer(text):
        place = found.start()
        at = max(at, place - reach)
        while at <= place:
            match = pattern.match(text, at)
            at = match.end() if match else at + 1
            if match:
                yield match


def _look_back(text: str, at: int) -> re.Match[str]:
    found = _BEFORE.search(text[max(0, at - _REACH) : at])
    assert found is not None  # the pattern matches the empty end
    return found


def _words(match: re.Match[str], before: re.Match[str], *readings: When) -> TimeWords:
    length = len(before[0])
    lead = (before["lead"] or before["inner"] or "").lower()
    return TimeWords(Span(match.start() - length, match.end()), readings, lead)


def _is_past(before: re.Match[str]) -> bool:
    """ "next Friday" is to come, and "this Friday" may be: neither dates what was said."""
    return (before["which"] or "").lower() in ("", "last", "this past")


def _is_weekday_name(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 12) : match.start()]
    if _FEAST_BEFORE.search(before):
        return True
    return bool(_DETERMINER_BEFORE.search(before) and _NAME_AFTER.match(text, match.end()))


def _month_day(match: re.Match[str]) -> tuple[int, int]:
    return month_number(match["month"]), int("".join(c for c in match["day"] if c.isdigit()))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _weekday(before: re.Match[str]) -> int | None:
    return weekday_number(before["weekday"]) if before["weekday"] else None
