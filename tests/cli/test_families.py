"""`onrecord families`: the list, one family, and what is told of a record that cannot be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.store.conftest import put
from tests.store.test_families import REPORTS, WHOLE


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
