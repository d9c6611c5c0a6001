"""Which words of a report a copy would repeat."""

from __future__ import annotations

import pytest

from onrecord.matching.wording import folded_words, wording_of
from tests.matching.texts import LEAD, NOTICE, report_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t go,” she said", '"Don\'t go", she said'),  # marks
        ("A NAÏVE  plan", "a naive plan"),  # case, accents, spaces
        ("the well-known law — old", "the well known law - old"),  # dashes
        ("it costs 40,000 crowns", "it costs 40000 crowns"),
        ("ﬁsh", "fish"),  # a ligature
    ],
)
def test_two_spellings_of_the_same_words(one: str, other: str) -> None:
    assert folded_words(one) == folded_words(other)


@pytest.mark.parametrize(("one", "other"), [("we will sign", "we will not sign"), ("1.5 crowns", "15 crowns")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded_words(one) != folded_words(other)


def test_headline_furniture_and_credits_are_left_out() -> None:
    report = report_of("By Ana Lindqvist", LEAD, NOTICE, "Reporting by O. Tennick", title="A lamp", furniture=NOTICE)
    assert wording_of(report).words == folded_words(LEAD)


def test_a_sentence_that_begins_like_a_credit_is_kept() -> None:
    words = "By noon the quay was empty. Nobody had told the band."
    assert wording_of(report_of(words)).words == folded_words(words)


def test_each_word_is_found_at_its_place_and_known_for_a_quotation() -> None:
    report = report_of("He said: “Never, my friend.” Then he left.")
    wording = wording_of(report)
    there = [report.text[start:end] for start, end in zip(wording.starts, wording.ends, strict=True)]
    assert there == ["He", "said", "Never", "my", "friend", "Then", "he", "left"]
    assert [word for word, quoted in zip(there, wording.quoted, strict=True) if quoted] == ["Never", "my", "friend"]
    assert wording.place(2, 5).of(report.text) == "Never, my friend"
