"""What `onrecord read` says while it works: the records it was asked to print, and the inputs it could not read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO

from onrecord.cli.options import Format
from onrecord.cli.progress import Bar
from onrecord.cli.terminal import complain, count, output
from onrecord.run.account import Outcome
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord

NAMED_IN_A_ROW = 20


@contextmanager
def telling(format_: Format | None, paths: Sequence[str], *, progress: bool) -> Iterator[Callable[[Outcome], None]]:
    """Gives the function that tells one outcome. With progress: a bar too, unless records scroll by on the terminal."""
    show = printer(format_)
    bar = Bar(paths, wanted=progress and not (format_ and sys.stdout.isatty()))

    faults = Faults()

    def tell(outcome: Outcome) -> None:
        bar.advance(outcome)
        if isinstance(outcome, Skipped):
            faults.name(outcome)
        else:
            faults.end_row()
            show(outcome.record)

    try:
        yield tell
    finally:
        bar.close()
        faults.end_row()


class Faults:
    """Names faults on standard error: of many in a row the first NAMED_IN_A_ROW, the others are counted.

    A crawl has thousands of redirects and images. They are no faults, and only the summary counts them.
    """

    def __init__(self) -> None:
        self._in_a_row = 0

    def name(self, skipped: Skipped) -> None:
        if not skipped.is_fault:
            return
        if skipped.stands_for > 1:  # itself says how many were not named
            complain(f"{skipped.origin}: {skipped.reason}", skipped.remedy)
            return
        self._in_a_row += 1
        if self._in_a_row <= NAMED_IN_A_ROW:
            complain(f"{skipped.origin}{_place(skipped)}: {skipped.reason}", skipped.remedy)

    def end_row(self) -> None:
        """Say how many were not named."""
        if (more := self._in_a_row - NAMED_IN_A_ROW) > 0:
            complain(
                f"{count(more, 'more input')} in a row could not be read",
                "look at the first of them; all are on record",
            )
        self._in_a_row = 0


def _place(skipped: Skipped) -> str:
    """Where in an archive the input stands, when its name does not say it: " (crawl.warc.gz, byte 4,711)"."""
    arrival = skipped.arrival
    if arrival.archive is None or skipped.origin.startswith(arrival.archive):
        return ""
    return f" ({arrival.archive}, byte {arrival.offset:,})" if arrival.offset is not None else f" ({arrival.archive})"


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
