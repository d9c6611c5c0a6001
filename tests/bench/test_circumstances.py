"""What counts as a right place, occasion or addressee."""

from __future__ import annotations

import pytest
from bench.circumstances import Case, is_right, table


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        ("news conference", ("news conference after talks",), True),
        ("Morning Tide (radio programme)", ("Morning Tide programme",), True),
        ("the Courier", ("Courier",), True),
        ("interview with the Courier", ("rally", "interview"), True),  # occasion or medium
        ("rally", ("news conference",), False),
        ("rally", (), False),
        (None, ("rally",), False),
    ],
)
def test_a_value_is_right(gold: str | None, told: tuple[str, ...], right: bool) -> None:
    assert is_right(Case("gold", "occasion", gold, told)) is right


def test_the_table_counts_what_was_invented() -> None:
    cases = [
        Case("gold", "place", "Oslo", ("Oslo",)),
        Case("gold", "place", None, ("Rome",)),
        Case("gold", "place", None, ()),
    ]
    assert table(cases).splitlines()[-1] == "| gold | place | 1 | 1 | 1 | 2 | 1 |"
