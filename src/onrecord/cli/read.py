"""`onrecord read`: put reports on record, or only print what they say."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, BinaryIO, cast

import typer

from onrecord.cli.exits import DONE, FAILED, INTERRUPTED
from onrecord.cli.net_options import ContactOption, PrivateOption, fetcher_of
from onrecord.cli.options import (
    DEFAULT_RECORD,
    MIB,
    PAGE_MEMORY,
    PAGE_SECONDS,
    Format,
    KindOption,
    OccasionOption,
    PageCosts,
    PageMemoryOption,
    PageSecondsOption,
    PlaceOption,
    RecordOption,
    SaidOnOption,
    Sort,
    SpokenByOption,
    record_option,
)
from onrecord.cli.terminal import complain, count, say
from onrecord.values.model import Model

if TYPE_CHECKING:
    from onrecord.pages.files import ReadOptions
    from onrecord.run.account import Account
    from onrecord.run.local import Keeper
    from onrecord.store.record import Record
    from onrecord.values.page import Given


LARGEST_MB = 1_000_000.0  # of one input, which is read into memory
MOST_JOBS = 256


class Form(StrEnum):
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"


def known_encoding(name: str | None) -> str | None:
    """The name as given. A name that no text codec has is a wrong command line, not a fault of every input."""
    if name is not None:
        from onrecord.text.charsets import known_codec  # noqa: PLC0415 -- `onrecord --help` must not pay for it

        if known_codec(name) is None:
            raise typer.BadParameter(f"no encoding is called {name!r}; try utf-8 or windows-1251")
    return name


def read(  # noqa: PLR0913 -- typer reads the options from the signature
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders or addresses of pages; - is standard input.")
    ],
    *,
    record: RecordOption = DEFAULT_RECORD,
    no_record: Annotated[bool, typer.Option("--no-record", help="Only print; write no record.")] = False,
    format_: Annotated[
        Format | None, typer.Option("--format", help="Also print what was read. With --no-record: table.")
    ] = None,
    as_: Annotated[Form | None, typer.Option("--as", help="Read the inputs as this, whatever their ending.")] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", callback=known_encoding, help="The inputs' encoding, where it is known to you."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first input that cannot be read.")] = False,
    model: Annotated[
        Model, typer.Option("--model", help="Who finds the statements: a network, fast or best, or the rules alone.")
    ] = Model.BEST,
    kind: KindOption = Sort.REPORT,
    speaker: SpokenByOption = None,
    date: SaidOnOption = None,
    occasion: OccasionOption = None,
    place: PlaceOption = None,
    max_size: Annotated[
        float, typer.Option(metavar="MB", min=0.001, max=LARGEST_MB, help="Skip larger inputs.")
    ] = 20.0,
    page_seconds: PageSecondsOption = PAGE_SECONDS,
    page_memory: PageMemoryOption = PAGE_MEMORY,
    jobs: Annotated[
        int, typer.Option(metavar="N", min=0, max=MOST_JOBS, help="Processes that read; 0: one for each processor.")
    ] = 1,
    contact: ContactOption = None,
    allow_private_addresses: PrivateOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar and no summary.")] = False,
) -> None:
    """Read reports and put on record who said what.

    Reads .txt and .md (plain text), .html, .jsonl (one report a line) and folders of them. Reading an input
    twice changes nothing. An input that cannot be read is named with the reason; the others go on.
    """
    from onrecord.pages.files import ReadOptions  # noqa: PLC0415 -- as below

    given = _of_transcript(kind, speaker=speaker, published=date, occasion=occasion, place=place)
    options = ReadOptions(form=as_, encoding=encoding, max_bytes=int(max_size * 1_000_000), transcript=given)
    shown = format_ or (Format.TABLE if no_record else None)
    kept = None if no_record else record
    costs = PageCosts(page_seconds, page_memory)
    task = Task(tuple(paths), kept, shown, quiet, model, contact, allow_private_addresses, costs, jobs)
    account = _read(task, options, strict=strict)
    if not quiet:
        say(summary(account, task.record))
    if isinstance(account.stopped, OSError):
        raise account.stopped
    if account.stopped:
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(FAILED if account.skipped else DONE)


def _of_transcript(kind: Sort, **said: str | None) -> Given | None:
    """What a person says of transcripts; None for reports, of which it cannot be said."""
    from onrecord.values.page import Given  # noqa: PLC0415 -- as above

    if kind is Sort.TRANSCRIPT:
        return Given(**said)
    if any(value is not None for value in said.values()):
        raise typer.BadParameter("--speaker, --date, --occasion and --place go with --kind transcript")
    return None


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked for. record: None when none is kept. format: None when nothing is to be printed.

    jobs: processes that read; 0 for as many as there are processors.
    """

    paths: tuple[str, ...]
    record: str | None
    format: Format | None
    quiet: bool
    model: Model
    contact: str | None = None
    allow_private: bool = False
    costs: PageCosts = field(default_factory=PageCosts)
    jobs: int = 1


def _read(task: Task, options: ReadOptions, *, strict: bool) -> Account:
    # Heavy rooms are imported where they are needed: `onrecord --help` must not pay for them.
    from onrecord.cli.telling import telling  # noqa: PLC0415
    from onrecord.run.addresses import read_inputs  # noqa: PLC0415
    from onrecord.run.local import keep_all  # noqa: PLC0415
    from onrecord.run.pool_values import PoolSetup  # noqa: PLC0415
    from onrecord.run.readers import readers  # noqa: PLC0415
    from onrecord.run.workers import Limits, cores  # noqa: PLC0415

    setup = PoolSetup(task.model, task.record, Limits(task.costs.seconds, int(task.costs.megabytes * MIB)))
    jobs = task.jobs or cores()
    with (
        readers(setup, jobs) as reading,
        _keeper(task, reading.name) as keeper,
        telling(task.format, task.paths, progress=not task.quiet) as tell,
    ):
        if reading.why_rules_alone:  # also when quiet: less is found
            say(f"Read by rules alone: {reading.why_rules_alone}")
        ignored: Counter[str] = Counter()
        fetcher = fetcher_of(task.contact, max_bytes=options.max_bytes, allow_private=task.allow_private)
        pages = read_inputs(
            task.paths, options, _stdin(options, jobs), lambda path: ignored.update(("files",)), fetcher
        )
        # What comes through a pipe is to be read when it comes.
        account = keep_all(reading.read(pages, keeper, "-" in task.paths), keeper, tell, strict=strict)
        if lacking := reading.lacking():  # also when quiet: it took longer than it had to
            few = f"{len(lacking)} of {jobs} processes did not start, and the others read for them"
            complain(f"{few}: {lacking[0].what}", lacking[0].remedy)
        reading.close()
        account = replace(account, ignored=ignored.total())
        keeper.tell(account)
        return account


def _stdin(options: ReadOptions, jobs: int) -> BinaryIO:
    """Standard input; where lines are to come, one that hands each on when it comes and not when 8 KiB have come.

    To find out what the input is takes its first bytes together, so that is left to a buffered one. A pool takes pages
    in by a thread that may wait for ever: it gets a buffer of its own, for which nobody waits when the program ends.
    """
    buffered = sys.stdin.buffer
    if options.form == Form.JSONL:
        return cast(BinaryIO, getattr(buffered, "raw", buffered))
    with suppress(OSError):  # one that is no file of the system's
        return open(buffered.fileno(), "rb", closefd=False) if jobs > 1 else buffered
    return buffered


@contextmanager
def _keeper(task: Task, reader: str) -> Iterator[Keeper]:
    """A place for the outcomes. A run that a failing disk ends stays unfinished in the record: that is the truth."""
    from onrecord.run.local import InRecord, NoRecord  # noqa: PLC0415
    from onrecord.run.primary import trace_quotations  # noqa: PLC0415
    from onrecord.store.copies_waiting import complete_copies  # noqa: PLC0415
    from onrecord.store.occasions_waiting import complete_occasions  # noqa: PLC0415
    from onrecord.store.record import open_record  # noqa: PLC0415

    if task.record is None:
        yield NoRecord()
        return
    with open_record(task.record, create=True) as record:
        before = _unplaced(record)
        run = record.begin_run(_now(), reader, task.paths)
        yield InRecord(record, run)
        while complete_copies(record) or complete_occasions(record):
            pass  # a hundred at a time: a break costs no more than the last of them
        for _ in trace_quotations(record):
            pass
        record.end_run(run, _now())
        if lost := _unplaced(record) - before:
            listed = f"onrecord judgements --unplaced{record_option(task.record)}"
            say(f"{count(len(lost), 'judgement')} found no place in it: {listed}")


def _unplaced(record: Record) -> frozenset[str]:
    """Judgements whose statement or speaker is not on record now. They are kept, and said so when it happens."""
    return frozenset(one.judgement.id for one in record.judgements() if one.standing == "unplaced")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def summary(account: Account, record: str | None) -> str:
    """The run in one line: "5 reports read, 38 statements, 1 input at fault; record: onrecord.db; next: …"."""
    parts = [f"{count(account.reports, 'report')} read{_changes(account)}", count(account.statements, "statement")]
    if account.skipped:
        parts.append(f"{count(account.skipped, 'input')} at fault")
    if account.passed:
        parts.append(passed(account))
    if account.foreign:
        parts.append(f"{count(account.foreign, 'report')} not in English (the rules are for English)")
    if account.ignored:
        parts.append(f"{count(account.ignored, 'file')} of other kinds passed over")
    line = ", ".join(parts)
    if account.stopped:
        line = f"stopped early: {line}"
    return f"{line}; {_next_step(account, record)}" if record else line


_OTHER_KINDS = 6  # so many kinds of inputs that are no reports are named, the rest together
_NOUNS = frozenset({"redirect", "image", "font"})


def passed(account: Account) -> str:
    """ "312 inputs that are no reports (200 redirects, 80 images, 32 not found)"."""
    most = sorted(account.kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    named = [count(number, kind) if kind in _NOUNS else f"{number:,} {kind}" for kind, number in most[:_OTHER_KINDS]]
    if rest := sum(number for _, number in most[_OTHER_KINDS:]):
        named.append(f"{rest:,} others")
    what = "input that is no report" if account.passed == 1 else "inputs that are no reports"
    return f"{account.passed:,} {what}" + (f" ({', '.join(named)})" if named else "")


def _changes(account: Account) -> str:
    """Said only when something else than "all are new" happened."""
    changed = [f"{account.new:,} new"] if account.new else []
    changed += [f"{account.unchanged:,} unchanged"] if account.unchanged else []
    changed += [f"{account.replaced:,} read anew"] if account.replaced else []
    return f" ({', '.join(changed)})" if account.unchanged or account.replaced else ""


def _next_step(account: Account, record: str) -> str:
    if account.stopped:
        return f"record: {record}; run the same command again to complete it"
    search = f"; next: onrecord search WORDS{record_option(record)}" if account.reports else ""
    return f"record: {record}{search}"
