"""Statements over time as bars: the geometry of a small chart, and the same as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.store.speaker_shown import Month

KINDS = ("direct", "mixed", "indirect")
GAP, HEIGHT = 3, 100  # between two bars, and of the highest; units of the drawing
WIDEST, NARROWEST, WHOLE = 80, 6, 640  # of a bar; and of all of them, as near as these allow
MOST_BARS = 96
_UNITS = (1, 12, 120, 1200, 12_000)  # months in a bar: as many as keep the bars at MOST_BARS
_NAMES = {1: "month", 12: "year", 120: "decade", 1200: "century", 12_000: "millennium"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind in a bar. y, height: in units of the drawing, from its top."""

    kind: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One month, or more where there are many. since, until: "2021-12", inclusive, as filters take them."""

    label: str
    since: str
    until: str
    x: int
    width: int
    counts: tuple[int, ...]
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Statements over time. unit: what one bar is. most: of the highest bar. rows: those bars that are not empty.

    undated: no year is in evidence. year_only: of a known year and no known month, and so in no bar of a month.
    """

    unit: str
    width: int
    most: int
    bars: tuple[Bar, ...]
    undated: int
    year_only: int

    @property
    def rows(self) -> tuple[Bar, ...]:
        return tuple(bar for bar in self.bars if bar.total)

    @property
    def years(self) -> tuple[Bar, ...]:
        """The bars that begin a year, where a bar is a month: few enough to be named below the chart."""
        if self.unit != "month":
            return ()
        return tuple(bar for bar in self.bars if bar.since.endswith("-01"))


def chart_of(months: Sequence[Month]) -> Chart:
    """months: in any order. Without any that is known the chart has no bars."""
    dated = [(place, one) for one in months if (place := _place(one.month)) is not None]
    undated = sum(one.total for one in months if _place(one.month) is None)
    whole = [(place, one) for place, one in dated if len(one.month) > 4]
    span = [place for place, _ in (whole or dated)]
    years = [one for _, one in dated if len(one.month) == 4]
    unit = _unit(span) if span else 1
    if dated and (unit > 1 or not whole):
        span = [place for place, _ in dated]
        unit, whole, years = max(_unit(span), 12), dated, []
    bars = _bars(whole, unit, min(span) // unit, max(span) // unit) if span else ()
    most = max((bar.total for bar in bars), default=0)
    width = bars[-1].x + bars[-1].width if bars else 0
    return Chart(_NAMES[unit], width, most, bars, undated, sum(one.total for one in years))


def _place(month: str) -> int | None:
    """Months since the year 0; of a year alone those of its January. None where there is no year."""
    year, _, number = month.partition("-")
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        return None
    known = number.isascii() and number.isdigit() and 1 <= int(number) <= 12
    return int(year) * 12 + (int(number) - 1 if known else 0)


def _unit(places: Sequence[int]) -> int:
    return next(unit for unit in _UNITS if max(places) // unit - min(places) // unit < MOST_BARS)


def _bars(months: Iterable[tuple[int, Month]], unit: int, first: int, last: int) -> tuple[Bar, ...]:
    counts: dict[int, Counter[str]] = {at: Counter() for at in range(first, last + 1)}
    for place, one in months:
        counts[place // unit].update(direct=one.direct, mixed=one.mixed, indirect=one.indirect)
    most = max(sum(one.values()) for one in counts.values()) or 1
    width = min(WIDEST, max(NARROWEST, WHOLE // len(counts) - GAP))
    return tuple(_bar(at * unit, unit, ((at - first) * (width + GAP), width), one, most) for at, one in counts.items())


def _bar(place: int, unit: int, across: tuple[int, int], counts: Counter[str], most: int) -> Bar:
    """across: where it begins from the left, and its width."""
    since, until = (f"{at // 12:04d}-{at % 12 + 1:02d}" for at in (place, place + unit - 1))
    label = since if unit == 1 else since[:4] if unit == 12 else f"{since[:4]}–{until[:4]}"
    return Bar(label, since, until, *across, tuple(counts[kind] for kind in KINDS), tuple(_pieces(counts, most)))


def _pieces(counts: Counter[str], most: int) -> Iterable[Piece]:
    y = float(HEIGHT)
    for kind in KINDS:
        height = counts[kind] * HEIGHT / most
        if height:
            y -= height
            yield Piece(kind, round(y, 2), round(height, 2))
