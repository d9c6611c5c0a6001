"""What waits to be looked at, what was accepted, and the cases that come of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import BadRequest, UnknownReference
from onrecord.judging.cases import case_from_json, case_to_json, failings_of_case, signed_case
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.cases import _form, as_it_stands, keep_case, page_again, try_cases
from onrecord.run.judging import Judge
from onrecord.run.load_tools import load_tools
from onrecord.store.cases import cases, drop_case, put_case
from onrecord.store.record import open_record
from onrecord.store.review import NAMESAKES, NEXT, START, count_waiting, namesakes, place_from, waiting
from onrecord.store.search import search
from onrecord.values.model import Model
from onrecord.values.page import Page
from onrecord.values.statement import ReportRecord
from tests.store.making import record_of
from tests.web.serving import read_examples


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("review") / "onrecord.db"
    read_examples(file, seeds=False)
    return file


@pytest.fixture
def path(examples: Path, tmp_path: Path) -> Path:
    file = tmp_path / "onrecord.db"
    file.write_bytes(examples.read_bytes())
    return file


def first(path: Path) -> str:
    with open_record(path, read_only=True) as record, record.reading() as connection:
        return waiting(connection)[0].statement


def left(path: Path) -> int:
    with open_record(path, read_only=True) as record, record.reading() as connection:
        return count_waiting(connection)


def reading(page: Page) -> ReportRecord:
    return page_to_record(page, load_tools(Model.RULES))


def test_the_least_sure_comes_first_and_every_statement_once(examples: Path) -> None:
    with open_record(examples, read_only=True) as record, record.reading() as connection:
        all_of_them = waiting(connection, limit=1000)
        one_by_one, place = [], START
        while found := waiting(connection, place):
            one_by_one += found
            place = place_from(str(found[0].place))
    assert [one.place.confidence for one in all_of_them] == sorted(one.place.confidence for one in all_of_them)
    assert tuple(one_by_one) == all_of_them


@pytest.mark.parametrize("act", ["accept", "reject", "correct"])
def test_what_was_judged_does_not_come_again_until_that_is_undone(path: Path, act: str) -> None:
    statement, before = first(path), left(path)
    judge: dict[str, Callable[[Judge], str]] = {
        "accept": lambda judge: judge.accept(statement).id,
        "reject": lambda judge: judge.reject(statement).id,
        "correct": lambda judge: judge.correct(statement, {"said_on": "2020"}).id,
    }
    with Judge(path, by="ana") as judging:
        made = judge[act](judging)
        assert (first(path) != statement, left(path)) == (True, before - 1)
        judging.undo(made)
    assert (first(path), left(path)) == (statement, before)


def test_an_accepted_statement_is_called_so_and_stays_as_it_is(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        before = record.statement(first(path))[1]
    with Judge(path, by="ana") as judge:
        judge.accept(before.id)
        with pytest.raises(BadRequest, match="accepted already"):
            judge.accept(before.id)
    with open_record(path, read_only=True) as record:
        after = record.statement(before.id)[1]
        assert replace(after, judged=()) == before
        assert after.verdict == "accepted"
        assert [hit.judged for hit in search(record, "", limit=500).hits if hit.statement == before.id] == ["accepted"]


def test_accepted_words_of_one_are_not_accepted_as_words_of_another(path: Path) -> None:
    with open_record(path) as record:
        report, statement = next(
            (record_, one)
            for record_ in record.records()
            for one in record_.statements
            if one.speaker and one.speaker.entity
        )
        with Judge(path, by="ana") as judge:
            judge.accept(statement.id)
        other = replace(statement.speaker, name="Ilva Corrin", entity="00ff00ff00ff00ff")  # type: ignore[type-var]
        read = replace(
            report,
            reader="another reader",
            statements=tuple(replace(one, speaker=other) if one is statement else one for one in report.statements),
        )
        run = record.begin_run("2026-01-01", "another reader", [])
        record.add(run, read, page_again(record, report.report.id, report.report.sha256))
        assert record.statement(statement.id)[1].verdict is None


@pytest.mark.parametrize("told", ["x", "1", "0.5:", "0.5:x", "nan", f"0.5:{2**63}", "0.5:-1"])
def test_what_is_no_place_is_refused(told: str) -> None:
    with pytest.raises(BadRequest, match="no place"):
        place_from(told)


def test_namesakes_share_the_last_name(examples: Path) -> None:
    with open_record(examples, read_only=True) as record, record.reading() as connection:
        assert namesakes(connection, "Minister Tennick") == ("Odra Tennick",)
        assert namesakes(connection, "") == ()


def test_the_queue_goes_by_its_index(examples: Path) -> None:
    with open_record(examples, read_only=True) as record, record.reading() as connection:
        values = {"confidence": 0.1, "number": 1, "limit": 1}
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {NEXT}", values)]
        assert any(
            "statements_confidence (confidence>?)" in line or "statements_confidence ((confidence" in line
            for line in plan
        )
        assert not any("TEMP B-TREE FOR ORDER" in line for line in plan)
        named = connection.execute(f"EXPLAIN QUERY PLAN {NAMESAKES}", {"name": "a", "limit": 1}).fetchall()
        assert not any(row["detail"].startswith("SCAN who") for row in named)


# --- cases


def test_a_rejected_statement_is_a_case_that_fails_while_it_is_read(path: Path) -> None:
    statement = first(path)
    with Judge(path, by="ana") as judge:
        made = judge.reject(statement, because="no words of hers")
    keep_case(path, made.id, by="ana")
    keep_case(path, made.id[:8], by="bo")  # once
    with open_record(path, read_only=True) as record:
        (case,) = cases(record)
        assert (case.is_statement, case.because, case.fields) == (False, "no words of hers", ())
        (tried,) = try_cases(record, [case], reading)
        assert tried.failings == ("read as a statement, which it is not",)
        (better,) = try_cases(record, [case], lambda page: replace(reading(page), statements=()))
        assert better.failings == ()


def test_every_statement_of_every_kind_of_input_holds_as_it_was_read(examples: Path) -> None:
    with open_record(examples, read_only=True) as record:
        kept = [
            as_it_stands(record, one.id, by="ana", at="2026-01-01")
            for found in record.records()
            for one in found.statements
        ]
        assert len(kept) > 50
        assert [(one.case.source, one.failings) for one in try_cases(record, kept, reading) if one.failings] == []


def test_a_corrected_field_is_what_is_wanted(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        statement = next(hit.statement for hit in search(record, "", limit=200).hits if hit.speaker)
    with Judge(path, by="ana") as judge:
        made = judge.correct(statement, {"speaker": "Ilva Corrin"}, speaker_type="person")
    keep_case(path, made.id, by="ana")
    with open_record(path, read_only=True) as record:
        (case,) = cases(record)
        (tried,) = try_cases(record, [case], reading)
    assert tried.failings[0].startswith("speaker: Ilva Corrin wanted, ")


def test_a_case_is_written_and_read_again(path: Path) -> None:
    with open_record(path) as record:
        case = as_it_stands(record, first(path), by="ana", at="2026-01-01")
        assert put_case(record, case)
        assert not put_case(record, case)
        assert cases(record) == (case,)
        line = case_to_json(case)
        assert case_from_json(json.loads(json.dumps(line))) == case
        assert len(case.anchor.quote.prefix) <= 32
        assert drop_case(record, case.id[:6]) == case
        with pytest.raises(UnknownReference):
            drop_case(record, case.id)


def test_what_is_no_longer_read_fails(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        case = as_it_stands(record, first(path), by="ana", at="2026-01-01")
        read = record.report(case.anchor.report)
    assert failings_of_case(case, read) == ()
    assert failings_of_case(case, replace(read, statements=())) == ("no statement is read there",)


def test_people_make_no_case(path: Path) -> None:
    with Judge(path, by="ana") as judge:
        made = judge.rename("Odra Tennick", "O. Tennick")
    with pytest.raises(BadRequest, match="no single statement"):
        keep_case(path, made.id, by="ana")


ANCHOR = {"statement": "s", "report": "r", "sha256": "0", "exact": "We go", "prefix": "", "suffix": ""}
WHOLE = {
    "at": "",
    "by": "",
    "source": "",
    "anchor": {**ANCHOR, "content": [[0, 5]]},
    "is_statement": True,
    "fields": {},
}


def test_what_no_store_can_hold_is_replaced_before_a_case_has_its_id(path: Path) -> None:
    with open_record(path) as record:
        made = case_from_json({**WHOLE, "by": "\ud800", "source": "\udfff"})
        assert put_case(record, made)
        assert not put_case(record, cases(record)[-1])
        assert cases(record)[-1] == made
        assert put_case(record, signed_case(replace(made, by="\ud800", is_statement=False)))


@pytest.mark.parametrize(
    "line",
    [
        *({}, {"schema": "x"}, {"at": "", "by": "", "source": "", "anchor": {}, "is_statement": 1, "fields": {"x": 1}}),
        *({**WHOLE, "judgement": {"a": 1}}, {**WHOLE, "fields": {"place": 5}}, {**WHOLE, "fields": {"content": 5}}),
        {**WHOLE, "anchor": {**ANCHOR, "content": [[0, float("inf")]]}},
    ],
)
def test_what_is_no_case_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(BadRequest, match="no case"):
        case_from_json(line)


def test_a_text_that_only_looks_like_json_is_a_text() -> None:
    report = record_of("He left.").report
    assert _form(b"[" * 100_000, report) == "text"
    assert _form(b'{"text": "He left."}', report) == "jsonl"
