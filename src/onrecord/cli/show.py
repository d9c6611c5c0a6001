"""`onrecord show`: a report as it was read, with its statements marked; or why one of them is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.evidence import evidence_of, published
from onrecord.cli.options import DEFAULT_RECORD, RecordOption, RejectedOption
from onrecord.cli.terminal import one_line, output, print_trimmed
from onrecord.errors import UnknownReference
from onrecord.export.marks import numbered

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from onrecord.values.statement import ReportRecord, Statement

WIDEST = 120


def show(
    report: Annotated[
        str | None,
        typer.Argument(metavar="REPORT", help="Its id or the beginning of it, a given id, its path or file name."),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="STATEMENT", help="Explain this statement: its id, or with REPORT its number."),
    ] = None,
    rejected: RejectedOption = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show a report with its statements marked.

    Beside the text stand the number of each statement, who said it, how it is given and when it was said.

    ⟦3 … ⟧ encloses the words of statement 3; ┊ stands before page furniture, which is no part of the report.
    """
    if report is None and why is None:
        raise typer.BadParameter("name a REPORT to show, or a statement to explain with --why")
    from onrecord.store.reader import Shown  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        if report is None:
            _print_evidence(*opened.statement(str(why)), output())
            return
        found = opened.report(report, Shown.WITH_REJECTED if rejected else Shown.JUDGED)
        if why is None:
            _print_report(found, output())
        else:
            _print_evidence(*_statement_of(found, why), output())


def _statement_of(record: ReportRecord, why: str) -> tuple[ReportRecord, Statement]:
    """The statement by its number in the margin, or by the beginning of its id."""
    marked = numbered(record)
    numbers = {str(number): one for number, one in marked}
    found = [numbers[why]] if why in numbers else [one for one in record.statements if one.id.startswith(why)]
    if len(found) != 1:
        raise UnknownReference(
            f"report {record.report.id} has no statement {why!r}; its statements are numbered 1 to {len(marked)}",
            remedy=f"see the numbers with onrecord show {record.report.id}",
        )
    return record, found[0]


def _print_report(record: ReportRecord, console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    from onrecord.cli.layout import draw  # noqa: PLC0415

    report = record.report
    known = (report.outlet or report.wire, report.origin, f"report {report.id}")
    console.print(Text(" · ".join(one_line(part) for part in known if part), "dim"), Text(), sep="\n")
    for line in draw(record, console):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    date, because = published(report.published)
    console.print()
    print_trimmed(_published(date, because), console, WIDEST)
    for flag in report.flags:
        console.print(Text(f"note: {one_line(flag)}", "dim"))
    if not record.statements:
        console.print(Text("No statement was found in this report.", "dim"))
    elif console.is_terminal:
        console.print(Text(f"why a statement is on record: onrecord show {report.id} --why 1", "dim"))


def _published(date: str, because: str) -> Table:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text("published", "dim"), Text.assemble(date, "\n", (one_line(because), "dim")))
    return grid


def _print_evidence(record: ReportRecord, statement: Statement, console: Console) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console.print(Text(f"statement {statement.id}", "bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=2, overflow="fold")
    for one in evidence_of(statement, record):
        grid.add_row(one.field, Text(one.value), Text(one_line(one.because), "dim"))
    print_trimmed(grid, console, WIDEST)
