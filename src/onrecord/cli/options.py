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
RejectedOption = Annotated[
    bool, typer.Option("--rejected", help="Also what a person judged to be no statement, marked as rejected.")
]
IndependentOption = Annotated[
    bool, typer.Option("--independent", help="Count a report and its copies once; see onrecord copies.")
]
AllVersionsOption = Annotated[
    bool, typer.Option("--all-versions", help="Also earlier versions of a page, not the latest alone.")
]
BecauseOption = Annotated[str | None, typer.Option("--because", metavar="WHY", help="Why, for who reads it later.")]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who judges. Default: the name you are logged in with.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="table for eyes; jsonl (one JSON object a line) or csv for programs.")
]
