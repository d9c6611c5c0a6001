"""Reports over time as bars: by month, or by year where months would be too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.export.dates_shown import date_shown
from onrecord.store.overview import MonthRow

MOST_MONTHS = 48  # bars that can still be told apart on a phone
MOST_YEARS = 200  # of a record with a year that was read wrongly: the last ones are shown
FEWEST = 24  # a bar is at most as wide as one of so many: one alone is not as wide as the page
WIDTH, HEIGHT = 600, 90  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. period: EDTF, a month or a year. x, y, width, height: in the drawing's units."""

    period: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in order, those without height included. label: the whole in words. unit: "month" or "year"."""

    bars: tuple[Bar, ...]
    unit: str
    label: str
    left_out: int = 0

    @property
    def first(self) -> str:
        return self.bars[0].period

    @property
    def last(self) -> str:
        return self.bars[-1].period


def chart_of(rows: Iterable[MonthRow]) -> Chart | None:
    """None where no report has a date. Reports of which the year alone is known make all bars years."""
    counted = Counter({one.month: one.reports for one in rows if one.month[:4].isdigit()})
    if not counted:
        return None
    months = _months(min(counted), max(counted))
    unit = "month" if all(len(one) == 7 for one in counted) and len(months) <= MOST_MONTHS else "year"
    if unit == "year":
        counted = _by_year(counted)
        months = [f"{year:04}" for year in range(int(min(counted)), int(max(counted)) + 1)][-MOST_YEARS:]
    left_out = sum(counted.values()) - sum(counted[one] for one in months)
    return Chart(_bars(months, counted), unit, _told(months, counted, unit), left_out)


def _by_year(counted: Counter[str]) -> Counter[str]:
    years: Counter[str] = Counter()
    for month, number in counted.items():
        years[month[:4]] += number
    return years


def _months(first: str, last: str) -> list[str]:
    """All months from the first to the last; too many to be counted one by one give none."""
    if len(first) < 7 or len(last) < 7 or not (first[5:7] + last[5:7]).isdigit():
        return []
    begin, end = (int(one[:4]) * 12 + int(one[5:7]) - 1 for one in (first, last))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(begin, min(end, begin + MOST_MONTHS) + 1)]


def _bars(periods: list[str], counted: Counter[str]) -> tuple[Bar, ...]:
    highest = max(counted[one] for one in periods)
    width = round(0.8 * WIDTH / max(len(periods), FEWEST), 2)
    step = (WIDTH - width) / max(len(periods) - 1, 1)  # the first begins and the last ends where the axis does
    bars = []
    for at, period in enumerate(periods):
        height = max(HEIGHT * counted[period] / highest, 1.5) if counted[period] else 0.0
        place = round(at * step, 2), round(HEIGHT - height, 2), width, round(height, 2)
        bars.append(Bar(period, counted[period], *place))
    return tuple(bars)


def _told(periods: list[str], counted: Counter[str], unit: str) -> str:
    most = max(periods, key=lambda one: counted[one])
    span = f"from {date_shown(periods[0])} to {date_shown(periods[-1])}"
    return f"Reports by {unit} {span}; most in {date_shown(most)}: {counted[most]:,}"
