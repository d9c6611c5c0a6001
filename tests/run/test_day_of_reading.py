"""The day of reading bounds the dates of a report; SOURCE_DATE_EPOCH stands for the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from onrecord.errors import BadRequest
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_register import EPOCH, day_of_reading, load_register
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Arrival, Given, Page, PageKind
from onrecord.values.statement import ReportRecord


@pytest.mark.parametrize(("epoch", "year"), [("0", 1970), ("1764547200", 2025), ("1798761599", 2026)])
def test_the_epoch_stands_for_the_clock(epoch: str, year: int) -> None:
    assert day_of_reading(epoch).year == year


@pytest.mark.parametrize("epoch", [None, ""])
def test_without_it_the_clock_is_read(epoch: str | None) -> None:
    assert datetime.now(UTC).date() - day_of_reading(epoch) <= timedelta(days=1)


@pytest.mark.parametrize("epoch", ["soon", "9" * 30])
def test_what_is_no_time_is_refused_with_a_way_out(epoch: str) -> None:
    with pytest.raises(BadRequest, match="seconds since 1970"):
        day_of_reading(epoch)


def test_the_register_carries_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, "1764547200")
    assert load_register().today == date(2025, 12, 1)
    assert load_register().last_year == 2025


TEXT = (
    "OSLO, Dec 2 (VELNA) – “The lamp is lit,” the keeper Orla Tennby said on Monday. Last month she denied that it was "
    "late.\n\nA year ago she said that it would stay lit.\n"
)
# Days of change to and from summer time, a leap day, ends of years and of what a computer can count.
CLOCKS = (
    *("1638489600", "1648341000", "1648344600", "1667091600", "1709164800", "1709251199", "1735689599", "1735689600"),
    *("2147483647", "2147483648", "4102444800", "4294967296", "32503680000", "253402300799"),
)


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_report_with_its_date_is_the_same_on_any_day(monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    def read() -> object:
        load_tools.cache_clear()
        record = read_on("2021-12-02")
        return record.report.published, record.statements

    monkeypatch.setenv(EPOCH, "1638489600")
    first = read()
    monkeypatch.setenv(EPOCH, clock)
    assert read() == first
    load_tools.cache_clear()


@pytest.mark.parametrize("clock", ["-62135596800", "0", "1709164800", "253402300799"])
@pytest.mark.parametrize("day", ["0001-01-01", "0001-01", "0001", "9999-12-31", "9999-12", "9999", "XXXX-12-31"])
def test_the_ends_of_the_calendar_are_days_like_others(monkeypatch: pytest.MonkeyPatch, day: str, clock: str) -> None:
    monkeypatch.setenv(EPOCH, clock)
    load_tools.cache_clear()
    assert read_on(day).report.published
    load_tools.cache_clear()


def read_on(published: str) -> ReportRecord:
    arrival = Arrival(fetched="9999-12-31T23:59:59Z", last_modified="Sat, 01 Jan 0001 00:00:00 GMT")
    digest = sha256(TEXT.encode()).hexdigest()
    given = Given(published=published)
    page = Page("x.txt", TEXT.encode(), digest, PageKind.TEXT, given=given, arrival=arrival)
    return page_to_record(page, load_tools(Model.RULES))
