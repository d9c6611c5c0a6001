"""The record in the words of the contract, one report a line."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.export.contract import record_to_json
from onrecord.export.jsonl import write_jsonl
from onrecord.values.dates import PublicationDate
from onrecord.values.report import Dateline, Furniture
from onrecord.values.span import Span
from onrecord.values.statement import Basis, Circumstances, Reference, ReportRecord
from tests.store.making import READER, record_of, report_records, statement_at

REPORT_FIELDS = {
    "id", "given_id", "source", "sha256", "outlet", "wire", "title", "byline", "language", "dateline_place",
    "published", "published_candidates", "published_because", "republished_from", "text", "furniture",
}  # fmt: skip
STATEMENT_FIELDS = {
    "id", "kind", "mode", "force", "content", "cue", "source", "speaker", "nested_in", "confidence", "said_on",
    "said_on_because", "place", "occasion", "addressee", "refers_to",
    "medium", "place_because", "occasion_because", "addressee_because", "medium_because", "evidence",
}  # fmt: skip


def lines(*records: ReportRecord) -> list[str]:
    out = io.StringIO()
    assert write_jsonl(records, out) == len(records)
    return out.getvalue().split("\n")[:-1]


def test_a_record_in_the_words_of_the_contract() -> None:
    record = record_of("The bridge is safe, a minister said.", published="2031-05-06", outlet="Harbour Post")
    told = record_to_json(record)
    assert told["schema"] == "onrecord/1"
    report, (statement,) = told["report"], told["statements"]  # type: ignore[misc]
    assert set(report) >= REPORT_FIELDS
    assert set(statement) >= STATEMENT_FIELDS
    assert (report["source"], report["published"], report["published_candidates"]) == (
        "reports/one.txt",
        "2031-05-06",
        ["2031-05-06"],
    )
    assert (report["wire"], report["furniture"], statement["said_on"], statement["nested_in"]) == (None, [], None, None)
    assert statement["content"] == [[0, 36]]
    assert set(statement["speaker"]) == {
        "name", "type", "entity", "because", "office_printed", "office", "office_because", "office_candidates",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"published": PublicationDate(None, ("2010-12-02", "2021-12-02"), "why")}, "published", None),
        ({"published": PublicationDate(None, ("2010-12-02",), "why")}, "published_candidates", ["2010-12-02"]),
        ({"published": PublicationDate(None, ("2010-12-02",), "why")}, "published_because", "why"),
        ({"dateline": Dateline(Span(0, 2), "Oslo", "AFP", None)}, "dateline_place", "Oslo"),
        ({"furniture": (Furniture(Span(0, 3), "a menu"),)}, "furniture", [[0, 3]]),
        ({"url": "https://example.org/a"}, "url", "https://example.org/a"),
        ({"flags": ("bidi controls",)}, "flags", ["bidi controls"]),
    ],
)
def test_a_field_of_the_report(change: dict[str, object], field: str, value: object) -> None:
    report = record_to_json(record_of("The bridge is safe.", **change))["report"]
    assert report[field] == value  # type: ignore[index]


def test_a_statement_without_a_speaker_says_null() -> None:
    (statement,) = record_to_json(record_of("The bridge is safe.", speaker=None))["statements"]  # type: ignore[misc]
    assert statement["speaker"] is None


def test_a_circumstance_has_its_reason_and_its_words() -> None:
    record = record_of("The bridge is safe.")
    found = Circumstances(medium="letter", evidence=(Basis("medium", (Span(4, 10),), "the sentence says so"),))
    statement = statement_at("r", 0, 3, circumstances=found)
    (told,) = record_to_json(ReportRecord(record.report, (statement,), READER))["statements"]  # type: ignore[misc]
    assert (told["medium"], told["medium_because"]) == ("letter", "the sentence says so")
    assert told["evidence"] == {"medium": [[4, 10]]}
    assert told["place"] is told["place_because"] is None


def test_a_document_appealed_to() -> None:
    record = record_of("The bridge is safe.")
    statement = statement_at("r", 0, 3, refers_to=(Reference(Span(4, 10), "bridge-act-1999", "Bridge Act (1999)"),))
    (told,) = record_to_json(ReportRecord(record.report, (statement,), READER))["statements"]  # type: ignore[misc]
    named = {"span": [4, 10], "instrument": "bridge-act-1999", "name": "Bridge Act (1999)"}
    assert told["refers_to"] == [named | {"candidates": [], "provision": None, "identifier": None, "because": None}]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(report_records(), max_size=3))
def test_one_report_is_one_line_and_comes_back_the_same(records: list[ReportRecord]) -> None:
    written = lines(*records)
    assert [json.loads(line) for line in written] == [record_to_json(record) for record in records]
    assert all(len(line.splitlines()) == 1 for line in written)


def test_offsets_count_code_points() -> None:
    (line,) = lines(record_of("😀 “Yes,” he said.", speaker=None))
    told = json.loads(line)
    start, end = told["statements"][0]["content"][0]
    assert told["report"]["text"][start:end] == "😀 “Yes,” he said."


def test_a_lone_surrogate_does_not_break_the_line() -> None:
    (line,) = lines(record_of("a\ud800b"))
    assert line.encode("utf-8")
    assert json.loads(line)["report"]["text"] == "a\ud800b"
