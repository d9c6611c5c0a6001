"""The command line, driven as a user would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app
from onrecord.store.record import open_record
from tests.cli.records import Told, page_of, record_of

SRC = Path(__file__).parents[2] / "src"

Onrecord = Callable[..., "Ended"]


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test in a folder of its own, on a "terminal" of 80 columns without colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def onrecord() -> Onrecord:
    """Run a command inside this process."""

    def run(*arguments: str, stdin: bytes = b"") -> Ended:
        ended = CliRunner().invoke(app, list(arguments), input=stdin, prog_name="onrecord")
        if ended.exception and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        return Ended(ended.exit_code, ended.stdout, ended.stderr)

    return run


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "onrecord", *arguments]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SRC), "PYTHONWARNINGS": "error", **more}


def process(arguments: Sequence[str], **more: str) -> Ended:
    """Run a command as a process of its own."""
    ended = subprocess.run(command(*arguments), input=b"", capture_output=True, env=environment(**more), check=False)
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


HOSTILE = "{content “\x1b[31mRed [bold]alert[/bold] \u202eyado”} {source Ünal} {cue said}."


@pytest.fixture
def sample(tmp_path: Path) -> str:
    """A record with two reports: the sample, and one whose words would steer a terminal. Returns the file's name."""
    with open_record(tmp_path / "onrecord.db", create=True) as record, record.batch():
        run = record.begin_run("2023-05-04T10:00:00+00:00", "onrecord test", ["news"])
        for one in (record_of(), record_of(HOSTILE, {"1": Told(speaker="Ünal")}, origin="news/hostile.txt")):
            record.add(run, one, page_of(one))
        record.end_run(run, "2023-05-04T10:00:01+00:00")
    return "onrecord.db"
