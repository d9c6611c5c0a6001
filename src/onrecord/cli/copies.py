"""`onrecord copies`: reports that are copies of each other, which is the original, what was cut and added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption, record_option
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.copies_read import CopyGroup, GroupRow


def copies(
    report: Annotated[
        str | None,
        typer.Argument(metavar="REPORT", help="Show the copies of this report: its id, given id, path or file name."),
    ] = None,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """List groups of reports that are copies of each other, the newest first, or show the copies of one report.

    With REPORT: its group, and its text beside the original: what it cut, and what it added. The original is named
    where dates or credits decide; else each report is compared with the fullest text.

    Other reports of the same event, and texts of fewer than 40 words, are no copies.
    """
    from onrecord.store.copies_read import copies_of, copy_groups  # noqa: PLC0415 -- as elsewhere
    from onrecord.store.copies_waiting import not_compared_yet  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        if report is None:
            _print_groups(copy_groups(opened), format_, record)
        else:
            _print_group(copies_of(opened, report), format_)
        if left := not_compared_yet(opened):
            say(f"{count(left, 'report')} not compared yet; the next onrecord read PATH{record_option(record)} does it")


def _print_groups(rows: Sequence[GroupRow], format_: Format, record: str) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.copies_read import GroupRow  # noqa: PLC0415

        print_rows(rows, GroupRow, format_)
    elif rows:
        from onrecord.cli.copies_tables import print_groups  # noqa: PLC0415

        print_groups(rows)
        together = sum(row.reports for row in rows)
        say(f"{count(len(rows), 'group')} of copies, {together:,} reports in them; onrecord copies REPORT shows one")
    else:
        say(f"no two reports in {record} are copies of each other")


def _print_group(group: CopyGroup, format_: Format) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.copies_read import MemberRow  # noqa: PLC0415

        print_rows(group.members, MemberRow, format_)
    elif group.members:
        from onrecord.cli.copies_tables import print_group  # noqa: PLC0415

        print_group(group)
    else:
        say(f"report {group.asked}: {group.because}")
