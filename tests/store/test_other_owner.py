"""A record of another owner: who may not read or write it is told so, in one message, and it stays as it is."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.store.conftest import put
from tests.store.making import record_of

ROOT = Path(__file__).parents[2]
# All is loaded before the superuser becomes somebody else, who may not be allowed to read this Python.
OPEN = """
import os, sys
from onrecord.errors import OnRecordError
from onrecord.store.record import open_record
open_record(sys.argv[3], create=True).close()
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with open_record(sys.argv[1], read_only=sys.argv[2] == "read") as record:
        print(record.counts().reports)
except OnRecordError as error:
    print(f"{type(error).__name__}: {error}")
"""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs the superuser, to be somebody else")


def as_nobody(path: Path, how: str) -> str:
    command = [sys.executable, "-c", OPEN, str(path), how, str(path.parent.parent / "other.db")]
    environment = {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    return run.stdout.strip()


@pytest.fixture
def way_in() -> Iterator[Path]:
    """A folder that everybody gets to: those of the tests are for their owner's eyes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize(
    ("mode", "folder", "how", "told"),
    [
        (0o644, 0o755, "read", "1"),
        (0o644, 0o755, "write", "RecordNotWritable: "),
        (0o666, 0o755, "write", "RecordNotWritable: "),  # the log stands beside it, and there is no room for it
        (0o600, 0o755, "read", "RecordNotWritable: "),
        (0o644, 0o700, "read", "RecordNotWritable: "),
        (0o666, 0o777, "write", "1"),
    ],
)
def test_what_another_owner_forbids_is_told(way_in: Path, mode: int, folder: int, how: str, told: str) -> None:
    (place := way_in / "theirs").mkdir()
    path = place / "r.db"
    with open_record(path, create=True) as record:
        put(record, record_of("The bridge is safe."))
    before = path.read_bytes()
    path.chmod(mode)
    place.chmod(folder)
    answer = as_nobody(path, how)
    assert answer.startswith(told), answer
    assert not told.startswith("Record") or answer.endswith(".")
    assert path.read_bytes() == before
