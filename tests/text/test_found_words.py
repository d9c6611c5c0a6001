"""Where the words of a search stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.found_words import LONGEST_WHOLE, around_found, fold, found_words


@pytest.mark.parametrize(
    ("words", "terms", "found"),
    [
        ("The lamp, the Lámp", ["lamp"], ["lamp", "Lámp"]),
        ("the lamp is lit", ["lamp is"], ["lamp is"]),
        ("lamps and lamp-posts", ["lamp"], ["lamp"]),
        ("a lamp", ["lamp", "a lamp"], ["a lamp"]),
        ("a lamp", ["", "“”", "post"], []),
        ("", ["lamp"], []),
    ],
)
def test_words_are_found_as_the_index_compares_them(words: str, terms: list[str], found: list[str]) -> None:
    assert [span.of(words) for span in found_words(words, terms)] == found


@given(words=st.text("aá b,ß", max_size=30), terms=st.lists(st.text("aáb ß", max_size=4), max_size=3))
def test_spans_are_in_order_and_apart(words: str, terms: list[str]) -> None:
    spans = found_words(words, terms)
    assert all(one.end < other.start for one, other in pairwise(spans))
    assert all(span.of(words) for span in spans)
    wanted = {fold(one) for term in terms for one in term.split()}
    assert all(fold(word) in wanted for span in spans for word in span.of(words).replace(",", " ").split())


LONG = " ".join(["The keepers lit it."] * 200)


@pytest.mark.parametrize(
    ("words", "terms", "begins", "ends", "cuts"),
    [
        ("A short one about the lamp", ["lamp"], "A short", "the lamp", 0),
        (LONG, ["lamp"], "The keepers", " …", 1),
        (f"The lamp. {LONG}", ["lamp"], "The lamp. The keepers", " …", 1),
        (f"{LONG} The lamp.", ["lamp"], "… ", "The lamp.", 1),
        (f"{LONG} The lamp. {LONG}", ["lamp"], "… ", " …", 2),
        (f"{LONG} One lamp. {LONG} Two lamps. {LONG}", ["lamp", "lamps"], "… ", " …", 3),
        ("燈" * 900, ["燈"], "燈", " …", 1),
    ],
)
def test_of_long_words_the_passages_around_the_first_found_are_shown(
    words: str, terms: list[str], begins: str, ends: str, cuts: int
) -> None:
    shown = around_found(words, terms)
    assert (shown.startswith(begins), shown.endswith(ends), shown.count("…")) == (True, True, cuts)
    assert len(shown) <= LONGEST_WHOLE + 3 * cuts
    assert {term for term in terms if term in words} == {term for term in terms if term in shown}


@given(before=st.text("aá .", max_size=900), after=st.text("aá .", max_size=900))
def test_a_passage_is_part_of_the_words_and_has_what_was_found(before: str, after: str) -> None:
    words = f"{before} lamp {after}"
    shown = around_found(words, ["lamp"])
    assert "lamp" in shown
    assert shown.removeprefix("… ").removesuffix(" …") in words
