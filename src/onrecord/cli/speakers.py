"""`onrecord speakers`: who is on record, or all that one of them said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    AllVersionsOption,
    Format,
    FormatOption,
    IndependentOption,
    RecordOption,
    RejectedOption,
)
from onrecord.cli.search import print_found
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, say
from onrecord.errors import UnknownReference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.record import Record
    from onrecord.store.search import Filters, Hit
    from onrecord.store.speaker_rows import SpeakerRow

WIDEST = 120
_STATEMENTS = 20  # of a speaker that are shown where no number is asked for


def speakers(  # noqa: PLR0913 -- typer reads the options from the signature
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Show what this speaker said.")] = None,
    *,
    rejected: RejectedOption = False,
    independent: IndependentOption = False,
    all_versions: AllVersionsOption = False,
    occasions: Annotated[
        bool, typer.Option("--occasions", help="Also count the occasions on which they spoke; see onrecord occasions.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Show at most so many; of one speaker 20 in a table, else all."),
    ] = None,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """List who is on record, or all that one speaker said.

    The list has the number of statements and reports, and the first and last day that they spoke. With --occasions
    also that of the occasions known, most first: words that forty papers print were said once.

    With NAME (words of it are enough): the statements of that speaker, oldest first.
    """
    from onrecord.store.record import open_record  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.search import Filters  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        if name is None:
            from onrecord.store.speaker_rows import speaker_rows  # noqa: PLC0415

            with opened.reading() as connection:
                rows = speaker_rows(connection, all_versions=all_versions, independent=independent, occasions=occasions)
            if rows or format_ is not Format.TABLE:
                _print_speakers(rows, format_, limit)
            else:
                _say_nobody(record, opened.counts().rejected)
        else:
            filters = Filters(speaker=name, rejected=rejected, independent=independent, all_versions=all_versions)
            most = limit or (_STATEMENTS if format_ is Format.TABLE else None)
            _print_statements(opened, name, format_, filters, most)


def _print_statements(record: Record, name: str, format_: Format, filters: Filters, most: int | None) -> None:
    from onrecord.store.search import search  # noqa: PLC0415

    with record.reading():  # both questions of one moment, whoever writes meanwhile
        found = search(record, "", filters, limit=search(record, "", filters, limit=0).total)
    if not found.total and not filters.all_versions:
        earlier = search(record, "", replace(filters, all_versions=True), limit=0).total
        if earlier:
            raise UnknownReference(
                f"all that {name!r} is on record with stands in earlier versions of pages only",
                f"add --all-versions to see {count(earlier, 'statement')}",
            )
    if not found.total:
        raise _unknown(
            name, record, 0 if filters.rejected else search(record, "", replace(filters, rejected=True), limit=0).total
        )
    print_found(replace(found, hits=tuple(sorted(found.hits, key=_when)[:most])), "", format_)


def _when(hit: Hit) -> tuple[str, str, int]:
    # "X" sorts after every digit: a day whose year is not known comes last.
    return hit.said_on or hit.published or "X", hit.report, hit.starts


def _unknown(name: str, record: Record, rejected: int) -> UnknownReference:
    if rejected:
        return UnknownReference(
            f"all that {name!r} is on record with is rejected ({count(rejected, 'statement')})",
            "add --rejected to see it",
        )
    from onrecord.store.finding_people import nearest_names  # noqa: PLC0415

    with record.reading() as connection:
        near = nearest_names(connection, name)
    hint = f"; the nearest: {', '.join(near)}" if near else ""
    return UnknownReference(f"nobody called {name!r} is on record", f"`onrecord speakers` lists who is{hint}")


def _print_speakers(rows: Sequence[SpeakerRow], format_: Format, limit: int | None) -> None:
    shown = rows[:limit]
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.speaker_rows import SpeakerRow  # noqa: PLC0415

        print_rows(shown, SpeakerRow, format_)
    else:
        _print_table(shown)
    if len(shown) < len(rows):
        say(f"{len(shown)} of {count(len(rows), 'speaker')}; --limit {len(rows)} shows all")
    elif format_ is Format.TABLE:
        say(count(len(rows), "speaker"))


def _say_nobody(record: str, rejected: int) -> None:
    if rejected:
        all_ = f"the only statement in {record} is" if rejected == 1 else f"all {rejected:,} statements in {record} are"
        say(f"{all_} rejected; onrecord speakers NAME --rejected and onrecord search WORDS --rejected show them")
    else:
        say(f"nobody is on record in {record} yet; onrecord read PATH puts reports on record")


def _print_table(rows: Sequence[SpeakerRow]) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = output()
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    by_occasion = any(row.occasions is not None for row in rows)
    table.add_column("speaker", overflow="fold", min_width=12 if by_occasion else 16)
    table.add_column("type", no_wrap=True)
    table.add_column("statements", justify="right", no_wrap=True)
    table.add_column("reports", justify="right", no_wrap=True)
    if by_occasion:
        table.add_column("occasions", justify="right", no_wrap=True)
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    for row in rows:
        dates = (or_unknown(row.first_said_on), or_unknown(row.last_said_on))
        counts = [row.statements, row.reports, *([row.occasions or 0] if by_occasion else [])]
        table.add_row(Text(one_line(row.name)), row.type, *(f"{number:,}" for number in counts), *dates)
    print_trimmed(table, console, WIDEST)
