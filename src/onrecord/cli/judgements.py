"""`onrecord judgements`: the log of what people judged, listed, exported, taken in and taken back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import FAILED
from onrecord.cli.judging import judging, tell
from onrecord.cli.options import DEFAULT_RECORD, BecauseOption, ByOption, Format, FormatOption, RecordOption
from onrecord.cli.terminal import count, one_line, output, print_trimmed, say
from onrecord.errors import BadRequest

if TYPE_CHECKING:
    from onrecord.store.judgements import Listed

WIDEST = 120

judgements = typer.Typer(
    name="judgements", invoke_without_command=True, rich_markup_mode=None, subcommand_metavar="[undo|import] …"
)


@judgements.callback()
def listing(
    context: typer.Context,
    *,
    unplaced: Annotated[
        bool, typer.Option("--unplaced", help="Only those that are about nobody and nothing on record now.")
    ] = False,
    format_: FormatOption = Format.TABLE,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """List what people judged, in its order; undone judgements too.

    jsonl is what `onrecord judgements import` takes. Unplaced are those whose statement or speaker is not found in
    what is on record now; they are kept, and count again when it comes back.
    """
    if context.invoked_subcommand:
        if unplaced or format_ is not Format.TABLE or record != DEFAULT_RECORD:
            raise typer.BadParameter(f"name options behind {context.invoked_subcommand}, not before it")
        return
    from onrecord.store.record import open_record  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    with open_record(record, read_only=True) as opened:
        listed = opened.judgements()
    _print([one for one in listed if not unplaced or one.standing == "unplaced"], format_)
    if not listed:
        say("nobody has judged anything; see onrecord people --help and onrecord statement --help")


@judgements.command()
def undo(
    ids: Annotated[list[str], typer.Argument(metavar="ID", help="Of a judgement, or the beginning of it.")],
    because: BecauseOption = None,
    by: ByOption = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Take a judgement back. That is a judgement too, and can be undone; nothing is deleted."""
    with judging(record, by) as judge:
        with judge.together():
            judged = [judge.undo(one, because=because) for one in dict.fromkeys(ids)]
        for judgement in judged:
            tell(judgement, record)


@judgements.command(name="import")
def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="As --format jsonl prints it, Label Studio's JSON or web annotations; - is standard input.",
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who judged in the other program, for whom it names."),
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Take in judgements made elsewhere, all or none. Those in the log already stay as they are.

    A JSON export of Label Studio, of tasks that onrecord export --format labelstudio wrote, or web annotations that it
    wrote and people changed: what was changed there becomes a correction or a rejection, and a new statement is added.
    What the log cannot say, such as another nesting, is named (exit code 1).
    """
    if file != "-" and (program := _program_of(file)):
        _take_in(file, program, by, record)
        return
    if by is not None:
        raise typer.BadParameter(
            "judgements say themselves who judged; --by is for Label Studio's JSON and web annotations"
        )
    with judging(record, "import") as judge:
        added, there = judge.take_in(_lines(file))
    say(f"{count(added, 'judgement')} taken in, {there:,} in the log already")


def _program_of(file: str) -> str | None:
    from onrecord.run.labelled import program_of  # noqa: PLC0415

    return program_of(Path(file))


def _take_in(file: str, program: str, by: str | None, record: str) -> None:
    from onrecord.run.labelled import LABEL_STUDIO, take_in_annotations, take_in_labelled  # noqa: PLC0415

    if program == LABEL_STUDIO:
        taken = take_in_labelled(record, "".join(_lines(file)), by=by)
    else:
        taken = take_in_annotations(record, _lines(file), by=by)
    for judgement in taken.new:
        tell(judgement, record)
    for noted in taken.noted:
        say(f"note: {noted.about}: {noted.what}")
    for one in taken.untaken:
        say(f"not taken: {one.about}: {one.what}")
    say(
        f"{count(taken.tasks, 'report')} came back: {count(len(taken.new), 'judgement')} taken in, "
        f"{count(taken.known, 'change')} on record already"
    )
    if taken.untaken:
        say(f"{count(len(taken.untaken), 'change')} not taken: mend them there and import again, or judge them here")
        raise typer.Exit(FAILED)


def _lines(file: str) -> Iterator[str]:
    """Raises BadRequest for what is no text in UTF-8."""
    try:
        if file == "-":
            yield from sys.stdin
            return
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield from lines
    except UnicodeDecodeError as error:
        raise BadRequest(
            f"{file} is not UTF-8",
            "judgements are JSON, unpacked; reports that were exported as Parquet are for onrecord import",
        ) from error


def _print(listed: Sequence[Listed], format_: Format) -> None:
    if format_ is Format.JSONL:
        from onrecord.export.jsonl import line_of  # noqa: PLC0415
        from onrecord.judging.lines import to_json  # noqa: PLC0415

        for one in listed:
            sys.stdout.write(line_of(to_json(one.judgement)))
    elif format_ is Format.CSV:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows([_row(one) for one in listed], Row, format_)
    elif listed:
        _print_table([_row(one) for one in listed])
        say(count(len(listed), "judgement"))


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement for eyes. statements: on record now that it changes, None where it is about people."""

    id: str
    standing: str
    judgement: str
    statements: int | None
    by: str
    at: str
    because: str | None


def _row(listed: Listed) -> Row:
    from onrecord.store.judgements import said  # noqa: PLC0415

    one = listed.judgement
    return Row(one.id, listed.standing.value, said(one), listed.statements, one.by, one.at, one.because)


def _print_table(rows: Sequence[Row]) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("id", "standing"):
        table.add_column(name, no_wrap=True)
    table.add_column("judgement", overflow="fold", ratio=3)
    table.add_column("by", overflow="fold", ratio=1)
    for row in rows:
        why = one_line(f"{row.by}: {row.because}" if row.because else row.by)
        table.add_row(
            row.id, row.standing, Text(one_line(row.judgement)), Text.assemble(why, "\n", (row.at[:10], "dim"))
        )
    print_trimmed(table, output(), WIDEST)
