"""One page through all stages: a record for any text, the same every time, with every place inside of the text."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.pipeline.join import join, statement_id
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.page import Page, PageKind, Turn
from onrecord.values.statement import ReportRecord


def page(text: str, kind: PageKind = PageKind.TEXT) -> Page:
    content = text.encode("utf-8", "surrogatepass")
    return Page("a.txt", content, hashlib.sha256(content).hexdigest(), kind, body=text)


def record_of(text: str, kind: PageKind = PageKind.TEXT) -> ReportRecord | None:
    """The record of a page; None when it is unreadable, which is the one error a page may raise."""
    with contextlib.suppress(UnreadableInput):
        return page_to_record(page(text, kind), load_tools())
    return None


TEXT = """Lethe: The town is ready
SENNPORT, May 3 (VELNA) – “We are ready,” Ann Lethe, the mayor of Sennport, told reporters on Friday. “Are they?”
She said the board’s letter demanded an answer within a week, adding that nobody had seen it.
"""


def test_the_record_of_a_page() -> None:
    record = page_to_record(page(TEXT), load_tools())
    assert record.reader == load_tools().reader
    direct = [s for s in record.statements if s.attribution.kind == "direct"]
    assert [span.of(record.report.text) for s in direct for span in s.attribution.content] == [
        "“We are ready,”",
        "“Are they?”",
    ]
    assert [s.speaker.name for s in direct if s.speaker] == ["Ann Lethe"]


def test_statements_stand_in_the_order_of_the_text_and_have_ids_of_their_own() -> None:
    record = page_to_record(page(TEXT), load_tools())
    starts = [min(s.attribution.content[0].start, *(c.start for c in s.attribution.source)) for s in record.statements]
    assert starts == sorted(starts)
    assert len({s.id for s in record.statements}) == len(record.statements) >= 4


def test_the_id_of_a_statement_depends_on_its_report_and_place_alone() -> None:
    attribution = page_to_record(page(TEXT), load_tools()).statements[0].attribution
    changed = replace(attribution, confidence=0.1, because="another rule", id="x")
    assert statement_id("r", attribution) == statement_id("r", changed)
    assert statement_id("r", attribution) != statement_id("q", attribution)
    assert statement_id("r", attribution) != statement_id("r", replace(attribution, source=()))


def test_what_a_stage_does_not_know_is_left_open() -> None:
    report = page_to_record(page(TEXT), load_tools()).report
    attributions = [s.attribution for s in page_to_record(page(TEXT), load_tools()).statements]
    record = join(report, attributions, {}, {}, "reader")
    assert all(s.speaker is None and s.circumstances.said_on is None for s in record.statements)


@pytest.mark.parametrize("kind", [PageKind.TEXT, PageKind.HTML])
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_a_page_without_text_is_unreadable(text: str, kind: PageKind) -> None:
    with pytest.raises(UnreadableInput):
        page_to_record(page(text, kind), load_tools())


PIECES = st.sampled_from(
    [
        "Ann Lethe said", "she said that", "said the minister", "the board told reporters", "according to the ministry",
        "the foreign minister", "Ilvany’s", "Russia", "the U.S. envoy", "Mr. Varga", "they", "I", "we", "on Friday",
        "on May 3", "a day earlier", "last week", "in 2019", "2024-02-30", "SENNPORT, May 3 (VELNA) –", "By Ann Lethe",
        "“We are ready,”", '"', "'", "(", ")", "[he]", "<p>", "</figure>", "&quot;", "?", "a?b", ":", ",", ". ",
        "“", "”", "\n", "\n\n", "\r", "\t", "\x00", "\u200b", "\u202e", "Source: Velna", "Leave a reply", "12°C",
        "—", "of", "'s",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.text(max_size=120))


@settings(max_examples=250)
@given(TEXTS)
def test_any_text_gives_a_record_whose_places_lie_in_it(text: str) -> None:
    record = record_of(text)
    if record is None:
        return
    size = len(record.report.text)
    ids = {s.id for s in record.statements}
    for statement in record.statements:
        one = statement.attribution
        assert all(0 <= span.start < span.end <= size for span in (*one.content, *one.cue, *one.source))
        assert statement.nested_in is None or statement.nested_in in ids - {statement.id}
        assert statement.speaker is None or statement.speaker.name.strip()
        assert 0 < statement.confidence <= 1


@settings(max_examples=100)
@given(TEXTS)
def test_the_same_page_gives_the_same_record(text: str) -> None:
    assert record_of(text) == record_of(text)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=30).map(lambda pieces: "<article><p>" + " ".join(pieces) + "</p></article>"))
def test_any_markup_gives_a_record_or_is_unreadable(markup: str) -> None:
    record = record_of(markup, PageKind.HTML)
    assert record is None or all(
        span.of(record.report.text).strip() for s in record.statements for span in s.attribution.content
    )


@settings(max_examples=60)
@given(st.lists(st.tuples(st.text(max_size=20), TEXTS), max_size=5))
def test_every_turn_of_a_transcript_that_has_words_is_on_record_once(turns: list[tuple[str, str]]) -> None:
    made = replace(page("x", PageKind.TRANSCRIPT), turns=tuple(Turn(*turn) for turn in turns))
    try:
        record = page_to_record(made, load_tools())
    except UnreadableInput:
        return
    assert len(record.statements) == sum(1 for _, words in turns if words.strip())
