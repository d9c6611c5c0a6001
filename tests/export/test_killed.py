"""An export that is killed at any moment leaves under its name what stood there before, or all of the new one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from itertools import cycle, islice
from pathlib import Path

import pyarrow.parquet
import pytest

from onrecord.export.formats import FORMS
from onrecord.store.record import open_record
from tests.many import times
from tests.store.conftest import put
from tests.store.making import record_of

KILLS = times(2)
FORMATS = (*FORMS, "parquet")
ROOT = Path(__file__).parents[2]
# Told when it begins, so that kills fall into the export and not into the start of Python.
CHILD = """
import sys
import onrecord.cli.export, onrecord.export.formats, onrecord.export.parquet, onrecord.store.as_read
from onrecord.cli.main import app
print("ready", flush=True)
app(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that takes a second or less to go out."""
    path = tmp_path_factory.mktemp("killed") / "r.db"
    with open_record(path, create=True) as record:
        put(record, *(record_of(f"Lamp {n} is lit. " * 40, origin=f"{n}.txt", title=f"Lamp {n}") for n in range(150)))
    return path


def export(record: Path, form: str, target: Path, *, kill_after: float | None) -> float | None:
    """Seconds that it took; None where it was killed before."""
    command = [
        sys.executable,
        "-c",
        CHILD,
        "export",
        "--format",
        form,
        "--output",
        str(target),
        "--record",
        str(record),
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        began = time.monotonic()
        if kill_after is not None:
            time.sleep(kill_after)
            child.kill()
    assert child.returncode in (0, -9)
    return None if child.returncode else time.monotonic() - began


def standing(target: Path) -> Mapping[str, object]:
    """What stands under the name, and beside it what belongs to it: whole, or reading it fails."""
    if target.is_dir():
        return {one.name: pyarrow.parquet.read_table(one).to_pylist() for one in sorted(target.iterdir())}
    return {one.name: one.read_bytes() for one in sorted(target.parent.glob(f"{target.name}*"))}


def test_a_killed_export_leaves_the_old_or_the_new(path: Path, tmp_path: Path) -> None:
    chance, killed, seconds, whole = random.Random(7), 0, {}, {}
    for form in sorted(set(islice(cycle(FORMATS), KILLS))):
        (tmp_path / form).mkdir()
        seconds[form] = export(path, form, tmp_path / form / "out", kill_after=None) or 0
        whole[form] = standing(tmp_path / form / "out")
        assert whole[form]
    for number, form in enumerate(islice(cycle(FORMATS), KILLS)):
        target = tmp_path / f"{number}" / "out"
        target.parent.mkdir()
        if number // len(FORMATS) % 2:  # an export of before, that is to be replaced
            export(path, form, target, kill_after=None)
        before = standing(target)
        killed += export(path, form, target, kill_after=chance.uniform(0, seconds[form])) is None
        after = standing(target)
        for name, content in after.items():
            assert content in (before.get(name), whole[form][name]), (number, form, name)
        if form != "parquet":  # of a folder a kill between two renamings leaves both beside it
            assert set(after) >= set(before), (number, form)
    assert killed >= KILLS // 4
