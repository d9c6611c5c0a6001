"""Spark is started once for all tests: what it does is done in one run, and the tests look at what came of it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bench.parquet_rows import write_as_read
from bench.spark_cluster import QUICK, environment

from onrecord.spark.session import why_not
from tests.cli.conftest import onrecord

__all__ = ["onrecord"]

ROOT = Path(__file__).parents[2]
EVERYTHING = ("--format", "parquet", "--rejected", "--all-versions")
NEEDED = os.environ.get("ONRECORD_NEED_SPARK") == "1"


def spark_or_skip() -> None:
    """Skip a test where there is no Spark, and say why; where it must run it fails."""
    why = why_not()
    if why and NEEDED:
        pytest.fail(f"ONRECORD_NEED_SPARK=1, but: {why}")
    if why:
        pytest.skip(f"{why} (pip install 'onrecord[spark]', Java 17)")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time: tests may run in several."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which one run of `drive` has done all that the tests ask about."""
    spark_or_skip()
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "spark"
    with locked(shared / "spark.lock"):
        if not (folder / "told.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            command = [sys.executable, "-m", "tests.spark.drive", str(folder)]
            settings = environment(PYSPARK_SUBMIT_ARGS=f"--conf spark.driver.extraJavaOptions='{QUICK}' pyspark-shell")
            ended = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr[-3000:]
    return folder


def laptop(inputs: list[str], folder: Path, *options: str) -> Path:
    """The same inputs read on one machine: `record.db`, `export` of it, and `as_read`, each report by itself."""
    record = folder / "record.db"
    run("read", *inputs, "--record", str(record), "--model", "rules", "--quiet", *options)
    run("export", "--record", str(record), "--output", str(folder / "export"), *EVERYTHING)
    write_as_read(record, folder / "as_read")
    return folder


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onrecord", *words]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
