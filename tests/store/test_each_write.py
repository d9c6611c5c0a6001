"""The disk fails at each single write of the work: the record stays whole, says so, and the same work completes it.

Of each work the usual run tries a few writes, `ONRECORD_MANY=1355` every one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from onrecord.errors import RecordError
from onrecord.store.forgetting_traces import wipe
from onrecord.store.record import Record, open_record
from tests.many import times
from tests.store.failing_disk import CAN_FAIL, Fault, failing_disk
from tests.store.test_faults import WORK, forget, wrong
from tests.store.test_forgetting import standing

pytestmark = pytest.mark.skipif(not CAN_FAIL, reason="this Python has SQLite built in")


def do(path: Path, work: Callable[[Record], None]) -> None:
    with open_record(path, create=True) as record:
        work(record)


@cache
def before(work: Callable[[Record], None]) -> bytes:
    """The record to which this work is done; nothing where it begins with reading."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        for one in WORK[: WORK.index(work)]:
            do(path, one)
        return path.read_bytes() if path.exists() else b""


@cache
def undisturbed(work: Callable[[Record], None]) -> list[object]:
    """What is on record after it."""
    with TemporaryDirectory() as folder:
        path = laid(Path(folder) / "r.db", work)
        do(path, work)
        with open_record(path) as record:
            return standing(record)


def laid(path: Path, work: Callable[[Record], None]) -> Path:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    if before(work):
        path.write_bytes(before(work))
    return path


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.value)
@pytest.mark.parametrize("work", WORK)
def test_the_disk_fails_at_each_write(tmp_path: Path, work: Callable[[Record], None], fault: Fault) -> None:
    with failing_disk(fault) as disk:
        do(laid(tmp_path / "r.db", work), work)
        many = disk.counted
    refused = 0
    for at in range(1, many + 1, max(1, many // times(3))):
        path, is_told = laid(tmp_path / "r.db", work), False
        with failing_disk(fault, at):
            try:
                do(path, work)
            except RecordError as error:
                assert error.remedy, at
                is_told = True
                refused += 1
        with open_record(path, create=True) as record:
            assert wrong(record) == [], at
            if is_told:
                work(record)
            assert standing(record) == undisturbed(work), (at, is_told)
            if work is forget:
                wipe(record)
        assert work is not forget or b"Letter 2" not in path.read_bytes(), at
    assert refused, f"nothing was refused in {many} calls"
