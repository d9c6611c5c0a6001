"""What is shown of a change: whole words, of both sides."""

from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.comparing.align import compare
from onrecord.comparing.difference import Difference
from onrecord.comparing.readable import whole_words
from onrecord.text.words import words_of
from tests.comparing.test_align import texts


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("They can't ever leave.", "They can leave.", ["can't ever"], ["can"]),
        ("They can leave.", "They can't leave.", ["can"], ["can't"]),
        ("They cannot leave.", "They can leave.", ["cannot"], ["can"]),
        ("They can't leave.", "They won't leave.", ["can't"], ["won't"]),
        ("We don’t sail.", "We do sail.", ["don’t"], ["do"]),
        ("We don't sail.", "We do not sail.", ["don't"], ["do not"]),
        ("You're late.", "You were late.", ["You're"], ["You were"]),
        ("the minister's plan", "the minister plan", ["minister's"], ["minister"]),
        ("the plan, Ek said", "the plan is off, Ek said", [], ["is off"]),
        ("They will not leave.", "They will leave.", ["not"], []),
    ],
)
def test_a_change_begins_and_ends_where_words_do(old: str, new: str, gone: list[str], come: list[str]) -> None:
    shown = [edit for edit in whole_words(compare(old, new), old, new) if not edit.is_same]
    assert [words for edit in shown if (words := edit.old.of(old).strip())] == gone
    assert [words for edit in shown if (words := edit.new.of(new).strip())] == come


def test_the_gravest_difference_leads() -> None:
    old, new = "They can't ever leave.", "They can leave."
    (shown,) = [edit for edit in whole_words(compare(old, new), old, new) if not edit.is_same]
    assert shown.differences[0] is Difference.NEGATION


@given(texts, texts)
def test_both_sides_are_tiled_and_no_word_is_parted(old: str, new: str) -> None:
    shown = whole_words(compare(old, new), old, new)
    assert "".join(edit.old.of(old) for edit in shown) == old
    assert "".join(edit.new.of(new) for edit in shown) == new
    for text, ends in ((old, {edit.old.end for edit in shown}), (new, {edit.new.end for edit in shown})):
        inside = {at for word in words_of(text, 0, len(text)) if word.is_word for at in range(word.start + 1, word.end)}
        assert not ends & inside
    assert shown == whole_words(shown, old, new)
