"""`onrecord log`: what each run read, what it skipped and why."""

from __future__ import annotations

import sys
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import FAILED
from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption
from onrecord.cli.terminal import complain, count, say

if TYPE_CHECKING:
    from onrecord.store.accounts import Asked
    from onrecord.store.record import Record


class OutcomeName(StrEnum):
    OK = "ok"
    SKIPPED = "skipped"
    QUARANTINED = "quarantined"


def log(  # noqa: PLR0913 -- typer reads the options from the signature
    run: Annotated[int | None, typer.Argument(metavar="RUN", min=1, help="The account of this run.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Of RUN: each input. Without RUN: all runs.")] = False,
    outcome: Annotated[OutcomeName | None, typer.Option(help="Each input that ended so.")] = None,
    origin: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Each input with these words in its path or address.")
    ] = None,
    bytes_: Annotated[
        str | None,
        typer.Option("--bytes", metavar="INPUT", help="Write the bytes of an input, as read, on standard output."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Show at most so many in a table.")] = 20,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Tell what each run read, what it skipped and why.

    Without RUN: the runs, the newest first. With RUN: its inputs by outcome and reason, counted and compared with what
    the run itself had counted. An input is `ok`, `skipped`, or `quarantined`: a fault whose bytes are kept.
    """
    from onrecord.store.accounts import Asked, reasons, run_account  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        asked = Asked(run, outcome.value if outcome else None, origin)
        if bytes_ is not None:
            _write_bytes(opened, bytes_)
        elif outcome or origin or (run is not None and (every or format_ is not Format.TABLE)):
            _print_inputs(opened, asked, format_, None if every else limit)
        elif run is not None:
            from onrecord.cli.log_tables import print_account  # noqa: PLC0415

            print_account(run_account(opened, run), reasons(opened, run))
        else:
            _print_runs(opened, format_, sys.maxsize if every or format_ is not Format.TABLE else limit)


def _write_bytes(record: Record, asked: str) -> None:
    """Raw, and so never to a terminal, which they could steer."""
    from onrecord.store.accounts import content_of_input  # noqa: PLC0415

    if _is_terminal():
        complain(
            "bytes of a stranger do not belong on a terminal",
            f"send them to a file: onrecord log --bytes {asked} > FILE",
        )
        raise typer.Exit(FAILED)
    content = content_of_input(record, asked)
    sys.stdout.buffer.write(content)
    say(count(len(content), "byte"))


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _print_inputs(record: Record, asked: Asked, format_: Format, limit: int | None) -> None:
    from onrecord.store.accounts import InputRow, input_rows, run_account  # noqa: PLC0415

    if asked.run is not None:
        run_account(record, asked.run)  # a run that there is not is an error, not an empty list
    rows = input_rows(record, asked)
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(rows, InputRow, format_)
        return
    from onrecord.cli.log_tables import print_inputs  # noqa: PLC0415

    shown = list(islice(rows, limit))
    rest = sum(1 for _ in rows)
    if shown:
        print_inputs(shown, with_run=asked.run is None)
    say(
        f"{len(shown):,} of {count(len(shown) + rest, 'input')}; --all shows all"
        if rest
        else count(len(shown), "input")
    )


def _print_runs(record: Record, format_: Format, limit: int) -> None:
    from onrecord.store.accounts import RunAccount, run_accounts  # noqa: PLC0415

    accounts, total = run_accounts(record, limit), record.counts().runs
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(accounts, RunAccount, format_)
    elif accounts:
        from onrecord.cli.log_tables import print_runs  # noqa: PLC0415

        print_runs(accounts)
        more = f"{len(accounts):,} of " if len(accounts) < total else ""
        say(f"{more}{count(total, 'run')}; onrecord log RUN tells of one")
    else:
        say("nothing was read into this record yet")
