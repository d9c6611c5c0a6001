"""`onrecord doctor`: what it says of a record, and its exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.store.doctor import checks
from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.store.conftest import put
from tests.store.making import record_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with open_record(path, create=True) as record:
        put(record, record_of("The bridge is safe."), record_of("The tunnel is closed.", speaker="Bo Ek"))
    return path


def spoil(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE speaker_sizes SET statements = 7")


def test_a_whole_record(path: Path, onrecord: Onrecord) -> None:
    ended = onrecord("doctor")
    assert ended.code == 0
    assert "onrecord.db is whole" in ended.err
    assert ended.out.count(" whole ") == len(checks(quick=False)) - 2  # families and scenes wait
    assert "still to be looked up" in ended.out


def test_a_line_a_check(path: Path, onrecord: Onrecord) -> None:
    spoil(path)
    ended = onrecord("doctor", "--quick", "--format", "jsonl")
    lines = {one["check"]: one for one in map(json.loads, ended.out.splitlines())}
    assert ended.code == 1
    assert lines["speaker_sizes"]["state"] == "wrong"
    assert lines["speaker_sizes"]["wrong"] == len(lines["speaker_sizes"]["examples"]) == 4
    assert lines["references"]["state"] == "whole"
    assert "evidence" not in lines


def test_what_is_wrong_is_told_with_a_remedy_and_mended(path: Path, onrecord: Onrecord) -> None:
    spoil(path)
    ended = onrecord("doctor")
    assert ended.code == 1
    assert "onrecord doctor --mend" in " ".join(ended.out.split())
    assert "is not whole: 1 of" in ended.err
    mended = onrecord("doctor", "--mend")
    assert mended.code == 0
    assert "onrecord.db.mend.bak" in mended.err
    assert onrecord("doctor").code == 0


def test_what_was_read_is_not_mended(path: Path, onrecord: Onrecord) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE kept_bytes SET content = x'00'")
    ended = onrecord("doctor", "--mend")
    assert ended.code == 1
    assert "nothing of this can be made anew" in ended.err
    assert "back-up" in ended.out


@pytest.mark.parametrize("content", [b"", b"Only a text.", b"SQLite format 3\0", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_record_is_told(tmp_path: Path, onrecord: Onrecord, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    ended = onrecord("doctor", "--record", "x.db")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("onrecord: x.db is ")
