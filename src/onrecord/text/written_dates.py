"""Whole dates, with their year, in a short line of any language: what stands beside a headline or in metadata.

A grammar of our own over names of months from the Unicode CLDR, never a free search. Where day and month can be either,
both readings are given; who knows the page's country or another date decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.text.edtf import valid_day
from onrecord.text.monthnames import fold_month, month_numbers
from onrecord.values.span import Span

LONGEST = 300
"""Characters that are looked at; a longer line is no date line."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as it is written. readings: EDTF; two where day and month can be either. span: in the words given."""

    readings: tuple[str, ...]
    span: Span


_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_THAI_YEAR = r"(?P<year>25[3-9]\d|(?:19|20)\d\d)(?!\d)"
_NAME = r"(?<![^\W\d_])(?P<name>[^\W\d_](?:[^\W\d_]|[\u0300-\u0fff\u200c])*+)"  # marks of Indic scripts are no letters
_DAY = r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<one>\d\d?)(?P=mark)(?P<two>\d\d?)(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d) ?[年년] ?(?P<one>\d\d?) ?[月월] ?(?P<two>\d\d?)",
        rf"(?<!\d)(?<!\d[./-])(?P<one>[0-3]?\d)(?P<mark>[./-])(?P<two>[0-3]?\d)(?P=mark){_YEAR}",
        r"(?<!\d)(?P<one>[0-3]?\d)\. (?P<two>[01]?\d)\. (?P<mark>)(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"{_DAY}(?:st|nd|rd|th|er|º|°|-?го|-?a)?[.,]?(?:[ /-]|(?<=\.))(?:de |of |d['’] ?|del |ta['’] )?"
        rf"{_NAME}\.?[ ,/-]{{1,2}}(?:de |del |of )?{_THAI_YEAR}",
        rf"{_NAME}\.? (?:den )?{_DAY}(?:st|nd|rd|th)?[.,]{{0,2}} {_YEAR}",
        rf"(?<!\d){_YEAR}\.?(?: m\.| г\.)?,? {_NAME} {_DAY}",
        r"(?<!\d)(?P<one>[0-3]\d)(?P<mark>\.)(?P<two>[01]\d)\.(?P<year>[0-3]\d)(?![\d.])",
    )
)
_YEARS = re.compile(r"\d{4}|\d\.\d\d\.\d\d")
_DIGITS = re.compile(r"\d")


def written_dates(words: str, language: str | None, *, is_day_first: bool | None = None) -> tuple[WrittenDate, ...]:
    """The whole dates in the first 300 characters of a line, in order.

    language: ISO 639-1, for the names of months. is_day_first: how 3/4/2020 is read; None when that is not known.
    Cost: linear.
    """
    line = _DIGITS.sub(lambda digit: str(int(digit[0])), words[:LONGEST])
    if not _YEARS.search(line):
        return ()
    found = [one for form in _FORMS for one in _read(form, line, language, is_day_first)]
    found.sort(key=lambda one: (one.span.start, -one.span.end))
    kept: list[WrittenDate] = []
    for one in found:
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return tuple(kept)


def _read(form: re.Pattern[str], line: str, language: str | None, is_day_first: bool | None) -> Iterator[WrittenDate]:
    for match in form.finditer(line):
        fields = match.groupdict()
        year = int(fields["year"])
        year += 2000 if year < 100 else -543 if year > 2500 else 0
        if fields.get("name"):
            month = month_numbers(language).get(fold_month(fields["name"])) or 0
            days = [(month, int(fields["day"]))]
        else:
            days = _orders(int(fields["one"]), int(fields["two"]), match, is_day_first)
        readings = dict.fromkeys(d.isoformat() for month, day in days if (d := valid_day(year, month, day)))
        if readings:
            yield WrittenDate(tuple(readings), Span(*match.span()))


def _orders(one: int, two: int, match: re.Match[str], is_day_first: bool | None) -> list[tuple[int, int]]:
    """(month, day) of a date in figures. Year first goes on with the month; dots put the day first everywhere."""
    if match.start("year") == match.start():
        return [(one, two)]
    mark = match["mark"]
    if two > 12:
        return [(one, two)]
    if one > 12 or mark in (".", "") or is_day_first:
        return [(two, one)]
    return [(one, two)] if is_day_first is False else [(two, one), (one, two)]
