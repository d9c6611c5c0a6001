"""A statement in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.web.values.context import AROUND, context_of
from tests.store.making import attribution_at

TEXT = "One came.\n\n“We go,” he said.\n\nThen all left.\n\nA last line."
PARAGRAPHS = (Span(0, 9), Span(11, 28), Span(30, 44), Span(46, 58))


def _report(text: str, paragraphs: tuple[Span, ...]) -> Report:
    return Report(id="r", origin="r.txt", sha256="0", text=text, reading=text, paragraphs=paragraphs)


def test_the_paragraphs_beside_are_shown_and_the_parts_are_marked() -> None:
    found = attribution_at(11, 19, source=(Span(20, 22),), cue=(Span(23, 27),))
    context = context_of(_report(TEXT, PARAGRAPHS), found)
    assert [["".join(stretch.words for stretch in line)] for line in context.lines] == [
        ["One came."],
        ["“We go,” he said."],
        ["Then all left."],
    ]
    marked = [(one.words, one.part) for line in context.lines for one in line if one.part]
    assert marked == [("“We go,”", "content"), ("he", "source"), ("said", "cue")]
    assert not context.cut_before
    assert not context.cut_after


@pytest.mark.parametrize("paragraphs", [(), (Span(0, 9),), (Span(46, 58),), PARAGRAPHS])
def test_what_stands_in_no_paragraph_is_shown_all_the_same(paragraphs: tuple[Span, ...]) -> None:
    lines = context_of(_report(TEXT, paragraphs), attribution_at(11, 19)).lines
    assert "“We go,”" in [one.words for line in lines for one in line if one.part]


def test_long_paragraphs_are_cut_where_a_word_ends() -> None:
    text = f"{'before ' * 400}SAID{' behind' * 400}"
    context = context_of(_report(text, (Span(0, len(text)),)), attribution_at(2800, 2804))
    (line,) = context.lines
    assert context.cut_before
    assert context.cut_after
    assert [one.part for one in line] == [None, "content", None]
    assert all(len(one.words) <= AROUND for one in line)
    assert line[0].words.startswith("before")
    assert line[2].words.endswith("behind")


@given(st.text("ab \n", min_size=3, max_size=60), st.data())
def test_the_content_is_always_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    context = context_of(_report(text, ()), attribution_at(start, end))
    shown = "".join(one.words for line in context.lines for one in line if one.part == "content")
    assert "".join(shown.split()) == "".join(text[start:end].split())
