"""Rows of a DataFrame through Python, as Arrow: one after another, or all of one group together. No pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from onrecord.errors import MissingExtra
from onrecord.export.parquet_schema import arrow

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

Row = Mapping[str, Any]
Rows = Iterable[Row]
_IN, _OUT = 64, 256  # rows that are held a second time as Python's own


def mapped(frame: DataFrame, function: Callable[[Iterator[Row]], Rows], schema: str) -> DataFrame:
    """The rows that a function makes of the rows of each partition. schema: of what it makes, as in SQL."""
    from pyspark.sql.pandas.types import to_arrow_schema  # noqa: PLC0415 -- an extra
    from pyspark.sql.types import StructType  # noqa: PLC0415

    types = StructType.fromDDL(schema)
    return map_in_arrow(frame, partial(_in_arrow, function=function, schema=to_arrow_schema(types)), types)


def map_in_arrow(frame: DataFrame, function: Callable[..., Any], types: StructType) -> DataFrame:
    """`DataFrame.mapInArrow`, which gives rows of these types.

    PySpark asks whether pandas is there, although what is mapped in Arrow never touches it; so the question is spared.
    """
    from pyspark.errors import PySparkImportError  # noqa: PLC0415 -- an extra

    functions: Any = import_module("pyspark.sql.pandas.functions")
    asks = getattr(functions, "require_minimum_pandas_version", None)
    functions.require_minimum_pandas_version = lambda: None
    try:
        return frame.mapInArrow(function, types)
    except PySparkImportError as error:
        raise MissingExtra(
            f"this version of Spark lacks a library ({error})", "install it on the driver and on every worker"
        ) from error
    finally:
        functions.require_minimum_pandas_version = asks


def in_groups(
    frame: DataFrame, by: str, function: Callable[[Iterator[Row]], Rows], schema: str, *, order: Sequence[str] = ()
) -> DataFrame:
    """The rows that a function makes of all rows with one value of the column `by`, in the order of other columns.

    A group comes to one worker, row by row.
    """
    together = frame.repartition(by).sortWithinPartitions(by, *order)
    return mapped(together, partial(_of_groups, by=by, function=function), schema)


def _of_groups(rows: Iterator[Row], by: str, function: Callable[[Iterator[Row]], Rows]) -> Iterator[Row]:
    for _, group in groupby(rows, itemgetter(by)):
        yield from function(group)


def _in_arrow(
    batches: Iterable[pa.RecordBatch], function: Callable[[Iterator[Row]], Rows], schema: pa.Schema
) -> Iterator[pa.RecordBatch]:
    rows = (
        row for batch in batches for at in range(0, batch.num_rows, _IN) for row in batch.slice(at, _IN).to_pylist()
    )
    waiting: list[Row] = []
    for row in function(rows):
        waiting.append(row)
        if len(waiting) >= _OUT:
            yield arrow().RecordBatch.from_pylist(waiting, schema=schema)
            waiting = []
    if waiting:
        yield arrow().RecordBatch.from_pylist(waiting, schema=schema)
