"""Quotations with a signature: a dash and a name behind them, or in the paragraph below."""

from __future__ import annotations

import pytest

from onrecord.values.statement import Kind
from tests.growth import grows_linearly
from tests.statements.reading import attributions, expected, found

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
