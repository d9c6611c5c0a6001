"""`onrecord occasions` as a user would call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.store.conftest import put
from tests.store.test_occasions import ALL, statement_of


@pytest.fixture
def occasion(tmp_path: Path) -> str:
    """A record with occasions; the id of one that two reports tell."""
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, *ALL)
        while complete_occasions(record):
            pass
        return statement_of(record, "dated").occasion_id or ""


def test_the_list(onrecord: Onrecord, occasion: str) -> None:
    told = onrecord("occasions", "--reports", "2", "--limit", "1")
    assert told.code == 0
    assert "Ana Lindqvist" in told.out
    assert "1 of 2 occasions; --limit 2 shows all; onrecord occasions ID shows one" in told.err


def test_one_with_what_joined_and_dated_it(onrecord: Onrecord, occasion: str) -> None:
    told = " ".join(onrecord("occasions", occasion[:9]).out.split())
    assert f"2 statements · 2 reports, 2 of them independent · 2 outlets · occasion {occasion}" in told
    assert "joined with report report dat: the same 17 words in a row" in told
    assert "dated: the day is from dated" in told


def test_rows_for_programs(onrecord: Onrecord, occasion: str) -> None:
    rows = [json.loads(line) for line in onrecord("occasions", "--format", "jsonl").out.splitlines()]
    assert [row["said_on"] for row in rows] == ["2023-09-01", "2023-05-03", "2023-05-03"]
    told = [json.loads(line) for line in onrecord("occasions", occasion, "--format", "jsonl").out.splitlines()]
    assert [row["is_dated_here"] for row in told] == [False, True]
    assert onrecord("occasions", "--format", "csv").out.startswith("occasion,speaker,said_on,")


def test_nothing_there(onrecord: Onrecord, occasion: str) -> None:
    assert "no such occasion is on record" in onrecord("occasions", "--speaker", "nobody").err
    gone = onrecord("occasions", "zzz")
    assert gone.code == 1
    assert "no occasion 'zzz' is on record" in gone.err


def test_what_waits_is_told(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, *ALL[:1])
    assert "1 report not compared yet" in onrecord("occasions").err
