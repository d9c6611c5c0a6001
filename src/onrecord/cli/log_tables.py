"""Runs and their inputs as tables for eyes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, say, shortened
from onrecord.store.accounts import InputRow, Reason, RunAccount

WIDEST = 120
LONGEST_ARGUMENTS = 40
NAMED = 3  # reasons below their counts


def print_runs(accounts: Sequence[RunAccount]) -> None:
    """One run a line: when, how long, what became of its inputs, from what, by which reader."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("run", justify="right", no_wrap=True)
    table.add_column("started", no_wrap=True)
    table.add_column("took", justify="right", no_wrap=True)
    table.add_column("inputs", justify="right", no_wrap=True)
    table.add_column("what became of them", overflow="fold")
    table.add_column("read", overflow="fold")
    for one in accounts:
        told = Text(", ".join(_parts(one)) or "none")
        if one.finished is None or one.stopped or one.adds_up is False:
            told.append(f"\n{_ending(one)}", "bold")
        names = shortened(one_line(" ".join(one.arguments)), LONGEST_ARGUMENTS)
        source = Text.assemble(names, "\n", (one_line(one.reader), "dim"))
        table.add_row(str(one.run), _minute(one.started), _took(one), f"{one.inputs:,}", told, source)
    print_trimmed(table, output(), WIDEST)


def print_account(one: RunAccount, reasons: Sequence[Reason]) -> None:
    """A run: when, by whom, from what; its inputs by outcome, and why some gave no report."""
    console = output()
    console.print(Text(f"run {one.run}", "bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    took = f", took {_took(one)}" if one.finished else ""
    for name, value in (
        ("started", f"{one.started}{took}"),
        ("ended", _ending(one)),
        ("reader", one_line(one.reader)),
        ("read", one_line(" ".join(one.arguments))),
    ):
        grid.add_row(name, value)
    print_trimmed(grid, console, WIDEST)
    console.print()
    print_trimmed(_sum(one), console, WIDEST)
    if one.ignored:
        console.print(
            Text(f"{count(one.ignored, 'file')} of other kinds in folders passed over, not counted as inputs", "dim")
        )
    if reasons:
        console.print()
        print_trimmed(_reasons(reasons), console, WIDEST)
    say(_check(one))


def _sum(one: RunAccount) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    changes = ((one.new, "new"), (one.unchanged, "unchanged"), (one.replaced, "read anew"))
    told = ", ".join(f"{number:,} {name}" for number, name in changes if number)
    lines = (
        (one.ok, f"ok{f' ({told})' if told else ''}"),
        (one.no_reports, "skipped: no reports, nothing to mend"),
        (one.faults, "skipped: could not be read"),
        (one.quarantined, "quarantined: could not be read, bytes kept"),
    )
    for number, name in lines:
        if number:
            table.add_row(f"{number:,}", name)
    table.add_row(Text(f"{one.inputs:,}", "bold"), Text("inputs", "bold"))
    return table


def _reasons(reasons: Sequence[Reason]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("inputs", justify="right", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    table.add_column("why", overflow="fold")
    for one in reasons:
        remedy = f"\n{one_line(one.remedy)}" if one.fault and one.remedy else ""
        example = f"\n{'e.g. ' if one.inputs > 1 else ''}{one_line(one.example)}"
        table.add_row(f"{one.inputs:,}", one.outcome, Text.assemble(or_unknown(one.reason), (remedy + example, "dim")))
    return table


def print_inputs(rows: Sequence[InputRow], *, with_run: bool) -> None:
    """One input a line, with its number, which `--bytes` takes."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("input", justify="right", no_wrap=True)
    if with_run:
        table.add_column("run", justify="right", no_wrap=True)
    table.add_column("outcome", no_wrap=True)
    table.add_column("origin", overflow="fold")
    for one in rows:
        outcome = f"{one.outcome}, {one.change}" if one.change else one.outcome
        why = "\n".join(one_line(part) for part in (one.reason, one.remedy if one.fault else None) if part)
        if one.report:
            why = f"report {one.report[:10]}"
        told = Text.assemble(one_line(one.origin), *([("\n" + why, "dim")] if why else []))
        table.add_row(str(one.number), *([str(one.run)] if with_run else []), outcome, told)
    print_trimmed(table, output(), WIDEST)


def _parts(one: RunAccount) -> list[str]:
    counts = (
        (one.new, "new"),
        (one.unchanged, "unchanged"),
        (one.replaced, "read anew"),
        (one.no_reports, "no reports"),
        (one.faults + one.quarantined, "at fault"),
    )
    return [f"{number:,} {name}" for number, name in counts if number]


def _ending(one: RunAccount) -> str:
    if one.finished is None:
        return "interrupted, or still running; these inputs are safe"
    if one.adds_up is False:
        return f"counted {one.told:,} inputs, and {one.inputs:,} are on record"
    return one.ended


def _check(one: RunAccount) -> str:
    """Do the counts add up to what the run itself counted?"""
    if one.adds_up is None:
        return "the run did not come to tell how many inputs it had; run the same command again to complete it"
    if one.adds_up:
        return f"the run counted {count(one.inputs, 'input')}, and each is on record with one outcome"
    return f"the run counted {one.told:,} inputs, but {one.inputs:,} are on record: please report this fault"


def _minute(iso: str) -> str:
    return iso[:16].replace("T", " ")


def _took(one: RunAccount) -> str:
    """ "4 s", "3 min", "2 h 05"; a – where it has no end."""
    try:
        took = datetime.fromisoformat(one.finished or "") - datetime.fromisoformat(one.started)
    except ValueError:
        return or_unknown(None)
    seconds = int(max(took, timedelta()).total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h {seconds % 3600 // 60:02}"
