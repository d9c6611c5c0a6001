"""The names of months, weekdays and small numbers in news English, as patterns and as numbers."""

from __future__ import annotations

MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June", "July")
MONTHS += ("August", "September", "October", "November", "December")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _either_case(names: tuple[str, ...]) -> str:
    """As printed in a sentence or in capitals; never in small letters, where "may" and "march" are verbs."""
    return "|".join(f"{name}|{name.upper()}" for name in names)


_SHORT_MONTHS = ("Sept", *(name[:3] for name in MONTHS if name != "May"))
MONTH_WORDS = frozenset(name.lower() for name in (*MONTHS, *_SHORT_MONTHS))
MONTH_BEGUN = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]{{0,6}}\.?"
"""A month's first three letters and what may follow them: for lines of a page's head, where it is seldom a verb."""
MONTH = rf"(?:(?:{_either_case(MONTHS)})(?![A-Za-z])|(?:{_either_case(_SHORT_MONTHS)})(?![A-Za-z])\.?)"
WEEKDAY = rf"(?:{_either_case(_WEEKDAYS)})(?![A-Za-z])"
_SHORT_DAYS = ("Mon", "Tues", "Tue", "Weds", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
WEEKDAY_SHORT = rf"(?:{_either_case(_SHORT_DAYS)})(?![A-Za-z])\.?"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![\w%])"
YEAR = r"(?:19|20)\d\d(?!\d)"
COUNT = rf"(?:[1-9]\d{{0,2}}|an?|A|An|{'|'.join(_NUMBERS[1:])}|{'|'.join(n.title() for n in _NUMBERS[1:])})"


def month_number(name: str) -> int:
    """1 to 12. `name`: a match of MONTH."""
    start = name[:3].title()
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(start))


def weekday_number(name: str) -> int:
    """0, Monday, to 6. `name`: a match of WEEKDAY or WEEKDAY_SHORT."""
    start = name[:3].title()
    return next(number for number, weekday in enumerate(_WEEKDAYS) if weekday.startswith(start))


def month_name(number: int) -> str:
    """In English whatever the locale, unlike `calendar.month_name`."""
    return MONTHS[number - 1]


def weekday_name(number: int) -> str:
    return _WEEKDAYS[number]


def count_number(words: str) -> int:
    """ "three", "a" and "12" as numbers. `words`: a match of COUNT."""
    lower = words.lower()
    if lower.isdigit():
        return int(lower)
    return 1 if lower in ("a", "an") else _NUMBERS.index(lower)
