"""A cluster of two workers on loopback gives the same rows, whatever is killed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.parquet_rows import digest, rows
from bench.spark_cluster import cluster
from bench.spark_faults import laptop, read_with_fault
from bench.spark_pages import write_pages

from tests.spark.conftest import NEEDED, spark_or_skip

pytestmark = pytest.mark.spark
PAGES = 300


@pytest.mark.skipif(not NEEDED, reason="some minutes: ONRECORD_NEED_SPARK=1 runs it")
def test_two_workers_give_the_rows_of_one_machine_whatever_is_killed(tmp_path: Path) -> None:
    spark_or_skip()
    inputs = write_pages(tmp_path / "in", PAGES, poisoned=True)
    wanted = digest(laptop(inputs, tmp_path))
    out = tmp_path / "out"
    with cluster(tmp_path / "cluster") as master:
        for fault in ("an executor killed", "the process that reads killed", "the driver killed, run again"):
            read_with_fault(master, tmp_path / "cluster", inputs, out, fault, delay=1.0)  # over the one before
            assert digest(out) == wanted, fault
            assert len(rows(out, "quarantine")) == 1
