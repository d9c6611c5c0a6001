"""Reports over time as bars."""

from __future__ import annotations

import itertools

import pytest

from onrecord.store.overview import MonthRow
from onrecord.web.values.chart import HEIGHT, WIDTH, chart_of


def rows(*months: tuple[str, int]) -> list[MonthRow]:
    return [MonthRow(*one) for one in months]


def test_months_without_reports_are_there_and_have_no_height() -> None:
    found = chart_of(rows(("2021-11", 4), ("2022-02", 1)))
    assert found is not None
    assert [(bar.period, bar.number) for bar in found.bars] == [
        ("2021-11", 4), ("2021-12", 0), ("2022-01", 0), ("2022-02", 1),
    ]  # fmt: skip
    assert [bar.height for bar in found.bars] == [HEIGHT, 0, 0, HEIGHT / 4]
    assert found.label == "Reports by month from November 2021 to February 2022; most in November 2021: 4"


def test_all_bars_stand_inside_of_the_drawing() -> None:
    found = chart_of(rows(*((f"2021-{month:02}", month) for month in range(1, 13))))
    assert found is not None
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y >= 0 and bar.y + bar.height <= HEIGHT + 0.01
               for bar in found.bars)  # fmt: skip


@pytest.mark.parametrize("last", ["2021-03", "2022-01", "2024-12"])
def test_bars_stand_where_their_time_is(last: str) -> None:
    found = chart_of(rows(("2021-01", 1), (last, 1)))
    assert found is not None
    ends = found.bars[0].x, found.bars[-1].x + found.bars[-1].width
    assert ends == (0, pytest.approx(WIDTH, abs=0.02))
    steps = [right.x - left.x for left, right in itertools.pairwise(found.bars)]
    assert max(steps) - min(steps) < 0.03


def test_one_month_alone_stands_where_the_axis_begins() -> None:
    found = chart_of(rows(("2021-01", 1)))
    assert found is not None
    assert found.bars[0].x == 0


def test_years_where_a_month_is_not_known_or_months_are_too_many() -> None:
    for months in (rows(("2021", 2), ("2021-11", 1)), rows(("1949-04", 3), ("2021-11", 1))):
        found = chart_of(months)
        assert found is not None
        assert found.unit == "year"
        assert sum(bar.number for bar in found.bars) == sum(one.reports for one in months)


def test_a_year_that_was_read_wrongly_does_not_make_thousands_of_bars() -> None:
    found = chart_of(rows(("0021-01", 3), ("2021-11", 1)))
    assert found is not None
    assert len(found.bars) == 200
    assert (found.left_out, found.last) == (3, "2021")


def test_a_record_without_dates_has_no_chart() -> None:
    assert chart_of(()) is None
