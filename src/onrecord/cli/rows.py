"""Rows for programs: JSON lines and CSV on standard output."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from onrecord.cli.options import Format
from onrecord.export.csv import safe_cell
from onrecord.export.jsonl import line_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def print_rows(rows: Iterable[DataclassInstance], kind: type[DataclassInstance], format_: Format) -> None:
    """Print dataclass values, one a line. CSV has a head line even where there is no row; unknown is empty there."""
    if format_ is Format.JSONL:
        for row in rows:
            sys.stdout.write(line_of(asdict(row)))
        return
    table = csv.writer(sys.stdout, lineterminator="\r\n")
    table.writerow(field.name for field in fields(kind))
    for row in rows:
        table.writerow(_cell(value) for value in asdict(row).values())


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else safe_cell(str(value))
