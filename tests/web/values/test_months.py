"""Statements over time as bars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.speaker_shown import Month
from onrecord.web.values.months import HEIGHT, MOST_BARS, chart_of

MONTHS = st.builds(
    Month,
    st.one_of(
        st.builds("{:04d}-{:02d}".format, st.integers(0, 9999), st.integers(1, 12)),
        st.builds("{:04d}".format, st.integers(0, 9999)),
        st.sampled_from(["", "202X", "2021-", "2021-1X", "20", "٢٠٢١-٠١"]),
    ),
    *(st.integers(0, 50) for _ in range(3)),
)


@given(st.lists(MONTHS, max_size=30))
def test_every_statement_is_drawn_or_told_and_nothing_leaves_the_drawing(months: list[Month]) -> None:
    chart = chart_of(months)
    drawn = sum(bar.total for bar in chart.bars)
    assert drawn + chart.undated + chart.year_only == sum(one.total for one in months)
    assert len(chart.bars) <= MOST_BARS
    assert sum(bar.total for bar in chart.rows) == drawn
    for bar in chart.bars:
        assert bar.x + bar.width <= chart.width
        assert all(piece.y >= -0.1 and piece.y + piece.height <= HEIGHT + 0.1 for piece in bar.pieces)
        assert len(bar.pieces) == sum(map(bool, bar.counts))


@pytest.mark.parametrize(
    ("months", "unit", "labels"),
    [
        (("2021-11", "2022-01"), "month", ["2021-11", "2021-12", "2022-01"]),
        (("2021-11", "2022"), "month", ["2021-11"]),
        (("2021", "2023"), "year", ["2021", "2022", "2023"]),
        (("1990-01", "2021-12"), "year", [str(year) for year in range(1990, 2022)]),
        (("1850-01", "2021-12"), "decade", [f"{year}–{year + 9}" for year in range(1850, 2030, 10)]),
        (("", "202X"), "month", []),
    ],
)
def test_a_bar_is_as_long_a_time_as_keeps_them_few(months: tuple[str, ...], unit: str, labels: list[str]) -> None:
    chart = chart_of([Month(month, 1, 0, 0) for month in months])
    assert (chart.unit, [bar.label for bar in chart.bars]) == (unit, labels)


def test_a_bar_names_the_days_that_filters_take() -> None:
    chart = chart_of([Month("1990-05", 1, 0, 0), Month("2021-12", 0, 2, 3)])
    assert (chart.bars[-1].since, chart.bars[-1].until) == ("2021-01", "2021-12")
    assert chart.most == 5
