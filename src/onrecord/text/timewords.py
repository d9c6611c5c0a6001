"""Time words of news English: found with their places, not yet dated.

A small grammar of our own, never a free search: a free search reads "may", "sat" and "second" as dates. What the words
mean as a date is worked out by `onrecord.text.timearithmetic`, from the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.text.feasts import feasts_in
from onrecord.text.timenames import DAY, MONTH, WEEKDAY, WEEKDAY_SHORT, YEAR, month_number, weekday_number
from onrecord.text.timeperiods import PERIOD_FINDERS
from onrecord.text.timescan import each
from onrecord.text.when import (
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    Stretch,
    TimeWords,
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
# "her 2003 book", "an August speech": what is dated is a thing said or written, and that dates the words.
_DATED_THING = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[’']s) (?P<when>{YEAR}|{MONTH}|{WEEKDAY}) "
    r"(?=(?:[a-z-]{2,20} ){0,2}(?:study|report|book|memoir|memo|letter|speech|interview|statement|survey|poll"
    r"|article|essay|paper|op-ed|column|ruling|analysis|review|documentary|address|hearing|briefing"
    r"|(?:news|press) conference)\b)"
)

# "Good Friday" and "Super Tuesday" have names of their own; "the Sunday Mail" is a name that begins with a weekday.
_THROUGH = re.compile(r" (?:through|to|until|till)|\s?[–-]\s?")
_FEAST_BEFORE = re.compile(r"\b(?:Good|Black|Super|Ash|Holy|Bloody|Cyber|Palm|Easter|Giving|Shrove|Maundy) $")
_DETERMINER_BEFORE = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y)|[’']s) $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")

# Where the patterns above may match: a cheap character first, so that most of a text is passed over at once.
_MONTH_STARTS = r"(?i:an|eb|ar|ay|pr|un|ul|ug|ep|ct|ov|ec)"
_WEEKDAY_STARTS = r"[a-z]{2,5}day|[A-Z]{2,5}DAY"
_AT_MONTH = re.compile(rf"[ADFJMNOS](?={_MONTH_STARTS})")
_AT_DAY_MONTH = re.compile(r"\d(?=\d?(?:[a-zA-Z]{2})?\s(?:of\s)?[ADFJMNOS])")
_AT_ISO = re.compile(r"[12](?=\d{3}-\d\d-)")
_AT_NUMERIC = re.compile(r"\d(?=\d?[./]\d{1,2}[./])")
_AT_YEAR = re.compile(r"[12](?=[09]\d\d)")
_AT_WEEKDAY = re.compile(rf"[FMSTW](?={_WEEKDAY_STARTS})")
_AT_DATED_THING = re.compile(rf"[12ADFJMNOSTW](?=[09]\d\d|{_MONTH_STARTS}|{_WEEKDAY_STARTS})")


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
    return tuple(_stretched(text, sorted(kept, key=lambda words: words.span)))


def _stretched(text: str, found: Sequence[TimeWords]) -> Iterator[TimeWords]:
    """The time words, "Thursday" and "through Monday" as one."""
    last: TimeWords | None = None
    for words in found:
        if last is not None and (when := _stretch(text, last, words)):
            last = TimeWords(Span(last.span.start, words.span.end), (when,), last.lead)
            continue
        if last is not None:
            yield last
        last = words
    if last is not None:
        yield last


def _stretch(text: str, one: TimeWords, other: TimeWords) -> Stretch | None:
    first, last = one.readings[0], other.readings[0]
    if not isinstance(first, CalendarDay | Weekday) or not isinstance(last, CalendarDay | Weekday):
        return None
    between = text[one.span.end : other.span.start] + other.lead
    return Stretch(first, last) if _THROUGH.fullmatch(between) else None


def _months(text: str) -> Iterator[TimeWords]:
    for match in each(_MONTH, _AT_MONTH, text):
        before = _look_back(text, match.start())
        if match["day"] and not match["to"]:
            yield _words(match, before, CalendarDay(*_month_day(match), _number(match["year"]), _weekday(before)))
        elif match["to"] and (other := re.search(rf"(?P<month>{MONTH})\s(?P<day>{DAY})$", match["to"])):
            year = _number(match["year"])
            days = (CalendarDay(*_month_day(one), year) for one in (match, other))
            yield _words(match, before, Stretch(*days))
        elif match["day"] or match["only_year"]:
            year = _number(match["year"] or match["only_year"])
            yield _words(match, before, CalendarMonth(month_number(match["month"]), year))
        elif (before["lead"] or before["part"] or before["which"]) and _is_past(before):
            yield _words(match, before, CalendarMonth(month_number(match["month"])))


def _days_of_months(text: str) -> Iterator[TimeWords]:
    for match in each(_DAY_MONTH, _AT_DAY_MONTH, text):
        before = _look_back(text, match.start())
        yield _words(match, before, CalendarDay(*_month_day(match), _number(match["year"]), _weekday(before)))


def _iso_days(text: str) -> Iterator[TimeWords]:
    for match in each(_ISO, _AT_ISO, text):
        day = CalendarDay(int(match["month"]), int(match["day"]), int(match["year"]))
        yield _words(match, _look_back(text, match.start()), day)


def _numeric_days(text: str) -> Iterator[TimeWords]:
    for match in each(_NUMERIC, _AT_NUMERIC, text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
        # Dots put the day first wherever they are used; strokes do so in Europe and not in America.
        orders = ((one, two),) if match["mark"] == "." and two <= 12 else ((one, two), (two, one))
        days = dict.fromkeys(CalendarDay(m, d, year) for d, m in orders if 1 <= m <= 12 and 1 <= d <= 31)
        if days:
            yield _words(match, _look_back(text, match.start()), *days)


def _years(text: str) -> Iterator[TimeWords]:
    """A bare number is no date: "2008 people". A preposition or "early", "the end of" makes it one."""
    for match in each(_YEAR, _AT_YEAR, text):
        before = _look_back(text, match.start())
        year = int(match["year"])
        if before["part"] and before["part"].lower().endswith(("end of", "start of", "beginning of")):
            yield _words(match, before, CalendarMonth(12 if "end" in before["part"].lower() else 1, year))
        elif before["part"] or before["lead"] not in (None, "at", "on", "for"):
            yield _words(match, before, CalendarYear(year))


def _weekdays(text: str) -> Iterator[TimeWords]:
    for match in each(_WEEKDAY, _AT_WEEKDAY, text):
        before = _look_back(text, match.start())
        if not _is_past(before) or _is_weekday_name(text, match):
            continue
        which = Which.OF_LAST_WEEK if match["week"] else Which.NEAREST
        if (before["which"] or "").lower() == "last":
            which = Which.LAST
        yield _words(match, before, Weekday(weekday_number(match["weekday"]), which))


def _dated_things(text: str) -> Iterator[TimeWords]:
    for match in each(_DATED_THING, _AT_DATED_THING, text, 7):
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
    _dated_things,
    feasts_in,
    *PERIOD_FINDERS,
)


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
