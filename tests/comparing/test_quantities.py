"""The numbers that a text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.quantities import numbers_in
from onrecord.comparing.tokens import tokens_of
from tests.growth import grows_linearly


def numbers(text: str) -> set[float]:
    return set(numbers_in(text, tokens_of(text)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2,000 lamps", {2000}),
        ("two thousand lamps", {2000}),
        ("2 thousand lamps", {2000}),
        ("12 000 000 lamps", {12_000_000}),
        ("1.5 million crowns", {1_500_000}),
        ("1,500,000 crowns", {1_500_000}),
        ("1.5 mln and 2tln", {1_500_000, 2e12}),
        ("one hundred twenty thousand", {120_000}),
        ("2 million 300 thousand", {2_300_000}),
        ("two hundred five boats", {205}),
        ("twenty-one boats", {21}),
        ("a seventeen-year-old keeper", {17}),
        ("in 1998 12 boats", {1998, 12}),
        ("4.5-5.5 % and 2021-22", {4.5, 5.5, 2021, 22}),
        ("on the 3rd", {3}),
        ("10m", {10, 10_000_000}),  # metres or millions
        ("no one, the first, a second", set()),
        ("dozens of half-built boats", set()),
        ("", set()),
    ],
)
def test_the_numbers_of_a_text(text: str, told: set[float]) -> None:
    assert numbers(text) == told


@given(st.integers(0, 10**9))
def test_a_number_is_the_same_with_commas_and_without(number: int) -> None:
    assert numbers(f"{number:,} lamps") == numbers(f"{number} lamps") == {float(number)}


@given(st.text(alphabet="1 2,.-mk thousandwohundred", max_size=60))
def test_any_text_has_numbers_or_none(text: str) -> None:
    assert all(number >= 0 for number in numbers(text))


def test_the_cost_is_linear() -> None:
    assert grows_linearly(lambda size: numbers("12 thousand-5 " * size), 100)
