"""What several commands share, so that it is spelled and explained once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

DEFAULT_RECORD = "onrecord.db"


class Format(StrEnum):
    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


RecordOption = Annotated[str, typer.Option("--record", metavar="FILE", help="The record: one SQLite file.")]
FormatOption = Annotated[
    Format, typer.Option("--format", help="table for eyes; jsonl (one JSON object a line) or csv for programs.")
]
