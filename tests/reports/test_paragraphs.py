"""Where paragraphs are, whichever way the lines of a text were broken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reports.paragraphs import find_paragraphs


def paragraphs(reading: str) -> list[str]:
    return [span.of(reading) for span in find_paragraphs(reading)]


LEAD = "The harbour board of Sennport met on Thursday and put off its vote on the new quay by two weeks."
NEXT = "“We need more time,” the chair told reporters after the meeting. “Nobody wants to hurry this.”"


def wrapped(words: str, width: int = 60) -> str:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n \n", []),
        ("One line", ["One line"]),
        ("One\nTwo", ["One", "Two"]),
        ("One\n\nTwo", ["One", "Two"]),
        ("  One  \n\n\n   Two", ["One", "Two"]),
        (f"{LEAD}\n{NEXT}", [LEAD, NEXT]),
        (f"{LEAD}\n\n{NEXT}", [LEAD, NEXT]),
        # a poem of short lines is no wrapped text
        ("One by one\ntwo by two\nthree by three\n\nfour by four\nfive by five\nsix by six", None),
        # short sentences, each on its line
        ("He came.\nHe saw.\nHe left.\n\nShe came.\nShe saw.\nShe left.", None),
    ],
)
def test_a_line_is_a_paragraph(text: str, expected: list[str] | None) -> None:
    assert paragraphs(text) == (expected if expected is not None else [line for line in text.split("\n") if line])


@pytest.mark.parametrize("width", [50, 60, 72, 80])
def test_in_a_hard_wrapped_text_blank_lines_part_paragraphs(width: int) -> None:
    blocks = [wrapped(LEAD * 2, width), wrapped(NEXT * 2, width), wrapped(LEAD, width)]
    assert paragraphs("\n\n".join(blocks)) == blocks


def test_a_wrapped_text_keeps_a_headline_apart() -> None:
    blocks = ["Vote on the quay put off", wrapped(LEAD * 2), wrapped(NEXT * 2)]
    assert paragraphs("\n\n".join(blocks)) == blocks


LINES = st.lists(st.sampled_from(["", " ", "One", " Two. ", LEAD, wrapped(NEXT * 2), "“", "\u200b"]), max_size=12)


@given(LINES.map("\n".join))
def test_paragraphs_hold_all_that_is_not_white_space(text: str) -> None:
    found = find_paragraphs(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert "".join("".join(p.of(text).split()) for p in found) == "".join(text.split())


@given(LINES.map("\n".join))
def test_a_paragraph_begins_and_ends_with_a_sign(text: str) -> None:
    assert all(p.of(text) == p.of(text).strip() != "" for p in find_paragraphs(text))
