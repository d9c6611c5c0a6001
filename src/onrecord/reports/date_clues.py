"""What in a report's text speaks of its day of publication: date lines, feed stamps, paths, years, the lead's weekday.

Found here, weighed in `published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.text.timearithmetic import resolve
from onrecord.text.timewords import find_time_words
from onrecord.text.when import CalendarDay, CalendarMonth, CalendarYear, TimeWords, Weekday, Which
from onrecord.values.span import Span


@dataclass(frozen=True, slots=True)
class DateClue:
    """A day the text names as its own.

    readings: EDTF; two where day and month may be either, "2019-XX-05" where the month is lost.
    words: as they stand. labelled: says of itself that it is the day of publication.
    """

    readings: tuple[str, ...]
    words: str
    labelled: bool = False


_TOP_LINES = 12  # lines with something on them; below these a bare date belongs to another headline
_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\b\.?)?|\b\d{1,2} ?[AaPp]\.?[Mm]\b\.?")
_LABEL = re.compile(
    r"\b(?:first )?(?:published|posted|issued|transmitted|broadcast|aired|released|filed|publication date|date)\b",
    re.IGNORECASE,
)
_LATER_LABEL = re.compile(r"\b(?:updated?|modified|edited)\b", re.IGNORECASE)
_SMALL_CHANGE = re.compile(
    r"\b(?:first|last|published|posted|issued|transmitted|broadcast|aired|released|filed|publication|date[ds]?|updated?|modified|edited|on|at|in|the|of|by|from|local|time"
    r"|GMT|UTC|BST|CET|CEST|EET|MSK|IST|JST|E[SD]?T|C[SD]T|M[SD]T|P[SD]T|AEST|[+-]\d\d:?\d\d)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^\W*(?:by|from)\b", re.IGNORECASE)
_TEMPERATURE = re.compile(r"(?:[\w .]{2,30}[,:]? )?[+−-]?\d{1,3}(?:\.\d)? ?°? ?[CF]\b")
_STAMP = re.compile(r"(?P<day>0[1-9]|[12]\d|3[01]), (?P<year>20\d\d) at \d{1,2}:\d\d ?[AP]M\b")
_PATH = re.compile(r"/(?P<year>20[0-4]\d)[/.-](?P<month>0[1-9]|1[0-2])(?=[/.-])")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|won[’']t|due|expected|scheduled|set to|plan(?:s|ned|ning)?|upcoming|ahead of|target|next)\b"
    r"[^.]{0,80}$",
    re.IGNORECASE,
)
_LIMITS = frozenset(("by", "until", "till", "through", "to", "before", "for"))


def date_lines(text: str) -> tuple[DateClue, ...]:
    """Lines that are a date and little else, labelled ones first. Dates beside the weather are left out.

    A label counts anywhere, a bare date only among the first lines.
    """
    lines = [match[0].strip() for match in _LINE.finditer(text)]
    found = [clue for number, line in enumerate(lines) if (clue := _date_line(line, lines, number))]
    return tuple(sorted(found, key=lambda clue: not clue.labelled))


def weather_dates(text: str) -> tuple[date, ...]:
    """Days that stand beside the weather: when the page was saved, so the report is not younger."""
    lines = [match[0].strip() for match in _LINE.finditer(text)]
    beside = [lines[n] for n in range(len(lines)) if _is_beside_weather(lines, n) and len(lines[n]) < 80]
    found = (_own_days(words) for line in beside for words in find_time_words(line))
    return tuple(date.fromisoformat(readings[0]) for readings in found if readings)


def feed_stamps(text: str) -> tuple[DateClue, ...]:
    """Stamps of feed imports ("March 05, 2019 at 06:40PM"), also those whose month was lost in the paste."""
    clues = []
    for match in _STAMP.finditer(text):
        start = max(0, match.start() - 12)
        whole = next(iter(find_time_words(text[start : match.start("year") + 4])), None)
        readings = _own_days(whole) if whole else ()
        lost = f"{match['year']}-XX-{match['day']}"
        clues.append(DateClue(readings or (lost,), match[0] if not readings else text[start : match.end()].strip()))
    return tuple(clues)


def months_in_paths(text: str) -> tuple[str, ...]:
    """Months in addresses of pages and pictures ("/2021/12/"), in order and once each, as EDTF."""
    return tuple(sorted({f"{match['year']}-{match['month']}" for match in _PATH.finditer(text)}))


def latest_year_told(text: str, paragraphs: Sequence[Span], years: range) -> int | None:
    """The latest of `years` that the report tells of as past; it cannot be older than that."""
    told = (year for paragraph in paragraphs for year in _past_years(paragraph.of(text)))
    return max((year for year in told if year in years), default=None)


def lead_weekday(text: str, paragraphs: Sequence[Span]) -> tuple[int, str] | None:
    """The weekday the lead reports of, with its words: the first one in the first paragraphs that is not to come."""
    for paragraph in paragraphs:
        lead = paragraph.of(text)[:600]
        for words in find_time_words(lead):
            when = words.readings[0]
            plain = isinstance(when, Weekday) and when.which is Which.NEAREST and words.lead in ("", "on")
            if isinstance(when, Weekday) and plain and not _TO_COME.search(lead[: words.span.start]):
                return when.weekday, words.span.of(lead)
    return None


def _date_line(line: str, lines: Sequence[str], number: int) -> DateClue | None:
    if len(line) > 160 or not any(c.isdigit() for c in line) or _is_beside_weather(lines, number):
        return None
    words = next((words for words in find_time_words(line) if _own_days(words)), None)
    labelled = bool(_LABEL.search(line))
    if words is None or (number >= _TOP_LINES and not labelled):
        return None
    rest = line[: words.span.start] + " " + line[words.span.end :]
    rest = _SMALL_CHANGE.sub(" ", _CLOCK.sub(" ", rest))
    others = re.findall(r"[^\W_]+", rest)
    allowed = 6 if labelled or _BYLINE.search(line) or "|" in line else 2
    if len(others) > allowed or any(other[0].islower() for other in others):
        return None
    return DateClue(_own_days(words), line, labelled and not _LATER_LABEL.search(line))


def _own_days(words: TimeWords) -> tuple[str, ...]:
    """EDTF of a whole date with its year; () for any other time words."""
    days = (resolve(when, None) for when in words.readings if isinstance(when, CalendarDay) and when.year)
    return tuple(day for day in days if day)


def _is_beside_weather(lines: Sequence[str], number: int) -> bool:
    around = lines[max(0, number - 1) : number + 2]
    return number < _TOP_LINES and any(_TEMPERATURE.fullmatch(line[:60]) for line in around)


def _past_years(words: str) -> Iterator[int]:
    for found in find_time_words(words):
        when = found.readings[0]
        if not isinstance(when, CalendarDay | CalendarMonth | CalendarYear) or when.year is None:
            continue
        to_come = found.lead in _LIMITS or _TO_COME.search(words[max(0, found.span.start - 100) : found.span.start])
        if not to_come:
            yield when.year
