"""What holds for every text: built from few pieces, so that marks, cues and names collide."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.statements.find_attributions import find_attributions
from onrecord.text.quotemarks import find_quotations
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution
from tests.statements.reading import cues, report_of

PIECES = (
    '" “ ” ‘ ’ , . : ? — ( ) said said told asked added adding called that to not if who by was and according '
    "Ann Lethe Varga She they board letter reporters quay “We ready.” “No,” is rises Friday on in"
).split()
PHRASES = [
    "Ann Lethe said", "she said that", "said the minister", "the board told reporters", "according to the ministry",
    ", adding that", "and warned", ", who says", "on Friday", "the quay rises", "called the plan", "as Varga noted,",
    "the letter demanded", "did not say", "was proposed by Varga", "“We are ready,”", "“We are", "“a joke”", "‘No’",
    ". ", ". ", ", ", ": ", "; ", "\n", "\n\n",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", "'s"]), min_size=1, max_size=60).map(" ".join)
TIGHT = st.lists(st.sampled_from([*PIECES, "\n", " ", " ", "'s"]), min_size=1, max_size=60).map("".join)
CLAUSES = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=30).map(" ".join)
ANY = st.one_of(TEXTS, TIGHT, CLAUSES)


def read(text: str) -> tuple[Report, tuple[Attribution, ...]]:
    report = report_of(text)
    return report, find_attributions(report, cues())


def spans_of(attribution: Attribution) -> list[Span]:
    return [*attribution.content, *attribution.cue, *attribution.source]


@settings(max_examples=300)
@given(ANY)
def test_every_span_is_words_of_one_paragraph(text: str) -> None:
    report, found = read(text)
    for attribution in found:
        for span in spans_of(attribution):
            assert any(paragraph.contains(span) for paragraph in report.paragraphs)
            assert span.of(report.reading) == span.of(report.reading).strip() != ""


@settings(max_examples=300)
@given(ANY)
def test_the_pieces_of_a_content_are_in_order_and_do_not_hold_their_cue(text: str) -> None:
    for attribution in (a for a in read(text)[1] if a.nested_in is None):
        assert all(one.end <= other.start for one, other in pairwise(attribution.content))
        assert not any(content.overlaps(cue) for content in attribution.content for cue in attribution.cue)


@settings(max_examples=300)
@given(ANY)
def test_nothing_is_said_twice_on_one_level(text: str) -> None:
    found = [a for a in read(text)[1] if a.nested_in is None]
    for one, other in combinations(found, 2):
        assert not any(a.overlaps(b) for a in one.content for b in other.content)


@settings(max_examples=300)
@given(ANY)
def test_a_content_never_ends_inside_of_a_quotation(text: str) -> None:
    report, found = read(text)
    paired = [q for paragraph in find_quotations(report.reading, report.paragraphs) for q in paragraph if q.closed]
    quotations = [q.span for q in paired]
    for span in (span for a in found if a.nested_in is None for span in a.content):
        assert all(span.contains(quotation) for quotation in quotations if span.overlaps(quotation))


@settings(max_examples=300)
@given(ANY)
def test_what_is_nested_lies_in_what_it_is_nested_in(text: str) -> None:
    _, found = read(text)
    by_id = {a.id: a for a in found}
    assert len(by_id) == len(found)
    for attribution in found:
        if attribution.nested_in is not None:
            outer = by_id[attribution.nested_in]
            assert all(any(whole.contains(span) for whole in outer.content) for span in spans_of(attribution))


@settings(max_examples=100)
@given(ANY)
def test_the_same_text_gives_the_same_attributions(text: str) -> None:
    assert read(text) == read(text)


@settings(max_examples=100)
@given(ANY)
def test_a_confidence_is_a_probability_and_every_rule_has_a_name(text: str) -> None:
    for attribution in read(text)[1]:
        assert 0 < attribution.confidence <= 1
        assert attribution.because
