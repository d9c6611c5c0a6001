"""Judging by names and ids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord.errors import BadRequest, Contradiction, NotARecord, UnknownReference
from onrecord.judging.lines import to_json
from onrecord.run.judging import Judge, now
from onrecord.store.record import open_record
from onrecord.values.entity import SpeakerType
from tests.store.conftest import put
from tests.store.making import record_of

READ = (
    record_of("The bridge is safe.", speaker="Ana Berg", id="aa" * 10, origin="news/one.txt"),
    record_of("The tunnel is shut.", speaker="A. Berg", id="bb" * 10, origin="news/two.txt"),
    record_of("We are late.", speaker="Bo Ek", id="cc" * 10, origin="news/three.txt"),
    record_of("Nobody knows why.", speaker="Bo Ek", id="dd" * 10, origin="news/four.txt"),
)
IDS = [one.statements[0].id for one in READ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_record(tmp_path / "r.db", create=True) as record:
        put(record, *READ)
    return tmp_path / "r.db"


@pytest.fixture
def judge(path: Path) -> Iterator[Judge]:
    with the_judge(path) as judge:
        yield judge


def the_judge(path: Path) -> Judge:
    times = count()
    return Judge(path, by="ana", clock=lambda: f"2031-01-02T03:04:{next(times):02}Z")


def who_said(path: Path) -> list[str | None]:
    with open_record(path, read_only=True) as record:
        spoken = [one.speaker for read in record.records() for one in read.statements]
        return [one.name if one else None for one in spoken]


def test_people(judge: Judge, path: Path) -> None:
    judge.merge("Ana Berg", "A. Berg", because="same mayor")
    judge.rename("berg", "Ana Lind")
    judge.split("Bo Ek", "Bo Ek (driver)", reports=("three",))
    assert who_said(path) == ["Ana Lind", "Ana Lind", "Bo Ek (driver)", "Bo Ek"]
    judge.split("A. Berg")
    judge.not_the_same("Ana Lind", "A. Berg")
    assert who_said(path) == ["Ana Lind", "A. Berg", "Bo Ek (driver)", "Bo Ek"]
    first = judge.judgements()[0].judgement
    assert (first.by, first.at, first.because) == ("ana", "2031-01-02T03:04:00Z", "same mayor")
    judge.split("Bo Ek", "Bo Ek (poet)", statements=(IDS[3][:8],))
    assert who_said(path)[3] == "Bo Ek (poet)"


def test_statements(judge: Judge, path: Path) -> None:
    judge.correct(IDS[0], {"speaker": "bo ek", "said_on": "2021-12"})
    judge.correct(IDS[1], {"speaker": "Cy Dahl"}, speaker_type="person")
    judge.correct(IDS[2], {"speaker": None})
    judge.reject(IDS[3])
    assert who_said(path) == ["Bo Ek", "Cy Dahl", None]
    judge.correct(IDS[2], {"speaker": "Cy Dahl"})  # who was new is now on record
    assert who_said(path)[1:] == ["Cy Dahl", "Cy Dahl"]


@pytest.mark.parametrize(
    ("act", "error", "what", "remedy"),
    [
        (lambda one: one.merge("Ana Berg", "Ana Berg"), BadRequest, "are one already", "onrecord judgements"),
        (lambda one: one.merge("berg", "Bo Ek"), UnknownReference, "more than one", "people merge --record"),
        (lambda one: one.not_the_same("Bo Ek", "bo ek"), BadRequest, "two people", "people split --record"),
        (lambda one: one.rename("Bo Ek", "Ana Berg"), BadRequest, "on record already", "people merge --record"),
        (lambda one: one.split("Bo Ek"), BadRequest, "one with nobody", "--report REPORT --as NEW"),
        (lambda one: one.split("Bo Ek", "B"), BadRequest, "either reports or", "--as NEW"),
        (lambda one: one.split("Bo Ek", reports=("three",)), BadRequest, "needs the other", "--as NEW"),
        (lambda one: one.split("Bo Ek", "bo ek", reports=("three",)), BadRequest, "does not tell", "(the younger)"),
        (lambda one: one.split("Bo Ek", "Ana Berg", reports=("three",)), BadRequest, "already", "choose a name"),
        (lambda one: one.split("Bo Ek", "B", reports=("nine",)), UnknownReference, "no report", "search"),
        (lambda one: one.reject("zz"), UnknownReference, "no statement", "search"),
        (lambda one: one.correct(IDS[0], {}), BadRequest, "nothing was corrected", "--said-on"),
        (lambda one: one.correct(IDS[0], {"mood": "calm"}), BadRequest, "no 'mood'", "said_on"),
        (lambda one: one.correct(IDS[0], {"kind": "loud"}), BadRequest, "no kind", "indirect"),
        (lambda one: one.correct(IDS[0], {"speaker": "Cy"}), UnknownReference, "nobody", "Cy --speaker-type person"),
        (lambda one: one.correct(IDS[0], {"speaker": "C"}, speaker_type="cat"), BadRequest, "no type", "person"),
        (lambda one: one.undo("zz"), BadRequest, "no judgement 'zz'", "onrecord judgements"),
        (lambda one: one.take_in(["{"]), BadRequest, "line 1 is not JSON", "export"),
        (lambda one: one.take_in(["[" * 100_000]), BadRequest, "line 1 is not JSON", "export"),
        (lambda one: one.take_in(["", "{}"]), BadRequest, "line 2: this is no judgement", "--format jsonl"),
    ],
)
def test_what_cannot_be_judged_is_a_message_and_changes_nothing(
    judge: Judge, path: Path, act: object, error: type[Exception], what: str, remedy: str
) -> None:
    before = who_said(path)
    with pytest.raises(error, match=what) as raised:
        act(judge)  # type: ignore[operator]
    assert remedy in raised.value.remedy  # type: ignore[attr-defined]
    assert (who_said(path), judge.judgements()) == (before, ())


def test_a_merge_after_not_the_same_is_refused_until_that_is_undone(judge: Judge, path: Path) -> None:
    apart = judge.not_the_same("Ana Berg", "A. Berg")
    with pytest.raises(Contradiction) as error:
        judge.merge("Ana Berg", "A. Berg")
    assert f"onrecord judgements undo {apart.id}" in error.value.remedy
    judge.undo(apart.id[:6])
    judge.merge("Ana Berg", "A. Berg")
    assert who_said(path)[:2] == ["Ana Berg", "Ana Berg"]


def test_a_new_name_taken_back_leaves_the_old_one_in_later_judgements(judge: Judge, path: Path) -> None:
    named = judge.rename("Bo Ek", "Bo Eck")
    judge.merge("Bo Eck", "A. Berg")
    judge.undo(named.id)
    assert who_said(path) == ["Ana Berg", "Bo Ek", "Bo Ek", "Bo Ek"]


def test_exported_judgements_make_the_same_of_another_record(judge: Judge, path: Path, tmp_path: Path) -> None:
    judge.merge("Ana Berg", "A. Berg")
    judge.correct(IDS[2], {"speaker": "Ana Berg"})
    judge.undo(judge.reject(IDS[3]).id)
    lines = [json.dumps(to_json(one.judgement)) for one in judge.judgements()]
    with open_record(tmp_path / "other.db", create=True) as record:
        put(record, *READ)
    with the_judge(tmp_path / "other.db") as other:
        assert other.take_in(lines) == (4, 0)
        assert other.take_in(lines) == (0, 4)
        assert [one.judgement for one in other.judgements()] == [one.judgement for one in judge.judgements()]
    assert who_said(tmp_path / "other.db") == who_said(path)


def test_of_an_import_that_contradicts_nothing_is_taken_in(judge: Judge, tmp_path: Path) -> None:
    judge.rename("Bo Ek", "Bo Eck")
    judge.merge("Ana Berg", "A. Berg")
    lines = [json.dumps(to_json(one.judgement)) for one in judge.judgements()]
    with open_record(tmp_path / "other.db", create=True) as record:
        put(record, *READ)
    with the_judge(tmp_path / "other.db") as other:
        other.not_the_same("Ana Berg", "A. Berg")
        with pytest.raises(Contradiction):
            other.take_in(lines)
        assert len(other.judgements()) == 1


def test_the_speaker_type_makes_the_entity_that_reading_makes(judge: Judge, path: Path) -> None:
    judgement = judge.correct(IDS[0], {"speaker": "Harbour Board"}, speaker_type=SpeakerType.BODY)
    assert judgement.people[0].type is SpeakerType.BODY
    with open_record(path, read_only=True) as record:
        speaker = record.statement(IDS[0])[1].speaker
    assert speaker
    assert (speaker.name, speaker.entity) == ("Harbour Board", judgement.people[0].entity)


def test_there_is_nothing_to_judge_without_a_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="no record"):
        Judge(tmp_path / "none.db", by="ana")


def test_the_clock_is_told_to_the_millisecond() -> None:
    assert len(now()) == len("2031-01-02T03:04:05.678+00:00")


def test_what_is_rejected_is_not_rejected_again(judge: Judge) -> None:
    first = judge.reject(IDS[0])
    with pytest.raises(BadRequest, match=f"rejected already, by judgement {first.id}") as error:
        judge.reject(IDS[0][:8])
    assert f"judgements undo {first.id} --record" in error.value.remedy
    judge.undo(first.id)
    judge.reject(IDS[0])


@pytest.mark.parametrize("places", [{"reports": ("three",)}, {"statements": (IDS[2],)}])
@pytest.mark.parametrize("new", ["Bo Ek (driver)", "Bo Ek (poet)"])
def test_what_is_told_apart_is_not_told_apart_again(judge: Judge, places: dict[str, tuple[str, ...]], new: str) -> None:
    first = judge.split("Bo Ek", "Bo Ek (driver)", **places)
    entity = first.people[0].entity
    with pytest.raises(BadRequest, match=f"told apart already, by judgement {first.id}"):
        judge.split(entity, new, **places)


def test_a_correction_counts_until_later_ones_say_all_its_fields(judge: Judge) -> None:
    first = judge.correct(IDS[0], {"place": "Vik", "said_on": "2021"})
    second = judge.correct(IDS[0], {"place": "Ume"})
    assert judge.replaced(second) == (first.id,)
    assert [one.standing for one in judge.judgements()] == ["stands", "stands"]
    third = judge.correct(IDS[0], {"place": "Odde", "said_on": None})
    assert judge.replaced(third) == (second.id, first.id)
    assert [one.standing for one in judge.judgements()] == ["overruled", "overruled", "stands"]
    judge.correct(IDS[1], {"place": "Vik"})
    judge.undo(third.id)
    assert [one.standing for one in judge.judgements()] == ["stands", "stands", "undone", "stands", "stands"]


def test_what_is_judged_together_holds_together(judge: Judge, path: Path) -> None:
    with pytest.raises(UnknownReference), judge.together():
        judge.merge("Ana Berg", "A. Berg")
        judge.reject("zz")
    assert (who_said(path)[1], judge.judgements()) == ("A. Berg", ())


def test_nobody_takes_back_the_only_judgement_without_naming_it(judge: Judge) -> None:
    judge.reject(IDS[3])
    with pytest.raises(UnknownReference, match="does not say which"):
        judge.undo("")
