"""Where the words of a search stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.found_words import fold, found_words


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
