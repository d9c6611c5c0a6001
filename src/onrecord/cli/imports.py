"""`onrecord import`: what another record exported, put on record here."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.exits import FAILED, INTERRUPTED
from onrecord.cli.options import DEFAULT_RECORD, RecordOption, record_option
from onrecord.cli.terminal import count, say

if TYPE_CHECKING:
    from onrecord.run.account import Account
    from onrecord.run.imports import Imports
    from onrecord.store.record import Record


def import_(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Exports: .jsonl (may be gzip), .parquet, folders of them; - reads stdin."),
    ],
    *,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar and no summary.")] = False,
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Put on record what `onrecord export` wrote elsewhere, as JSON lines or Parquet.

    Ids stay; versions, copies, families and occasions are found anew among all that is then on record. Importing twice
    changes nothing. What does not fit is named with the reason and kept out (exit code 1). An export has no page bytes
    and no judgements: see onrecord judgements import.
    """
    from onrecord.run.imports import unknown_judgements  # noqa: PLC0415 -- `onrecord --help` must not pay for it
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, create=True) as opened:
        account, imports = _import(paths, opened, quiet=quiet)
        unknown = unknown_judgements(opened, imports.judged)
    if not quiet:
        say(_summary(account, record))
    if unknown:
        say(
            f"{count(len(unknown), 'judgement')} of people told of in it did not come along; bring the log with "
            "onrecord judgements --format jsonl there, and onrecord judgements import FILE here"
        )
    if account.stopped:
        raise typer.Exit(INTERRUPTED) if isinstance(account.stopped, KeyboardInterrupt) else account.stopped
    if account.skipped:
        raise typer.Exit(FAILED)


def _import(paths: list[str], record: Record, *, quiet: bool) -> tuple[Account, Imports]:
    from onrecord import __version__  # noqa: PLC0415 -- as above
    from onrecord.cli.telling import telling  # noqa: PLC0415
    from onrecord.run.imports import IMPORT, Imports  # noqa: PLC0415
    from onrecord.run.local import InRecord, keep_all  # noqa: PLC0415

    run = record.begin_run(_now(), f"onrecord {__version__}{IMPORT}", paths)
    imports = Imports(paths, record, sys.stdin.buffer)
    keeper = InRecord(record, run)
    with telling(None, paths, progress=not quiet) as tell:
        account = keep_all(imports, keeper, tell)
        keeper.tell(account)
    _settle(record)
    record.end_run(run, _now())
    return account, imports


def _settle(record: Record) -> None:
    """Copies, occasions and primary sources, as after reading. Families are found when they are asked for."""
    from onrecord.run.primary import trace_quotations  # noqa: PLC0415 -- as above
    from onrecord.store.copies_waiting import complete_copies  # noqa: PLC0415
    from onrecord.store.occasions_waiting import complete_occasions  # noqa: PLC0415

    while complete_copies(record) or complete_occasions(record):
        pass
    for _ in trace_quotations(record):
        pass


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _summary(account: Account, record: str) -> str:
    """ "5 reports (3 new, 2 unchanged), 38 statements, 1 input kept out; record: onrecord.db; next: …"."""
    changed = (("new", account.new), ("unchanged", account.unchanged), ("replaced", account.replaced))
    told = ", ".join(f"{number:,} {name}" for name, number in changed if number)
    parts = [count(account.reports, "report") + (f" ({told})" if told else ""), count(account.statements, "statement")]
    if account.passed:
        parts.append(f"{count(account.passed, 'report')} left as read here by another version")
    if account.skipped:
        parts.append(f"{count(account.skipped, 'input')} kept out")
    line = f"{', '.join(parts)}; record: {record}"
    if account.stopped:
        return f"stopped early: {line}; run the same command again to complete it"
    return f"{line}; next: onrecord search WORDS{record_option(record)}" if account.reports else line
