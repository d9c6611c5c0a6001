"""`onrecord instruments`: the documents that statements lean on, who appealed to one, and a register of one's own."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import FAILED
from onrecord.cli.listed import ListedRow
from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, IndependentOption, RecordOption
from onrecord.cli.terminal import count, say
from onrecord.errors import UnknownReference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.store.instruments import AppealedRow
    from onrecord.values.instrument import Instrument

instruments = typer.Typer(
    name="instruments", help="Documents that statements appeal to: treaties, resolutions, acts.", rich_markup_mode=None
)


@instruments.callback(invoke_without_command=True)
def listed(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="Also those that nobody on record appealed to.")] = False,
    independent: IndependentOption = False,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """List the documents that statements on record appeal to, the most appealed to first.

    `possible` counts statements whose words fit several documents.
    """
    if ctx.invoked_subcommand:
        if every or independent or format_ is not Format.TABLE or record != DEFAULT_RECORD:
            raise typer.BadParameter(f"name options behind {ctx.invoked_subcommand}, not before it")
        return
    from onrecord.store.instruments import appealed  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        rows = appealed(opened, independent=independent)
    known = _known(record)
    _print_list([*(_row(row, known) for row in rows), *(_unused(rows, known) if every else ())], format_, record)


@instruments.command()
def show(
    instrument: Annotated[
        str, typer.Argument(metavar="ID", help="Its id, its number (S/RES/242), a name of it, or words of one.")
    ],
    independent: IndependentOption = False,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Show a document: what is known of it and from where, and who appealed to it, when and in what words.

    jsonl prints one object with `instrument` and `appeals`; csv the appeals alone.
    """
    from onrecord.run.asked_documents import document_asked  # noqa: PLC0415
    from onrecord.store.instruments import AppealRow, appeals_to  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    known = _known(record)
    with open_record(record, read_only=True) as opened:
        key = document_asked(opened, instrument, known)
        appeals = appeals_to(opened, key, independent=independent)
    if format_ is Format.CSV:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(appeals, AppealRow, format_)
    elif format_ is Format.JSONL:
        facts = asdict(known[key]) if key in known else {"id": key}
        told = {"instrument": facts, "appeals": [asdict(one) for one in appeals]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        from onrecord.cli.instrument_tables import print_appeals, print_facts  # noqa: PLC0415

        print_facts(key, known.get(key))
        print_appeals(appeals)


@instruments.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, or CSV with a head line.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Put documents of your own into the record's register; the next `onrecord read` finds them.

    Each line has an `id` and a `title`, and what else is known: names, also, kind, adopted, place, by, about,
    identifiers, url, source. A line that cannot be read is named and left out; the others are kept.
    """
    from onrecord.export.jsonl import line_of  # noqa: PLC0415
    from onrecord.run.instrument_files import read_instruments  # noqa: PLC0415
    from onrecord.store.instruments import OwnEntry, put_own  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    entries, bad = [], 0
    for line in read_instruments(file):
        if line.instrument is None:
            bad += 1
            say(f"onrecord: {file}, line {line.number}: {line.wrong}. Left out.")
        else:
            entry = line_of(asdict(line.instrument))
            entries.append(OwnEntry(line.instrument.id, entry, str(file), line.number))
    with open_record(record, create=True) as opened:
        new, replaced = put_own(opened, entries, datetime.now(UTC).isoformat(timespec="seconds"))
    changed = f", {replaced:,} replaced" if replaced else ""
    left_out = f", {count(bad, 'line')} left out" if bad else ""
    say(f"{count(new, 'instrument')} added{changed}{left_out}; record: {record}; the next onrecord read finds them")
    if bad:
        raise typer.Exit(FAILED)


@instruments.command()
def forget(
    instrument: Annotated[str, typer.Argument(metavar="ID", help="The id of an imported document.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Take a document of your own out of the record's register; the next `onrecord read` no longer finds it."""
    from onrecord.store.instruments import forget_own  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record) as opened:
        if not forget_own(opened, instrument):
            raise UnknownReference(
                f"no instrument {instrument!r} was imported into {record}",
                remedy="`onrecord instruments --all` lists what is known; what ships with onrecord stays",
            )
    say(f"{instrument} is forgotten; what was read with it stays until the next onrecord read")


# --- the list --------------------------------------------------------------------------------------------------------


def _known(record: str) -> Mapping[str, Instrument]:
    """The register that ships, and the user's own."""
    from onrecord.run.load_instruments import known_instruments  # noqa: PLC0415

    return {one.id: one for one in known_instruments(record)}


def _row(row: AppealedRow, known: Mapping[str, Instrument]) -> ListedRow:
    one = known.get(row.instrument)
    return ListedRow(
        instrument=row.instrument,
        title=one.title if one else row.instrument,
        kind=one.kind if one else None,
        adopted=one.adopted if one else None,
        statements=row.statements,
        possible=row.possible,
        reports=row.reports,
        speakers=row.speakers,
        first_said_on=row.first_said_on,
        last_said_on=row.last_said_on,
    )


def _unused(rows: Sequence[AppealedRow], known: Mapping[str, Instrument]) -> list[ListedRow]:
    used = {row.instrument for row in rows}
    return [
        ListedRow(one.id, one.title, one.kind, one.adopted, 0, 0, 0, 0, None, None)
        for one in known.values()
        if one.id not in used
    ]


def _print_list(rows: Sequence[ListedRow], format_: Format, record: str) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(rows, ListedRow, format_)
    elif rows:
        from onrecord.cli.instrument_tables import print_documents  # noqa: PLC0415

        print_documents(rows)
        say(f"{count(len(rows), 'document')}; onrecord instruments show ID tells who appealed to one")
    else:
        say(f"no statement in {record} appeals to a document; onrecord instruments --all lists those that are known")
