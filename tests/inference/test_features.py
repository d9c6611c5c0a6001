"""What the network sees of a word."""

from __future__ import annotations

import numpy as np

from onrecord.inference.features import COLUMNS, OFFSETS, ROWS, Hint, Marks, feature_rows
from onrecord.inference.tokens import Tokens, tokens_of
from onrecord.values.span import Span

TEXT = "Lethe said: “We sleep.” It rained."


def tokens() -> Tokens:
    return tokens_of(TEXT, [Span(0, len(TEXT))])


def column(number: int, quotations: tuple[Marks, ...] = (), hints: tuple[Hint, ...] = ()) -> list[int]:
    rows, _ = feature_rows(tokens(), quotations, hints)
    return [int(i) - OFFSETS[number] for i in rows[:, number]]


def test_the_same_word_has_the_same_rows_whatever_its_case_but_another_shape() -> None:
    text = "Lethe lethe"
    rows, _ = feature_rows(tokens_of(text, [Span(0, len(text))]), (), ())
    assert (rows[0, :3] == rows[1, :3]).all()
    assert rows[0, 3] != rows[1, 3]


def test_rows_stay_inside_the_table() -> None:
    rows, owners = feature_rows(tokens(), (), ())
    assert rows.shape == (len(tokens()), COLUMNS)
    assert rows.min() >= 0
    assert rows.max() < ROWS
    assert (owners == -1).all()


def test_marks_open_hold_and_close() -> None:
    whole = Marks(Span(12, 23), Span(13, 22), closed=True, joined=False)
    assert column(4, (whole,)) == [0, 0, 0, 2, 1, 1, 1, 3, 0, 0, 0]


def test_a_quotation_without_its_closing_mark_is_told_apart() -> None:
    open_ = Marks(Span(12, len(TEXT)), Span(13, len(TEXT)), closed=False, joined=False)
    assert column(4, (open_,))[3:6] == [5, 4, 4]


def test_what_the_rules_found_is_a_part_and_a_name() -> None:
    hint = Hint((Span(0, 5),), (Span(6, 10),), (Span(12, 23),), "cue before quote")
    assert column(6, hints=(hint,)) == [4, 5, 0, 6, 3, 3, 3, 3, 0, 0, 0]
    names = column(7, hints=(hint,))
    assert names[0] == names[3] != 0
    assert names[2] == 0
    _, owners = feature_rows(tokens(), (), (hint,))
    assert owners.tolist() == [0, 0, -1, 0, 0, 0, 0, 0, -1, -1, -1]


def test_a_text_without_words_has_no_rows() -> None:
    rows, owners = feature_rows(tokens_of("  ", [Span(0, 2)]), (), ())
    assert rows.shape == (0, COLUMNS)
    assert owners.shape == (0,)
    assert rows.dtype == np.int32
