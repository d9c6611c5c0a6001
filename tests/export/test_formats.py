"""What all formats have in common."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from xml.etree import ElementTree

import pytest

from onrecord.export.formats import FORMS
from onrecord.export.without_text import without_text
from onrecord.values.statement import ReportRecord
from tests.cli.records import Told, record_of
from tests.export.made import hostile, with_report

COUNTED_FIRST = {"graphml", "gexf"}  # a network is known when all reports were seen


@pytest.mark.parametrize("form", sorted(FORMS.keys() - COUNTED_FIRST))
def test_a_report_is_written_before_the_next_is_asked_for(form: str) -> None:
    out = StringIO()
    written = []

    def records() -> Iterator[ReportRecord]:
        for number in range(3):
            written.append(out.tell())
            yield with_report(record_of(), id=f"{number}" * 20)

    FORMS[form].write(records(), out, True)
    assert written[0] <= written[1] < written[2]
    assert len(set(written)) == 3


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("record", [hostile(), record_of("Nothing was said.", {})], ids=["hostile", "empty"])
def test_whatever_is_on_record_makes_a_file_of_utf_8(form: str, record: ReportRecord) -> None:
    out = StringIO()
    FORMS[form].write([record, record_of()], out, True)
    assert out.getvalue().encode("utf-8")
    assert "\0" not in out.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_without_reports_a_file_is_still_one(form: str) -> None:
    out = StringIO()
    FORMS[form].write([], out, True)
    if form in COUNTED_FIRST:
        ElementTree.fromstring(out.getvalue())
    elif form == "labelstudio":
        assert json.loads(out.getvalue()) == []


@pytest.mark.parametrize("form", sorted(FORMS.keys() - {"labelstudio", "conllu"}))
def test_without_the_text_no_format_has_it(form: str) -> None:
    out = StringIO()
    record = record_of("Far away. " + "x " * 300 + "{content “Yes,”} {source he} {cue said}.", {"1": Told()})
    FORMS[form].write([without_text(record)], out, False)
    assert "Far away" not in out.getvalue()
