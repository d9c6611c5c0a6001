"""A date before all else of its outlet is doubted, whichever was read first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.store.first_reports import doubt_of_day
from onrecord.store.record import Record
from onrecord.values.statement import ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of


def dated(number: int, day: str) -> ReportRecord:
    record = record_of(f"Report {number}.", published=day)
    return replace(record, report=replace(record.report, outlet="Tide Mail"))


@pytest.mark.parametrize(
    ("day", "others", "is_doubted"),
    [
        ("2004-01-01", 10, True),
        ("2004-01-01", 9, False),  # too few to say when the outlet began
        ("2020-06-01", 10, False),
        ("2021-06-01", 10, False),
        ("2004", 10, False),
    ],
)
def test_a_day_before_all_others(record: Record, day: str, others: int, is_doubted: bool) -> None:
    odd = dated(0, day)
    put(record, odd, *(dated(1 + number, f"2021-02-{1 + number:02}") for number in range(others)))
    assert bool(doubt_of_day(record.connection, odd.report)) is is_doubted
