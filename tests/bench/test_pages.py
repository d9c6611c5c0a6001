"""The scorer of pages, on pages small enough to count by hand."""

from __future__ import annotations

import pytest
from bench.pages import Passages, SavedPage, count_passages, main_text, mean_f1, overlap, quotations, shingles, words_of

from onrecord.values.report import Furniture, Report
from onrecord.values.span import Span


def test_the_main_text_has_neither_title_nor_furniture() -> None:
    text = "Title\n\nWords of it.\n\nShare\n\nMore words."
    report = Report("a", "a", "", text, text, title_span=Span(0, 5), furniture=(Furniture(Span(21, 26), "share"),))
    assert main_text(report).split() == ["Words", "of", "it.", "More", "words."]


def test_words_are_counted_as_often_as_they_come() -> None:
    one = overlap(shingles(words_of("a b c d e")), shingles(words_of("A b c d x")))
    assert (one.precision, one.recall) == (0.5, 0.5)
    assert mean_f1([one])[0] == pytest.approx(0.5)


def test_passages_are_counted_in_four_ways() -> None:
    page = SavedPage("a", b"", wanted=("the board met", "not there"), unwanted=("Share this", "Sign in"))
    counts = Passages()
    wrong = count_passages(counts, page, "Today the  board\nmet. Share this")
    assert wrong == ["missing: not there", "wrongly there: Share this"]
    assert counts == Passages(1, 1, 1, 1)
    assert counts.row() == (0.5, 0.5, 0.5, 0.5)


def test_quotations_are_those_of_some_length() -> None:
    assert quotations("He said “no” and “we will wait until the spring comes”.") == [
        " we will wait until the spring comes "
    ]
