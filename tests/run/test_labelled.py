"""What Label Studio gives back, judged in a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import BadRequest
from onrecord.run.judging import Judge
from onrecord.run.labelled import ANNOTATIONS, LABEL_STUDIO, program_of, take_in_labelled
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act
from onrecord.values.statement import Kind
from tests.cli.records import page_of, record_of
from tests.export.labelling import Labelled

WHEN = "2031-01-01T00:00:00Z"
SAMPLE = record_of()
FIRST = f"{SAMPLE.statements[0].id}-content-0"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "r.db", create=True) as record, record.batch():
        run = record.begin_run(WHEN, SAMPLE.reader, [])
        record.add(run, SAMPLE, page_of(SAMPLE))
        record.end_run(run, WHEN)
    return tmp_path / "r.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path) as opened:
        yield opened


def exported(*labelled: Labelled) -> str:
    return json.dumps([one.task for one in labelled])


def test_what_nobody_changed_changes_nothing(path: Path, record: Record) -> None:
    before = record.report(SAMPLE.report.id)
    taken = take_in_labelled(path, exported(Labelled(before)))
    assert (taken.new, taken.known, taken.untaken) == ((), 0, ())
    assert record.report(SAMPLE.report.id) == before


def test_a_correction_is_that_correction_by_whom_and_when(path: Path, record: Record) -> None:
    labelled = Labelled(SAMPLE).say(FIRST, "kind", "mixed").say(FIRST, "speaker", "Bo Ek")
    (judgement,) = take_in_labelled(path, exported(labelled)).new
    assert (judgement.act, judgement.by, judgement.because) == (Act.CORRECT, "ana@example.org", "Label Studio")
    assert {field.value: value for field, value in judgement.fields} == {"kind": "mixed", "speaker": "Bo Ek"}
    (statement, *_) = record.report(SAMPLE.report.id).statements
    assert statement.attribution.kind is Kind.MIXED
    assert statement.speaker
    assert (statement.speaker.name, statement.speaker.type) == ("Bo Ek", SpeakerType.PERSON)
    assert [one.id for one in statement.judged] == [judgement.id]


def test_a_rejection_is_a_rejection(path: Path, record: Record) -> None:
    labelled = Labelled(SAMPLE).say(FIRST, "verdict", "no statement")
    (judgement,) = take_in_labelled(path, exported(labelled)).new
    assert judgement.act is Act.REJECT
    assert len(record.report(SAMPLE.report.id).statements) == 3
    assert record.report(SAMPLE.report.id, Shown.WITH_REJECTED).statements[0].is_rejected


def test_the_same_file_again_adds_nothing_also_when_it_was_undone_meanwhile(path: Path, record: Record) -> None:
    text = exported(Labelled(SAMPLE).say(FIRST, "kind", "mixed"))
    (judgement,) = take_in_labelled(path, text).new
    again = take_in_labelled(path, text)
    assert (again.new, again.known) == ((), 1)
    with Judge(path, by="eva") as judge:
        judge.undo(judgement.id)
    again = take_in_labelled(path, text)
    assert (again.new, again.known) == ((), 1)
    assert record.report(SAMPLE.report.id).statements[0].attribution.kind is Kind.DIRECT


def test_what_others_corrected_meanwhile_stays_where_nobody_changed_it(path: Path, record: Record) -> None:
    labelled = Labelled(SAMPLE).say(FIRST, "kind", "mixed")
    with Judge(path, by="eva") as judge:
        judge.correct(SAMPLE.statements[0].id, {"place": "Kordava"})
    take_in_labelled(path, exported(labelled))
    statement = record.report(SAMPLE.report.id).statements[0]
    assert (statement.attribution.kind, statement.circumstances.place) == (Kind.MIXED, "Kordava")


def test_who_is_on_record_is_that_one(path: Path, record: Record) -> None:
    fourth = f"{SAMPLE.statements[3].id}-content-0"
    labelled = Labelled(SAMPLE).say(fourth, "speaker", "Ysolde Marrin")
    take_in_labelled(path, exported(labelled))
    one, *_, other = record.report(SAMPLE.report.id).statements
    assert one.speaker
    assert other.speaker
    assert one.speaker.entity == other.speaker.entity


def test_who_judges_can_be_said(path: Path) -> None:
    text = exported(Labelled(SAMPLE).say(FIRST, "kind", "mixed"))
    assert take_in_labelled(path, text, by="eva").new[0].by == "eva"


def test_what_is_of_another_report_is_told_and_nothing_is_guessed(path: Path) -> None:
    labelled = Labelled(SAMPLE).say(FIRST, "kind", "mixed")
    labelled.data["onrecord"]["sha256"] = "0" * 64
    gone = Labelled(record_of(SAMPLE.report.text.replace("dark", "dusk"), {}))
    taken = take_in_labelled(path, exported(labelled, gone))
    assert [one.what.split("; ")[0] for one in taken.untaken] == [
        "its report is of other bytes than the one that went out",
        f"no report {gone.data['onrecord']['report']!r} is on record",
    ]
    assert taken.new == ()


def test_one_bad_task_leaves_the_log_as_it_was(path: Path, record: Record) -> None:
    good = Labelled(SAMPLE).say(FIRST, "kind", "mixed").task
    with pytest.raises(BadRequest, match="task 2"):
        take_in_labelled(path, json.dumps([good, {"data": {}}]))
    assert record.judgements() == ()


@pytest.mark.parametrize(
    ("content", "whose"),
    [
        ("[{}]", LABEL_STUDIO),
        ("\ufeff \n[", LABEL_STUDIO),
        ('{"type": "AnnotationPage"}', ANNOTATIONS),
        ('\ufeff{\n "type": "AnnotationPage"}', ANNOTATIONS),
        ('{"act": 1}', None),
        ("", None),
    ],
)
def test_whose_file_it_is(tmp_path: Path, content: str, whose: str | None) -> None:
    (tmp_path / "f").write_text(content, encoding="utf-8")
    assert program_of(tmp_path / "f") == whose
