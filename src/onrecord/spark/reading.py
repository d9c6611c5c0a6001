"""Pages of any number of files, read on a cluster: one row each."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

from onrecord.errors import UnreadableInput
from onrecord.export.parquet_schema import arrow
from onrecord.pages.options import ReadOptions
from onrecord.run.load_register import EPOCH
from onrecord.run.pool import PoolSetup
from onrecord.run.workers import Limits
from onrecord.spark.columns import columns_of
from onrecord.spark.hadoop import qualified
from onrecord.spark.mapped import map_in_arrow
from onrecord.spark.plan import Inputs, plan
from onrecord.spark.rows import AT, FILE, INPUT, page_schema
from onrecord.spark.worker import LARGEST_SENT, Job, read_files, read_rows, read_tasks
from onrecord.values.model import Model

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PATH = "name a path that Spark reads, such as hdfs:// or s3a:// with its connector installed, and the right to read it"


def read_pages(
    spark: SparkSession,
    paths: Sequence[str] | str,
    *,
    model: Model | str = Model.BEST,
    limits: Limits | None = None,
    options: ReadOptions | None = None,
    columns: Mapping[str, str] | None = None,
) -> DataFrame:
    """One row for every page of the inputs: a report with its statements, or why there is none.

    paths: archives, JSON lines, Parquet, texts, web pages, folders of them. Without a scheme or with `file:` every
    worker opens them itself; others Spark opens (`hdfs:`, `s3a:`).
    limits: what the parsing of one web page may cost. options: how inputs are to be read, as for `onrecord read`.
    columns: field of a report -> column; where this is given, also when it is empty, all inputs are Parquet.

    The columns: `input`, `file`, `at`, the place of the page among all; `year`, `month` of its publication, "unknown"
    where that is; `report`, `statements` as in the Parquet export; `quarantine` for what gave no report. What looks
    across reports (versions, copies, families, occasions) is empty. Nothing is read before the rows are asked for; they
    are read again each time, so write them or cache them.
    Raises UnreadableInput for what Spark does not find, WrongOption for columns that are not there, MissingExtra.
    """
    arrow()
    named = [qualified(spark, path) for path in ([paths] if isinstance(paths, str) else paths)]
    cores = spark.sparkContext.defaultParallelism
    inputs = plan(named, options or ReadOptions(), as_tables=columns is not None, cores=cores)
    job = Job(
        PoolSetup(Model(model), limits=limits or Limits()),
        options or ReadOptions(),
        tuple((columns or {}).items()),
        os.environ.get(EPOCH) or str(int(time.time())),
    )
    return reduce(lambda one, other: one.unionByName(other), _frames(spark, inputs, job))


def _frames(spark: SparkSession, inputs: Inputs, job: Job) -> list[DataFrame]:
    of_tables = [_of_table(spark, number, path, job) for number, path in inputs.tables]
    of_files = [_of_files(spark, number, path, job) for number, path in inputs.files]
    if not inputs.tasks and (of_tables or of_files):
        return of_tables + of_files
    numbers = spark.range(0, len(inputs.tasks), 1, max(1, len(inputs.tasks)))  # a partition each
    return [_mapped(numbers, partial(read_tasks, job=job, tasks=inputs.tasks)), *of_tables, *of_files]


def _of_files(spark: SparkSession, number: int, path: str, job: Job) -> DataFrame:
    """Files that Spark opens and hands over whole; of one that is too large only its name."""
    from pyspark.sql import functions as of  # noqa: PLC0415 -- an extra

    files = _opened(path, spark.read.format("binaryFile").option("recursiveFileLookup", "true").load)
    sent = files.where(files.length <= LARGEST_SENT).select("path", "content")
    too_large = files.where(files.length > LARGEST_SENT).select("path", of.lit(None).cast("binary").alias("content"))
    return _mapped(sent.union(too_large), partial(read_files, job=job, number=number, named=path))


def _of_table(spark: SparkSession, number: int, path: str, job: Job) -> DataFrame:
    """A table that Spark opens."""
    from pyspark.sql import functions as of  # noqa: PLC0415 -- as above

    table = _opened(path, spark.read.option("recursiveFileLookup", "true").parquet)
    types = dict(table.dtypes)
    columns = columns_of(types, dict(job.columns), path)
    found = [
        of.col(f"`{column}`").cast("binary" if types[column] == "binary" else "string").alias(field)
        for field, column in columns.of
    ]
    place = [of.col("_metadata.file_path").alias(FILE), (of.col("_metadata.row_index") + 1).alias(AT)]
    return _mapped(table.select(*place, *found), partial(read_rows, job=job, number=number, columns=columns))


def _opened(path: str, load: Callable[[str], DataFrame]) -> DataFrame:
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415 -- as above
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        return load(path)
    except (PySparkException, Py4JJavaError) as error:
        raise UnreadableInput(f"{path}: {str(error).partition(chr(10))[0][:200]}", _PATH) from error


def _mapped(frame: DataFrame, function: Callable[..., Any]) -> DataFrame:
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 -- an extra

    return map_in_arrow(frame, function, from_arrow_schema(page_schema()))


__all__ = ["AT", "FILE", "INPUT", "read_pages"]
