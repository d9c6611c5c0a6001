"""Dates in words."""

from __future__ import annotations

import pytest

from onrecord.export.dates_shown import date_shown


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2021-12-02", "2 December 2021"),
        ("2021-12", "December 2021"),
        ("2021", "2021"),
        ("XXXX-02-19", "19 February, year not known"),
        ("XXXX-02", "February, year not known"),
        ("2021-XX-19", "19 2021"),
        ("2021-12-02~", "2 December 2021 (about)"),
        ("2021-12/2022-01-03", "December 2021 to 3 January 2022"),
        ("2021-12/", "December 2021 to ?"),
        ("2021-13-02", "2021-13-02"),
        ("last Tuesday", "last Tuesday"),
        ("XXXX", "XXXX"),
    ],
)
def test_a_date_is_said_in_words_and_what_is_no_date_stays(edtf: str, shown: str) -> None:
    assert date_shown(edtf) == shown
