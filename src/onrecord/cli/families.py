"""`onrecord families`: statements that carry the same words, who carried them whole, and what others cut or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption
from onrecord.cli.settling import group_families
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.families_read import FamilyRow, MemberRow


def families(  # noqa: PLR0913 -- typer reads the options from the signature
    asked: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Show one family: its id, or that of a statement, or the beginning of one."),
    ] = None,
    *,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Families with words of this speaker.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Said on this day or later; EDTF: 2021-12.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Said on this day or earlier.")] = None,
    least: Annotated[
        int, typer.Option("--min", metavar="N", min=1, help="In so many independent reports at least.")
    ] = 1,
    meaning: Annotated[
        bool,
        typer.Option("--meaning", help="Also what may belong to them by meaning: proposals, called so, counted apart."),
    ] = False,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """List statements that carry the same words across reports, or show one such family.

    The list has the families in most independent reports first; a report and its copies are one.

    With ID: the fullest statement, and each other one beside it: the same, cut, altered, going on where the fullest
    ends, or a paraphrase without quotation marks; what differs by name, and the sentences that were left out.

    Statements that were read since the last time are looked up first.
    """
    from onrecord.store.families_read import FamilyFilters, family_of, family_rows  # noqa: PLC0415 -- as elsewhere
    from onrecord.store.record import open_record  # noqa: PLC0415

    filters = FamilyFilters(speaker, since, until, least)
    group_families(record)
    if meaning:
        from onrecord.cli.families_meaning import show_by_meaning  # noqa: PLC0415 -- few ask for it

        show_by_meaning(asked, filters, format_, record)
        return
    with open_record(record, read_only=True) as opened:
        if asked is None:
            print_list(family_rows(opened, filters), format_, record)
        else:
            print_members(family_of(opened, asked), asked, format_)


def print_list(rows: Sequence[FamilyRow], format_: Format, record: str) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.families_read import FamilyRow  # noqa: PLC0415

        print_rows(rows, FamilyRow, format_)
    elif rows:
        from onrecord.cli.families_tables import print_families  # noqa: PLC0415

        print_families(rows)
        grouped = [row for row in rows if row.family is not None]
        told = f"{count(len(grouped), 'family')}, {sum(row.statements for row in grouped):,} statements in them"
        if any(row.proposals is not None for row in rows):
            told += f"; something is proposed by meaning to {sum(bool(row.proposals) for row in rows):,} of the list"
        say(f"{told}; onrecord families ID shows one")
    else:
        say(f"no two reports in {record} carry the same words, as far as they were asked for")


def print_members(members: Sequence[MemberRow], asked: str, format_: Format) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415
        from onrecord.store.families_read import MemberRow  # noqa: PLC0415

        print_rows(members, MemberRow, format_)
    elif members:
        from onrecord.cli.families_tables import print_family  # noqa: PLC0415

        print_family(members)
    else:
        say(f"statement {asked}: no other report on record carries its words")
