"""A bar for who waits at a terminal, and for nobody else."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest

from onrecord.cli.progress import PATIENCE, Bar, size_of
from onrecord.run.account import ReadPage
from tests.cli.conftest import command, environment
from tests.cli.records import page_of, record_of

OUTCOME = ReadPage(page_of(record_of()), record_of())


@pytest.mark.parametrize(
    ("wanted", "terminal", "seconds", "shown"),
    [
        (True, True, PATIENCE, True),
        (True, True, 0.9 * PATIENCE, False),
        (True, False, PATIENCE, False),
        (False, True, PATIENCE, False),
    ],
    ids=["long run at a terminal", "short run", "in a pipe", "quiet"],
)
def test_the_bar_comes_when_a_run_at_a_terminal_lasts(
    monkeypatch: pytest.MonkeyPatch, wanted: bool, terminal: bool, seconds: float, shown: bool
) -> None:
    times = iter((0.0, seconds))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    bar = Bar(("news",), wanted=wanted, clock=lambda: next(times, seconds))
    bar.advance(OUTCOME)
    assert bar.is_shown is shown
    bar.close()


def test_sizes_are_added_up_and_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"12345")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b.txt").write_bytes(b"123")
    assert size_of([str(tmp_path)]) == 8
    assert size_of([str(tmp_path), str(tmp_path / "missing")]) == 8
    assert size_of([str(tmp_path), "-"]) is None
    assert size_of([str(tmp_path / ("a" * 300))]) is None  # asking for it is an error of the system's
    (tmp_path / "c.txt.gz").write_bytes(b"1")
    assert size_of([str(tmp_path)]) is None


def test_a_terminal_sees_the_bar_and_then_the_summary() -> None:
    terminal, its_end = pty.openpty()
    arguments = command("read", "-", "--as", "jsonl", "--no-record", "--format", "jsonl")
    more = environment(TERM="xterm-256color")
    with subprocess.Popen(arguments, env=more, stdin=PIPE, stdout=PIPE, stderr=its_end) as reading:
        os.close(its_end)
        assert reading.stdin
        assert reading.stdout
        for at in range(2):
            reading.stdin.write(f"{json.dumps({'text': f'Report {at}'})}\n".encode())
            reading.stdin.flush()
            reading.stdout.readline()
            time.sleep(1.1 * PATIENCE)
        reading.stdin.close()
        told = _all_of(terminal)
    assert reading.returncode == 0
    assert "2 inputs read" in told
    assert told.rstrip().endswith("2 reports read, 0 statements")


def _all_of(terminal: int) -> str:
    """What was written to a terminal until it was closed, which Linux reports as an error of reading."""
    pieces = []
    try:
        while piece := os.read(terminal, 4096):
            pieces.append(piece)
    except OSError:
        pass
    return b"".join(pieces).decode()
