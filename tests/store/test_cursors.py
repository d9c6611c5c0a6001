"""Where a list goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import WrongOption
from onrecord.store.cursors import cursor_of, part, place_of


@given(
    st.text(max_size=40).filter(lambda text: not any(0xD800 <= ord(sign) < 0xE000 for sign in text)),
    st.integers(0, 2**62),
)
def test_a_place_comes_back(name: str, number: int) -> None:
    assert place_of(cursor_of((name, number)), (str, int)) == (name, number)


def test_a_long_name_is_a_place(name: str = "Вестник " * 200) -> None:
    assert place_of(cursor_of((name,)), (str,)) == (name,)


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "!!!", "é", "bnVsbA", "W10", "A" * 50_000, "W1tb" * 499),
        *(cursor_of((1, 2)), cursor_of(("a",)), cursor_of(("a", 2**63))),
    ],
)
def test_what_is_no_place_is_told(cursor: str) -> None:
    with pytest.raises(WrongOption) as error:
        place_of(cursor, (str, int))
    assert "beginning" in error.value.remedy


@pytest.mark.parametrize(("rows", "kept", "goes_on"), [((), 0, False), ((1, 2), 2, False), ((1, 2, 3), 2, True)])
def test_a_part_goes_on_where_there_is_more(rows: tuple[int, ...], kept: int, goes_on: bool) -> None:
    found = part(rows, 2, lambda row: (row,))
    assert len(found.rows) == kept
    assert (found.following is not None) is goes_on
