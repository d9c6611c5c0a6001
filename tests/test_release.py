"""What is handed out: the wheel works alone, the same tree gives the same bytes, the lock fits what is asked for."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = {name: Version(version) for name, version in re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", LOCK, re.MULTILINE)}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def built(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1798675200"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_the_wheel_works_alone_and_is_the_same_twice(tmp_path: Path) -> None:
    wheel = built(tmp_path / "one")
    assert wheel.read_bytes() == built(tmp_path / "other").read_bytes()
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    where = [sys.executable, "-c", "import onrecord; print(onrecord.__file__)"]
    told = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(told.strip()).is_relative_to(tmp_path / "site")
    page = ROOT / "examples" / "velna-skerrin-lamp.txt"
    read = [sys.executable, "-m", "onrecord", "read", str(page), "--no-record", "--format", "jsonl"]
    ended = subprocess.run(read, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout)["reader"].split()[2] == "best-2"
    assert "alone" not in ended.stderr  # the weights are there


@pytest.mark.parametrize("wanted", PROJECT["dependencies"])
def test_the_lock_has_a_version_that_is_asked_for(wanted: str) -> None:
    asked = Requirement(wanted)
    assert LOCKED[asked.name.lower().replace("_", "-")] in asked.specifier


def test_the_lock_has_digests_and_names_no_place() -> None:
    assert "://" not in LOCK
    pinned = re.findall(r"^[a-z0-9.-]+==", LOCK, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", LOCK)) > 30
