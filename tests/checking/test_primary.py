"""What of a statement is held against the transcripts."""

from __future__ import annotations

import pytest

from onrecord.checking.primary import quotations_in, sentences_quoted


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        (
            "direct",
            "“We will light the lamps,” “and keep them lit.”",
            ["“We will light the lamps,” “and keep them lit.”"],
        ),
        (
            "mixed",
            "he would “light all the lamps” and “never put them out”",
            ["light all the lamps", "never put them out"],
        ),
        ("mixed", "he would ''light all the lamps'' again", ["light all the lamps"]),
        ("mixed", "he would “light lamps” again", []),  # two words are anybody's
        ("indirect", "he would light all the lamps again", []),
    ],
)
def test_what_stands_in_quotation_marks(kind: str, words: str, found: list[str]) -> None:
    assert [one for _, one, _ in quotations_in(words, kind)] == found


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("“We do so now.” “Nobody minds us much.”", [(1, "We do so now."), (2, "Nobody minds us much.")]),
        ("“We light lamps,” “and keep them lit.” “Never.”", [(1, "We light lamps, and keep them lit.")]),
        ("“We will light the lamps,” “and keep them lit.”", []),  # one sentence
        ("“We will light the lamps.”", []),
    ],
)  # fmt: skip
def test_an_interrupted_quotation_in_its_sentences(words: str, parts: list[tuple[int, str]]) -> None:
    assert [(part, one) for part, one, _ in sentences_quoted(words)] == parts
