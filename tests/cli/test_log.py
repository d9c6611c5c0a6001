"""`onrecord log`: what became of every input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord, process


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture
def news(tmp_path: Path, onrecord: Onrecord) -> str:
    """Two runs over a folder with two reports, a file that is no text, an empty one and a picture."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "1.txt").write_text("“The lamp is lit,” Bram Ossery said.", encoding="utf-8")
    (folder / "2.txt").write_text("“The tide is late,” Odra Tennick said.", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\x1b[31m\0\1\2\3" * 9)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    for _ in range(2):
        onrecord("read", "news", "missing.txt", "--model", "rules", "--quiet")
    return "onrecord.db"


@pytest.mark.usefixtures("news")
def test_the_runs_the_newest_first(onrecord: Onrecord) -> None:
    ended = onrecord("log")
    rows = [line.split() for line in ended.out.splitlines() if line[:3].strip().isdigit()]
    assert [row[0] for row in rows] == ["2", "1"]
    assert "2 unchanged, 2 at fault" in " ".join(ended.out.split())
    assert ended.err == "2 runs; onrecord log RUN tells of one\n"


@pytest.mark.usefixtures("news")
def test_one_run_adds_up(onrecord: Onrecord) -> None:
    ended = onrecord("log", "1")
    told = " ".join(ended.out.split())
    assert "2 ok (2 new) 1 skipped: could not be read 1 quarantined: could not be read, bytes kept 4 inputs" in told
    assert "1 file of other kinds in folders passed over" in told
    assert "no such file or folder" in told
    assert ended.err == "the run counted 4 inputs, and each is on record with one outcome\n"


@pytest.mark.usefixtures("news")
def test_each_input(onrecord: Onrecord) -> None:
    rows = [json.loads(line) for line in onrecord("log", "1", "--format", "jsonl").out.splitlines()]
    assert [(row["origin"], row["outcome"], row["change"]) for row in rows] == [
        ("news/1.txt", "ok", "new"),
        ("news/2.txt", "ok", "new"),
        ("news/bad.txt", "quarantined", None),
        ("missing.txt", "skipped", None),
    ]
    assert "news/bad.txt" in onrecord("log", "1", "--all").out
    assert onrecord("log", "--origin", "BAD", "--format", "csv").out.count("\n") == 3
    assert onrecord("log", "1", "--outcome", "skipped").err == "1 input\n"
    assert onrecord("log", "1", "--all", "--limit", "1").err == "4 inputs\n"
    assert onrecord("log", "--outcome", "ok", "--limit", "1").err == "1 of 4 inputs; --all shows all\n"


@pytest.mark.usefixtures("news")
def test_the_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    ended = process(["log", "--bytes", "news/bad.txt", "--record", str(tmp_path / "onrecord.db")])
    assert ended.out.encode() == (tmp_path / "news" / "bad.txt").read_bytes()


@pytest.mark.usefixtures("news")
def test_bytes_never_go_to_a_terminal(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.log._is_terminal", lambda: True)
    ended = onrecord("log", "--bytes", "news/bad.txt")
    assert (ended.code, ended.out) == (1, "")
    assert "> FILE" in ended.err


@pytest.mark.usefixtures("news")
def test_how_a_run_ended(onrecord: Onrecord, tmp_path: Path) -> None:
    onrecord("read", "missing.txt", "news", "--model", "rules", "--strict")
    with open_record(tmp_path / "onrecord.db") as record:
        record.begin_run("2031-01-02T03:04:05+00:00", "onrecord test", ["killed"])
    out = " ".join(onrecord("log").out.split())
    assert "interrupted, or still running" in out
    assert "stopped: at the first fault (--strict)" in out
    assert "did not come to tell" in onrecord("log", "4").err
    assert onrecord("log", "3").err == "the run counted 1 input, and each is on record with one outcome\n"


def test_no_run_yet(onrecord: Onrecord, tmp_path: Path) -> None:
    open_record(tmp_path / "onrecord.db", create=True).close()
    assert onrecord("log").err == "nothing was read into this record yet\n"
    ended = onrecord("log", "1")
    assert (ended.code, "no run 1" in ended.err) == (1, True)
