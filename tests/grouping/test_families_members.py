"""What became of the fullest statement in another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.difference import Difference
from onrecord.grouping.families_members import Carried, carriage

WHOLE = "“The lamp burns tonight. Nobody will put it out. We have oil for 12 weeks.”"


@pytest.mark.parametrize(
    ("words", "how", "differences"),
    [
        ("“The lamp burns tonight,” … “Nobody will put it out. We have oil for twelve weeks.”", Carried.SAME, None),
        ("“The lamp burns tonight. Nobody will put it [the lamp] out. We have oil for 12 weeks”", Carried.SAME, None),
        ("“The lamp burns tonight. We have oil for 12 weeks.”", Carried.CUT, set()),
        ("“Nobody will put it out”", Carried.CUT, set()),
        ("she knows that “nobody will put it out”", Carried.CUT, None),  # her reporter's words change nothing
        ("“The lamp burns tonight. Nobody will put it out. We have oil for weeks.”", Carried.ALTERED, {"number"}),
        ("“The lamp never burns tonight. Nobody will put it out.”", Carried.ALTERED, {"negation"}),
        ("“The lamp burns tonight. Nobody may put it out. We have oil for 12 weeks.”", Carried.ALTERED, {"modality"}),
        ("“We have oil for 12 weeks. The harbour is closed and stays closed.”", Carried.OVERLAPPING, set()),
    ],
)
def test_how_words_are_carried(words: str, how: Carried, differences: set[str] | None) -> None:
    found = carriage(WHOLE, words)
    assert found.how is how
    if differences is not None:
        grave = set(found.differences) - {Difference.PUNCTUATION, Difference.QUOTATION, Difference.SPELLING}
        assert {one.value for one in grave} == differences


def test_sentences_left_out_whole() -> None:
    found = carriage(WHOLE, "“The lamp burns. We have oil for 12 weeks.”")
    assert [WHOLE[start:end] for start, end in found.left_out] == ["Nobody will put it out."]
    assert carriage("“The lamp burns tonight.”", "“The lamp burns.”").left_out == ()


def test_without_marks_changed_words_are_a_paraphrase() -> None:
    assert carriage(WHOLE, "nobody would put the lamp out", is_told=True).how is Carried.PARAPHRASE


texts = st.text(st.sampled_from("ab A“”.\n\0é…😀[] \u2028not12"), max_size=60)


@given(texts, texts)
def test_any_two_texts_are_tiled(fullest: str, words: str) -> None:
    found = carriage(fullest, words)
    assert "".join(edit.old.of(fullest) for edit in found.edits) == fullest
    assert "".join(edit.new.of(words) for edit in found.edits) == words
    assert all(0 <= start < end <= len(fullest) for start, end in found.left_out)
    assert carriage(fullest, fullest).how is Carried.SAME
