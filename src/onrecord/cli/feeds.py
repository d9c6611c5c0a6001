"""`onrecord feeds`: what is watched, how it went, and what is watched no more."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Format, FormatOption, RecordOption, record_option
from onrecord.cli.terminal import count, one_line, output, print_trimmed, say

if TYPE_CHECKING:
    from onrecord.store.feeds import FeedRow

WIDEST = 120

feeds = typer.Typer(name="feeds", invoke_without_command=True, rich_markup_mode=None, subcommand_metavar="[forget] …")


@dataclass(frozen=True, slots=True)
class Row:
    """One feed for programs. Times are ISO 8601, UTC. state: "new", "fine" or "failing"."""

    feed: str
    address: str
    title: str | None
    state: str
    checked_at: str | None
    changed_at: str | None
    next_at: str | None
    failures: int
    trouble: str | None
    remedy: str | None
    read: int
    waiting: int
    skipped: int
    failed: int


@feeds.callback()
def listing(
    context: typer.Context, *, format_: FormatOption = Format.TABLE, record: RecordOption = DEFAULT_RECORD
) -> None:
    """List the feeds that are watched, when each was asked last, and what became of its pages."""
    if context.invoked_subcommand:
        if format_ is not Format.TABLE or record != DEFAULT_RECORD:
            raise typer.BadParameter(f"name options behind {context.invoked_subcommand}, not before it")
        return
    from onrecord.store.feeds import Feeds  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        rows = [_row(feed) for feed in Feeds(opened).listed()]
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(rows, Row, format_)
    elif rows:
        _print_table(rows)
        _say_never(rows, record)
    if not rows:
        say("no feed is watched; begin with: onrecord watch https://example.org/feed.xml")


@feeds.command()
def forget(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Of a feed, as the list shows it.")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Watch a feed no more. What was read from it stays on record."""
    from onrecord.store.feeds import Feeds  # noqa: PLC0415 -- as above
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record) as opened:
        for url in urls:
            gone = Feeds(opened).forget(url)
            waiting = f"; {count(gone.waiting, 'page')} that waited are not read" if gone.waiting else ""
            back = f"onrecord watch {quote(gone.asked)}{record_option(record)}"
            say(f"{gone.asked} is watched no more{waiting}; to take it back: {back}")


def _row(feed: FeedRow) -> Row:
    state = "failing" if feed.trouble else "fine" if feed.checked_at else "new"
    return Row(
        feed=feed.asked,
        address=feed.address,
        title=feed.title,
        state=state,
        checked_at=feed.checked_at,
        changed_at=feed.changed_at,
        next_at=feed.next_at,
        failures=feed.failures,
        trouble=feed.trouble,
        remedy=feed.remedy,
        read=feed.read,
        waiting=feed.waiting,
        skipped=feed.skipped,
        failed=feed.failed,
    )


def _print_table(rows: list[Row]) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("feed", overflow="fold", ratio=1)
    for name in ("checked (UTC)", "read", "waiting", "skipped", "failed"):
        table.add_column(name, no_wrap=True, justify="left" if name.startswith("checked") else "right")
    for row in rows:
        told = [Text(one_line(row.title or row.feed), "bold")]
        told += [Text(one_line(row.feed), "dim")] if row.title else []
        if row.trouble:
            times = "at the last check" if row.failures == 1 else f"at the last {row.failures:,} checks"
            told.append(Text(f"failed {times}: {one_line(row.trouble)}", "red"))
            told += [Text(one_line(row.remedy), "dim")] if row.remedy else []
            told.append(Text(f"not asked again before {_minute(row.next_at)}", "dim"))
        numbers = (row.read, row.waiting, row.skipped, row.failed)
        table.add_row(Text("\n").join(told), _minute(row.checked_at), *(f"{number:,}" for number in numbers))
    print_trimmed(table, output(), WIDEST)


def _say_never(rows: list[Row], record: str) -> None:
    """A mistyped address would be asked for ever."""
    where = "" if record == DEFAULT_RECORD else f" --record {quote(record)}"
    for row in rows:
        if row.trouble and row.changed_at is None:
            say(f"nothing ever came of {row.feed}; if it is mistyped: onrecord feeds forget {quote(row.feed)}{where}")


def _minute(time: str | None) -> str:
    return time[:16].replace("T", " ") if time else "–"
