"""Rows of Parquet folders of either shape, so that a cluster's can be held against a laptop's, byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.partitioned import ACROSS_REPORTS, PARTITIONS

_OF_REPORT = ("version", "versions", "replaced_by", "copy_of", "copies", "copy_group")
_OF_STATEMENT = ("family", "occasion_id", "primary", "old_words", "old_words_of", "judged")


def rows(folder: Path, table: str, *, across: bool = False) -> list[str]:
    """Every row of a table as a line of JSON, sorted. across: also what looks across reports, which a record fills."""
    return sorted(json.dumps(row if across else of_page(row), sort_keys=True) for row in _rows(folder, table))


def of_page(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what looks across reports, in its columns and in the line it is imported from."""
    kept = {name: value for name, value in row.items() if name not in ACROSS_REPORTS}
    if "record" not in kept:
        return kept
    line = json.loads(kept["record"])
    for name in _OF_REPORT:
        line["report"].pop(name, None)
    for statement in line["statements"]:
        for name in _OF_STATEMENT:
            statement.pop(name, None)
    return kept | {"record": json.dumps(line)}


def digest(folder: Path, tables: tuple[str, ...] = ("reports", "statements"), *, across: bool = False) -> str:
    """One for all rows of the tables, whatever the files and their order."""
    whole = hashlib.sha256()
    for table in tables:
        for row in rows(folder, table, across=across):
            whole.update(row.encode() + b"\n")
        whole.update(b"\0")
    return whole.hexdigest()


def write_as_read(record: Path, folder: Path) -> Path:
    """The export of a record, with each report as it was read: without what the record took from other reports."""
    from onrecord.export.parquet import write_parquet  # noqa: PLC0415 -- an extra
    from onrecord.store.as_read import records_to_export  # noqa: PLC0415
    from onrecord.store.reader import Shown  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    folder.mkdir(parents=True)
    with open_record(record, read_only=True) as opened:
        write_parquet(records_to_export(opened, Shown.AS_READ, latest=False), folder)
    return folder


def _rows(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet  # noqa: PLC0415 -- an extra

    alone = folder / f"{table}.parquet"
    for path in [alone] if alone.is_file() else sorted((folder / table).rglob("*.parquet")):
        with parquet.ParquetFile(path) as file:
            for row in file.read().to_pylist():
                yield {name: value for name, value in row.items() if name not in PARTITIONS}
