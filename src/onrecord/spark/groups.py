"""What belongs together across the reports of a folder: the groups that a record of the same reports finds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import JobFailed, UnreadableInput
from onrecord.export.parquet import IN_RECORD
from onrecord.export.parquet_schema import REPORTS
from onrecord.export.partitioned import BEFORE, STAGING, WHOLE
from onrecord.export.partitioned_groups import (
    COLUMNS,
    COPIES,
    FAMILIES,
    GROUPED,
    GROUPING,
    GROUPS,
    OCCASIONS,
    group_codebook,
)
from onrecord.spark.copies import copies_of
from onrecord.spark.families import families_of
from onrecord.spark.hadoop import Folder
from onrecord.spark.occasions import DAY, occasions
from onrecord.spark.output import cause
from onrecord.spark.steps import Steps
from onrecord.spark.told import Told, earlier_versions, told_in

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_OF_REPORT = ("report_id", "kind AS report_kind", "outlet", "published")
_IDS = {COPIES: "copy_group", FAMILIES: "family", OCCASIONS: "occasion"}
_REMEDY = "name a folder that `onrecord spark read` or `onrecord export --format parquet` wrote, with its texts"


@dataclass(frozen=True, slots=True)
class Grouped:
    """What was found. groups, rows: of each table, by its name. unreadable: reports that could not be read back, which
    are in no group; why: what is wrong with one of them.
    """

    groups: dict[str, int]
    rows: dict[str, int]
    unreadable: int
    why: str | None


def write_groups(spark: SparkSession, folder: str) -> Grouped:
    """Write `copies`, `families`, `occasions` into a folder of reports, in place of those of an earlier run.

    What stands there stays until all is found. Raises UnreadableInput for a folder without reports, JobFailed.
    """
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415 -- an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    there, staging = Folder(spark, folder), f"{GROUPING}{secrets.token_hex(4)}"
    try:
        table = _reports(spark, there)
        for name in there.names():
            if name.startswith(GROUPING):
                there.remove(name)
        steps = Steps(there.at(f"{staging}/steps"))
        told = read_told(table, steps)
        for name, frame in _tables(table, told, steps).items():
            frame.write.option("compression", "zstd").parquet(there.at(f"{staging}/{name}"))
        found = _counted(spark, there, staging, told)
        _commit(there, staging)
    except (Py4JJavaError, PySparkException) as error:
        raise JobFailed(
            f"the job did not come to its end: {cause(error)}",
            f"mend what it names and run the same command again; nothing new stands in {folder}",
        ) from error
    return found


def group_tables(spark: SparkSession, folder: str) -> dict[str, DataFrame]:
    """The tables of groups, by their names, each sorted. folder: as for `write_groups`.

    They are found now and kept on the workers; where these come and go, `write_groups` is surer.
    Raises UnreadableInput.
    """
    table, steps = _reports(spark, Folder(spark, folder)), Steps()
    return _tables(table, read_told(table, steps), steps)


def _reports(spark: SparkSession, folder: Folder) -> DataFrame:
    """The table of reports, in either shape."""
    names = folder.names()
    name = next((one for one in (f"{REPORTS}.parquet", REPORTS) if one in names), None)
    if name is None:
        raise UnreadableInput(f"{folder.path}: no table of reports in it", _REMEDY)
    if WHOLE not in names and any(one.startswith((STAGING, BEFORE)) for one in names):
        raise UnreadableInput(
            f"{folder.path}: the run that wrote it has not come to its end", "wait for it, or run it again"
        )
    table = spark.read.parquet(folder.at(name))
    if missing := {"text", IN_RECORD} - set(table.columns):
        raise UnreadableInput(f"{folder.path}: its reports have no column {min(missing)!r}", _REMEDY)
    return table


def read_told(table: DataFrame, steps: Steps) -> Told:
    """What the reports of a table tell, read back once."""
    reports = steps.keep(told_in(table))
    whole = reports.where("wrong IS NULL")
    earlier = steps.keep(earlier_versions(whole))
    stands = whole.join(earlier.selectExpr("report_id", "true AS is_earlier"), "report_id", "left")
    spread = stands.selectExpr(*_OF_REPORT, "is_earlier IS NULL AS stands", "explode(statements) AS told")
    return Told(reports, spread.selectExpr("*", "told.*").drop("told"), earlier)


def _tables(table: DataFrame, told: Told, steps: Steps) -> dict[str, DataFrame]:
    whole = told.reports.where("wrong IS NULL")
    copies = steps.keep(copies_of(whole, table, steps))
    found = steps.keep(occasions(whole.join(told.earlier, "report_id", "left_anti"), steps))
    statements = steps.keep(dated(told.statements, found))
    families = steps.keep(families_of(statements, copies.select("report_id", "voice"), steps))
    return {
        COPIES: copies.orderBy("copy_group", "report_id"),
        OCCASIONS: found.select(*(name for name, _, _ in COLUMNS[OCCASIONS])).orderBy("occasion", "statement_id"),
        FAMILIES: families.orderBy("family", "statement_id"),
    }


def dated(statements: DataFrame, found: DataFrame) -> DataFrame:
    """The statements with the days that occasions give them."""
    days = found.where("is_dated_here").select("statement_id", "statement_said_on", DAY)
    told = statements.join(days, "statement_id", "left")
    said_on = "coalesce(statement_said_on, said_on) AS said_on"
    day = f"if(statement_said_on IS NULL, day, {DAY}) AS day"
    kept = [name for name in statements.columns if name not in ("said_on", "day")]
    return told.selectExpr(*kept, said_on, day)


def _counted(spark: SparkSession, folder: Folder, staging: str, told: Told) -> Grouped:
    groups, rows = {}, {}
    for name in GROUPS:
        counts = (f"count(DISTINCT {_IDS[name]}) AS found", "count(1) AS rows")
        row = spark.read.parquet(folder.at(f"{staging}/{name}")).selectExpr(*counts).collect()[0]
        groups[name], rows[name] = row["found"], row["rows"]
    wrong = told.reports.where("wrong IS NOT NULL").selectExpr("count(1) AS count", "min(wrong) AS why").collect()[0]
    return Grouped(groups, rows, wrong["count"], wrong["why"])


def _commit(folder: Folder, staging: str) -> None:
    folder.remove(GROUPED)
    for name in GROUPS:
        folder.remove(name)
        folder.move(f"{staging}/{name}", name)
    folder.write(GROUPED, group_codebook().encode())
    folder.remove(staging)
