"""`onrecord read --jobs`: the same record from several processes as from one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from subprocess import PIPE
from threading import Timer

import pytest

from onrecord.run import pool_desk, workers
from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord, command, environment
from tests.pages.archives import http, page, record
from tests.run.test_pool import all_gone, refuse_all_but_the_first

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = "KORDAVA, May 3, 2023. “The lamp will burn all winter,” harbour master Ysolde Marrin said on Wednesday.\n"


@pytest.fixture
def inputs() -> tuple[str, ...]:
    """A folder, an archive and lines: texts and web pages, some twice, some that cannot be read."""
    shutil.copytree(EXAMPLES, "news")
    Path("news/empty.txt").write_bytes(b"")
    Path("news/photo.gif").write_bytes(b"GIF89a")
    lines = [{"id": f"line {number}", "text": f"Report {number % 9}\n\n{REPORT}"} for number in range(12)]
    Path("lines.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in [*lines, {"id": "none"}]))
    image = record(http(b"GIF", "Content-Type: image/gif"), number=3)
    Path("crawl.warc").write_bytes(page(1) + image + page(4))
    return ("news", "lines.jsonl", "missing.txt", "crawl.warc")


def rows_of(path: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a record, without the times of its runs.

    Occasions are numbered as batches end, which is a matter of time with one process too; they are told by their ids.
    """
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        ).fetchall()
        rows = {name: connection.execute(f"SELECT * FROM {name!r}").fetchall() for (name,) in named}
    ids = {row[0]: row[1] for row in rows["occasions"]}
    rows["occasions"] = sorted(row[1:] for row in rows["occasions"])
    rows["scenes"] = [(*row[:-1], ids.get(row[-1])) for row in rows["scenes"]]
    rows["runs"] = [(row[0], *row[3:]) for row in rows["runs"]]
    return rows


def test_the_record_is_the_same_for_any_number_of_processes(
    onrecord: Onrecord, inputs: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = onrecord("read", *inputs, "--model", "rules", "--format", "jsonl", "--record", "1.db")
    three = onrecord("read", *inputs, "--model", "rules", "--format", "jsonl", "--record", "3.db", "--jobs", "3")
    assert (three.out, three.err.replace("3.db", "1.db")) == (one.out, one.err)
    assert three.code == one.code == 1
    assert rows_of("3.db") == rows_of("1.db")

    sent: list[str] = []
    give = pool_desk.Desk.give

    def note(desk: pool_desk.Desk, turn: pool_desk.Turn) -> None:
        sent.append(turn.page.origin)
        give(desk, turn)

    monkeypatch.setattr(pool_desk.Desk, "give", note)
    onrecord("read", *inputs, "--model", "rules", "--format", "jsonl", "--record", "1.db")
    again = onrecord("read", *inputs, "--model", "rules", "--format", "jsonl", "--record", "3.db", "--jobs", "2")
    assert again.out == one.out
    assert "(23 unchanged)" in again.err
    assert sent == ["news/empty.txt"]  # what is on record is not sent to the processes again
    assert rows_of("3.db") == rows_of("1.db")


def test_zero_is_one_for_each_processor(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(pool_desk, "_START", "raise SystemExit(5)")
    monkeypatch.setattr(workers, "cores", lambda: 1)
    assert onrecord("read", "a.txt", "--model", "rules", "--jobs", "0").code == 0
    monkeypatch.setattr(workers, "cores", lambda: 2)
    assert onrecord("read", "a.txt", "--model", "rules", "--jobs", "0").code == 1


def test_processes_that_do_not_start_are_told_with_what_to_do(
    onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(pool_desk, "_START", "raise SystemExit(5)")
    ended = onrecord("read", "a.txt", "--jobs", "2")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("onrecord: a process that is to read pages does not start (exit code 5). Each takes ")
    assert not Path("onrecord.db").exists()


def test_a_parser_that_does_not_start_is_told_with_what_to_do(
    onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXAMPLES / "courier-keepers-agreement.html", "a.html")
    monkeypatch.setattr(workers, "_START", "raise SystemExit(5)")
    ended = onrecord("read", "a.html", "--model", "rules")
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == (
        "onrecord: the process that reads web pages does not start (exit code 5). "
        "See whether the system lacks memory or processes, then run the same command again."
    )


def test_fewer_processes_than_were_asked_for_are_told(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.jsonl").write_text(f"{json.dumps({'text': REPORT})}\n" * 9, encoding="utf-8")
    refuse_all_but_the_first(monkeypatch)
    ended = onrecord("read", "a.jsonl", "--jobs", "3", "--model", "rules", "--quiet")
    assert ended.code == 0
    assert ended.err.startswith("onrecord: 2 of 3 processes did not start, and the others read for them: ")
    assert "read with fewer --jobs" in ended.err


def descendants(pid: int) -> set[int]:
    children = {int(child) for one in Path(f"/proc/{pid}/task").glob("*/children") for child in one.read_text().split()}
    return children.union(*map(descendants, children))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_ctrl_c_keeps_what_was_told_and_leaves_no_process(onrecord: Onrecord) -> None:
    """At a terminal all processes of a run are interrupted at once."""
    html = (EXAMPLES / "courier-keepers-agreement.html").read_text(encoding="utf-8")
    first = f"{json.dumps({'id': 'first', 'html': html})}\n"
    arguments = command("read", "-", "--as", "jsonl", "--format", "jsonl", "--model", "rules", "--jobs", "2")
    with subprocess.Popen(
        arguments, env=environment(), stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
    ) as reading:
        watchdog = Timer(120, reading.kill)
        watchdog.start()
        assert reading.stdin
        assert reading.stdout
        reading.stdin.write(first.encode())
        reading.stdin.flush()
        line = reading.stdout.readline()  # what is told is on record, though the next line has not come
        left = descendants(reading.pid)
        os.killpg(reading.pid, signal.SIGINT)
        _, told = reading.communicate()
        watchdog.cancel()
    assert line, told
    assert json.loads(line)["report"]["given_id"] == "first"
    assert reading.returncode == 130
    assert told.startswith(b"stopped early: 1 report read, ")
    assert b"Traceback" not in told
    assert b"Fatal" not in told
    assert len(left) >= 3  # two that read, and one that parses for one of them
    assert all_gone(left)
    with open_record("onrecord.db", read_only=True) as opened:
        assert [one.given_id for one in opened.reports()] == ["first"]
    Path("all.jsonl").write_text(first + first.replace("first", "second"), encoding="utf-8")
    completed = onrecord("read", "all.jsonl", "--model", "rules")
    assert completed.err.startswith("2 reports read (1 new, 1 unchanged), ")
