"""What belongs together across the reports of a folder: the groups that a record of the same reports finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.export.parquet_schema import REPORTS
from onrecord.spark.copies import copies_of
from onrecord.spark.families import families_of
from onrecord.spark.occasions import occasions
from onrecord.spark.told import Told, earlier_versions, told_in

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

COPIES, FAMILIES, OCCASIONS = "copies", "families", "occasions"
_OF_REPORT = "report_id, kind AS report_kind, outlet, published, published_candidates, published_because"


def group_tables(spark: SparkSession, folder: str) -> dict[str, DataFrame]:
    """The tables of groups, by their names, each sorted. folder: what `write_tables` or the Parquet export wrote.

    What cannot be read back is left out.
    """
    table = spark.read.parquet(table_path(folder))
    told = read_told(table)
    whole = told.reports.where("wrong IS NULL")
    copies = copies_of(whole, table).persist()
    found = occasions(whole.join(told.earlier, "report_id", "left_anti")).persist()
    families = families_of(dated(told.statements, found), copies.select("report_id", "voice"))
    return {
        COPIES: copies.orderBy("copy_group", "report_id"),
        OCCASIONS: found.drop("statement_day").orderBy("occasion", "statement_id"),
        FAMILIES: families.orderBy("family", "statement_id"),
    }


def dated(statements: DataFrame, found: DataFrame) -> DataFrame:
    """The statements with the days that occasions give them."""
    days = found.where("is_dated_here").select("statement_id", "statement_said_on", "statement_day")
    told = statements.join(days, "statement_id", "left")
    said_on = "coalesce(statement_said_on, said_on) AS said_on"
    day = "if(statement_said_on IS NULL, day, statement_day) AS day"
    kept = [name for name in statements.columns if name not in ("said_on", "day")]
    return told.selectExpr(*kept, said_on, day)


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
