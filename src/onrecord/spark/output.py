"""What was read, as partitioned Parquet: `reports`, `statements`, `quarantine`, all of them whole or none of them new.

Read once into a folder of its own (`_staging-…`), then divided into the tables, then renamed to where they belong.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import JobFailed, RecordNotWritable
from onrecord.export.parquet_schema import REPORTS, STATEMENTS
from onrecord.export.partitioned import BEFORE, CODEBOOK, MONTH, QUARANTINE, STAGING, TABLES, WHOLE, YEAR, codebook
from onrecord.export.partitioned_groups import GROUPED, GROUPING, GROUPS
from onrecord.spark.hadoop import Folder
from onrecord.spark.rows import AT, FILE, INPUT, REPORT

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a folder. pages: rows that were read, and so reports + duplicates + quarantined + passed.

    duplicates: pages whose report is there already, from an earlier input. quarantined: inputs at fault.
    passed: inputs that are no reports and need no remedy.
    """

    pages: int
    reports: int
    statements: int
    duplicates: int
    quarantined: int
    passed: int


def write_tables(spark: SparkSession, pages: DataFrame, output: str) -> Written:
    """Write the tables of `read_pages` into a folder, in place of those of an earlier run.

    What stands there stays until all is read, and what a killed run left is taken away by the next. One run at a time.
    Raises RecordNotWritable for a folder with anything else in it, JobFailed.
    """
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415 -- an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    folder, token = Folder(spark, output), secrets.token_hex(4)
    try:
        _prepare(folder)
        written = _stage(spark, pages, folder, f"{STAGING}{token}")
        _commit(folder, f"{STAGING}{token}", f"{BEFORE}{token}")
    except (Py4JJavaError, PySparkException) as error:
        raise JobFailed(
            f"the job did not come to its end: {cause(error)}",
            f"mend what it names and run the same command again; nothing new stands in {output}",
        ) from error
    return written


def cause(error: Exception) -> str:
    """What went wrong, in a line: of a Java error the innermost that says so."""
    java: Any = getattr(error, "java_exception", None)
    while java is not None and java.getCause() is not None:
        java = java.getCause()
    told = str(java.toString()) if java is not None else str(error)
    return next((line.strip() for line in told.splitlines() if line.strip()), type(error).__name__)[:300]


def _prepare(folder: Folder) -> None:
    if folder.is_file():
        raise RecordNotWritable(f"{folder.path} is a file", "name a folder that is new or an earlier output")
    names = folder.names()
    if others := sorted(name for name in names if not _is_ours(name)):
        raise RecordNotWritable(
            f"{folder.path} holds other things, such as {others[0]}", "name a folder that is new or an earlier output"
        )
    for name in names:
        if name.startswith((STAGING, GROUPING)):
            folder.remove(name)


def _is_ours(name: str) -> bool:
    known = (*TABLES, CODEBOOK, WHOLE, *GROUPS, GROUPED)
    is_begun = name.startswith((STAGING, BEFORE, GROUPING))
    return name in known or is_begun or name.removeprefix(".").removesuffix(".crc") in known


def _stage(spark: SparkSession, pages: DataFrame, folder: Folder, staging: str) -> Written:
    """Read every page once, and write the tables beside it."""
    of_pages = folder.at(f"{staging}/{PAGES}")
    _write(pages, of_pages)
    staged = spark.read.parquet(of_pages)
    later = _later(staged).persist()
    written = _counted(staged, later)
    read = staged.where(f"{REPORT} IS NOT NULL")
    first = read.join(later, [INPUT, FILE, AT], "left_anti") if written.duplicates else read
    _write(first.select(YEAR, MONTH, f"{REPORT}.*"), folder.at(f"{staging}/{REPORTS}"), (YEAR, MONTH))
    spread = first.selectExpr(YEAR, MONTH, "explode(statements) AS statement").select(YEAR, MONTH, "statement.*")
    _write(spread, folder.at(f"{staging}/{STATEMENTS}"), (YEAR, MONTH))
    put_aside = staged.where(f"{QUARANTINE} IS NOT NULL").select(f"{QUARANTINE}.*")
    _write(put_aside.hint("rebalance"), folder.at(f"{staging}/{QUARANTINE}"))
    later.unpersist()
    return written


def _later(staged: DataFrame) -> DataFrame:
    """The places of pages whose report is there already: the same bytes, and the same said of them.

    The first input stands, as in a record. Only ids are sorted, not texts.
    """
    nth = f"row_number() OVER (PARTITION BY {REPORT}.report_id ORDER BY {INPUT}, {FILE}, {AT}) AS nth"
    read = staged.where(f"{REPORT} IS NOT NULL").selectExpr(INPUT, FILE, AT, "size(statements) AS statements", nth)
    return read.where("nth > 1").select(INPUT, FILE, AT, "statements")


def _write(frame: DataFrame, path: str, by: tuple[str, ...] = ()) -> None:
    """Write a table; with `by` in a folder for each value, few files in each."""
    writer = (frame.hint("rebalance", *by) if by else frame).write.option("compression", "zstd")
    (writer.partitionBy(*by) if by else writer).parquet(path)


def _counted(staged: DataFrame, later: DataFrame) -> Written:
    counts = (
        "count(1) AS pages",
        f"count_if({REPORT} IS NOT NULL) AS reports",
        "ifnull(sum(size(statements)), 0) AS statements",
        f"count_if({QUARANTINE}.fault) AS quarantined",
        f"count_if(NOT {QUARANTINE}.fault) AS passed",
    )
    told = staged.selectExpr(*counts).first()
    twice = later.selectExpr("count(1) AS reports", "ifnull(sum(statements), 0) AS statements").first()
    assert told is not None
    assert twice is not None
    return Written(
        pages=told["pages"],
        reports=told["reports"] - twice["reports"],
        statements=told["statements"] - twice["statements"],
        duplicates=twice["reports"],
        quarantined=told["quarantined"],
        passed=told["passed"],
    )


def _commit(folder: Folder, staging: str, before: str) -> None:
    """Put the tables in their places. `_SUCCESS` is not there while that goes on, and whoever reads looks for it."""
    there = folder.names()
    folder.remove(WHOLE)
    for name in (GROUPED, *GROUPS):  # what was found across the reports that stood there
        folder.remove(name)
    for table in TABLES:
        if table in there:
            folder.move(table, f"{before}/{table}")
        folder.move(f"{staging}/{table}", table)
    folder.write(CODEBOOK, codebook().encode())
    folder.write(WHOLE, b"")
    for name in folder.names():
        if name.startswith((STAGING, BEFORE)):
            folder.remove(name)
