"""From numbers to spans."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.inference.calibrate import Calibration
from onrecord.inference.decode import Found, decode
from onrecord.inference.features import Marks
from onrecord.inference.resolve import resolve
from onrecord.inference.tokens import tokens_of
from onrecord.inference.windows import windows_of
from onrecord.values.span import Span

NONE, SOURCE, CONTENT, CUE = range(4)


def decoded(text: str, roles: str, head: int, quotations: tuple[Marks, ...] = ()) -> list[tuple[str, str, str]]:
    """Decode sure roles, one letter a token: - none, s source, c content, k cue."""
    tokens = tokens_of(text, [Span(0, len(text))])
    windows = windows_of(tokens, [head], np.full(len(tokens), -1, dtype=np.int32), [])
    logits = np.full((len(tokens), 4), -9.0, dtype=np.float32)
    for row, letter in enumerate(roles):
        logits[row, "-sck".index(letter)] = 9.0
    found = decode(tokens, quotations, windows, np.zeros((1, 2), dtype=np.float32), logits)
    return [tuple(" … ".join(s.of(text) for s in part) for part in (f.source, f.cue, f.content)) for f in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "roles", "head", "found"),
    [
        ("Lethe said we sleep.", "skcc-", 1, ("Lethe", "said", "we sleep")),
        ("Lethe said that we sleep.", "skcccc", 1, ("Lethe", "said", "we sleep")),
        ("We, Lethe said, sleep long.", "c-sk-cc-", 3, ("Lethe", "said", "We … sleep long")),
        ("We sleep, Lethe said, at night.", "cc-sk-cc-", 4, ("Lethe", "said", "We sleep … at night")),
        ("Lethe said we really do sleep.", "skcc-c-", 1, ("Lethe", "said", "we really do sleep")),
        ("It was said we sleep.", "---cc-", 2, ("", "said", "we sleep")),
        ("Sleep", "c", 0, ("", "Sleep", "Sleep")),  # a window of one word
    ],
)
def test_roles_become_spans(text: str, roles: str, head: int, found: tuple[str, str, str]) -> None:
    assert decoded(text, roles, head) == [found]


def test_no_content_no_attribution() -> None:
    assert decoded("Lethe said nothing.", "sk--", 1) == []


def test_a_quotation_half_inside_is_taken_whole() -> None:
    text = "Lethe said: “We sleep long.”"
    marks = (Marks(Span(12, 28), Span(13, 27), closed=True, joined=False),)
    assert decoded(text, "sk--cccc-", 1, marks) == [("Lethe", "said", "“We sleep long.”")]


def test_a_quotation_hardly_touched_is_left_out() -> None:
    text = "Lethe said so “and all of them sleep long”"
    marks = (Marks(Span(14, 42), Span(15, 41), closed=True, joined=False),)
    assert decoded(text, "skcc------", 1, marks) == [("Lethe", "said", "so")]


def made(start: int, end: int) -> Found:
    return Found((), (Span(end + 1, end + 2),), (Span(start, end),), 0, ())


@pytest.mark.parametrize(
    ("candidates", "kept"),
    [
        ([((0, 50), 0.9), ((60, 80), 0.6)], [(0, 50, None), (60, 80, None)]),
        ([((0, 50), 0.9), ((2, 49), 0.6)], [(0, 50, None)]),
        ([((2, 49), 0.9), ((0, 50), 0.6)], [(2, 49, None)]),
        ([((0, 50), 0.9), ((20, 40), 0.6)], [(0, 50, None), (20, 40, 0)]),
        ([((0, 50), 0.9), ((20, 70), 0.6)], [(0, 50, None)]),
        ([((0, 50), 0.9), ((48, 70), 0.6)], [(0, 50, None), (50, 70, None)]),
    ],
)
def test_one_reading_of_each_place(
    candidates: list[tuple[tuple[int, int], float]], kept: list[tuple[int, int, int | None]]
) -> None:
    read = resolve([(made(*span), p) for span, p in candidates])
    assert [(r.found.content[0].start, r.found.content[0].end, r.inside) for r in read] == kept


def test_probability_grows_with_evidence_and_stays_one() -> None:
    curve = Calibration((1.0, 0.5), -1.0)
    values = [curve.probability((x, 0.0)) for x in (-1e9, -2, 0, 2, 1e9)]
    assert values == sorted(values)
    assert 0 <= values[0] < 0.5 < values[-1] <= 1
    with pytest.raises(ValueError, match="evidence"):
        curve.probability((1.0,))
