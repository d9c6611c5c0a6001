"""`onrecord query`: SQL over a folder of Parquet, without a record."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import Format, FormatOption
from onrecord.cli.terminal import count, one_line, output, print_trimmed, say, shortened

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from onrecord.run.parquet_query import Answer

SHOWN = 50  # rows of a table, unless --limit says otherwise
LONGEST_CELL = 200
WIDEST = 160
NARROWEST = 9  # characters that a column needs, the gap to the next among them


def query(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="What export --format parquet or spark read wrote.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT, of statements, reports and quarantine.")],
    *,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help=f"At most so many rows. Default: of a table {SHOWN}, else all."),
    ] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Ask a folder of Parquet a question in SQL, without importing it.

    The views statements and reports have the columns of the export, quarantine has what could not be read. Nothing but
    the folder is looked at, and nothing is written.
    """
    from onrecord.run.parquet_query import ask  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    is_short = sql.strip().lower().startswith(("describe", "show"))  # a list of columns, of which none is left out
    most = limit or (SHOWN if format_ is Format.TABLE and not is_short else None)
    with ask(Path(folder), sql) as answer:
        if format_ is Format.TABLE:
            _print_table(answer, most)
        elif format_ is Format.JSONL:
            _print_lines(answer, most)
        else:
            _print_csv(answer, most)


def _print_lines(answer: Answer, most: int | None) -> None:
    names = _apart(answer.columns)
    for row in islice(answer.rows, most):
        line = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def _apart(columns: Sequence[str]) -> tuple[str, ...]:
    """The names of columns, each once: a second `title` is `title_1`, as in a table that DuckDB makes of an answer."""
    names: dict[str, None] = {}
    for column in columns:
        name, number = column, 0
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names[name] = None
    return tuple(names)


def _print_csv(answer: Answer, most: int | None) -> None:
    from onrecord.export.csv import safe_cell  # noqa: PLC0415 -- as above

    table = csv.writer(sys.stdout, lineterminator="\r\n")
    table.writerow(answer.columns)
    for row in islice(answer.rows, most):
        table.writerow("" if value is None else safe_cell(_words(value)) for value in row)


def _print_table(answer: Answer, most: int | None) -> None:
    from rich.table import Table  # noqa: PLC0415 -- as above
    from rich.text import Text  # noqa: PLC0415

    shown, more = _first(answer.rows, most)
    if not shown:
        say("no row answers this")
        return
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    console = output()
    if len(answer.columns) * NARROWEST > min(console.width, WIDEST):  # side by side nobody could read them
        _put_below(table, answer.columns, shown)
    else:
        for at, name in enumerate(answer.columns):
            is_number = all(isinstance(row[at], int | float) for row in shown)
            table.add_column(Text(one_line(name)), overflow="fold", justify="right" if is_number else "left")
        for row in shown:
            table.add_row(*map(_shown, row))
    print_trimmed(table, console, WIDEST)
    if more and most:
        say(f"the first {count(most, 'row')}; --limit N shows more, --format csv all")


def _put_below(table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Each row as a block: a line a column."""
    from rich.text import Text  # noqa: PLC0415 -- as above

    table.show_header = False
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for number, row in enumerate(rows):
        if number:
            table.add_row("", "")
        for name, one in zip(columns, row, strict=True):
            table.add_row(Text(one_line(name), "dim"), _shown(one))


def _shown(value: object) -> Text:
    from rich.text import Text  # noqa: PLC0415 -- as above

    return Text("–", "dim") if value is None else Text(_cell(value))


def _first(rows: Iterator[tuple[Any, ...]], most: int | None) -> tuple[list[tuple[Any, ...]], bool]:
    """The first rows, and whether there are more."""
    return list(islice(rows, most)), next(rows, None) is not None


def _cell(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return shortened(one_line(_words(value)), LONGEST_CELL)


def _words(value: object) -> str:
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A value as JSON has it; what JSON does not know (days, bytes) as a text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        return value if value - value == 0 else str(value)  # JSON knows neither infinity nor what is no number
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.hex() if isinstance(value, bytes) else str(value)
