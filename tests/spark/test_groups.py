"""The groups of a folder are those that a record with the same reports finds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.spark_cluster import QUICK, environment

from onrecord.cli.spark import groups_summary
from onrecord.export.partitioned_groups import COLUMNS, GROUPS, group_codebook
from onrecord.spark import job
from onrecord.spark.groups import Grouped
from onrecord.spark.output import _is_ours
from tests.spark.conftest import NEEDED, ROOT, spark_or_skip

pytestmark = pytest.mark.spark
needs_spark = pytest.mark.skipif(not NEEDED, reason="a minute: ONRECORD_NEED_SPARK=1 runs it")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one session of Spark found, and the record."""
    spark_or_skip()
    folder = tmp_path_factory.mktemp("groups")
    settings = environment(PYSPARK_SUBMIT_ARGS=f"--conf spark.driver.extraJavaOptions='{QUICK}' pyspark-shell")
    command = [sys.executable, "-m", "tests.spark.drive_groups", str(folder)]
    ended = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    found: dict[str, Any] = json.loads(Path(folder, "told.json").read_text(encoding="utf-8"))
    return found


@needs_spark
@pytest.mark.parametrize("table", GROUPS)
def test_groups_are_those_of_a_record(told: dict[str, Any], table: str) -> None:
    found = sorted(told["written"][table], key=lambda row: json.dumps(row, sort_keys=True))
    assert found == told["record"][table]
    assert len(found) > 20


@needs_spark
@pytest.mark.parametrize("table", GROUPS)
def test_rows_and_their_order_hang_on_nothing_but_the_reports(told: dict[str, Any], table: str) -> None:
    assert told["again"][table] == told["written"][table]
    assert {column for column, _, _ in COLUMNS[table]} == set(told["written"][table][0])


@needs_spark
def test_what_was_compared_has_all_that_is_hard(told: dict[str, Any]) -> None:
    """Turns of phrase, words that many carry, changed pages, days from other reports: the same with nothing of it."""
    assert all(told["counts"].values()), told["counts"]
    hows = {row["how"] for row in told["record"]["families"]}
    assert hows >= {"fullest", "same", "cut", "altered", "paraphrase"}
    assert any(row["is_copy"] for row in told["record"]["families"])
    assert {row["kind"] for row in told["record"]["copies"]} > {"boiled down", "cut", "verbatim"}


@needs_spark
def test_components_in_rounds_are_those_of_the_driver(told: dict[str, Any]) -> None:
    found = dict(told["hanging"]["driver"])
    assert told["hanging"]["rounds"] == told["hanging"]["driver"]
    assert found["a30"] == "a00"
    assert {found["b3"], found["c9"], found["d1"]} == {"b1", "c0", "d1"}


@needs_spark
def test_a_report_that_cannot_be_read_back_is_told_and_left_out(told: dict[str, Any]) -> None:
    assert told["spoilt"]["unreadable"] == 1
    assert told["spoilt"]["why"] == "its column `record` has no report in it"


@needs_spark
def test_what_is_no_folder_of_reports_is_refused(told: dict[str, Any]) -> None:
    nothing, texts = told["refused"]
    assert "no table of reports" in nothing
    assert "no column 'text'" in texts


def test_every_column_of_a_group_is_explained() -> None:
    found = json.loads(group_codebook())["tables"]
    assert list(found) == list(GROUPS)
    assert all(column["meaning"].endswith(".") for columns in found.values() for column in columns)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["group", "DIR"], ["spark", "group", "DIR"]),
        (["read", "in", "--output", "DIR"], ["spark", "read", "in", "--output", "DIR"]),
        (["in", "--output", "DIR"], ["spark", "read", "in", "--output", "DIR"]),
    ],
)
def test_the_script_for_spark_submit_reads_unless_it_is_told_to_group(
    monkeypatch: pytest.MonkeyPatch, words: list[str], command: list[str]
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", ["job.py", *words])
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(job.runpy, "run_module", lambda *_, **__: started.append(sys.argv))
    job.main()
    assert started == [["onrecord", *command]]


def test_the_summary_counts_groups_and_what_is_in_them() -> None:
    found = Grouped({"copies": 1, "families": 1, "occasions": 2}, {"copies": 2, "families": 3, "occasions": 4}, 0, None)
    assert groups_summary(found, "out").startswith(
        "1 group of copies (2 reports), 1 family (3 statements), 2 occasions (4 statements); in out; next: "
    )


@pytest.mark.parametrize("name", ["families", "_groups-0a1b2c3d", "_groups.json", "._groups.json.crc", "copies"])
def test_reading_anew_takes_groups_for_its_own(name: str) -> None:
    assert _is_ours(name)
