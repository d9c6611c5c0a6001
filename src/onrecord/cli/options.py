"""What several commands share, so that it is spelled and explained once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from shlex import quote
from typing import Annotated

import typer

DEFAULT_RECORD = "onrecord.db"


def record_option(record: str) -> str:
    """How a command that a message tells names the record: " --record FILE", "" for the default one."""
    return "" if record == DEFAULT_RECORD else f" --record {quote(record)}"


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


class Sort(StrEnum):
    REPORT = "report"
    TRANSCRIPT = "transcript"


KindOption = Annotated[
    Sort, typer.Option("--kind", help="transcript: what was really said, with lines that name who speaks.")
]
SpokenByOption = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Of a transcript: who speaks, or is called by labels.")
]
SaidOnOption = Annotated[str | None, typer.Option("--date", metavar="DATE", help="Of a transcript: when it was said.")]
OccasionOption = Annotated[
    str | None, typer.Option("--occasion", metavar="WORDS", help="Of a transcript: on what occasion.")
]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="WORDS", help="Of a transcript: where.")]
PAGE_SECONDS = 7.0
PAGE_MEMORY = 512.0
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PageCosts:
    """What the parsing of one web page may cost: seconds of processor time, and MiB of memory."""

    seconds: float = PAGE_SECONDS
    megabytes: float = PAGE_MEMORY


PageSecondsOption = Annotated[
    float,
    typer.Option(metavar="S", min=0.1, max=3600, help="Give up a web page whose parsing takes more processor time."),
]
PageMemoryOption = Annotated[
    float, typer.Option(metavar="MIB", min=128, max=65536, help="Give up a web page whose parsing takes more memory.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="table for eyes; jsonl (one JSON object a line) or csv for programs.")
]
