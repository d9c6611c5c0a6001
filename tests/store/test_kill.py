"""A kill at any moment leaves a record that opens, with whole reports only and all that was acknowledged."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from onrecord.store.accounts import run_accounts
from onrecord.store.record import open_record
from onrecord.values.page import Skipped
from tests.store.conftest import put
from tests.store.making import READER, WHEN, page_of, record_of

KILLS = 20
INPUTS = 400
BATCH = 4
ROOT = Path(__file__).parents[2]


def words_of(number: int) -> str:
    """Reports of very different length, so that kills fall into short and into long writes."""
    return f"Report {number} says that the bridge is safe. " * (1 + number % 7 * 40)


def write_all(path: str) -> None:
    """Read INPUTS reports into a record in batches, telling each batch that is kept on standard output."""
    print("started", flush=True)
    with open_record(path, create=True) as record:
        run = record.begin_run(WHEN, READER, ["read"])
        for first in range(0, INPUTS, BATCH):
            with record.batch():
                for number in range(first, first + BATCH):
                    one = record_of(words_of(number), origin=f"{number}.txt")
                    record.add(run, one, page_of(one))
                record.skip(run, Skipped(f"{first}.pdf", "pages", "is a PDF", "save it as text"))
            print(first + BATCH, flush=True)
        with record.batch():
            record.account_run(run, INPUTS + INPUTS // BATCH)
            record.end_run(run, WHEN)


def killed_after(path: Path, seconds: float) -> int:
    """Start a writer, kill it, and give the number of reports it had acknowledged."""
    command = [sys.executable, "-c", f"from tests.store.test_kill import write_all; write_all({str(path)!r})"]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "started\n"
        time.sleep(seconds)
        writer.kill()
        told = writer.stdout.read().split("\n")[:-1]
    return int(told[-1]) if told else 0


def test_killed_at_any_moment_nothing_acknowledged_is_lost(path: Path) -> None:
    chance, acknowledged, interrupted = random.Random(8), 0, 0
    for kill in range(KILLS):
        if kill % 5 == 0:  # also while a new record is being made
            for file in path.parent.iterdir():
                file.unlink()
            acknowledged = 0
        acknowledged = max(acknowledged, killed_after(path, chance.uniform(0, 0.03 if kill % 5 == 0 else 0.25)))
        if not path.exists():
            continue
        with open_record(path, create=True) as record:
            record.verify()
            texts = [one.report.text for one in record.records()]
            assert texts == [words_of(number) for number in range(len(texts))]
            assert len(texts) % BATCH == 0
            assert len(texts) >= acknowledged
            interrupted += any(run.finished is None for run in record.runs())
            for account in run_accounts(record, KILLS):
                assert account.inputs == account.ok + account.faults == account.ok * (BATCH + 1) // BATCH
                assert account.ended == ("finished" if account.told == INPUTS + INPUTS // BATCH else "interrupted")
                assert account.adds_up is (True if account.finished else None)
    assert interrupted > KILLS // 4


def test_the_next_run_completes_the_record(path: Path) -> None:
    killed_after(path, 0.1)
    write_all(str(path))
    with open_record(path) as record:
        record.verify()
        assert [row.origin for row in record.reports()] == [f"{number}.txt" for number in range(INPUTS)]
        assert record.counts().statements == INPUTS
        assert record.runs()[-1].finished == WHEN
        again = record_of(words_of(0), origin="0.txt")
        assert put(record, again) == ["unchanged"]
