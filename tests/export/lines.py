"""Reports as reading makes them, for what must come back equal; and lines that do not fit."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from onrecord.export.contract import CIRCUMSTANCES
from onrecord.export.whole import whole_to_json
from onrecord.values.dates import DateEvidence, PublicationDate
from onrecord.values.page import Arrival
from onrecord.values.report import FurnitureKind, PageRun, Passage, PassageKind
from onrecord.values.span import Span
from onrecord.values.statement import Basis, ReportRecord, Statement
from tests.store import making
from tests.store.making import TEXT, attribution_at, record_of, report_records, statement_at, words

Line = dict[str, Any]


def line_of_two() -> Line:
    """A line with two statements, the second reported by the first, and one of everything."""
    record = record_of(TEXT, id="c" * 20, published="2031-05-06")
    outer = statement_at(record.report.id, 0, 0, attribution=attribution_at(0, 21, id="outer"))
    inner = statement_at(
        *(record.report.id, 0, 0), attribution=attribution_at(1, 11, id="inner", nested_in="outer"), nested_in=outer.id
    )
    report = replace(
        record.report,
        paragraphs=(Span(0, len(TEXT)),),
        updated=PublicationDate("2031-05-07", ("2031-05-07",), "it says so"),
        date_evidence=(DateEvidence("dateline", "May 6", None, False, "no year"),),
        passages=(Passage(Span(0, 5), PassageKind.HEADING, "a heading"),),
        page_map=(PageRun(Span(0, 4), Span(100, 104)),),
        arrival=Arrival("a.warc", 17, "urn:1", "2031-05-06T01:02:03Z", "yesterday", "https://example.org/feed", "now"),
    )
    return copy.deepcopy(whole_to_json(ReportRecord(report, (outer, inner), "onrecord 0.1.0 rules")))


def with_value(line: Mapping[str, Any], path: str, value: object) -> Line:
    """A copy of a line with another value at "report.text" or "statements.0.id"."""
    changed: Any = copy.deepcopy(dict(line))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    at = changed
    for part in way:
        at = at[part]
    at[last] = value
    return changed  # type: ignore[no-any-return]


@st.composite
def as_read(draw: st.DrawFn) -> ReportRecord:
    """A report of which everything holds that reading promises: no circles, and circumstances with their evidence."""
    record = draw(report_records())
    published = record.report.published
    if published and "no date" in (published.edtf, *published.candidates):
        record = replace(record, report=replace(record.report, published=None))
    spans = making.spans_in(len(record.report.text))
    report = replace(
        record.report,
        furniture=tuple(replace(one, kind=draw(st.sampled_from(FurnitureKind))) for one in record.report.furniture),
        passages=draw(making.tuples_of(st.builds(Passage, spans, st.sampled_from(PassageKind), words))),
        page_map=draw(making.tuples_of(st.builds(PageRun, spans, spans))),
        arrival=draw(st.builds(Arrival, fetched=st.none() | words, offset=st.none() | st.integers(0, 2**40))),
    )
    statements: list[Statement] = []
    for one in record.statements:
        outer = draw(st.none() | st.sampled_from([before.id for before in statements])) if statements else None
        said_on = one.circumstances.said_on
        said_on = None if said_on and said_on.edtf == "no date" else said_on
        found = replace(one.circumstances, said_on=said_on, evidence=draw(_evidence(spans)))
        statements.append(replace(one, circumstances=found, nested_in=outer))
    return ReportRecord(report, tuple(statements), record.reader)


@st.composite
def _evidence(draw: st.DrawFn, spans: st.SearchStrategy[Span]) -> tuple[Basis, ...]:
    fields = draw(st.lists(st.sampled_from(CIRCUMSTANCES), unique=True))
    return tuple(Basis(field, draw(making.tuples_of(spans)), draw(words)) for field in fields)
