from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.tokens import tokens_of
from onrecord.matching.word_runs import BLOCK, RUN, blocks_of_runs, run_keys

WORDS = st.lists(st.sampled_from("the dam will hold for ever she said not twelve".split()), max_size=40)


def keys(text: str) -> list[str]:
    return [token.key for token in tokens_of(text)]


def test_a_word_changed_in_the_middle_of_eight_leaves_runs_on_either_side() -> None:
    one = run_keys(keys("The old dam will hold for another year"))
    other = run_keys(keys("The old dam will break for another year"))
    assert set(one) & set(other) == {one[0], one[1], one[-1]}


def test_other_spellings_of_the_same_words_have_the_same_runs() -> None:
    assert run_keys(keys("We can't wait twelve years")) == run_keys(keys("“we can not wait 12 years”"))


def test_a_text_of_two_words_has_one_run_and_one_of_none_has_none() -> None:
    assert len(run_keys(["no", "comment"])) == 1
    assert run_keys([]) == []


@given(WORDS, WORDS, WORDS)
def test_what_a_text_holds_is_found_by_its_runs(before: list[str], words: list[str], after: list[str]) -> None:
    if len(words) >= RUN:
        assert set(run_keys(words)) <= set(run_keys([*before, *words, *after]))


@given(WORDS)
def test_blocks_hold_every_run_once_and_in_order(words: list[str]) -> None:
    starts = [at * 100 for at in range(len(words))]
    blocks = list(blocks_of_runs(words, starts))
    assert [run for _, runs in blocks for run in runs] == run_keys(words)
    assert [block for block, _ in blocks] == sorted({block for block, _ in blocks})
    assert all(runs for _, runs in blocks)
    if len(words) >= 2 * RUN:
        assert blocks[-1][0] == starts[len(words) - RUN] // BLOCK
