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
from onrecord.export.changes import Addition, Change, Noted, Task, Untaken
from onrecord.export.changes import Told as Back
from onrecord.export.labelled import changes_of
from onrecord.export.labelstudio import config, shown_text, task_of, write_labelstudio
from onrecord.export.marks import Part
from onrecord.export.units import Units
from onrecord.values.judgement import PARTS, Field
from onrecord.values.statement import Kind, ReportRecord
from tests.cli.records import TOLD, Told, record_of
from tests.export.labelling import AT, Labelled
from tests.export.made import hostile, many
from tests.growth import grows_linearly
from tests.store.making import letters, report_records

EMOJI = "😀 Heat 🔥. {content “We are ready,”} {source Ana Lind} {cue said}, {content “to talk 😀 now.”}"


def emoji() -> ReportRecord:
    return record_of(EMOJI, {"1": Told(speaker="Ana Lind")})


def back(labelled: Labelled) -> list[Back]:
    return [one for one in changes_of([labelled.task]) if not isinstance(one, Task)]


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
    assert set(Field) - set(PARTS) <= set(controls)  # parts are regions


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
    assert (change.by, change.at, change.task.sha256) == ("ana@example.org", AT, record.report.sha256)


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
def test_a_moved_span_is_that_correction(units: bool) -> None:
    record = emoji()
    labelled = Labelled(record).move(first(record), 10, 20)
    (change,) = back(labelled.counted_in_units() if units else labelled)
    assert isinstance(change, Change)
    content = record.statements[0].attribution.content
    assert change.fields == ((Field.CONTENT, f"10:20,{content[1].start}:{content[1].end}"),)


def test_a_new_statement_is_told_once_with_all_that_is_tied_to_it() -> None:
    record = record_of()
    labelled = Labelled(record).add("new1", "content", 1, 5).add("new2", "cue", 6, 9).tie("new2", "new1", "cue of")
    (told,) = back(labelled.say("new1", "kind", "mixed").say("new1", "speaker", "Bo Ek"))
    assert isinstance(told, Addition)
    assert {field.value: value for field, value in told.fields} == {
        "content": "1:5",
        "cue": "6:9",
        "kind": "mixed",
        "speaker": "Bo Ek",
    }
    assert (told.by, told.at) == ("ana@example.org", AT)


def test_a_new_statement_that_is_said_to_be_none_is_none() -> None:
    labelled = Labelled(record_of()).add("new1", "content", 1, 5)
    assert back(labelled.say("new1", "verdict", "no statement")) == []


@pytest.mark.parametrize("to", ["content-0", "cue-0"])
def test_words_that_are_tied_to_two_statements_are_no_new_one(to: str) -> None:
    record = record_of()
    labelled = Labelled(record).add("new1", "content", 1, 5)
    for id_ in ids(record)[:2]:
        labelled.tie("new1", f"{id_}-{to}", "continues")
    (told,) = back(labelled)
    assert isinstance(told, Untaken)
    assert "belongs to no statement on record: tie it to one" in told.what


def test_how_a_new_statement_is_nested_is_told_and_not_taken() -> None:
    record = record_of()
    labelled = Labelled(record).add("new1", "content", 1, 5).tie("new1", first(record), "nested in")
    told, added = back(labelled)
    assert isinstance(told, Untaken)
    assert "how it is nested is not taken" in told.what
    assert isinstance(added, Addition)


def test_many_regions_with_other_words_are_told_once() -> None:
    record = record_of()
    labelled = Labelled(record)
    labelled.data["text"] = "Some other text, which is long enough. " * 20
    (told,) = [one for one in back(labelled) if isinstance(one, Untaken) and "other words" in one.what]
    regions = sum(one["type"] == "labels" for one in labelled.result)
    assert f"and so {regions - 1} more: they were marked in another text" in told.what


def by_two(record: ReportRecord, one: Labelled, other: Labelled) -> list[Noted]:
    second = {**other.task["annotations"][0], "updated_at": "2031-02-01", "completed_by": {"email": "bo@example.org"}}
    task = {"data": one.data, "annotations": [*one.task["annotations"], second]}
    return [told for told in changes_of([task]) if isinstance(told, Noted)]


def test_who_says_otherwise_than_another_is_named() -> None:
    record = record_of()
    kinds = [Labelled(record).say(first(record), "kind", kind) for kind in ("mixed", "indirect")]
    (noted,) = by_two(record, *kinds)
    assert (noted.about, noted.what) == (
        ids(record)[0],
        "kind: 'mixed' by ana@example.org, 'indirect' by bo@example.org: the later one counts",
    )
    assert by_two(record, kinds[0], kinds[0]) == []
    rejected = Labelled(record).say(first(record), "verdict", "no statement")
    (noted,) = by_two(record, rejected, kinds[0])
    assert noted.what == "corrected by bo@example.org and rejected by ana@example.org: it is rejected"
    added = [Labelled(record).add("n", "content", 1, 5).say("n", "speaker", name) for name in ("Bo Ek", "Cy Dahl")]
    (noted,) = by_two(record, *added)
    assert noted.what.startswith("the statement added at 1:5, speaker: 'Bo Ek' by ana@example.org, 'Cy Dahl'")


def test_a_piece_that_is_tied_to_a_statement_belongs_to_it() -> None:
    record = record_of()
    labelled = Labelled(record).add("new1", "cue", 1, 5).tie(first(record), "new1", "cue of")
    (change,) = back(labelled)
    assert isinstance(change, Change)
    (cue,) = record.statements[0].attribution.cue
    assert (change.statement, change.fields) == (ids(record)[0], ((Field.CUE, f"1:5,{cue.start}:{cue.end}"),))


@pytest.mark.parametrize("part", ["cue", "source"])
def test_a_part_that_was_deleted_is_none(part: str) -> None:
    record = record_of()
    (change,) = back(Labelled(record).delete(f"{ids(record)[0]}-{part}-0"))
    assert isinstance(change, Change)
    assert change.fields == ((Field(part), None),)


@pytest.mark.parametrize("part", list(Part))
def test_a_part_that_was_drawn_anew_is_moved_and_nothing_else_is_said(part: Part) -> None:
    """Fields and ties go with a region that is deleted; that does not deny them."""
    record = record_of(told={"1": TOLD["2"], **{n: TOLD[n] for n in "234"}})
    statement = ids(record)[1]
    (span,) = getattr(record.statements[1].attribution, part.value)
    labelled = Labelled(record).delete(f"{statement}-{part.value}-0").add("new", part.value, span.start, span.end + 3)
    (change,) = back(labelled)
    assert isinstance(change, Change)
    assert (change.statement, change.fields) == (statement, ((Field(part.value), f"{span.start}:{span.end + 3}"),))


def test_the_first_of_two_pieces_that_was_deleted_takes_no_field_with_it() -> None:
    record = record_of()
    (change,) = back(Labelled(record).delete(first(record)))
    assert isinstance(change, Change)
    second = record.statements[0].attribution.content[1]
    assert change.fields == ((Field.CONTENT, f"{second.start}:{second.end}"),)


def test_what_is_drawn_elsewhere_without_a_tie_is_told_and_the_old_one_stays() -> None:
    record = record_of()
    labelled = Labelled(record).delete(f"{ids(record)[0]}-cue-0").add("new", "cue", 1, 5)
    found = back(labelled)
    assert all(isinstance(one, Untaken) for one in found)
    assert "belongs to no statement on record: tie it to one" in found[0].what
    assert "its cue is gone, and a cue was drawn" in found[1].what


def test_whose_a_region_is_cannot_be_changed_by_a_tie_alone() -> None:
    record = record_of()
    cue = f"{ids(record)[0]}-cue-0"
    (told,) = back(Labelled(record).tie(cue, first(record, 1), "cue of"))
    assert isinstance(told, Untaken)
    assert f"of statement {ids(record)[0]} is tied to statement {ids(record)[1]}; draw it anew" in told.what


def test_words_in_one_place_that_two_statements_share_stay_those_of_both() -> None:
    source = "{source:1 {source:2 Ana Lind}} {cue:1 said} {content:1 it was late} and {cue:2 asked} {content:2 why}."
    record = record_of(source, {"1": Told(Kind.INDIRECT), "2": Told(Kind.INDIRECT)})
    assert back(Labelled(record)) == back(Labelled(record).anew()) == []


def test_pieces_that_overlap_are_told_and_not_taken() -> None:
    record = record_of()
    start = record.statements[0].attribution.content[0].start
    labelled = Labelled(record).add("new", "content", start + 2, start + 9).tie("new", first(record), "continues")
    (told,) = back(labelled)
    assert isinstance(told, Untaken)
    assert "overlap" in told.what


def test_who_began_from_nothing_has_taken_nothing_away() -> None:
    record = record_of()
    labelled = Labelled(record).anew()
    cue = record.statements[0].attribution.cue[0]
    labelled.result = [one for one in labelled.result if one.get("value", {}).get("start") != cue.start]
    assert back(labelled) == []


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
    record = record_of()
    labelled = Labelled(record).move(first(record), 3, 9)
    labelled.result[0]["value"]["text"] = "something else"
    (told,) = back(labelled)
    assert isinstance(told, Untaken)
    assert "other words" in told.what


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


@pytest.mark.parametrize(
    ("annotations", "what"), [(None, "1 task of onrecord, and no annotation"), ([], "no task in it")]
)
def test_where_nobody_annotated_it_says_what_to_do(annotations: object, what: str) -> None:
    task = {"data": Labelled(record_of()).data, "annotations": [{"was_cancelled": True, "result": []}]}
    with pytest.raises(BadRequest, match=what) as raised:
        list(changes_of([task] if annotations is None else []))
    assert "export again as JSON" in raised.value.remedy


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


@pytest.mark.parametrize("by_hand", [False, True])
def test_reading_an_annotation_is_linear_in_its_regions(by_hand: bool) -> None:
    """by_hand: regions that stand for nothing on record, tied to each other."""

    def read(size: int) -> None:
        labelled = Labelled(many(size))
        if by_hand:
            labelled.anew().data["onrecord"]["statements"] = []
        assert len(list(changes_of([labelled.task]))) == (size + 1 if by_hand else 1)

    assert grows_linearly(read, 400)
