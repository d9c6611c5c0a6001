"""EDTF dates as ranges of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.date_ranges import Days, days_of, readings
from onrecord.values.dates import PublicationDate, StatementDate


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2021-12-02", "2021-12-02", "2021-12-02"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-12-XX", "2021-12-01", "2021-12-31"),
        ("2021-12-1X", "2021-12-10", "2021-12-19"),
        ("2021-02-2X", "2021-02-20", "2021-02-28"),
        ("2021-12-02?", "2021-12-02", "2021-12-02"),
        ("2021-12~", "2021-12-01", "2021-12-31"),
        ("2021-12/2022-01-15", "2021-12-01", "2022-01-15"),
        ("../2021", "0000-01-01", "2021-12-31"),
        ("2021/", "2021-01-01", "9999-12-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
    ],
)
def test_days(edtf: str, earliest: str, latest: str) -> None:
    assert days_of(edtf) == Days(earliest, latest)


@pytest.mark.parametrize(
    "edtf",
    [
        "XXXX-02-19", "XXXX", "2021-XX-02", "2021-13", "2021-00", "2021-02-30", "2021-12-00", "2021-12-32", "21-12-02",
        "yesterday", "", "2022/2021", "2020/2021/2022", "2021/" * 5000, "٢٠٢١", "2021-12-02T10:00", "2021-2-3",
    ],
)  # fmt: skip
def test_no_days(edtf: str) -> None:
    assert days_of(edtf) is None


@given(st.dates())
def test_every_day_is_itself_and_in_its_month_and_year(day: date) -> None:
    iso = day.isoformat()
    assert days_of(iso) == Days(iso, iso)
    for wider in (days_of(iso[:7]), days_of(iso[:4]), days_of(f"{iso[:3]}X")):
        assert wider is not None
        assert wider.earliest <= iso <= wider.latest


@given(st.text(st.sampled_from("0123456789X-/.?~"), max_size=12))
def test_any_string_is_a_range_or_none(edtf: str) -> None:
    days = days_of(edtf)
    assert days is None or days.earliest <= days.latest


@pytest.mark.parametrize(
    ("said_on", "published", "earliest"),
    [
        ("2021-12-02", "2022-01-05", ["2021-12-02"]),  # what was said on a day is not looked for under the report's
        (None, "2022-01-05", ["2022-01-05"]),
        (None, None, []),
        ("XXXX-02-19", None, []),
        ("XXXX-02-19", "2022-03-01", ["2022-02-19"]),
        ("XXXX-12-30", "2022-01-05", ["2021-12-30"]),  # reports look back
        ("XXXX-02-29", "2023-03-01", ["2020-02-29"]),
        ("XXXX-02-30", "2023-03-01", []),
        ("in spring", "2022-03-01", []),
    ],
)
def test_readings(said_on: str | None, published: str | None, earliest: list[str]) -> None:
    said = StatementDate(said_on, "said so") if said_on else None
    given_date = PublicationDate(published, (published,), "given") if published else None
    assert [days.earliest for days in readings(said, given_date)] == earliest
