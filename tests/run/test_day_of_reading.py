"""The day of reading bounds the dates of a report; SOURCE_DATE_EPOCH stands for the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from onrecord.errors import BadRequest
from onrecord.run.load_register import EPOCH, day_of_reading, load_register


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
