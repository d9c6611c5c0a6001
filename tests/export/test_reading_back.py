"""A line of an export is the report again; what is no such line is refused with the field and the reason."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.export.contract import record_to_json
from onrecord.export.fields import Misfit
from onrecord.export.jsonl import line_of
from onrecord.export.reading_back import _refuse_circles, judgements_of, record_from_json, utf8_of
from onrecord.export.whole import whole_to_json
from onrecord.export.without_text import without_text
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import ReportRecord
from tests.export.lines import as_read, line_of_two, with_value
from tests.export.made import many
from tests.growth import grows_linearly
from tests.store.making import record_of

SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(as_read())
def test_a_report_comes_back_equal(record: ReportRecord) -> None:
    assert record_from_json(json.loads(line_of(whole_to_json(record)))) == record


@SETTINGS
@given(as_read(), st.randoms(use_true_random=False))
def test_what_the_machine_read_comes_back_whatever_people_made_of_it(record: ReportRecord, chance: Any) -> None:
    changed = tuple(
        replace(
            one,
            speaker=Speaker("Somebody Else", SpeakerType.PERSON, None, "a person said so"),
            attribution=replace(one.attribution, cue=(), because="corrected"),
            nested_in=None,
        )
        for one in record.statements
        if chance.random() < 0.7
    )
    line = json.loads(line_of(whole_to_json(replace(record, statements=changed, as_read=record.statements))))
    left = {one.id for one in changed}
    expected = [one for one in record.statements if one.id in left]
    found = record_from_json(line).statements
    assert [replace(one, nested_in=None) for one in found] == [replace(one, nested_in=None) for one in expected]
    assert [one.nested_in for one in found] == [one.nested_in if one.nested_in in left else None for one in expected]


def test_a_line_of_the_bare_contract_is_taken_too() -> None:
    record = record_of("Home\n\nThe bridge is safe.  \n")
    back = record_from_json(json.loads(line_of(record_to_json(record))))
    assert [one.of(back.report.text) for one in back.report.paragraphs] == ["Home", "The bridge is safe."]
    assert [(one.id, one.speaker) for one in back.statements] == [(one.id, one.speaker) for one in record.statements]


def test_the_bytes_of_a_plain_text_are_known_again() -> None:
    record = record_of("Åse said so.")
    assert utf8_of(record.report) == "Åse said so.".encode()
    assert utf8_of(replace(record.report, sha256="0" * 64)) is None


def test_judgements_are_told_of() -> None:
    judged = {"id": "abc", "act": "correct", "fields": [], "by": "ana", "at": "now", "because": None}
    assert judgements_of(with_value(line_of_two(), "statements.1.judged", [judged])) == ("abc",)


WRONG = (
    ("schema", "onrecord/2", "schema is 'onrecord/2', not 'onrecord/1'"),
    ("schema", None, "schema is None"),
    ("reader", 7, "reader is 7, not a text"),
    ("report", [], "report is [], not an object"),
    ("report.id", "../../etc", "report.id is '../../etc', not 20 hexadecimal digits"),
    ("report.sha256", "ABC", "64 hexadecimal digits"),
    ("report.text", None, "report.text is None, not a text"),
    ("report.text", "", "report.text is '', not what was read"),
    ("report.text", "short", "is no place in a text of 5 characters"),
    ("report.text", ["a"], "report.text is ['a'], not a text"),
    ("report.title", 3, "report.title is 3, not a text"),
    ("report.published_candidates", ["2031", 5], "not a list of texts"),
    ("report.published_candidates", "2031", "report.published_candidates is '2031', not a list"),
    ("report.furniture_kinds", ["menu"], "not of one number"),
    ("report.passages.0.kind", "poem", "report.passages[0].kind is 'poem', not one of"),
    ("report.page_map", [[1, 2, 3]], "report.page_map[0] is [1, 2, 3]"),
    ("report.page_map", [7], "report.page_map[0] is 7"),
    ("report.rest", "all", "report.rest is 'all', not an object"),
    ("report.rest.paragraphs", [[5, 5]], "which is no place in a text"),
    ("report.rest.reading", [[80, "too long"]], "changes what is not in the text"),
    ("report.rest.reading", [[3, "a"], [1, "b"]], "changes what is not in the text"),
    ("report.rest.reading", [[True, "a"]], "not [start, characters]"),
    ("report.rest.dateline", [[0, 2]], "report.rest.dateline is"),
    ("report.rest.turns", [[0, 2, None, "x", None]], "turns"),
    ("report.rest.arrival", {"offset": "17"}, "report.rest.arrival.offset is '17', not a whole number"),
    ("report.rest.arrival", {"offset": 2**70}, "not a whole number"),
    ("report.updated_because", None, None),
    ("report.published_evidence.0.is_believed", "yes", "not true or false"),
    ("statements", {"0": {}}, "statements is {'0': {}}, not a list"),
    ("statements", [7], "statements[0] is 7, not an object"),
    ("statements.0.id", "f" * 20, "which is not that of its places"),
    ("statements.0.id", 5, "statements[0].id is 5, not a text"),
    ("statements.0.content", [], "statements[0].content is [], not the places of the words"),
    ("statements.0.content", [[0, 999]], "statements[0].content[0] is [0, 999], which is no place in a text of 80"),
    ("statements.0.content", [[-1, 4]], "not [start, end]"),
    ("statements.0.content", [[True, 4]], "not [start, end]"),
    ("statements.0.content", [[0.0, 4]], "not [start, end]"),
    ("statements.0.content", [[0, 20]], "which is not that of its places"),
    ("statements.0.content", "0-21", "not a list"),
    ("statements.0.kind", "rumour", "statements[0].kind is 'rumour', not one of direct, mixed, indirect"),
    ("statements.0.kind", ["direct"], "not one of"),
    ("statements.0.force", "shouts", "not one of"),
    ("statements.0.confidence", 1.5, "not a number from 0 to 1"),
    ("statements.0.confidence", True, "not a number from 0 to 1"),
    ("statements.0.confidence", float("nan"), "not a number from 0 to 1"),
    ("statements.0.speaker", "Ana", "statements[0].speaker is 'Ana', not an object"),
    ("statements.0.speaker.type", "ghost", "not one of person, body"),
    ("statements.0.speaker.name", None, "statements[0].speaker.name is None, not a text"),
    ("statements.0.speaker.entity", "", "statements[0].speaker.entity is '', not an id"),
    ("statements.0.evidence", {"mood": []}, "'mood' is no circumstance"),
    ("statements.0.said_on", 2031, "said_on is 2031, not a text"),
    ("statements.0.nested_in", "d" * 20, "not the id of a statement of this report"),
    ("statements.0.refers_to", [{"span": [0, 4], "candidates": {}}], "candidates is {}, not a list"),
)


@pytest.mark.parametrize(("path", "value", "reason"), WRONG)
def test_what_does_not_fit_is_refused_with_the_reason(path: str, value: object, reason: str | None) -> None:
    line = with_value(line_of_two(), path, value)
    if reason is None:
        record_from_json(line)
        return
    with pytest.raises(Misfit) as error:
        record_from_json(line)
    assert reason in str(error.value)


@pytest.mark.parametrize("line", [None, 7, "report", [], {}, {"schema": "onrecord/1"}])
def test_what_is_no_report_at_all_is_refused(line: object) -> None:
    with pytest.raises(Misfit):
        record_from_json(line)


def test_statements_nested_in_each_other_are_refused() -> None:
    line = line_of_two()
    inner = line["statements"][1]["id"]
    with pytest.raises(Misfit, match="is nested in itself"):
        record_from_json(with_value(line, "statements.0.nested_in", inner))
    with pytest.raises(Misfit, match="is nested in itself"):
        record_from_json(with_value(line, "statements.1.nested_in", inner))


def test_two_statements_of_one_id_are_refused() -> None:
    line = line_of_two()
    with pytest.raises(Misfit, match="one id"):
        record_from_json(with_value(line, "statements", line["statements"] * 2))


def test_what_was_shared_without_its_text_is_refused_by_name() -> None:
    with pytest.raises(Misfit, match="exported without its text"):
        record_from_json(whole_to_json(without_text(record_of("The bridge is safe."))))


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**40) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = [f"report.{name}" for name in line_of_two()["report"]]
PATHS += [f"report.rest.{name}" for name in line_of_two()["report"]["rest"]]
PATHS += [f"statements.1.{name}" for name in line_of_two()["statements"][1]]
PATHS += [f"statements.1.speaker.{name}" for name in line_of_two()["statements"][1]["speaker"]]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(PATHS), anything)
def test_a_hostile_value_is_taken_or_refused_and_nothing_else(path: str, value: object) -> None:
    try:
        record = record_from_json(with_value(line_of_two(), path, value))
    except Misfit as error:
        assert len(str(error)) < 400
    else:
        assert record.report.text


@pytest.mark.parametrize("path", ["report.published", "statements.0.said_on", "report.updated"])
@pytest.mark.parametrize(
    "value", ["soon", "<script>", "", "2021-12-02 or so", "2021-13", "2021-02-30", "2021-00-01", "20211202"]
)
def test_what_is_no_date_is_refused(path: str, value: str) -> None:
    with pytest.raises(Misfit, match="a date"):
        record_from_json(with_value(line_of_two(), path, value))


@pytest.mark.parametrize("value", ["2021", "2021-12", "2024-02-29", "XXXX-02-19", "197X", "2021?", "2021/2023", "0000"])
def test_what_is_a_date_comes_back(value: str) -> None:
    read = record_from_json(with_value(line_of_two(), "report.published", value)).report
    assert read.published
    assert read.published.edtf == value


def test_looking_for_circles_is_linear_in_the_statements() -> None:
    inner_first = many(16_000, nested=True).statements[::-1]
    assert grows_linearly(lambda size: _refuse_circles(inner_first[:size]), 1000)


def test_writing_what_was_corrected_is_linear_in_the_statements() -> None:
    record = many(16_000)

    def write(size: int) -> None:
        some = record.statements[:size]
        whole_to_json(replace(record, statements=some, as_read=some))

    assert grows_linearly(write, 1000)
