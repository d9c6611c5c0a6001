"""`onrecord about`: what this program is, how often it is right, and what the record holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord import __version__
from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import count, output, print_trimmed

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 120
MODELS = "rules and word lists; networks best (default) and fast, trained on English news"

WEAKNESSES = (
    "It reads English news prose. Other languages are read as text, but few statements are found in them.",
    "Indirect speech is missed, invented or cut wrong far more often than quotations; the figures above say how often.",
    "Who speaks is taken from the report alone. Two people of one name are one speaker across reports, until "
    "somebody tells them apart with onrecord people split.",
    "A date without a year in evidence stays without one.",
    "It says what was reported, not what is true.",
)


@dataclass(frozen=True, slots=True)
class Quality:
    """One measured figure, as `make bench` wrote it. value: a share from 0 to 1. n: cases it was measured on."""

    measure: str
    value: float
    n: int
    data: str
    date: str
    command: str


def about(record: RecordOption = DEFAULT_RECORD) -> None:
    """Show version, measured quality and what is on record."""
    from rich.table import Table  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from rich.text import Text  # noqa: PLC0415

    console = output()
    console.print(Text.assemble(("onrecord ", "bold"), __version__, f"\nmodels: {MODELS}\n"))
    _print_record(record, console)
    _print_quality(measured(), console)
    console.print(Text("What it cannot do", "bold"))
    points = Table.grid(padding=(0, 1))
    for weakness in WEAKNESSES:
        points.add_row("-", weakness)
    print_trimmed(points, console, WIDEST)


def _print_record(path: str, console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    console.print(Text("The record", "bold"))
    if not Path(path).exists():
        console.print(Text(f"none at {path} yet; onrecord read PATH begins one\n"))
        return
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(path, read_only=True) as record:
        counts = record.counts()
    size = Path(path).stat().st_size / 1_000_000
    parts = ((counts.reports, "report"), (counts.statements, "statement"), (counts.speakers, "speaker"))
    held = ", ".join(count(number, noun) for number, noun in parts)
    if counts.independent_reports < counts.reports:
        held += f" ({count(counts.independent_reports, 'independent report')}, copies counted once)"
    judged = ""
    if counts.judgements:
        judged = f"; {count(counts.judgements, 'judgement')}, {count(counts.rejected, 'statement')} rejected"
    if counts.earlier:
        held += f"; {count(counts.earlier, 'earlier version')} of pages beside them"
    at_fault = f"{count(counts.skipped, 'input')} at fault"
    console.print(Text(f"{Path(path).resolve()} ({size:.1f} MB)\n{held}; {at_fault}{judged}\n"))


def _print_quality(figures: tuple[Quality, ...], console: Console) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console.print(Text("How often it is right", "bold"))
    if not figures:
        console.print(Text("not measured in this installation; docs/quality.md says how it is measured\n"))
        return
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("measure", overflow="fold")
    table.add_column("value", justify="right")
    table.add_column("cases", justify="right")
    for data, group in groupby(figures, key=attrgetter("data")):
        table.add_row(Text(f"on {data}", "dim"))
        for one in group:
            table.add_row(f"  {one.measure}", f"{one.value:.2f}", f"{one.n:,}")
    print_trimmed(table, console, WIDEST)
    ways = sorted({f"{one.date} by {one.command}" for one in figures})
    console.print(Text(f"measured {'; '.join(ways)}\n", "dim"))


def measured() -> tuple[Quality, ...]:
    """The figures that came with this installation; none where it was not measured."""
    source = files("onrecord").joinpath("data", "quality.json")
    if not source.is_file():
        return ()
    rows: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    known = Quality.__dataclass_fields__
    return tuple(Quality(**{name: value for name, value in row.items() if name in known}) for row in rows)
