"""What the tests of Spark ask about, done in one session: `python -m tests.spark.drive FOLDER`."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
from bench.spark_pages import lines, report, write_pages
from pyarrow import parquet

from onrecord.errors import JobFailed, RecordNotWritable
from onrecord.pages.options import ReadOptions
from onrecord.run.pool import PoolSetup
from onrecord.run.workers import Limits
from onrecord.spark import read_pages
from onrecord.spark.output import write_tables
from onrecord.spark.plan import Inputs
from onrecord.spark.reading import _frames
from onrecord.spark.session import open_session
from onrecord.spark.worker import Job
from onrecord.values.model import Model

SMALL = Limits(memory=128 * 1024 * 1024)
PAGES = 60


def make_inputs(folder: Path) -> list[str]:
    """Reports with one that breaks the limits, some of them a second time, a line that is none, and nothing at all."""
    write_pages(folder / "in", PAGES, 3, poisoned=True)
    (folder / "in" / "twice.jsonl").write_text("".join(f"{line}\n" for line in lines(5)), encoding="utf-8")
    (folder / "in" / "wrong.jsonl").write_text('{"id": "1", "text": 5}\n', encoding="utf-8")
    return [str(folder / "in"), str(folder / "none.warc.gz")]


def make_table(path: Path) -> None:
    """Pages as they came, with their addresses; one row has none."""
    of_pages = [report(number) for number in (0, 3, 6)]
    html: list[bytes | None] = [str(one["html"]).encode() for one in of_pages]
    addresses = [f"https://example.org/{one['id']}" for one in of_pages]
    parquet.write_table(pa.table({"body": [*html, None], "address": [*addresses, "https://example.org/none"]}), path)


def handed_over(spark: Any, folder: Path) -> list[dict[str, Any]]:
    """What Spark opens and hands over: a file whole, and rows of a table."""
    job = Job(PoolSetup(Model.RULES), ReadOptions(), (("html", "body"), ("url", "address")), "1798675200")
    files = (0, (folder / "in" / "twice.jsonl").as_uri())
    frames = _frames(spark, Inputs(tables=((1, (folder / "own.parquet").as_uri()),), files=(files,)), job)
    return [row.asDict(recursive=True) for frame in frames for row in frame.collect()]


def refused(spark: Any, folder: Path) -> list[str]:
    """A folder of something else; and an input that breaks the job itself leaves what stands as it is."""
    told = []
    pages = spark.range(1).selectExpr("id", "CAST(raise_error('of its own') AS STRING) AS input")
    for output in ("in", "out"):
        try:
            write_tables(spark, pages, str(folder / output))
        except (JobFailed, RecordNotWritable) as error:
            told.append(str(error))
    return told


def crawled(spark: Any) -> list[dict[str, Any]]:
    """What a crawl gives, where the data is there."""
    archives = os.environ.get("ONRECORD_DATA") and Path(os.environ["ONRECORD_DATA"]) / "data" / "warc_news"
    if not archives or not archives.is_dir():
        return []
    found = read_pages(spark, [str(archives)], model=Model.RULES).collect()
    return [row.asDict(recursive=True) for row in found]


def main(folder: Path) -> None:
    inputs = make_inputs(folder)
    make_table(folder / "own.parquet")
    spark = open_session("local[2]", {"spark.sql.shuffle.partitions": "2", "spark.ui.showConsoleProgress": "false"})
    pages = read_pages(spark, inputs, model=Model.RULES, limits=SMALL)
    told: dict[str, Any] = {"first": asdict(write_tables(spark, pages, str(folder / "out")))}
    told["refused"] = refused(spark, folder)
    (folder / "out" / "_staging-killed").mkdir()  # as a run that was killed leaves it
    told["again"] = asdict(write_tables(spark, pages, str(folder / "out")))
    own = read_pages(spark, str(folder / "own.parquet"), columns={"html": "body", "url": "address"}, model="rules")
    told["table"] = [row.asDict(recursive=True) for row in own.collect()]
    told["crawled"] = crawled(spark)
    told["handed"] = handed_over(spark, folder)
    spark.stop()
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
