"""Calibration and thresholds, on invented findings. Needs torch, which only the workshop has."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="torch is installed by `make train` only")

from onrecord.inference.decode import Found
from onrecord.inference.extract import Least
from onrecord.values.span import Span
from onrecord_training.fitting import Judged, fit, is_right, least, reliability

TEXT = "Lethe said it would rain on Corth and on Velna."
GOLD = {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 46]]}


def found(start: int, end: int, source: tuple[Span, ...] = (Span(0, 5),), sure: float = 1.0) -> Found:
    return Found(source, (Span(6, 10),), (Span(start, end),), 1, (sure,))


@pytest.mark.parametrize(
    ("one", "right"),
    [
        (found(11, 46), True),
        (found(11, 33), True),
        (found(11, 18), False),
        (found(11, 46, ()), False),
        (found(11, 46, (Span(28, 33),)), False),
    ],
)
def test_right_is_more_than_half_the_content_and_a_word_of_the_source(one: Found, right: bool) -> None:
    assert is_right(TEXT, one, GOLD) is right


def test_what_is_right_more_often_becomes_more_probable() -> None:
    judged = [
        Judged(TEXT, [found(11, 46, sure=2.0)], [GOLD]),
        Judged(TEXT, [found(11, 46, sure=2.0)], [GOLD]),
        Judged(TEXT, [found(11, 18, sure=-2.0)], [GOLD]),
        Judged(TEXT, [found(11, 18, sure=-2.0)], [GOLD]),
    ]
    by_rule = [Judged(one.text, [Found(*_parts(f), by_rule=True) for f in one.found], one.gold) for one in judged]
    judge = fit([*judged, *by_rule])
    assert judge.probability(found(11, 46, sure=2.0)) > 0.8
    assert judge.probability(found(11, 46, sure=-2.0)) < 0.2
    best, reached = least(judged, judge)
    assert isinstance(best, Least)
    assert reached == pytest.approx(2 * 2 / (2 + 4))


def test_each_half_is_judged_by_curves_of_the_other() -> None:
    right, wrong = [found(11, 46, sure=2.0)], [found(11, 18, sure=1.0)]
    half = [Judged(TEXT, right, [GOLD]), Judged(TEXT, right, [GOLD]), Judged(TEXT, wrong, [GOLD])]
    judged = [one for pair in zip(half, half, strict=True) for one in pair]
    by_rule = [Judged(one.text, [Found(*_parts(f), by_rule=True) for f in one.found], one.gold) for one in judged]
    bins, error = reliability([*judged, *by_rule])
    assert sum(one.n for one in bins) <= 12
    assert all(one.start <= one.said <= one.start + 0.1 for one in bins)
    assert bins[-1].right > 0.5
    assert error == pytest.approx(sum(one.n * abs(one.said - one.right) for one in bins) / 12, abs=0.05)


def _parts(one: Found) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...], int, tuple[float, ...]]:
    return one.source, one.cue, one.content, one.head, one.evidence
