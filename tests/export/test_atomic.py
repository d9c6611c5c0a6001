"""Files that are whole or not there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import RecordNotWritable
from onrecord.export.atomic import atomic_folder, atomic_text


def test_a_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with atomic_text(target) as out:
        out.write("a,b\r\nå,😀\r\n")
    assert target.read_bytes() == "a,b\r\nå,😀\r\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_system_that_cannot_synchronise_folders_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with atomic_text(tmp_path / "out.csv") as out:
        out.write("a")
    monkeypatch.undo()
    assert (tmp_path / "out.csv").read_text() == "a"


def test_an_error_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("yesterday's")
    with pytest.raises(ValueError, match="half way"), atomic_text(target) as out:
        out.write("half")
        raise ValueError("half way")
    assert target.read_text() == "yesterday's"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with atomic_text(tmp_path / "link.csv") as out:
        out.write("x")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "x"


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with atomic_text(tmp_path / "out.csv"):
        pass
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("target", ["no/such/folder/out.csv", ".", "file/out.csv"])
def test_what_cannot_be_written_is_said(tmp_path: Path, target: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RecordNotWritable, match="cannot be written") as error, atomic_text(tmp_path / target):
        pass
    assert error.value.remedy


def test_a_full_disk_is_said() -> None:
    with pytest.raises(RecordNotWritable, match="No space left"), atomic_text("/dev/full") as out:
        out.write("x" * 100_000)


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05])
def test_a_killed_export_leaves_no_half_file_under_its_name(tmp_path: Path, seconds: float) -> None:
    target = tmp_path / "out.jsonl"
    code = (
        "from onrecord.export.atomic import atomic_text\n"
        f"with atomic_text({str(target)!r}) as out:\n"
        "    print('started', flush=True)\n"
        "    while True:\n"
        "        out.write('x' * 10_000)\n"
    )
    source = Path(__file__).parents[2] / "src"
    command = [sys.executable, "-c", code]
    environment = os.environ | {"PYTHONPATH": str(source)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
    assert not target.exists()


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_folder_that_cannot_be_put_in_its_place_leaves_the_earlier_one(
    comes_back: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_text("yesterday's")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name.endswith(".partial") or (path.name.endswith(".before") and not comes_back):
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(RecordNotWritable), atomic_folder(tmp_path / "out", ["a"]) as folder:
        (folder / "a").write_text("today's")
    (left,) = tmp_path.iterdir()
    assert (left.name == "out") is comes_back
    assert (left / "a").read_text() == "yesterday's"
