"""`onrecord spark`: the same reading on a cluster."""

from __future__ import annotations

from enum import StrEnum
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import MIB, PAGE_MEMORY, PAGE_SECONDS, PageMemoryOption, PageSecondsOption
from onrecord.cli.read import LARGEST_MB, known_encoding
from onrecord.cli.terminal import count, say
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.spark.groups import Grouped
    from onrecord.spark.output import Written

AT_ONCE = "spark.sql.execution.arrow.maxRecordsPerBatch"

spark = typer.Typer(
    name="spark", help="Read on a Spark cluster what one machine is too small for.", no_args_is_help=True
)


class Form(StrEnum):
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"
    PARQUET = "parquet"


def pairs(given: list[str] | None) -> list[str]:
    """NAME=VALUE, each with both parts."""
    for one in given or ():
        name, _, value = one.partition("=")
        if not name or not value:
            raise typer.BadParameter(f"{one!r} is not of the form NAME=VALUE")
    return given or []


@spark.callback()
def group() -> None:
    """Read on a Spark cluster what one machine is too small for."""


@spark.command(name="read")
def read(  # noqa: PLR0913 -- typer reads the options from the signature
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders, patterns; also hdfs: and s3a: paths.")
    ],
    *,
    output: Annotated[str, typer.Option(metavar="DIR", help="Write the tables here, in place of an earlier run's.")],
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Of the cluster. Default: spark-submit's, else this machine.")
    ] = None,
    model: Annotated[
        Model, typer.Option("--model", help="Who finds the statements: a network, fast or best, or the rules alone.")
    ] = Model.BEST,
    as_: Annotated[Form | None, typer.Option("--as", help="Read the inputs as this, whatever their ending.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", callback=pairs, help="Of Parquet: the column NAME has the url, html, text…"),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", callback=known_encoding, help="The inputs' encoding, where it is known to you."),
    ] = None,
    max_size: Annotated[
        float, typer.Option(metavar="MB", min=0.001, max=LARGEST_MB, help="Put larger pages aside.")
    ] = 20.0,
    page_seconds: PageSecondsOption = PAGE_SECONDS,
    page_memory: PageMemoryOption = PAGE_MEMORY,
    conf: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", callback=pairs, help="A setting of Spark's own.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar and no summary.")] = False,
) -> None:
    """Read archives, JSON lines or Parquet into tables of Parquet, with the rows that onrecord read and export make.

    Writes DIR/reports and DIR/statements in folders by year and month, and DIR/quarantine with what could not be read
    and why. A page that cannot be read fails no job. All tables appear when all is read; running again gives the same.
    """
    from onrecord.pages.options import ReadOptions  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.run.load_tools import why_rules_alone  # noqa: PLC0415
    from onrecord.run.workers import Limits  # noqa: PLC0415
    from onrecord.spark.output import write_tables  # noqa: PLC0415
    from onrecord.spark.reading import read_pages  # noqa: PLC0415
    from onrecord.spark.session import open_session  # noqa: PLC0415

    if why := why_rules_alone(model):
        say(f"Read by rules alone: {why}")  # also when quiet: less is found
    form = None if as_ in (None, Form.PARQUET) else as_
    options = ReadOptions(form=form, encoding=encoding, max_bytes=int(max_size * 1_000_000))
    columns = _named(column) if column or as_ is Form.PARQUET else None
    limits = Limits(page_seconds, int(page_memory * MIB))
    session = open_session(master, {"spark.ui.showConsoleProgress": str(not quiet).lower()} | _named(conf))
    try:
        pages = read_pages(session, inputs, model=model, limits=limits, options=options, columns=columns)
        written = write_tables(session, pages, output)
    finally:
        session.stop()
    if not quiet:
        say(summary(written, output))


@spark.command(name="group")
def group_reports(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="What onrecord spark read or onrecord export --format parquet wrote.")
    ],
    *,
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Of the cluster. Default: spark-submit's, else this machine.")
    ] = None,
    conf: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", callback=pairs, help="A setting of Spark's own.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar and no summary.")] = False,
) -> None:
    """Find what belongs together across the reports of a folder: copies, families of the same words, occasions.

    Writes DIR/copies, DIR/families and DIR/occasions: the groups that a record of the same reports finds. All three
    appear when all is found; running again gives the same.
    """
    from onrecord.spark.groups import write_groups  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.spark.session import open_session  # noqa: PLC0415

    settings = {"spark.ui.showConsoleProgress": str(not quiet).lower(), AT_ONCE: "1000"}
    session = open_session(master, settings | _named(conf))
    try:
        found = write_groups(session, folder)
    finally:
        session.stop()
    if found.unreadable:
        are = "is" if found.unreadable == 1 else "are"
        told = f"{count(found.unreadable, 'report')} could not be read back, and so {are} in no group"
        say(f"{told}: {found.why}")  # also when quiet
    if not quiet:
        say(groups_summary(found, folder))


def groups_summary(found: Grouped, folder: str) -> str:
    """ "8 groups of copies (24 reports), 37 families (158 statements), 17 occasions (114 statements); in DIR; …"."""
    groups, rows = found.groups, found.rows
    parts = (
        f"{count(groups['copies'], 'group')} of copies ({count(rows['copies'], 'report')})",
        f"{count(groups['families'], 'family')} ({count(rows['families'], 'statement')})",
        f"{count(groups['occasions'], 'occasion')} ({count(rows['occasions'], 'statement')})",
    )
    return f'{", ".join(parts)}; in {folder}; next: onrecord query {quote(folder)} "SELECT … FROM families"'


def _named(given: list[str] | None) -> dict[str, str]:
    return dict(one.split("=", 1) for one in given or ())


def summary(written: Written, output: str) -> str:
    """ "45 reports, 331 statements, 17 copies of the same input, 1 input put aside; in out; next: …"."""
    parts = [count(written.reports, "report"), count(written.statements, "statement")]
    if written.duplicates:
        parts.append(f"{count(written.duplicates, 'page')} that came twice")
    if written.quarantined:
        parts.append(f"{count(written.quarantined, 'input')} put aside in quarantine")
    if written.passed:
        what = "input that is no report" if written.passed == 1 else "inputs that are no reports"
        parts.append(f"{written.passed:,} {what}")
    where = quote(output)
    return f'{", ".join(parts)}; in {output}; next: onrecord query {where} "SELECT …", or onrecord import {where}'
