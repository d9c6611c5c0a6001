"""`onrecord watch`: feeds are asked again and again, and their new pages are read into the record."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import DONE, FAILED, INTERRUPTED
from onrecord.cli.net_options import ContactOption, PrivateOption, fetcher_of
from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import complain, count, say
from onrecord.cli.watch_lines import round_line
from onrecord.errors import BadRequest
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.run.account import Outcome
    from onrecord.run.watch import Watch
    from onrecord.run.watch_values import Archive, Reading, Round

_DURATION = re.compile(r"(\d{1,6})\s?([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
SHORTEST, LONGEST = 60, 366 * 86_400  # seconds between two rounds; no system sleeps for ever
LARGEST_MB = 1_000.0


def seconds_of(written: str) -> int:
    """ "15m" is 900. Raises BadParameter."""
    found = _DURATION.fullmatch(written.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{written!r} is no time; write 90s, 15m, 2h or 1d")
    return int(found[1]) * _SECONDS[found[2]]


def known_interval(written: str) -> str:
    if seconds_of(written) < SHORTEST:
        raise typer.BadParameter("rounds are a minute apart at least, out of regard for the servers")
    if seconds_of(written) > LONGEST:
        raise typer.BadParameter("rounds are a year apart at most; --once makes one alone")
    return written


def known_duration(written: str) -> str:
    seconds_of(written)
    return written


def watch(  # noqa: PLR0913 -- typer reads the options from the signature
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEEDS", help="Addresses of feeds, or OPML files. Without any: all that are on record."),
    ] = None,
    *,
    every: Annotated[
        str, typer.Option(metavar="TIME", callback=known_interval, help="Time between two rounds: 15m, 2h, 1d.")
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    record: RecordOption = DEFAULT_RECORD,
    keep_pages: Annotated[
        str | None, typer.Option(metavar="FILE.warc.gz", help="Also keep the pages as fetched, in a web archive.")
    ] = None,
    model: Annotated[
        Model, typer.Option("--model", help="Who finds the statements: a network, fast or best, or the rules alone.")
    ] = Model.BEST,
    contact: ContactOption = None,
    max_pages: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many pages in a round.")] = 500,
    max_time: Annotated[
        str, typer.Option(metavar="TIME", callback=known_duration, help="No page is begun later in a round.")
    ] = "1h",
    max_size: Annotated[float, typer.Option(metavar="MB", min=0.001, max=LARGEST_MB, help="Skip larger pages.")] = 20.0,
    allow_private_addresses: PrivateOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No summaries; what is at fault is still named.")] = False,
) -> None:
    """Watch feeds: fetch the pages that are new and put on record who said what.

    Asks politely: robots.txt, one request a host a second, only what has changed. It may be stopped at any time
    (Ctrl-C); the next run goes on where it ended.
    """
    task = Task(
        tuple(feeds or ()), record, model, keep_pages, contact, max_pages, seconds_of(max_time),
        int(max_size * 1_000_000), allow_private_addresses, once and not quiet,
    )  # fmt: skip
    with _stopped_by_signals(), _watch(task) as one:
        last = _rounds(one, task, every=None if once else seconds_of(every), quiet=quiet)
    stopped = last.account.stopped
    if isinstance(stopped, OSError):
        raise stopped
    raise typer.Exit(INTERRUPTED if stopped else FAILED if last.has_faults else DONE)


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked for. max_seconds: of a round. shows_progress: a bar, where rounds do not scroll by anyway."""

    feeds: tuple[str, ...]
    record: str
    model: Model
    keep_pages: str | None
    contact: str | None
    max_pages: int
    max_seconds: int
    max_bytes: int
    allow_private: bool
    shows_progress: bool


def _rounds(one: Watch, task: Task, *, every: int | None, quiet: bool) -> Round:
    """Rounds until somebody stops it; only one when `every` is None. Returns the last."""
    done: Round | None = None
    rounds = read = 0
    try:
        while done is None or (every is not None and not done.account.stopped):
            began = time.monotonic()
            done = one.round()
            rounds, read = rounds + 1, read + done.read
            _say_round(done, task, timed=every is not None, quiet=quiet)
            if every is not None and not done.account.stopped:
                time.sleep(max(0.0, every - (time.monotonic() - began)))
    except KeyboardInterrupt as interruption:  # between two rounds nothing is broken off
        done = done or _stopped(interruption)
    if every is not None and not quiet:
        say(f"ended after {count(rounds, 'round')}: {count(read, 'page')} read")
    return done


def _say_round(done: Round, task: Task, *, timed: bool, quiet: bool) -> None:
    if done.no_network:
        complain(done.no_network, "check the network; nothing is lost, the next round asks again")
    if not quiet:
        stamp = f"{datetime.now().astimezone():%Y-%m-%d %H:%M} " if timed else ""
        say(stamp + round_line(done, task.record))


def _stopped(interruption: KeyboardInterrupt) -> Round:
    from onrecord.run.account import Account  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.run.watch_values import Round  # noqa: PLC0415

    return Round(account=Account(stopped=interruption))


@contextmanager
def _watch(task: Task) -> Iterator[Watch]:
    # Heavy rooms are imported where they are needed: `onrecord --help` must not pay for them.
    from onrecord.fetching.pace import Pace  # noqa: PLC0415
    from onrecord.run.fetch_each import Turns  # noqa: PLC0415
    from onrecord.run.watch import Watch  # noqa: PLC0415
    from onrecord.run.watch_lists import addresses_of  # noqa: PLC0415
    from onrecord.run.watch_values import Watching  # noqa: PLC0415
    from onrecord.store.feeds import Feeds  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    asked = addresses_of(task.feeds, say)
    with (
        open_record(task.record, create=bool(asked)) as record,
        _archive(task.keep_pages) as archive,
        _reading(task) as (reader, read),
        _bar(task) as tell,
    ):
        Feeds(record).add(asked, datetime.now(UTC).isoformat(timespec="seconds"))
        if not Feeds(record).listed():
            raise BadRequest("no feed is watched", remedy="name one: onrecord watch https://example.org/feed.xml")
        watching = Watching(
            fetcher=fetcher_of(task.contact, max_bytes=task.max_bytes, allow_private=task.allow_private),
            turns=Turns(Pace(), max_seconds=task.max_seconds),
            now=lambda: datetime.now(UTC),
            read=read,
            tell=tell,
            say=say,
            reader=reader,
            max_pages=task.max_pages,
            archive=archive,
        )
        yield Watch(record, watching, set(asked) or None)


@contextmanager
def _reading(task: Task) -> Iterator[tuple[str, Reading]]:
    """The reader's name, and what makes outcomes of pages, as `onrecord read` does it."""
    from onrecord.pipeline.read_one import page_to_record  # noqa: PLC0415 -- as above
    from onrecord.run.load_instruments import with_instruments  # noqa: PLC0415
    from onrecord.run.load_people import with_people  # noqa: PLC0415
    from onrecord.run.load_tools import load_tools, why_rules_alone  # noqa: PLC0415
    from onrecord.run.local import read_each  # noqa: PLC0415
    from onrecord.run.workers import PageReader  # noqa: PLC0415

    tools = with_instruments(with_people(load_tools(task.model), task.record), task.record)
    if why := why_rules_alone(task.model):
        say(f"Read by rules alone: {why}")
    with PageReader(most=1) as apart:  # pages come one at a time, a second apart at best
        read_one = partial(page_to_record, tools=replace(tools, read_body=apart.read_body))
        yield tools.reader, lambda pages, keeper: read_each(pages, keeper.sparing(read_one, tools.reader))


@contextmanager
def _archive(path: str | None) -> Iterator[Archive | None]:
    if path is None:
        yield None
        return
    from onrecord.pages.warc_write import PageArchive  # noqa: PLC0415 -- only who keeps pages needs it

    archive = PageArchive(path)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def _bar(task: Task) -> Iterator[Callable[[Outcome], None]]:
    """Gives the function that tells one outcome: faults as lines, the others as a bar for who waits at a terminal."""
    from onrecord.cli.progress import Bar  # noqa: PLC0415 -- as above
    from onrecord.values.page import Skipped  # noqa: PLC0415

    bar = Bar(("-",), wanted=task.shows_progress)

    def tell(outcome: Outcome) -> None:
        bar.advance(outcome)
        if isinstance(outcome, Skipped) and outcome.is_fault:
            complain(f"{outcome.origin}: {outcome.reason}", outcome.remedy)

    try:
        yield tell
    finally:
        bar.close()


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """A service manager's stop is as good as Ctrl-C: what was read is kept, and the summary is said."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
