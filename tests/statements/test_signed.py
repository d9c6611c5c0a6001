"""Quotations with a signature: a dash and a name behind them, or in the paragraph below."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from onrecord.statements.signed import signed_quotations
from onrecord.text.quotemarks import Quotation
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Kind
from tests.growth import grows_linearly
from tests.statements.reading import attributions, expected, found
from tests.store.making import record_of

HEAD = "Letters from the quay\n\n"
SIGNED = (
    "{content “We should have built the harbour years ago.”} {cue —} {source Ann Lethe}, nurse",
    "{content “We should have built the harbour years ago.”}{cue —}{source Ann Lethe}",
    '{content "We should have built the harbour years ago."} {cue --} {source Ann Lethe of Velna}',
    "{content “The ferry is late again today.”}\n\n{cue —} {source Jo Lund}, 42, a baker",
    '{content "It was a long year for us."}\n\n{cue -} {source Lethe}.',
    '{content "A great speech by a great man."}\n\n{cue -}{source President Kerr}, writing after the speech.',
    "Quote of the day: {content “There is nothing left to hide.”} {cue —}{source Ilse Marrin}",
    "{content:1 “The ferry is late again today.”}\n\n{cue:1 —} {source:1 Jo Lund}\n\n"
    "{content:2 “The ferry is never late at all.”}\n\n{cue:2 —} {source:2 Ann Lethe}",
)
NOBODY = (
    "“Hope” — Ann Lethe",  # a caption
    "“We should have built the harbour.” — a promise that nobody kept",
    "“We should have built the harbour.” — Ann Lethe left the hall, and the others followed her out\ninto the rain.",
    "“The ferry is late again today.”\n\n- Velna won.\n\n- Skerrin lost.",  # a list
    "“The ferry is late again today.” — Analysis",
)


@pytest.mark.parametrize("row", SIGNED)
def test_the_signature_is_source_and_the_dash_cue(row: str) -> None:
    text, wanted = expected(HEAD + row)
    assert found(text) == wanted
    assert {one.kind for one in attributions(text)} == {Kind.DIRECT}


@pytest.mark.parametrize("row", NOBODY)
def test_what_is_no_signature_names_nobody(row: str) -> None:
    assert [one.source for one in attributions(HEAD + row) if one.source] == []


def test_a_quotation_with_a_cue_keeps_its_source() -> None:
    text, wanted = expected(HEAD + "{content “The ferry is late again,”} {source Lund} {cue said}.\n\n- Ann Lethe")
    assert found(text) == wanted


def test_time_grows_with_the_number_of_signatures_alone() -> None:
    def read(times: int) -> object:
        return attributions(HEAD + "“The ferry is late again today.”\n\n— Jo Lund\n\n" * times)

    assert grows_linearly(read, 150)


@cache
def one_paragraph(quotations: int) -> tuple[Report, tuple[Quotation, ...]]:
    text = '"a" ' * quotations
    spans = (Span(at, at + 3) for at in range(0, len(text), 4))
    found = tuple(Quotation(span, Span(span.start + 1, span.end - 1), closed=True) for span in spans)
    report = record_of(text).report
    return replace(report, paragraphs=(Span(0, len(text)),)), found


def test_time_grows_with_the_quotations_of_one_paragraph() -> None:
    def read(quotations: int) -> None:
        report, found = one_paragraph(quotations)
        assert not list(signed_quotations(report, found))

    assert grows_linearly(read, 50_000)
