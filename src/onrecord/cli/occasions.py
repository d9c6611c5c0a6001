"""`onrecord occasions`: events of speaking, told by one report or by many, and what joined these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption, record_option
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.occasions_read import OccasionRow, ToldRow


def occasions(  # noqa: PLR0913 -- typer reads the options from the signature
    occasion: Annotated[
        str | None, typer.Argument(metavar="ID", help="Show this occasion: its id, or the beginning of it.")
    ] = None,
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Words of the speaker's name.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Told by this outlet, among others.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Of this day or later: 2021, 2021-12.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Of this day or earlier.")] = None,
    reports: Annotated[int, typer.Option(metavar="N", min=1, help="Told by at least so many reports.")] = 1,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Show at most so many occasions.")] = 20,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """List events of speaking, the latest first, or show all that is on record of one.

    An occasion is one person, a day, a place, a gathering. Reports are joined to one by the same words, or by the same
    day and the same named gathering or venue; never where days, places or media differ.

    With ID: its statements, report by report, with what joined them.
    """
    from onrecord.store.occasions_read import Asked, occasion_rows, occasion_told  # noqa: PLC0415 -- as elsewhere
    from onrecord.store.occasions_waiting import not_settled_yet  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        if occasion is not None:
            _print_one(*occasion_told(opened, occasion), format_)
        else:
            asked = Asked(speaker, outlet, since, until, reports)
            _print_list(*occasion_rows(opened, asked, limit), format_, record)
        if left := not_settled_yet(opened):
            say(f"{count(left, 'report')} not compared yet; the next onrecord read PATH{record_option(record)} does it")


def _print_list(rows: Sequence[OccasionRow], total: int, format_: Format, record: str) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.occasions_read import OccasionRow  # noqa: PLC0415

        print_rows(rows, OccasionRow, format_)
    elif rows:
        from onrecord.cli.occasions_tables import print_occasions  # noqa: PLC0415

        print_occasions(rows)
    if not total:
        say(f"no such occasion is on record in {record}")
    elif format_ is Format.TABLE or len(rows) < total:
        all_ = f"{len(rows)} of {count(total, 'occasion')}; --limit {total} shows all"
        say(f"{all_ if len(rows) < total else count(total, 'occasion')}; onrecord occasions ID shows one")


def _print_one(row: OccasionRow, told: Sequence[ToldRow], format_: Format) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.occasions_read import ToldRow  # noqa: PLC0415

        print_rows(told, ToldRow, format_)
        return
    from onrecord.cli.occasions_tables import print_occasion  # noqa: PLC0415

    print_occasion(row, told)
