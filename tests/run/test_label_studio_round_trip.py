"""Out to Label Studio, corrected there, in again, and out: just these edits, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.export.labelstudio import task_of
from onrecord.export.marks import Part
from onrecord.export.webannotation import page_of as annotations_of
from onrecord.export.webannotation import told_of
from onrecord.export.whole import whole_to_json
from onrecord.run.judging import Judge
from onrecord.run.labelled import take_in_labelled
from onrecord.store.as_read import records_to_export
from onrecord.store.record import Record, open_record
from onrecord.values.statement import ReportRecord
from tests.cli.records import page_of, record_of
from tests.export.labelling import Labelled
from tests.store.making import report_records

WHEN = "2031-01-01T00:00:00Z"
SAMPLE = record_of()
FIRST, SECOND = (one.id for one in SAMPLE.statements[:2])
TEXT = SAMPLE.report.text
Base = dict[str, dict[str, Any]]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with made(tmp_path / "r.db", SAMPLE) as opened:
        yield opened


def made(path: Path, read: ReportRecord) -> Record:
    record = open_record(path, create=True)
    record.add(record.begin_run(WHEN, read.reader, []), read, page_of(read))
    return record


def base(record: Record) -> Base:
    """What a task says of each statement, as it would go out now."""
    (task,) = (task_of(one) for one in record.records())
    return {one["id"]: one for one in task["data"]["onrecord"]["statements"]}


def take(record: Record, labelled: Labelled) -> tuple[int, int]:
    taken = take_in_labelled(record.path, json.dumps([labelled.task]))
    return len(taken.new), len(taken.untaken)


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


PROMISE = at("a promise with no date")
EDITS: dict[str, tuple[Labelled, Base]] = {
    "content": (Labelled(SAMPLE).move(f"{SECOND}-content-0", *PROMISE), {SECOND: {"content": [PROMISE]}}),
    "a piece more": (
        Labelled(SAMPLE).add("n", "content", *at("reporters")).tie("n", f"{SECOND}-content-0", "continues"),
        {SECOND: {"content": [at("reporters"), *[[s.start, s.end] for s in SAMPLE.statements[1].attribution.content]]}},
    ),
    "a piece less": (
        Labelled(SAMPLE).delete(f"{FIRST}-content-1"),
        {FIRST: {"content": [at("“We will not sign anything in the dark,”")]}},
    ),
    "cue": (Labelled(SAMPLE).move(f"{SECOND}-cue-0", *at("told reporters")), {SECOND: {"cue": [at("told reporters")]}}),
    "no cue": (Labelled(SAMPLE).delete(f"{SECOND}-cue-0"), {SECOND: {"cue": []}}),
    "source": (
        Labelled(SAMPLE).move(f"{SECOND}-source-0", *at("minister t")),
        {SECOND: {"source": [at("minister t")]}},
    ),
    "kind": (Labelled(SAMPLE).say(f"{FIRST}-content-0", "kind", "mixed"), {FIRST: {"kind": "mixed"}}),
    "speaker": (Labelled(SAMPLE).say(f"{FIRST}-content-0", "speaker", "Bo Ek"), {FIRST: {"speaker": "Bo Ek"}}),
    "all at once": (
        Labelled(SAMPLE)
        .move(f"{SECOND}-content-0", *PROMISE)
        .say(f"{SECOND}-content-0", "kind", "direct")
        .say(f"{SECOND}-content-0", "said_on", "2023-05-02"),
        {SECOND: {"content": [PROMISE], "kind": "direct", "said_on": "2023-05-02"}},
    ),
}


def test_unchanged_it_changes_nothing(record: Record) -> None:
    before = list(record.records())
    assert take(record, Labelled(SAMPLE)) == (0, 0)
    assert list(record.records()) == before


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_shows_and_nothing_else(record: Record, name: str) -> None:
    labelled, edits = EDITS[name]
    before = base(record)
    assert take(record, labelled) == (1, 0)
    assert base(record) == {one: told | edits.get(one, {}) for one, told in before.items()}
    assert take(record, labelled) == (0, 0)  # the same file again
    (after,) = record.records()
    assert take(record, Labelled(after)) == (0, 0)  # what goes out now, unchanged
    record.verify()


@pytest.mark.parametrize("name", EDITS)
def test_undone_all_is_as_it_was(record: Record, name: str) -> None:
    before = list(record.records())
    (judgement,) = take_in_labelled(record.path, json.dumps([EDITS[name][0].task])).new
    with Judge(record.path, by="eva") as judge:
        judge.undo(judgement.id)
    assert list(record.records()) == before


NEW = at("Harbour keepers will not be hurried")
ADDED: dict[str, tuple[Labelled, dict[str, Any]]] = {
    "words alone": (Labelled(SAMPLE).add("n", "content", *NEW), {"content": [NEW], "kind": "indirect"}),
    "all there is": (
        Labelled(SAMPLE)
        .add("n", "content", *NEW)
        .add("c", "cue", *at("says"))
        .add("s", "source", *at("minister"))
        .tie("c", "n", "cue of")
        .tie("s", "n", "source of")
        .say("n", "speaker", "Bo Ek")
        .say("n", "speaker_type", "person")
        .say("n", "mode", "wrote")
        .say("n", "said_on", "2023-05-02")
        .say("n", "medium", "a letter"),
        {
            "content": [NEW],
            "cue": [at("says")],
            "source": [at("minister")],
            "kind": "indirect",
            "speaker": "Bo Ek",
            "speaker_type": "person",
            "mode": "wrote",
            "said_on": "2023-05-02",
            "medium": "a letter",
        },
    ),
    "two pieces": (
        Labelled(SAMPLE).add("n", "content", *NEW).add("m", "content", *at("KORDAVA")).tie("m", "n", "continues"),
        {"content": sorted([NEW, at("KORDAVA")]), "kind": "indirect"},
    ),
}
BARE = dict.fromkeys(("speaker", "speaker_type", "force", "said_on", "place", "occasion", "addressee", "medium"))


@pytest.mark.parametrize("name", ADDED)
def test_a_new_statement_is_added_and_nothing_else(record: Record, name: str, tmp_path: Path) -> None:
    labelled, told = ADDED[name]
    before = base(record)
    assert take(record, labelled) == (1, 0)
    after = base(record)
    (new,) = set(after) - set(before)
    plain = {"id": new, "cue": [], "source": [], "mode": "said", "nested_in": None, **BARE}
    assert after == before | {new: plain | told}
    again = take_in_labelled(record.path, json.dumps([labelled.task]))  # the same file
    assert (again.new, again.known, again.untaken) == ((), 1, ())
    (shown,) = record.records()
    assert take(record, Labelled(shown)) == (0, 0)  # what goes out now, unchanged
    with made(tmp_path / "fresh.db", SAMPLE) as fresh:
        fresh.judge(*(one.judgement for one in record.judgements()))
        assert list(fresh.records()) == [shown]
    with Judge(record.path, by="eva") as judge:
        judge.undo(record.judgements()[0].judgement.id)
    assert base(record) == before
    assert take_in_labelled(record.path, json.dumps([labelled.task])).new == ()  # who took it back meant it
    record.verify()


def test_what_is_on_record_is_not_added_again(record: Record) -> None:
    span = SAMPLE.statements[1].attribution.content[0]
    for start, end in ((span.start, span.end - 1), (span.start, span.start + 5)):
        taken = take_in_labelled(record.path, json.dumps([Labelled(SAMPLE).add("n", "content", start, end).task]))
        (told,) = taken.untaken
        assert (taken.new, SECOND in told.what, "onrecord statement correct" in told.what) == ((), True, True)


def test_two_who_add_the_same_add_one_and_the_later_one_s_fields_count(record: Record) -> None:
    one, other = (Labelled(SAMPLE).add("n", "content", *NEW).say("n", "place", name) for name in ("Ume", "Kordava"))
    second = {**other.task["annotations"][0], "updated_at": "2031-02-01", "completed_by": {"email": "bo@example.org"}}
    task = {"data": one.data, "annotations": [*one.task["annotations"], second]}
    taken = take_in_labelled(record.path, json.dumps([task]))
    assert (len(taken.new), taken.untaken, len(taken.noted)) == (2, (), 1)
    (new,) = [told for told in base(record).values() if told["content"] == [NEW]]
    assert new["place"] == "Kordava"
    assert take_in_labelled(record.path, json.dumps([task])).known == 2


def test_who_adds_later_what_another_added_corrects_it(record: Record) -> None:
    one, other = (Labelled(SAMPLE).add("n", "content", *NEW).say("n", "place", name) for name in ("Ume", "Kordava"))
    other.annotation = {"completed_by": {"email": "bo@example.org"}, "updated_at": "2031-02-01"}
    assert (take(record, one), take(record, other)) == ((1, 0), (1, 0))
    (new,) = [told for told in base(record).values() if told["content"] == [NEW]]
    assert new["place"] == "Kordava"
    assert (take(record, one), take(record, other)) == ((0, 0), (0, 0))


def test_a_deleted_statement_is_rejected(record: Record) -> None:
    assert take(record, Labelled(SAMPLE).delete(f"{SECOND}-content-0")) == (1, 0)
    assert SECOND not in base(record)


def test_places_that_are_none_of_the_text_are_told(record: Record) -> None:
    labelled = Labelled(SAMPLE).move(f"{FIRST}-cue-0", len(TEXT) - 3, len(TEXT) + 9)
    for one in labelled.result:
        one.get("value", {}).pop("text", None) if one["type"] == "labels" else None
    assert take(record, labelled.say(f"{FIRST}-content-0", "kind", "mixed")) == (1, 1)
    assert base(record)[FIRST]["kind"] == "mixed"


def test_web_annotations_of_a_corrected_statement_have_its_words_and_lose_none_of_the_machine_s(record: Record) -> None:
    take(record, EDITS["content"][0])
    (exported,) = records_to_export(record)
    page = json.loads(json.dumps(annotations_of(exported)))
    (selectors,) = ([one["selector"] for one in item["target"]] for item in page["items"] if SECOND in item["id"])
    assert [one["exact"] for selector in selectors for one in selector if "exact" in one] == ["a promise with no date"]
    assert told_of(page) == json.loads(json.dumps(whole_to_json(exported)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records(), data=st.data())
def test_wherever_a_region_is_moved_there_it_is(read: ReportRecord, data: st.DataObject) -> None:
    """Half-open places of any text: beyond the Basic Multilingual Plane, NUL, blanks."""
    regions = [f"{one.id}-{part.value}-0" for one in read.statements for part in Part if getattr(one.attribution, part)]
    if not regions:
        return
    region = data.draw(st.sampled_from(regions))
    end = data.draw(st.integers(1, len(read.report.text)))
    start = data.draw(st.integers(0, end - 1))
    statement, part = region.rsplit("-", 2)[:2]
    with TemporaryDirectory() as folder, made(Path(folder) / "r.db", read) as record:
        before = base(record)
        (stored,) = record.records()
        new, untaken = take(record, Labelled(stored).move(region, start, end))
        after = base(record)
        moved = [[start, end], *before[statement][part][1:]]
        wanted = before if untaken else before | {statement: before[statement] | {part: sorted(moved)}}
        assert {one: _as_sets(told) for one, told in after.items()} == {
            one: _as_sets(told) for one, told in wanted.items()
        }
        assert new + untaken <= 1
        record.verify()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records(), data=st.data())
def test_wherever_a_statement_is_added_there_it_is_or_it_is_told_why_not(
    read: ReportRecord, data: st.DataObject
) -> None:
    end = data.draw(st.integers(1, len(read.report.text)))
    start = data.draw(st.integers(0, end - 1))
    with TemporaryDirectory() as folder, made(Path(folder) / "r.db", read) as record:
        before = base(record)
        (stored,) = record.records()
        new, untaken = take(record, Labelled(stored).add("new", "content", start, end))
        after = base(record)
        is_piece = [start, end] in [piece for one in before.values() for piece in one["content"]]
        assert new == 0 if is_piece else new + untaken == 1
        assert [one["content"] for id_, one in after.items() if id_ not in before] == [[[start, end]]] * new
        assert {id_: one for id_, one in after.items() if id_ in before} == before
        (shown,) = record.records()
        assert take(record, Labelled(shown)) == (0, 0)
        with made(Path(folder) / "fresh.db", read) as fresh:
            fresh.judge(*(one.judgement for one in record.judgements()))
            assert list(fresh.records()) == [shown]
        record.verify()


def _as_sets(told: dict[str, Any]) -> dict[str, Any]:
    return told | {part.value: {tuple(one) for one in told[part.value]} for part in Part}
