"""The words around a cue."""

from __future__ import annotations

import numpy as np

from onrecord.inference.features import Hint
from onrecord.inference.tokens import Tokens, tokens_of
from onrecord.inference.windows import BUCKETS, REACH, windows_of
from onrecord.values.span import Span

TEXT = "Rain fell.\n\nLethe said we sleep.\n\nIt snowed."
PARAGRAPHS = [Span(0, 10), Span(12, 32), Span(34, 44)]


def tokens() -> Tokens:
    return tokens_of(TEXT, PARAGRAPHS)


def owners(of: Tokens, at: int | None = None) -> np.ndarray:
    found = np.full(len(of), -1, dtype=np.int32)
    if at is not None:
        found[at] = 0
    return found


def test_a_window_is_the_paragraph_of_the_cue() -> None:
    windows = windows_of(tokens(), [4], owners(tokens()), [])
    assert [tokens().texts[i] for i in windows.words] == ["Lethe", "said", "we", "sleep", "."]
    assert windows.words[windows.at[0]] == 4
    assert windows.bounds == [(0, 5)]


def test_windows_lie_behind_one_another_and_know_whose_they_are() -> None:
    windows = windows_of(tokens(), [1, 4], owners(tokens()), [])
    assert windows.owner.tolist() == [0, 0, 0, 1, 1, 1, 1, 1]
    assert windows.words[windows.at].tolist() == [1, 4]
    assert windows.bounds == [(0, 3), (3, 8)]


def test_distance_is_signed_and_nought_at_the_cue() -> None:
    distance = windows_of(tokens(), [4], owners(tokens()), []).distance
    middle = BUCKETS // 2
    assert distance[1] == middle
    assert distance[0] < middle < distance[2]
    assert 0 <= distance.min() <= distance.max() < BUCKETS


def test_a_paragraph_without_end_is_looked_through_only_so_far() -> None:
    text = "word " * 1000
    long = tokens_of(text, [Span(0, len(text))])
    windows = windows_of(long, [500], owners(long), [])
    assert len(windows.words) == 2 * REACH + 1


def test_the_relation_the_rules_found_with_this_cue_marks_its_words() -> None:
    hint = Hint((Span(12, 17),), (Span(18, 22),), (Span(23, 31),), "cue before clause")
    marked = windows_of(tokens(), [4], owners(tokens(), 4), [hint]).hint
    assert marked.tolist() == [5, 6, 7, 7, 4]
    elsewhere = windows_of(tokens(), [5], owners(tokens(), 5), [hint]).hint
    assert elsewhere.tolist() == [0, 0, 0, 0, 0]


def test_no_cues_no_windows() -> None:
    windows = windows_of(tokens(), [], owners(tokens()), [])
    assert not len(windows.words)
    assert windows.bounds == []
