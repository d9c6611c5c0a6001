"""`onrecord people import`, `imports`, `forget-import`: the user's own files of people and offices."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import FAILED
from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption, record_option
from onrecord.cli.terminal import count, one_line, output, print_trimmed, say
from onrecord.errors import BadRequest, UnknownReference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.store.people import PeopleImport

SHOWN = 10  # bad lines; the others are counted


def import_people(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="FollowTheMoney JSON lines or CSV; may be .gz.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Let the gazetteer grow from your own files: people, bodies, offices and who held them.

    Reads FollowTheMoney JSON lines (OpenSanctions) and CSV with the columns of a Wikidata query: item, itemLabel,
    alias, position, of, start, end. The next `onrecord read` into this record knows them. A line that cannot be read
    is named and kept out (exit code 1); a file is put on record whole or not at all.
    """
    refused = sum(_import(path, record) for path in files)
    say(f"record: {record}; next: onrecord read PATH{record_option(record)} (what was read before is read again)")
    if refused:
        raise typer.Exit(FAILED)


def _import(path: Path, record: str) -> int:
    """Put one file on record. Returns how many lines were kept out."""
    from onrecord.run.people_files import digest_of, open_people  # noqa: PLC0415 -- `--help` must not pay for it
    from onrecord.store.people import add_import, imports  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_people(path) as file, open_record(record, create=True) as opened:
        sha256 = digest_of(path)
        stands = next((one for one in imports(opened) if one.sha256 == sha256), None)
        if stands:
            say(f"{path}: on record already, as import {stands.number}")
            return 0
        about = (datetime.now(UTC).isoformat(timespec="seconds"), str(path), sha256, file.form)
        refused = 0
        for bad in add_import(opened, about, file.told()):
            refused += 1
            if refused <= SHOWN:
                say(f"{path}: line {bad.line} kept out: {bad.reason}")
        if refused > SHOWN:
            say(f"{path}: {count(refused - SHOWN, 'more line')} kept out")
        say(f"{path}: {_told(imports(opened)[-1])}")
    return refused


def _told(one: PeopleImport) -> str:
    kept = [count(one.people, "person"), count(one.bodies, "body")]
    kept += [count(one.posts, "office"), count(one.terms, "term")]
    other = f"; {count(one.passed_over, 'line')} of other kinds passed over" if one.passed_over else ""
    return f"import {one.number}: {', '.join(kept)}{other}"


def list_imports(format_: FormatOption = Format.TABLE, record: RecordOption = DEFAULT_RECORD) -> None:
    """List the files of people that were imported, with what each brought."""
    from onrecord.store.people import PeopleImport, imports  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        rows = imports(opened)
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(rows, PeopleImport, format_)
    elif rows:
        _print_table(rows)
    else:
        say(f"no file of people was imported into {record} yet; onrecord people import FILE does it")


def _print_table(rows: Sequence[PeopleImport]) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("import", no_wrap=True)
    table.add_column("file", overflow="fold", min_width=16)
    for column in ("persons", "bodies", "offices", "terms", "kept out"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("imported", no_wrap=True)
    for row in rows:
        counts = (row.people, row.bodies, row.posts, row.terms, row.refused)
        table.add_row(
            str(row.number), Text(one_line(row.origin)), *(f"{number:,}" for number in counts), row.imported[:10]
        )
    print_trimmed(table, output())


def forget_import(
    number: Annotated[int, typer.Argument(metavar="IMPORT", help="Its number, from `onrecord people imports`.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Take an import out again, with all it brought. The next `onrecord read` does without it."""
    from onrecord.store.people import forget_import as forget  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    if number < 1:
        raise BadRequest(f"{number} is not the number of an import", "see the numbers with onrecord people imports")
    with open_record(record) as opened:
        if not forget(opened, number):
            raise UnknownReference(f"there is no import {number}", "see the numbers with onrecord people imports")
    say(f"import {number} was taken out of {record}; next: onrecord read PATH reads again what was read with it")
