"""What belongs together across the reports of a folder: the groups that a record of the same reports finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.export.parquet_schema import REPORTS
from onrecord.spark.copies import copies_of
from onrecord.spark.families import families_of
from onrecord.spark.told import Told, earlier_versions, told_in

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

COPIES, FAMILIES = "copies", "families"
_OF_REPORT = "report_id, kind AS report_kind, outlet, published, published_candidates, published_because"


def group_tables(spark: SparkSession, folder: str) -> dict[str, DataFrame]:
    """The tables of groups, by their names, each sorted. folder: what `write_tables` or the Parquet export wrote.

    What cannot be read back is left out.
    """
    table = spark.read.parquet(table_path(folder))
    told = read_told(table)
    copies = copies_of(told.reports.where("wrong IS NULL"), table).persist()
    families = families_of(told.statements, copies.select("report_id", "voice"))
    return {
        COPIES: copies.orderBy("copy_group", "report_id"),
        FAMILIES: families.orderBy("family", "statement_id"),
    }


def table_path(folder: str) -> str:
    return f"{folder.rstrip('/')}/{REPORTS}*"


def read_told(table: DataFrame) -> Told:
    """What the reports of a table tell, read back once."""
    reports = told_in(table).persist()
    whole = reports.where("wrong IS NULL")
    earlier = earlier_versions(whole).persist()
    stands = whole.join(earlier.selectExpr("report_id", "true AS is_earlier"), "report_id", "left")
    spread = stands.selectExpr(*_OF_REPORT.split(", "), "is_earlier IS NULL AS stands", "explode(statements) AS told")
    return Told(reports, spread.selectExpr("*", "told.*").drop("told"), earlier)
