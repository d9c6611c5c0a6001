"""Label Studio: tasks out, changes back, nothing in between."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.export.labelled import Change, Untaken, changes_of
from onrecord.export.labelstudio import config, shown_text, task_of, write_labelstudio
from onrecord.export.units import Units
from onrecord.values.judgement import Field
from onrecord.values.statement import ReportRecord
from tests.cli.records import Told, record_of
from tests.export.labelling import AT, Labelled
from tests.export.made import hostile
from tests.store.making import letters, report_records

EMOJI = "😀 Heat 🔥. {content “We are ready,”} {source Ana Lind} {cue said}, {content “to talk 😀 now.”}"


def emoji() -> ReportRecord:
    return record_of(EMOJI, {"1": Told(speaker="Ana Lind")})


def back(labelled: Labelled) -> list[Change | Untaken]:
    return list(changes_of([labelled.task]))


def ids(record: ReportRecord) -> list[str]:
    return [one.id for one in record.statements]


def first(record: ReportRecord, at: int = 0) -> str:
    return f"{record.statements[at].id}-content-0"


# --- out -------------------------------------------------------------------------------------------------------------


def test_every_region_holds_the_words_at_its_place() -> None:
    task = task_of(emoji())
    labels = [one for one in task["predictions"][0]["result"] if one.get("type") == "labels"]
    assert [(one["value"]["labels"], one["value"]["text"]) for one in labels] == [
        (["content"], "“We are ready,”"),
        (["content"], "“to talk 😀 now.”"),
        (["cue"], "said"),
        (["source"], "Ana Lind"),
    ]
    text = task["data"]["text"]
    assert all(text[one["value"]["start"] : one["value"]["end"]] == one["value"]["text"] for one in labels)


def test_the_text_is_as_long_as_it_was_and_holds_what_label_studio_holds() -> None:
    text = "a\0b\r\nc\rd \ud800\n\r\r\n"
    assert shown_text(text) == "a\ufffdb \nc\nd \ufffd\n\n \n"
    assert len(shown_text(text)) == len(text)


def test_a_list_of_tasks_is_json_also_when_it_is_empty() -> None:
    for records in ([], [record_of()], [record_of(), hostile(), emoji()]):
        out = StringIO()
        assert write_labelstudio(records, out) == len(records) == len(json.loads(out.getvalue()))


def test_the_configuration_has_a_control_for_everything_that_is_predicted() -> None:
    tree = ElementTree.fromstring(config())
    controls = {one.get("name"): {choice.get("value") for choice in one} for one in tree.iter() if one.get("toName")}
    for item in task_of(record_of())["predictions"][0]["result"]:
        if item["type"] == "relation":
            assert set(item["labels"]) <= {one.get("value") for one in tree.iter("Relation")}
        else:
            assert set(item["value"].get("choices", [])) <= controls[item["from_name"]]
    assert set(Field) <= set(controls)


# --- back ------------------------------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records())
def test_what_nobody_changed_is_no_change(read: ReportRecord) -> None:
    assert back(Labelled(read)) == []


@pytest.mark.parametrize("record", [record_of(), emoji(), hostile()], ids=["sample", "emoji", "hostile"])
def test_nor_is_it_in_another_count_or_marked_anew(record: ReportRecord) -> None:
    assert back(Labelled(record).counted_in_units()) == []
    assert back(Labelled(record).anew()) == []


@pytest.mark.parametrize(
    ("name", "value", "field", "new"),
    [
        ("kind", "indirect", Field.KIND, "indirect"),
        ("mode", "wrote", Field.MODE, "wrote"),
        ("force", "denies", Field.FORCE, "denies"),
        ("speaker", "  Bo  Ek ", Field.SPEAKER, "Bo  Ek"),
        ("speaker", None, Field.SPEAKER, None),
        ("speaker", "", Field.SPEAKER, None),
        ("said_on", "2023-05-02", Field.SAID_ON, "2023-05-02"),
        ("said_on", None, Field.SAID_ON, None),
        ("place", "Kordava", Field.PLACE, "Kordava"),
        ("occasion", None, Field.OCCASION, None),
        ("addressee", "the keepers", Field.ADDRESSEE, "the keepers"),
        ("medium", "a letter", Field.MEDIUM, "a letter"),
    ],
)
def test_a_changed_field_is_that_correction_and_no_other(
    name: str, value: str | None, field: Field, new: str | None
) -> None:
    record = record_of()
    (change,) = back(Labelled(record).say(first(record), name, value))
    assert isinstance(change, Change)
    assert (change.statement, change.rejected, change.fields) == (ids(record)[0], False, ((field, new),))
    assert (change.by, change.at, change.sha256) == ("ana@example.org", AT, record.report.sha256)


def test_another_type_of_speaker_is_a_correction_of_the_speaker() -> None:
    record = record_of()
    (change,) = back(Labelled(record).say(first(record), "speaker_type", "body"))
    assert isinstance(change, Change)
    assert (change.fields, change.speaker_type) == (((Field.SPEAKER, "Ysolde Marrin"),), "body")


def test_a_statement_without_its_words_is_rejected_and_so_is_one_that_is_called_none() -> None:
    record = record_of()
    deleted = Labelled(record).delete(first(record), f"{ids(record)[0]}-content-1")
    called = Labelled(record).say(first(record), "verdict", "no statement")
    for labelled in (deleted, called):
        (change,) = back(labelled)
        assert isinstance(change, Change)
        assert (change.statement, change.rejected) == (ids(record)[0], True)


def test_who_began_from_nothing_rejects_nothing() -> None:
    labelled = Labelled(record_of())
    labelled.result = []
    (told,) = back(labelled)
    assert isinstance(told, Untaken)
    assert "not taken for a rejection" in told.what


def test_but_who_emptied_the_prediction_does() -> None:
    labelled = Labelled(record_of())
    labelled.result, labelled.annotation = [], {**labelled.annotation, "parent_prediction": 7}
    assert [one.rejected for one in back(labelled) if isinstance(one, Change)] == [True] * 4


@pytest.mark.parametrize("units", [False, True], ids=["code points", "UTF-16"])
def test_a_moved_span_is_told_with_its_place_and_words(units: bool) -> None:
    record = emoji()
    labelled = Labelled(record).move(first(record), 10, 20)
    (told,) = back(labelled.counted_in_units() if units else labelled)
    assert isinstance(told, Untaken)
    content = record.statements[0].attribution.content
    assert f"content is now [[10, 20], [{content[1].start}, {content[1].end}]]" in told.what
    assert "“We are re" in told.what


def test_a_new_statement_is_told() -> None:
    record = record_of()
    (told,) = back(Labelled(record).add("new1", "content", 1, 5))
    assert isinstance(told, Untaken)
    assert "belongs to no statement" in told.what


def test_a_piece_that_is_tied_to_a_statement_belongs_to_it() -> None:
    record = record_of()
    labelled = Labelled(record).add("new1", "cue", 1, 5).tie(first(record), "new1", "cue of")
    (told,) = back(labelled)
    assert isinstance(told, Untaken)
    assert told.about == ids(record)[0]
    assert "cue is now [[1, 5], " in told.what


def test_a_nesting_that_was_cut_is_told() -> None:
    record = record_of()
    labelled = Labelled(record)
    labelled.result = [one for one in labelled.result if one.get("labels") != ["nested in"]]
    (told,) = back(labelled)
    assert isinstance(told, Untaken)
    assert "nested in None" in told.what


def test_a_date_that_is_none_is_told_and_the_rest_taken() -> None:
    record = record_of()
    labelled = Labelled(record).say(first(record), "said_on", "yesterday").say(first(record), "kind", "mixed")
    told, change = back(labelled)
    assert isinstance(told, Untaken)
    assert isinstance(change, Change)
    assert change.fields == ((Field.KIND, "mixed"),)


def test_words_that_stand_elsewhere_are_told() -> None:
    labelled = Labelled(record_of())
    labelled.result[0]["value"]["text"] = "something else"
    assert any(isinstance(one, Untaken) and "other words" in one.what for one in back(labelled))


def test_skipped_annotations_do_not_count_and_later_ones_come_later() -> None:
    record = record_of()
    early, late, skipped = (
        Labelled(record).say(first(record), "kind", kind) for kind in ("mixed", "indirect", "mixed")
    )
    annotations = [
        {**late.task["annotations"][0], "updated_at": "2031-02-01"},
        {**skipped.task["annotations"][0], "was_cancelled": True},
        {**early.task["annotations"][0], "updated_at": "2031-01-01", "completed_by": 3},
    ]
    found = list(changes_of([{"data": early.data, "annotations": annotations}]))
    assert [(one.by, one.at[:7]) for one in found if isinstance(one, Change)] == [
        ("Label Studio user 3", "2031-01"),
        ("ana@example.org", "2031-02"),
    ]


@pytest.mark.parametrize("tasks", [{}, [{}], [{"data": {"text": "x"}}], [{"data": {"onrecord": {"schema": "x"}}}], [3]])
def test_what_is_no_export_of_ours_is_refused(tasks: Any) -> None:
    with pytest.raises(BadRequest):
        list(changes_of(tasks))


@given(st.text(letters))
def test_places_in_utf_16_come_back(text: str) -> None:
    units = Units(text)
    for place in range(len(text) + 1):
        assert units.to_units(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert units.to_points(units.to_units(place)) == place
