"""The world fails at any moment of the work: what is on record stays whole, and the same work completes it."""

from __future__ import annotations

import os
import random
import subprocess
import threading
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from onrecord.errors import RecordNotWritable
from onrecord.store.accounts import run_accounts
from onrecord.store.doctor import checks, examine
from onrecord.store.doctor_values import State
from onrecord.store.forgetting import Request, forget_reports, plan_reports
from onrecord.store.forgetting_traces import wipe
from onrecord.store.record import Record, open_record
from tests.judging.making import reject
from tests.many import times
from tests.store.conftest import put
from tests.store.making import READER, WHEN, page_of, record_of
from tests.store.test_copies import CUT, EXTENDED, ORIGINAL
from tests.store.test_doctor import look_up_all
from tests.store.test_judgements import about
from tests.store.test_opening import mounted


def wrong(record: Record, *, quick: bool = True) -> list[str]:
    found = examine(record, checks(quick=quick))
    return [f"{one.check}: {one.examples}" for one in found if one.state is State.WRONG]


def long_one(number: int) -> str:
    return f"Letter {number} says that the bridge is safe and that nobody has to pay. " * 40


def read(record: Record) -> None:
    put(record, ORIGINAL, CUT, EXTENDED, *(record_of(long_one(n), origin=f"{n}.txt") for n in range(4)))


def look_up(record: Record) -> None:
    look_up_all(record)


def judge(record: Record) -> None:
    if not record.judgements():
        record.judge(reject(about(record.report("1.txt"))))


def forget(record: Record) -> None:
    if record.connection.execute("SELECT 1 FROM reports WHERE origin = '2.txt'").fetchone():
        forget_reports(record, plan_reports(record, ["2.txt"]), Request(WHEN))


WORK = (read, look_up, judge, forget)


@pytest.mark.parametrize("failing", WORK)
def test_a_disk_that_is_full_at_any_page(tmp_path: Path, failing: Callable[[Record], None]) -> None:
    """It is given back a little room at a time: what failed is undone, and done when there is enough."""
    failed = 0
    small = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=8m", "none")
    with small as folder, open_record(folder / "r.db", create=True) as record:
        for before in WORK[: WORK.index(failing)]:
            before(record)
        if failing is not read:
            record.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the log has to grow again
        with pytest.raises(OSError, match="No space"), (folder / "rubbish").open("wb") as rubbish:
            rubbish.write(bytes(9_000_000))
        kept = (folder / "rubbish").stat().st_size
        for room in range(0, kept, 24 * 1024):
            os.truncate(folder / "rubbish", kept - room)
            try:
                failing(record)
            except RecordNotWritable as error:
                assert error.remedy
                failed += 1
                assert wrong(record) == []
            else:
                break
        assert wrong(record, quick=False) == []
    assert failed > 1


def test_a_writer_and_twenty_readers(path: Path) -> None:
    """Each reader sees one moment after the other, never half of a batch, and nobody is turned away."""
    done, failures = threading.Event(), list[str]()
    with open_record(path, create=True) as record:
        put(record, record_of("First.", origin="0.txt"), record_of("Second.", origin="0b.txt"))

    def look() -> None:
        seen = 0
        with open_record(path, read_only=True) as record:
            while not done.is_set():
                counts = record.counts()
                if counts.reports % 2 or counts.reports < seen or counts.statements != counts.reports:
                    failures.append(str(counts))
                seen = counts.reports

    readers = [threading.Thread(target=look) for _ in range(20)]
    for one in readers:
        one.start()
    with open_record(path) as record:
        for n in range(1, 16):
            put(record, record_of(f"Words {n}.", origin=f"{n}.txt"), record_of(f"More {n}.", origin=f"{n}b.txt"))
        done.set()
        for one in readers:
            one.join()
        assert failures == []
        assert record.counts().reports == 32
        assert wrong(record, quick=False) == []


# Any two of them may be the beginning and the end of a run: a clock that jumps back, ahead, or out of the calendar.
MOMENTS = (
    "2031-01-02T03:04:05Z",
    "0001-01-01T00:00:00-12:00",
    "9999-12-31T23:59:59+14:00",
    "2016-12-31T23:59:60Z",  # a leap second
    "2031-03-30T02:30:00+01:00",  # an hour that there was not
    "2031-10-26T02:30:00+02:00",  # one that there was twice
    "1969-12-31T23:59:59Z",
    "2038-01-19T03:14:08Z",
)
CLOCKS = random.Random(5).sample([*permutations(MOMENTS, 2)], min(times(12), 56))


@pytest.mark.parametrize(("started", "finished"), CLOCKS)
def test_a_clock_that_jumps_changes_no_order(record: Record, started: str, finished: str) -> None:
    for number, (begun, ended) in enumerate(((started, finished), (finished, started))):
        with record.batch():
            run = record.begin_run(begun, READER, [])
            one = record_of(f"Words {number}.", origin=f"{number}.txt", url="https://news.example/page")
            record.add(run, one, page_of(one))
            record.account_run(run, 1)
            record.end_run(run, ended)
    assert [one.report.text for one in record.records()] == ["Words 0.", "Words 1."]
    assert [one.run for one in run_accounts(record, 9)] == [2, 1]
    assert wrong(record, quick=False) == []


def test_on_a_read_only_disk_all_is_checked_that_needs_no_lock(tmp_path: Path, written: Path) -> None:
    with mounted(tmp_path / "ro", "--bind", str(written.parent)) as folder:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        with open_record(folder / "r.db", read_only=True) as record:
            found = {one.check: one for one in examine(record, checks(quick=False))}
    assert found["statement_search"].state is State.NOT_CHECKED
    assert found["evidence"].state is State.WHOLE
    assert not any(one.state is State.WRONG for one in found.values())


def test_no_room_to_write_the_file_anew_is_told_as_traces(tmp_path: Path) -> None:
    small = mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=8m", "none")
    with small as folder, open_record(folder / "r.db", create=True) as record:
        read(record)
        record.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with pytest.raises(OSError, match="No space"):
            (folder / "rubbish").write_bytes(bytes(9_000_000))
        with pytest.raises(RecordNotWritable, match="traces of what was forgotten"):
            wipe(record)
        (folder / "rubbish").unlink()
        assert wrong(record) == []
        forget(record)
        assert b"Letter 2" not in (folder / "r.db").read_bytes()
