"""Paragraphs of two texts, side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.paragraphs import Fate, compare_paragraphs

A, B, C = "The lamp on the rock is lit.", "The ferry will not close this winter.", "The toll goes up by five crowns."


def fates(old: list[str], new: list[str]) -> list[tuple[str, str | None, str | None]]:
    return [(one.fate.value, one.old, one.new) for one in compare_paragraphs(old, new)]


def test_changed_gone_and_new() -> None:
    closed = B.replace("not ", "")
    assert fates([A, B], [closed, C]) == [("gone", A, None), ("changed", B, closed), ("new", None, C)]


def test_moved_is_neither_gone_nor_new() -> None:
    assert fates([A, B, C], [B, C, A]) == [("moved", A, None), ("same", B, B), ("same", C, C), ("moved", None, A)]


def test_other_white_space_is_no_change() -> None:
    assert fates([A], [A.replace(" ", "  ")])[0][0] == "same"


paragraphs = st.lists(st.sampled_from([A, B, C, A.replace("lit", "dark"), "…"]), max_size=6)


@given(paragraphs, paragraphs)
def test_every_paragraph_of_both_is_there_once_in_order(old: list[str], new: list[str]) -> None:
    found = compare_paragraphs(old, new)
    assert [one.old for one in found if one.old is not None] == old
    assert [one.new for one in found if one.new is not None] == new


@given(paragraphs)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert all(one.fate is Fate.SAME for one in compare_paragraphs(text, text))
