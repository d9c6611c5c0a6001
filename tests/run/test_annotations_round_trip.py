"""Out as web annotations, changed there, in again, and out: just these edits, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRequest
from onrecord.export.webannotation import BASE, FIELDS, OF, STATEMENT
from onrecord.export.without_text import without_text
from onrecord.run.labelled import take_in_annotations
from onrecord.run.taken_in import TakenIn
from onrecord.store.record import Record
from onrecord.values.judgement import Act
from onrecord.values.statement import ReportRecord
from tests.export.annotating import AT, Annotated
from tests.run.test_label_studio_round_trip import BARE, FIRST, PROMISE, SAMPLE, SECOND, Base, at, base, made
from tests.store.making import report_records

NEW = at("Harbour keepers will not be hurried")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with made(tmp_path / "r.db", SAMPLE) as opened:
        yield opened


def take(record: Record, annotated: Annotated, **more: Any) -> TakenIn:
    return take_in_annotations(record.path, annotated.lines, **more)


EDITS: dict[str, tuple[Callable[[Annotated], Annotated], Base]] = {
    "moved": (lambda page: page.move(SECOND, PROMISE), {SECOND: {"content": [PROMISE]}}),
    "in pieces": (
        lambda page: page.move(SECOND, at("reporters"), PROMISE),
        {SECOND: {"content": [at("reporters"), PROMISE]}},
    ),
    "fields": (
        lambda page: page.say(FIRST, kind="mixed", place="Kordava", cue=[at("said")], speaker=None),
        {FIRST: {"kind": "mixed", "place": "Kordava", "cue": [at("said")], "speaker": None, "speaker_type": None}},
    ),
    "speaker": (
        lambda page: page.say(FIRST, speaker={"name": "Bo Ek", "type": "person"}),
        {FIRST: {"speaker": "Bo Ek"}},
    ),
}


def test_unchanged_it_changes_nothing(record: Record) -> None:
    before = list(record.records())
    taken = take(record, Annotated(SAMPLE))
    assert (taken.new, taken.known, taken.untaken, taken.tasks) == ((), 0, (), 1)
    assert list(record.records()) == before


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_shows_and_nothing_else(record: Record, name: str) -> None:
    edit, edits = EDITS[name]
    before = base(record)
    (judgement,) = take(record, edit(Annotated(SAMPLE))).new
    assert (judgement.by, judgement.at, judgement.because) == ("Ana", AT, "web annotations")
    assert base(record) == {one: told | edits.get(one, {}) for one, told in before.items()}
    again = take(record, edit(Annotated(SAMPLE)))
    assert (again.new, again.known) == ((), 1)
    (after,) = record.records()
    assert take(record, Annotated(after)).new == ()
    record.verify()


def test_who_judges_can_be_said(record: Record) -> None:
    assert take(record, Annotated(SAMPLE).move(SECOND, PROMISE), by="eva").new[0].by == "eva"


def test_a_deleted_annotation_rejects_its_statement(record: Record) -> None:
    (judgement,) = take(record, Annotated(SAMPLE).delete(SECOND)).new
    assert judgement.act is Act.REJECT
    assert SECOND not in base(record)
    assert take(record, Annotated(SAMPLE).delete(SECOND)).known == 1


def test_where_none_is_left_nothing_is_rejected(record: Record) -> None:
    page = Annotated(SAMPLE)
    page.page["items"] = []
    taken = take(record, page)
    assert (taken.new, "not taken for a rejection" in taken.untaken[0].what) == ((), True)


TOLD = {"kind": "mixed", "mode": "wrote", "speaker": {"name": "Bo Ek", "type": "person"}, "cue": [at("says")]}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, {"kind": "indirect"}),
        ({"motivation": ["highlighting", "identifying"]}, {"kind": "indirect"}),
        (
            {"body": [{"type": STATEMENT, FIELDS: TOLD}], "motivation": "commenting"},
            {**TOLD, "speaker": "Bo Ek", "speaker_type": "person"},
        ),
    ],
)
def test_a_new_annotation_adds_a_statement(record: Record, more: dict[str, Any], told: Base, tmp_path: Path) -> None:
    before = base(record)
    (judgement,) = take(record, Annotated(SAMPLE).add(NEW, **more)).new
    after = base(record)
    (new,) = set(after) - set(before)
    plain = {"id": new, "content": [NEW], "cue": [], "source": [], "mode": "said", "nested_in": None, **BARE}
    assert after == before | {new: plain | told}
    assert take(record, Annotated(SAMPLE).add(NEW, **more)).known == 1
    (shown,) = record.records()
    assert take(record, Annotated(shown)).new == ()
    with made(tmp_path / "fresh.db", SAMPLE) as fresh:
        fresh.judge(judgement)
        assert list(fresh.records()) == [shown]


def test_a_comment_adds_no_statement(record: Record) -> None:
    (told,) = take(record, Annotated(SAMPLE).add(NEW, motivation="commenting")).untaken
    assert "'commenting' adds no statement" in told.what


def test_a_new_name_of_an_annotation_does_not_make_it_a_new_one(record: Record) -> None:
    page = Annotated(SAMPLE)
    for number, item in enumerate(page.page["items"]):
        item["id"] = f"https://notes.example/{number}"
    assert take(record, page).new == ()
    page.page["items"][0]["canonical"] = f"urn:onrecord:statement:{FIRST}"
    page.page["items"][0]["body"] = []
    assert take(record, page).new == ()


def selectors(page: Annotated) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.item(SECOND)["target"][0]["selector"]
    return found


def test_of_two_selectors_the_one_that_was_changed_counts(record: Record) -> None:
    by_position, by_quote, by_quote_alone, by_neither = (Annotated(SAMPLE) for _ in range(4))
    selectors(by_position)[1].update(start=PROMISE[0], end=PROMISE[1])
    selectors(by_quote)[0].update(exact="a promise with no date")
    selectors(by_quote_alone)[0].update(exact="a promise with no date")
    del selectors(by_quote_alone)[1]
    for page in (by_position, by_quote, by_quote_alone):
        judgement = take(record, page, clock=lambda: "2031").new
        assert base(record)[SECOND]["content"] == [PROMISE]
        assert (len(judgement), take(record, page).known) == (1 if page is by_position else 0, 1)
    selectors(by_neither)[0].update(exact="nobody")
    selectors(by_neither)[1].update(start=0, end=4)
    assert "are other words than 'nobody'" in take(record, by_neither).untaken[0].what
    selectors(by_neither)[0].update(exact="e")
    del selectors(by_neither)[1]
    assert "nowhere in the text, or in several places" in take(record, by_neither).untaken[0].what


def test_without_its_text_positions_are_taken(record: Record) -> None:
    page = Annotated(SAMPLE).move(SECOND, PROMISE)
    page.page[OF] = Annotated(without_text(SAMPLE)).page[OF]
    take(record, page)
    assert base(record)[SECOND]["content"] == [PROMISE]


def test_a_page_may_be_written_on_many_lines(record: Record) -> None:
    lines = json.dumps(Annotated(SAMPLE).move(SECOND, PROMISE).page, indent=1).splitlines(keepends=True)
    assert len(take_in_annotations(record.path, lines).new) == 1


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("", "no page of annotations"),
        ("{", "not JSON"),
        ("3", "none of onrecord's"),
        ("[1]", "none of onrecord's"),
        ("[" * 100_000, "not JSON"),
        ('{"type": "AnnotationPage", "items": []}', "it has no 'onrecord:of'"),
    ],
)
def test_what_is_no_page_of_ours_is_refused(record: Record, page: str, what: str) -> None:
    with pytest.raises(BadRequest, match=what):
        take_in_annotations(record.path, [page])


@pytest.mark.parametrize("start", [1e999, "x", None, [], -3, 10**30])
def test_a_place_that_is_none_is_told_or_the_page_refused(record: Record, start: object) -> None:
    page = Annotated(SAMPLE)
    selectors(page)[1].update(start=start)
    selectors(page)[0].update(exact="other")
    try:
        assert take(record, page).untaken
    except BadRequest as error:
        assert "page 1 is none of onrecord's" in error.what
    assert record.judgements() == ()


@pytest.mark.parametrize("content", [[""], [[1]], "x", 3, [[None, 2]], None])
def test_a_page_that_says_nonsense_of_how_it_went_out_is_refused_or_told(record: Record, content: object) -> None:
    page = Annotated(SAMPLE).move(SECOND, PROMISE)
    told = json.loads(next(iter(page.lines)))
    for one in told["onrecord:base"]:
        one["content"] = content
    try:
        take_in_annotations(record.path, [json.dumps(told)])
    except BadRequest as error:
        assert "page 1 is none of onrecord's" in error.what


def test_an_older_export_says_what_is_missing(record: Record) -> None:
    page = Annotated(SAMPLE)
    del page.page[BASE]
    with pytest.raises(BadRequest, match="onrecord:base") as raised:
        take(record, page)
    assert "of this version" in raised.value.remedy


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records(), data=st.data())
def test_wherever_an_annotation_is_moved_or_added_there_it_is_or_it_is_told(
    read: ReportRecord, data: st.DataObject
) -> None:
    end = data.draw(st.integers(1, len(read.report.text)))
    place = [data.draw(st.integers(0, end - 1)), end]
    with TemporaryDirectory() as folder, made(Path(folder) / "r.db", read) as record:
        (stored,) = record.records()
        before = base(record)
        chosen = data.draw(st.none() | st.sampled_from(sorted(before))) if before else None
        page = Annotated(stored)
        taken = take(record, page.move(chosen, place) if chosen else page.add(place))
        after = base(record)
        changed = [one for id_, one in after.items() if one != before.get(id_)]
        assert [one["content"] for one in changed] == [[place]] * len(taken.new)
        assert len(taken.new) + taken.known + len(taken.untaken) <= 1
        assert {id_: one | {"content": 0} for id_, one in after.items() if id_ in before} == {
            id_: one | {"content": 0} for id_, one in before.items()
        }
        record.verify()
