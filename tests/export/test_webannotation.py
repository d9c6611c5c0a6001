"""Web annotations: places as the standard has them, and everything back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.export.webannotation import NoPage, page_of, told_of, write_webannotation
from onrecord.export.whole import whole_to_json
from onrecord.export.without_text import without_text
from onrecord.values.statement import ReportRecord
from tests.cli.records import Told, record_of
from tests.export.made import hostile, with_report
from tests.store.making import report_records


def lines(*records: ReportRecord) -> list[str]:
    out = StringIO()
    write_webannotation(records, out)
    return out.getvalue().split("\n")[:-1]


def back(written: Iterable[str]) -> list[dict[str, Any]]:
    return [told_of(json.loads(line)) for line in written]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records())
def test_out_and_back_is_the_contract_again(read: ReportRecord) -> None:
    told = json.loads(json.dumps(whole_to_json(read)))
    assert back(lines(read)) == [told]


def test_without_the_text_the_words_and_what_is_around_them_are_there() -> None:
    record = without_text(record_of("x" * 1000 + " {content “Yes,”} {source he} {cue said}.", {"1": Told()}))
    (line,) = lines(record)
    assert "x" * 201 not in line
    (quote, _) = json.loads(line)["items"][0]["target"][0]["selector"]
    assert (quote["exact"], quote["prefix"]) == ("“Yes,”", "x" * 31 + " ")
    assert back([line]) == [json.loads(json.dumps(whole_to_json(record)))]


@pytest.mark.parametrize("record", [record_of(), hostile(), with_report(record_of(), url="https://example.org/a b")])
def test_whatever_the_names_hold_comes_back(record: ReportRecord) -> None:
    (line,) = lines(record)
    assert line.encode()
    assert back([line]) == [json.loads(json.dumps(whole_to_json(record)))]


def test_each_piece_has_a_quotation_with_32_characters_around_it_and_a_position() -> None:
    record = record_of()
    text = record.report.text
    (one, other) = page_of(record)["items"][0]["target"]
    (quote, position) = one["selector"]
    start, end = position["start"], position["end"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert quote["exact"] == text[start:end] == "“We will not sign anything in the dark,”"
    assert (quote["prefix"], quote["suffix"]) == (text[start - 32 : start], text[end : end + 32])
    assert other["selector"][0]["exact"] == "“and we will not be hurried by anybody.”"


def test_positions_count_code_points() -> None:
    record = record_of("😀😀 {content “Yes,”} {source he} {cue said}.", {"1": Told()})
    (quote, position) = page_of(record)["items"][0]["target"][0]["selector"]
    assert (position["start"], position["end"], quote["exact"]) == (3, 9, "“Yes,”")


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://example.org/1", "https://example.org/1"),
        ("https://example.org/a b\n<c>", "https://example.org/a%20b%0A%3Cc%3E"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_the_source_is_an_address_or_a_name_that_stays(url: str | None, source: str | None) -> None:
    record = with_report(record_of(), url=url)
    page = page_of(record)
    assert page["items"][0]["target"][0]["source"] == (source or f"urn:onrecord:report:{record.report.id}")


def test_a_report_without_statements_is_a_page_without_items() -> None:
    record = record_of("Nothing was said.", {})
    (line,) = lines(record)
    assert json.loads(line)["items"] == []
    assert len(back([line])) == 1


@pytest.mark.parametrize("line", ["{}", "[]", '{"type": "Annotation"}', '{"type": "AnnotationPage", "items": []}'])
def test_what_is_no_such_page_is_refused(line: str) -> None:
    with pytest.raises(NoPage):
        back([line])


@pytest.mark.parametrize("position", ["Infinity", "1e400", '"x"', "null", "[]"])
def test_a_position_that_is_no_number_of_a_text_is_refused(position: str) -> None:
    (line,) = lines(record_of())
    with pytest.raises(NoPage):
        back([re.sub(r'"start": \d+', f'"start": {position}', line)])


def test_words_that_do_not_stand_at_their_position_are_refused() -> None:
    (line,) = lines(record_of())
    with pytest.raises(NoPage, match="other words"):
        back([line.replace('anything in the dark,”", "prefix', 'nothing,”", "prefix')])
