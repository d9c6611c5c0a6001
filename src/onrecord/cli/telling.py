"""What `onrecord read` says while it works: the records it was asked to print, and the inputs it could not read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO

from onrecord.cli.options import Format
from onrecord.cli.progress import Bar
from onrecord.cli.terminal import complain, output
from onrecord.run.account import Outcome
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord


@contextmanager
def telling(format_: Format | None, paths: Sequence[str], *, progress: bool) -> Iterator[Callable[[Outcome], None]]:
    """Gives the function that tells one outcome. With progress: a bar too, unless records scroll by on the terminal."""
    show = printer(format_)
    bar = Bar(paths, wanted=progress and not (format_ and sys.stdout.isatty()))

    def tell(outcome: Outcome) -> None:
        bar.advance(outcome)
        if isinstance(outcome, Skipped):
            complain(f"{outcome.origin}: {outcome.reason}", outcome.remedy)
        else:
            show(outcome.record)

    try:
        yield tell
    finally:
        bar.close()


def printer(format_: Format | None) -> Callable[[ReportRecord], None]:
    """The function that prints one record on standard output."""
    if format_ is None:
        return lambda record: None
    if format_ is Format.CSV:
        return _csv_printer()
    return _print_jsonl if format_ is Format.JSONL else _print_table


def _print_jsonl(record: ReportRecord) -> None:
    from onrecord.export.jsonl import write_jsonl  # noqa: PLC0415

    write_jsonl([record], sys.stdout)
    sys.stdout.flush()  # a program that reads along wants each report when it is ready


def _csv_printer() -> Callable[[ReportRecord], None]:
    """One head line now, then rows as reports come."""
    from onrecord.export.csv import write_csv  # noqa: PLC0415

    def print_rows(record: ReportRecord) -> None:
        table = StringIO(newline="")
        write_csv([record], table)
        _, _, rows = table.getvalue().partition("\r\n")
        sys.stdout.write(rows)
        sys.stdout.flush()

    write_csv([], sys.stdout)
    return print_rows


def _print_table(record: ReportRecord) -> None:
    from onrecord.cli.tables import print_report  # noqa: PLC0415

    print_report(record, output())
