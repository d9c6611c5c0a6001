"""How much of a text stays: each character counts once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.without_text import _told

from onrecord.values.statement import ReportRecord
from tests.store.making import record_of, statement_at


def said(text: str, *places: tuple[int, int]) -> ReportRecord:
    made = record_of(text)
    return replace(made, statements=tuple(statement_at(made.report.id, *place) for place in places))


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (((400, 600),), "60 % | 33 % | 60 % | 60 % | 60 %"),
        (((400, 600), (500, 700)), "70 % | 43 % | 70 % | 70 % | 70 %"),  # what two contexts share counts once
        (((0, 1000),), "100 % | 100 % | 100 % | 100 % | 100 %"),
    ],
)
def test_overlapping_contexts_count_once(places: tuple[tuple[int, int], ...], told: str) -> None:
    assert _told([said("x" * 1000, *places)]) == told
