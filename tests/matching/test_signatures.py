"""Keys under which copies meet."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matching.signatures import (
    FEWEST_WORDS,
    NONE,
    RUN,
    WINDOW,
    blocks,
    passages,
    resemblance,
    run_hashes,
    winnowed,
)
from onrecord.matching.wording import folded_words
from tests.growth import grows_linearly
from tests.matching.texts import LENS, OTHER, STORY

WORDS = folded_words(" ".join(STORY))
few_words = st.lists(st.sampled_from(["ha", "hu", "ho"]), max_size=90)


def test_a_text_of_few_words_has_no_keys() -> None:
    assert blocks(WORDS[: FEWEST_WORDS - 1]) is NONE
    assert blocks(WORDS[:FEWEST_WORDS]).keys


@settings(max_examples=50)
@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=WINDOW + RUN - 1, max_size=30), few_words, few_words)
def test_texts_with_a_long_run_in_common_share_a_passage_whatever_stands_around(
    run: list[str], before: list[str], after: list[str]
) -> None:
    assert passages([*before, *run]).keys() & passages([*run, *after]).keys()


@given(few_words)
def test_in_every_window_the_least_is_chosen(words: list[str]) -> None:
    hashes = run_hashes(words, RUN)
    chosen = winnowed(hashes)
    for start in range(len(hashes) - min(WINDOW, len(hashes)) + 1 if len(hashes) else 0):
        window = range(start, min(start + WINDOW, len(hashes)))
        assert any(at in window and hashes[at] == min(hashes[i] for i in window) for at in chosen)


def test_keys_are_the_same_always_and_everywhere() -> None:
    assert blocks(WORDS) == blocks(list(WORDS))
    # Written down: other keys in a later version must come with another METHOD, else old records are not found again.
    assert min(passages(folded_words(LENS))) == 295148667866103748
    assert blocks(WORDS).bands[0] == 8588605338450268026


def test_unlike_texts_share_no_key_and_do_not_resemble() -> None:
    one, other = blocks(WORDS), blocks(folded_words(" ".join(OTHER)))
    assert not one.keys & other.keys
    assert resemblance(one.signature, other.signature) < 0.1
    assert resemblance(one.signature, one.signature) == 1
    assert resemblance(one.signature, ()) == 0


def test_keys_of_a_long_text_cost_no_square() -> None:
    assert grows_linearly(lambda size: blocks([str(at * at % 977) for at in range(size)]), 2000)
