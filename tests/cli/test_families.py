"""`onrecord families`: the list, one family, and what is told of a record that cannot be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.run.load_meaning import load_rewordings
from onrecord.run.meaning import Proposer
from onrecord.store.record import open_record
from tests.bag import Bag
from tests.cli.conftest import Onrecord
from tests.store.conftest import put
from tests.store.test_families import REPORTS, WHOLE, report, said


@pytest.fixture
def spoken(tmp_path: Path) -> str:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, *REPORTS)
    return "onrecord.db"


def test_the_list(onrecord: Onrecord, spoken: str) -> None:
    ended = onrecord("families")
    assert ended.code == 0
    told = " ".join(ended.out.split())
    assert "5 reports Ysolde Marrin 5 outlets" in told
    assert "cut in 2 · altered in 1 · paraphrased in 1 · 1 time as" in told
    assert ended.err == "1 family, 6 statements in them; onrecord families ID shows one\n"
    assert max(map(len, ended.out.splitlines())) <= 80


def test_the_list_for_programs(onrecord: Onrecord, spoken: str) -> None:
    (row,) = map(json.loads, onrecord("families", "--format", "jsonl").out.splitlines())
    assert (row["words"], row["reports"], row["independent_reports"], row["cut"]) == (WHOLE, 5, 5, 2)
    assert onrecord("families", "--min", "6", "--format", "jsonl").out == ""
    assert onrecord("families", "--format", "csv").out.startswith("family,words,speaker,statements,reports,")


def test_a_family(onrecord: Onrecord, spoken: str) -> None:
    (row,) = map(json.loads, onrecord("families", "--format", "jsonl").out.splitlines())
    told = " ".join(onrecord("families", row["family"][:8]).out.split())
    assert f"family {row['family']}: 6 statements in 5 reports of 5 outlets" in told
    assert "altered: negation" in told
    assert "We will {+not+} keep the lamp" in told
    assert "left out: “We will keep the lamp of Skerrin burning" in told
    assert "another speaker: Bo Ek" in told
    members = [json.loads(line) for line in onrecord("families", row["family"], "--format", "jsonl").out.splitlines()]
    assert [one["how"] for one in members[:3]] == ["fullest", "same", "cut"]
    assert members[0]["diff"] == []


def test_nothing_to_show(onrecord: Onrecord, spoken: str) -> None:
    alone = REPORTS[3].statements[1].id
    assert onrecord("families", alone).err == f"statement {alone}: no other report on record carries its words\n"
    assert "no two reports" in onrecord("families", "--speaker", "Nobody").err
    assert onrecord("families", "nothing").code == 1


def test_the_family_in_an_export(onrecord: Onrecord, spoken: str) -> None:
    reports = {
        line["report"]["id"]: line for line in map(json.loads, onrecord("export", "--format", "jsonl").out.splitlines())
    }
    (family,) = {one["family"] for one in reports["velna"]["statements"]}
    assert [one["family"] for one in reports["islander"]["statements"]] == [family, None]


def test_a_record_that_is_being_written(onrecord: Onrecord, spoken: str, tmp_path: Path) -> None:
    with open_record(tmp_path / spoken) as record, record.batch():
        ended = onrecord("families")
    assert ended.code == 0
    assert "wordings not compared with the others yet" in ended.err


REPAIRED = "“The old lighthouse on Skerrin must be repaired before the storms of this winter begin.”"
AGAIN = "“Before this winter the old lighthouse of Skerrin will be repaired for storms must begin.”"


@pytest.fixture
def bag(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder for which nothing has to be installed."""
    made = Proposer(Bag(), load_rewordings())
    monkeypatch.setattr("onrecord.cli.families_meaning.load_proposer", lambda: made)


@pytest.mark.usefixtures("bag")
def test_by_meaning_is_proposed_beside_the_family(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, *(report(name, said(words)) for name, words in (("a", REPAIRED), ("b", REPAIRED), ("c", AGAIN))))
    ended = onrecord("families", "--meaning")
    assert "1 proposed by meaning" in " ".join(ended.out.split())
    assert "1 family, 2 statements in them; something is proposed by meaning to 1 of the list" in ended.err
    (row,) = map(json.loads, onrecord("families", "--meaning", "--format", "jsonl").out.splitlines())
    told = " ".join(onrecord("families", row["family"], "--meaning").out.split())
    assert "2 statements in 2 reports of 2 outlets; 1 more proposed by meaning" in told
    assert "retranslated, by" in told
    last = json.loads(onrecord("families", row["family"], "--meaning", "--format", "jsonl").out.splitlines()[-1])
    assert (last["how"], last["label"], last["diff"]) == ("retranslated", "by meaning: a proposal", [])
    assert "retranslated" not in onrecord("families", row["family"]).out


@pytest.mark.usefixtures("bag")
def test_by_meaning_a_statement_of_no_family_is_shown_with_what_is_near(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, report("a", said(REPAIRED)), report("c", said(AGAIN)))
    listed = onrecord("families", "--meaning")
    assert "in no family · statement" in " ".join(listed.out.split())
    (row,) = map(json.loads, onrecord("families", "--meaning", "--format", "jsonl").out.splitlines())
    assert (row["family"], row["reports"], row["proposals"]) == (None, 1, 1)
    shown = onrecord("families", row["statement"], "--meaning")
    assert "in no family by its words; 1 more proposed by meaning" in " ".join(shown.out.split())
    assert onrecord("families", row["statement"]).out == ""


def test_a_change_inside_a_word_is_shown_as_the_word(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        never = "“They can't ever take the lamp of Skerrin from the people of the island.”"
        put(record, report("a", said(never)), report("b", said(never.replace("can't ever", "can"))))
    (row,) = map(json.loads, onrecord("families", "--format", "jsonl").out.splitlines())
    assert "[-can't ever-] {+can+}" in " ".join(onrecord("families", row["family"]).out.split())
    told = " ".join(
        onrecord("check", "They can ever take the lamp of Skerrin from the people of the island").out.split()
    )
    assert "[-can't-]{+can+} ever take" in told
    assert "on record “can't”, asked “can”" in told
    assert "[-can-]{+can't ever+} take" in " ".join(onrecord("compare", "a", "b").out.split())
