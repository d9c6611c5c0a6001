"""Judging people and statements from the command line, and the log of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from onrecord.values.span import words_at
from tests.cli.conftest import Onrecord
from tests.cli.records import page_of, record_of
from tests.store.making import statement_at

WHO = ("--by", "ana")


@pytest.fixture
def ids(sample: str) -> list[str]:
    """The ids of the statements of the sample."""
    with open_record(sample, read_only=True) as record:
        return [statement.id for one in record.records() for statement in one.statements]


def undoing(told: str) -> str:
    """The id of the judgement that a message tells of."""
    return told.removeprefix("judgement ").split(":")[0]


@pytest.mark.usefixtures("sample")
def test_merged_people_are_one_until_it_is_undone(onrecord: Onrecord) -> None:
    before = onrecord("speakers").out
    told = onrecord("people", "merge", "Ysolde Marrin", "Ünal", "--because", "a test", *WHO)
    assert (told.code, told.out) == (0, "")
    id_ = undoing(told.err)
    assert told.err == (
        f"judgement {id_}: merge 'Ysolde Marrin' and 'Ünal'; to take it back: onrecord judgements undo {id_}\n"
    )
    after = onrecord("speakers").out
    assert "Ünal" not in after
    assert "Ysolde Marrin person 3 2" in " ".join(after.split())
    assert onrecord("judgements", "undo", id_[:5], *WHO).code == 0
    assert onrecord("speakers").out == before


@pytest.mark.usefixtures("sample")
def test_several_are_merged_at_once_and_renamed(onrecord: Onrecord) -> None:
    onrecord("people", "rename", "Ünal", "Orhan Ünal", *WHO)
    assert onrecord("speakers", "unal", "--format", "csv").out.count("Orhan Ünal") == 1


@pytest.mark.usefixtures("sample")
def test_a_contradiction_is_a_message(onrecord: Onrecord) -> None:
    onrecord("people", "not-the-same", "Ysolde Marrin", "Ünal", "--because", "sisters", *WHO)
    ended = onrecord("people", "merge", "Marrin", "Ünal", *WHO)
    assert (ended.code, ended.out) == (1, "")
    assert "goes against judgement" in ended.err
    assert "ana: sisters" in ended.err
    assert "If that one is wrong, take it back first: onrecord judgements undo " in ended.err


@pytest.mark.usefixtures("sample")
def test_a_name_in_two_reports_is_told_apart(onrecord: Onrecord) -> None:
    assert onrecord("people", "split", "Ysolde Marrin", "--report", "sample.txt", "--as", "Y. M.", *WHO).code == 0
    assert "Y. M. " in onrecord("speakers").out
    assert onrecord("people", "split", "Y. M.", *WHO).code == 1


def test_a_rejected_statement_is_shown_only_when_asked_for(onrecord: Onrecord, ids: list[str]) -> None:
    onrecord("statement", "reject", ids[0], "--because", "a caption", *WHO)
    assert onrecord("search", "dark", "--format", "jsonl").out == ""
    (hit,) = (
        json.loads(line) for line in onrecord("search", "dark", "--rejected", "--format", "jsonl").out.splitlines()
    )
    assert hit["judged"] == "rejected"
    assert "direct, rejected" in onrecord("search", "dark", "--rejected").out
    assert len(onrecord("speakers", "Marrin", "--format", "jsonl").out.splitlines()) == 1
    assert len(onrecord("speakers", "Marrin", "--rejected", "--format", "jsonl").out.splitlines()) == 2
    assert "⟦4" not in onrecord("show", "sample.txt").out
    assert "⟦4" in onrecord("show", "sample.txt", "--rejected").out
    exported = [json.loads(line) for line in onrecord("export", "--format", "jsonl").out.splitlines()]
    assert ids[0] not in [one["id"] for line in exported for one in line["statements"]]
    exported = [json.loads(line) for line in onrecord("export", "--rejected", "--format", "jsonl").out.splitlines()]
    judged = next(one["judged"] for line in exported for one in line["statements"] if one["id"] == ids[0])
    assert [(one["act"], one["by"], one["because"], one["fields"]) for one in judged] == [
        ("reject", "ana", "a caption", [])
    ]
    about = " ".join(onrecord("about").out.split())
    assert "2 reports, 4 statements, 3 speakers; 0 inputs at fault; 1 judgement, 1 statement rejected" in about


def test_a_day_after_that_of_the_report_is_taken_and_doubted(onrecord: Onrecord, ids: list[str]) -> None:
    late = onrecord("statement", "correct", ids[0], "--said-on", "2030-01-01", *WHO)
    assert late.code == 0
    assert "2030-01-01 is after the report was published, 2023-05-03" in " ".join(late.err.split())
    assert "after the report" not in onrecord("statement", "correct", ids[0], "--said-on", "2023-05-01", *WHO).err


def test_a_corrected_statement_says_who_corrected_it(onrecord: Onrecord, ids: list[str]) -> None:
    fields = ("--speaker", "Ünal", "--said-on", "2023-05-01", "--kind", "mixed", "--unknown", "occasion")
    assert onrecord("statement", "correct", ids[0], *fields, "--because", "page 3", *WHO).code == 0
    told = " ".join(onrecord("show", "--why", ids[0]).out.split())
    for shown in ("kind mixed corrected by ana: page 3", "speaker Ünal (person) corrected by ana: page 3",
                  "said on 2023-05-01 corrected by ana: page 3", "occasion – corrected by ana: page 3"):  # fmt: skip
        assert shown in told
    assert "judged correct, judgement" in told
    assert "mixed, corrected" in onrecord("show", "sample.txt").out
    assert "mixed, corrected" in onrecord("search", "dark").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("statement", "correct", "ab"), "say what is right"),
        (("statement", "correct", "ab", "--place", "Ume", "--unknown", "place"), "known and not known"),
        (("statement", "correct", "ab", "--kind", "loud"), "loud"),
        (("judgements", "--record", "r.db", "undo", "ab"), "behind undo"),
        (("people", "merge", "Ana"), "OTHER"),
    ],
)
@pytest.mark.usefixtures("sample")
def test_a_wrong_command_line(onrecord: Onrecord, arguments: tuple[str, ...], said: str) -> None:
    ended = onrecord(*arguments)
    assert ended.code == 2
    assert said in ended.err


@pytest.mark.usefixtures("sample")
def test_nobody_of_the_name_says_what_to_type(onrecord: Onrecord, ids: list[str]) -> None:
    ended = onrecord("statement", "correct", ids[0][:6], "--speaker", "Cy Dahl", *WHO)
    assert ended.code == 1
    assert f"onrecord statement correct {ids[0][:6]} --speaker 'Cy Dahl' --speaker-type person" in ended.err
    typed = ("statement", "correct", ids[0][:6], "--speaker", "Cy Dahl", "--speaker-type", "person", *WHO)
    assert onrecord(*typed).code == 0


def test_who_judges_is_by_default_who_is_logged_in(
    onrecord: Onrecord, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "liv")
    onrecord("statement", "reject", ids[0])
    assert json.loads(onrecord("judgements", "--format", "jsonl").out)["by"] == "liv"


@pytest.mark.usefixtures("sample")
def test_the_log_is_listed(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    id_ = undoing(onrecord("people", "merge", "Marrin", "Ünal", "--because", "a test", *WHO).err)
    onrecord("judgements", "undo", id_, *WHO)
    ended = onrecord("judgements")
    assert ended.out.startswith("id                standing  judgement")
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert f"{id_} undone merge 'Ysolde Marrin' and 'Ünal' ana: a test" in lines
    assert any(line.endswith(f"stands undo {id_} ana") for line in lines)
    assert (ended.code, ended.err) == (0, "2 judgements\n")
    rows = onrecord("judgements", "--format", "csv").out.splitlines()
    assert rows[0] == "id,standing,judgement,statements,by,at,because"
    assert len(rows) == 3


@pytest.mark.usefixtures("sample")
def test_an_empty_log_says_how_to_begin(onrecord: Onrecord) -> None:
    ended = onrecord("judgements")
    assert (ended.code, ended.out) == (0, "")
    assert "nobody has judged anything" in ended.err


def test_judgements_go_from_record_to_record(onrecord: Onrecord, ids: list[str], tmp_path: Path) -> None:
    onrecord("people", "merge", "Marrin", "Ünal", *WHO)
    onrecord("statement", "reject", ids[1], *WHO)
    Path("log.jsonl").write_text(onrecord("judgements", "--format", "jsonl").out, encoding="utf-8")
    with open_record(tmp_path / "other.db", create=True) as record, record.batch():
        run = record.begin_run("2023-05-04T10:00:00+00:00", "onrecord test", ["news"])
        one = record_of(reader="another reader")
        record.add(run, one, page_of(one))
    told = onrecord("judgements", "import", "log.jsonl", "--record", "other.db")
    assert (told.code, told.err) == (0, "2 judgements taken in, 0 in the log already\n")
    assert onrecord("judgements", "--format", "jsonl", "--record", "other.db").out == Path("log.jsonl").read_text(
        "utf-8"
    )
    again = onrecord("judgements", "import", "-", "--record", "other.db", stdin=Path("log.jsonl").read_bytes())
    assert again.err == "0 judgements taken in, 2 in the log already\n"


def test_a_reading_that_leaves_a_judgement_without_its_statement_says_so(onrecord: Onrecord) -> None:
    Path("news.txt").write_text("“The lamp will burn all winter,” harbour master Ysolde Marrin said.", encoding="utf-8")
    onrecord("read", "news.txt", "--model", "rules")
    with open_record("onrecord.db") as record, record.batch():
        read = record.report("news.txt")
        found = statement_at(read.report.id, 33, 47)
        older = replace(read, statements=(found,), reader="an older reader")
        record.add(1, older, page_of(older))
    assert onrecord("statement", "reject", found.id, *WHO).code == 0
    told = onrecord("read", "news.txt", "--model", "rules")
    assert "1 judgement found no place in it: onrecord judgements --unplaced\n" in told.err
    assert "unplaced" in onrecord("judgements", "--unplaced").out
    assert "no place" not in onrecord("read", "news.txt", "--model", "rules").err  # said once


@pytest.mark.parametrize(
    "arguments", [("people", "merge", "Ysolde Marrin", "Ünal", "Nobody Known"), ("statement", "reject", "0", "nosuch")]
)
def test_of_several_all_are_judged_or_none(onrecord: Onrecord, ids: list[str], arguments: tuple[str, ...]) -> None:
    ended = onrecord(*(ids[0] if one == "0" else one for one in arguments), *WHO)
    assert ended.code == 1
    assert "to take it back" not in ended.err
    assert onrecord("judgements", "--format", "jsonl").out == ""


def test_several_are_rejected_and_taken_back_at_once(onrecord: Onrecord, ids: list[str]) -> None:
    told = onrecord("statement", "reject", ids[0], ids[1], ids[0], *WHO).err.splitlines()
    assert len(told) == 2
    assert onrecord("judgements", "undo", undoing(told[0]), "nosuch", *WHO).code == 1
    assert onrecord("judgements", "undo", *map(undoing, told), *WHO).code == 0
    assert "statement rejected" not in onrecord("about").out


def test_a_second_correction_says_which_one_counts_no_longer(onrecord: Onrecord, ids: list[str]) -> None:
    first = undoing(onrecord("statement", "correct", ids[0], "--place", "Vik", *WHO).err)
    told = onrecord("statement", "correct", ids[0], "--place", "Ume", "--kind", "mixed", *WHO).err
    assert f"it counts in place of judgement {first}, in what both say" in told
    assert f"{first} overruled" in " ".join(onrecord("judgements").out.split())


def test_where_all_is_rejected_it_is_said_so(onrecord: Onrecord, ids: list[str]) -> None:
    onrecord("statement", "reject", *ids, *WHO)
    assert "1 rejected statement left out, --rejected shows it" in onrecord("search", "dark").err
    assert "all 5 statements in onrecord.db are rejected" in onrecord("speakers").err
    ended = onrecord("speakers", "Ünal")
    assert ended.code == 1
    assert "is rejected (1 statement). Add --rejected" in ended.err


@pytest.mark.usefixtures("sample")
def test_an_import_that_contradicts_says_what_to_type_for_this_record(onrecord: Onrecord) -> None:
    onrecord("people", "merge", "Marrin", "Ünal", *WHO)
    Path("log.jsonl").write_text(onrecord("judgements", "--format", "jsonl").out, encoding="utf-8")
    Path("onrecord.db").rename("other.db")
    onrecord("judgements", "undo", undoing("judgement " + json.loads(Path("log.jsonl").read_text("utf-8"))["id"] + ":"),
             *WHO, "--record", "other.db")  # fmt: skip
    onrecord("people", "not-the-same", "Marrin", "Ünal", *WHO, "--record", "other.db")
    line = json.loads(Path("log.jsonl").read_text("utf-8")) | {"by": "bo"}
    del line["id"]
    ended = onrecord("judgements", "import", "-", "--record", "other.db", stdin=json.dumps(line).encode())
    assert ended.code == 1
    assert ended.err.rstrip(".\n").endswith("--record other.db")


@pytest.mark.usefixtures("sample")
def test_an_import_of_nothing_is_refused(onrecord: Onrecord) -> None:
    ended = onrecord("judgements", "import", "-", stdin=b"\n")
    assert (ended.code, "no judgement in it" in ended.err) == (1, True)


def places_of(statement: str) -> tuple[str, str]:
    """The content of a statement as it is told, and the words."""
    with open_record("onrecord.db", read_only=True) as record:
        found, one = record.statement(statement)
        spans = one.attribution.content
        return ",".join(f"{span.start}:{span.end}" for span in spans), words_at(spans, found.report.text)


def test_corrected_places_are_shown_with_what_was_read_and_can_be_taken_back(
    onrecord: Onrecord, ids: list[str]
) -> None:
    told, words = places_of(ids[0])
    start = int(told.split(":", maxsplit=1)[0])
    ended = onrecord("statement", "correct", ids[0], "--content", f"{start}:{start + 12}", "--because", "cut", *WHO)
    assert ended.code == 0
    assert f"content “We will not” ({start}:{start + 12})" in " ".join(ended.err.split())
    why = " ".join(onrecord("show", "--why", ids[0]).out.split())
    assert "corrected by ana: cut" in why
    assert f"characters {start}–{start + 12}" in why
    assert "read as:" in why
    assert onrecord("search", "hurried").code == 0
    onrecord("judgements", "undo", undoing(ended.err), *WHO)
    assert places_of(ids[0]) == (told, words)


@pytest.mark.parametrize(
    ("option", "told", "said"),
    [
        ("--content", "9:3", "has no words"),
        ("--content", "3:99999", "outside of the text"),
        ("--cue", "3:9,5:12", "overlap"),
        ("--source", "three", "is no source"),
    ],
)
def test_places_that_are_none_are_refused(
    onrecord: Onrecord, ids: list[str], option: str, told: str, said: str
) -> None:
    ended = onrecord("statement", "correct", ids[0], option, told, *WHO)
    assert (ended.code, said in " ".join(ended.err.split())) == (1, True)
    assert onrecord("judgements", "--format", "jsonl").out == ""


def test_content_is_never_unknown_and_a_cue_may_be(onrecord: Onrecord, ids: list[str]) -> None:
    assert onrecord("statement", "correct", ids[0], "--unknown", "content", *WHO).code == 1
    assert onrecord("statement", "correct", ids[0], "--unknown", "cue", *WHO).code == 0
    assert "cue" in onrecord("show", "--why", ids[0]).out
