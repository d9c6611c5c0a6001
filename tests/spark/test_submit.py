"""The command line: by itself, and as the script that `spark-submit` takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.parquet_rows import digest
from bench.spark_cluster import submit
from bench.spark_pages import write_pages

from tests.cli.conftest import Onrecord
from tests.spark.conftest import NEEDED, laptop, run, spark_or_skip

ANOTHER = pytest.mark.skipif(not NEEDED, reason="a Java machine more: ONRECORD_NEED_SPARK=1 runs it")
ROOT = Path(__file__).parents[2]


@pytest.mark.spark
@ANOTHER
def test_spark_submit_takes_the_script_and_writes_the_rows_of_one_machine(tmp_path: Path) -> None:
    spark_or_skip()
    inputs = write_pages(tmp_path / "in", 12, 2)
    job = submit("local[2]", [str(inputs)], tmp_path / "out", "--model", "rules")
    told, messages = job.communicate()
    assert job.returncode == 0, messages.decode()[-2000:]
    assert b"12 reports, 36 statements; in " in told  # spark-submit gives all that Python says to standard output
    assert digest(tmp_path / "out") == digest(laptop([str(inputs)], tmp_path) / "as_read")


@pytest.mark.spark
@ANOTHER
def test_the_command_starts_spark_on_this_machine(tmp_path: Path) -> None:
    spark_or_skip()
    write_pages(tmp_path / "in", 4, 1)
    ended = run("spark", "read", str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--model", "rules")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "4 reports, 12 statements; in " in ended.stderr


def test_python_minus_m_names_the_script() -> None:
    command = [sys.executable, "-m", "onrecord.spark"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert Path(told.strip()).samefile(ROOT / "src" / "onrecord" / "spark" / "job.py")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["in", "--output", "out", "--column", "html"], "'html' is not of the form NAME=VALUE"),
        (["in", "--output", "out", "--encoding", "klingon"], "no encoding is called 'klingon'"),
        (["in"], "--output"),
    ],
)
def test_a_wrong_command_line_starts_nothing(onrecord: Onrecord, words: list[str], what: str) -> None:
    ended = onrecord("spark", "read", *words)
    assert ended.code == 2
    assert what in ended.err.replace("\n", " ").replace("│", " ")


def test_what_is_lacking_is_named_with_what_to_install(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    ended = onrecord("spark", "read", "in", "--output", "out", "--model", "rules")
    assert ended.code == 1
    assert "pip install 'onrecord[spark]', and Java 17" in ended.err
