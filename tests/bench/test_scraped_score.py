"""What is left of a scraped report, against the gold of its page."""

from __future__ import annotations

import hashlib

from bench.scraped_score import fold, is_kept, is_marked, overlap, quoted_sentences, tokens_left, tokens_of

from onrecord.reports.read_report import read_report
from onrecord.run.load_register import load_register
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report

GOLD = "The board put off its vote on Thursday.\n\n“We need more time,” Ann Leth said."


def report(text: str) -> Report:
    content = text.encode()
    return read_report(Page("x", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT), load_register())


def test_a_passage_is_found_whatever_its_marks_and_spaces_are() -> None:
    assert [span.of(GOLD) for span in fold(GOLD).spans("we  need MORE time")] == ["We need more time"]
    assert fold(GOLD).spans("no such words") == []
    assert fold(GOLD).spans("…") == []


def test_words_that_are_left_are_compared_with_the_gold() -> None:
    page = report(f"Subscribe now\n{GOLD}\nAll rights reserved.")
    assert overlap(tokens_left(page), GOLD) == (1.0, 1.0, 1.0)
    assert overlap(tokens_of(page.text), GOLD)[0] < 1


def test_a_passage_is_kept_or_marked() -> None:
    page = report(f"Subscribe now\n{GOLD}")
    letters = fold(page.text)
    assert is_marked(page, letters.spans("Subscribe now"))
    assert is_kept(page, letters.spans("We need more time"))


def test_quoted_sentences() -> None:
    assert quoted_sentences(GOLD) == ["“We need more time,” Ann Leth said."]
