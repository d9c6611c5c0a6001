"""`onrecord show`: a report as it was read, with its statements marked; or why they are on record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from onrecord.cli.cite import CiteStyle
from onrecord.cli.options import DEFAULT_RECORD, RecordOption, RejectedOption
from onrecord.cli.show_page import print_page
from onrecord.cli.terminal import one_line, output, print_trimmed
from onrecord.errors import UnknownReference
from onrecord.export.evidence import Evidence, came_by, evidence_of, evidence_of_report, primary_told, published
from onrecord.export.marks import numbered
from onrecord.text.report_name import name_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from onrecord.store.record import Record
    from onrecord.values.dates import PublicationDate
    from onrecord.values.statement import ReportRecord, Statement

WIDEST = 120
SHORT = 10
ALL = "all"  # no id: ids are hexadecimal


class Show(TyperCommand):
    """`--why` may stand alone: then it asks about every statement of the report."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _with_all(args))


def _with_all(args: Sequence[str]) -> list[str]:
    """The arguments, with "all" behind a `--why` that nothing or another option follows."""
    given: list[str] = []
    for at, one in enumerate(args):
        given.append(one)
        if one == "--why" and (at + 1 == len(args) or args[at + 1].startswith("-")):
            given.append(ALL)
    return given


def show(  # noqa: PLR0913 -- typer reads the options from the signature
    report: Annotated[
        str | None,
        typer.Argument(metavar="REPORT", help="Its id or the beginning of it, a given id, its path or file name."),
    ] = None,
    *,
    why: Annotated[
        str | None,
        typer.Option(
            "--why",
            metavar="STATEMENT",
            help="Explain a statement, field by field: its id, or with REPORT its number; alone, every one of REPORT.",
        ),
    ] = None,
    page: Annotated[
        bool, typer.Option("--page", help="Show where the statements of REPORT stand in the page that was read.")
    ] = False,
    cite: Annotated[
        CiteStyle | None,
        typer.Option("--cite", help="Print a citation instead, of a report or of a statement by its id."),
    ] = None,
    rejected: RejectedOption = False,
    source: Annotated[
        bool, typer.Option("--source", help="Print the report's page instead, byte for byte as it was read.")
    ] = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show a report with its statements marked.

    Beside the text stand the number of each statement, who said it, how it is given and when it was said.

    ⟦3 … ⟧ encloses the words of statement 3; ┊ stands before page furniture, which is no part of the report.
    What it is, a caption or a menu, stands beside it.
    """
    _refuse_several(report, why, cite, page=page, source=source)
    from onrecord.store.reader import Shown  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        if cite:
            from onrecord.cli.cite import print_citation  # noqa: PLC0415

            print_citation(opened, str(report), cite)
            return
        if report is None:
            found, statement = opened.statement(str(why))
            _explain(opened, found, [statement])
            return
        found = opened.report(report, Shown.WITH_REJECTED if rejected else Shown.JUDGED)
        if source:
            sys.stdout.buffer.write(opened.content(found.report.sha256))
            return
        if doubt := _doubt(opened, found):
            found = replace(found, report=replace(found.report, flags=(*found.report.flags, doubt)))
        if page:
            print_page(found, opened, output())
        elif why is None:
            _print_report(found, output())
        else:
            _explain(opened, found, _to_explain(found, why))


def _explain(opened: Record, found: ReportRecord, statements: Sequence[Statement]) -> None:
    from onrecord.store.as_read import with_reading  # noqa: PLC0415 -- as above

    _print_evidence(with_reading(opened, found, statements), statements, output())


def _refuse_several(report: str | None, why: str | None, cite: CiteStyle | None, *, page: bool, source: bool) -> None:
    """Raise BadParameter for questions that do not go together, or lack what they are about."""
    if report is None and (page or why in (None, ALL)):
        raise typer.BadParameter("name a REPORT to show, or a statement to explain with --why")
    if source and (report is None or why is not None):
        raise typer.BadParameter("--source prints the page of a REPORT, and goes with no --why")
    if page and (why is not None or source):
        raise typer.BadParameter("--page, --source and --why are questions of their own: ask one")
    if cite and (report is None or page or source or why is not None):
        raise typer.BadParameter("--cite takes the id of a report or statement, and goes with no other question")


def _doubt(opened: Record, found: ReportRecord) -> str | None:
    """What the rest of the record says against the day of publication."""
    from onrecord.store.first_reports import doubt_of_day  # noqa: PLC0415

    with opened.reading() as connection:
        return doubt_of_day(connection, found.report)


def _to_explain(record: ReportRecord, why: str) -> Sequence[Statement]:
    """The statement by its number in the margin or by the beginning of its id; or all of the report."""
    return [one for _, one in numbered(record)] if why == ALL else [_statement_of(record, why)]


def _statement_of(record: ReportRecord, why: str) -> Statement:
    marked = numbered(record)
    numbers = {str(number): one for number, one in marked}
    found = [numbers[why]] if why in numbers else [one for one in record.statements if one.id.startswith(why)]
    if len(found) != 1:
        raise UnknownReference(
            f"report {record.report.id} has no statement {why!r}; its statements are numbered 1 to {len(marked)}",
            remedy=f"see the numbers with onrecord show {record.report.id}",
        )
    return found[0]


def _print_report(record: ReportRecord, console: Console) -> None:
    from rich.text import Text  # noqa: PLC0415

    from onrecord.cli.layout import draw  # noqa: PLC0415

    report = record.report
    name = None if report.title else name_of(report)  # a title stands in the text
    known = (name, report.outlet or report.wire, report.origin, f"report {report.id}")
    console.print(Text(" · ".join(one_line(part) for part in known if part), "dim"))
    if came := came_by(report.arrival):
        console.print(Text(one_line(came), "dim"), no_wrap=True, overflow="ignore", crop=False)
    if version := version_told(record):
        console.print(Text(version, "dim"))
    console.print()
    for line in draw(record, console):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    console.print()
    dates = [("published", report.published), *([("updated", report.updated)] if report.updated else [])]
    print_trimmed(_dates(dates), console, WIDEST)
    for flag in report.flags:
        console.print(Text(f"note: {one_line(flag)}", "dim"))
    for told in _primary(record):
        console.print(Text(told, "dim"))
    if not record.statements:
        console.print(Text("No statement was found in this report.", "dim"))
    elif console.is_terminal:
        console.print(Text(f"why a statement is on record: onrecord show {report.id} --why 1", "dim"))


def _primary(record: ReportRecord) -> Iterator[str]:
    """ "statement 3: verbatim, Ann Lethe, press conference, 2021-12-02": what goes back to transcripts on record."""
    for number, statement in numbered(record):
        for one in (record.primary or {}).get(statement.id, ()):
            yield f"statement {number}: {primary_told(one)}"
    if record.primary:
        yield f"compared with the transcripts: onrecord primary {record.report.id[:SHORT]}"


def version_told(record: ReportRecord) -> str | None:
    """ "version 2 of 3 of example.org/news/1; onrecord versions ID"; None of a page that is as it was."""
    version = record.version
    if version is None or version.of < 2:
        return None
    told = f"version {version.number} of {version.of} of {one_line(version.address)}"
    return f"{told}; onrecord versions {record.report.id[:SHORT]} compares them"


def _dates(dates: Iterable[tuple[str, PublicationDate | None]]) -> Table:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid(padding=(0, 1))
    for name, found in dates:
        date, because = published(found)
        grid.add_row(Text(name, "dim"), Text.assemble(date, "\n", (one_line(because), "dim")))
    return grid


def _print_evidence(record: ReportRecord, statements: Sequence[Statement], console: Console) -> None:
    """Each statement with its reasons, and once at the end what they share: their report's."""
    from rich.text import Text  # noqa: PLC0415

    numbers = {one.id: number for number, one in numbered(record)}
    for statement in statements:
        head = (f"statement {statement.id}", "bold"), (f" · {numbers[statement.id]} in its report", "dim")
        console.print(Text.assemble(*head))
        print_trimmed(_table(evidence_of(statement, record)), console, WIDEST)
        if len(statements) > 1:
            console.print()
    print_trimmed(_table(evidence_of_report(record)), console, WIDEST)
    if not statements:
        console.print(Text("No statement was found in this report.", "dim"))


def _table(reasons: Iterable[Evidence]) -> Table:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True, min_width=len("reported in"))
    grid.add_column(ratio=3, overflow="fold")
    grid.add_column(ratio=2, overflow="fold")
    for one in reasons:
        grid.add_row(one.field, Text(one.value), Text(one_line(one.because), "dim"))
    return grid
