"""Search by meaning at the terminal: proposals, called so."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.checking.plain_words import AGAINST
from onrecord.cli.options import Format
from onrecord.cli.progress import PATIENCE
from onrecord.cli.terminal import count, messages, output, say
from onrecord.errors import RecordBusy, RecordNotWritable
from onrecord.run.meaning import Proposed, Proposer, load_proposer
from onrecord.store.record import Record, open_record

if TYPE_CHECKING:
    from onrecord.cli.tables import Entry
    from onrecord.store.search import Filters

_WORTH_TELLING = 0.3  # chance above which it is told what contradicts: of unlike statements it would be noise


def search_by_meaning(words: str, filters: Filters, *, limit: int, format_: Format, record: str) -> None:
    """Print what is nearest to the words in meaning, after the vectors that are lacking were made."""
    proposer = load_proposer()
    up_to_date_if_possible(proposer, record)
    with open_record(record, read_only=True) as opened:
        if filters.instrument is not None:
            from onrecord.run.asked_documents import document_asked  # noqa: PLC0415 -- most searches need none

            filters = replace(filters, instrument=document_asked(opened, filters.instrument))
        found = proposer.nearest(opened, words, filters, limit=limit)
        searched = _searched(opened, filters)
    _print(found, format_)
    if format_ is Format.TABLE or not found:
        say(f"the nearest {len(found)} of {searched}; by meaning alone, so read them before you rely on any")


def _searched(record: Record, filters: Filters) -> str:
    from onrecord.store.search import search as find  # noqa: PLC0415 -- as below

    passed = find(record, "", filters, limit=0)
    undated = f" ({count(passed.undated, 'statement')} left out for want of a year)" if passed.undated else ""
    return f"{count(passed.total, 'statement')} searched{undated}"


def up_to_date_if_possible(proposer: Proposer, path: str) -> None:
    """A record that cannot be written is searched as it is, and what is left out is told."""
    with open_record(path, read_only=True) as opened:
        lacking = proposer.lacking(opened)
    if not lacking:
        return
    try:
        bring_up_to_date(proposer, path)
    except (RecordNotWritable, RecordBusy) as error:
        say(f"{count(lacking, 'wording')} without vectors left out: {error.what}")


def bring_up_to_date(proposer: Proposer, path: str) -> int:
    """Make the vectors that are lacking, with a bar for who waits. Raises RecordNotWritable, RecordBusy."""
    with open_record(path) as opened, _bar() as tell:
        return proposer.index(opened, tell)


@contextmanager
def _bar(clock: Callable[[], float] = time.monotonic) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, on a terminal only, and only for who waits longer than a second."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    started = clock()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=messages(), transient=True, redirect_stdout=False)
    task = progress.add_task("sentence vectors (once)", total=None)
    shown = False

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if not shown and sys.stderr.isatty() and clock() - started >= PATIENCE:
            progress.start()
            shown = True
        progress.update(task, completed=done, total=total)

    try:
        yield tell
    finally:
        if shown:
            progress.stop()


def proposals(words: str, record: str, most: int = 3) -> tuple[Proposed, ...]:
    """What may be the same in other words, after the vectors that are lacking were made. Raises MissingExtra."""
    proposer = load_proposer()
    up_to_date_if_possible(proposer, record)
    with open_record(record, read_only=True) as opened:
        return proposer.propose(opened, words, most)


def print_proposals(found: Sequence[Proposed]) -> None:
    """Beneath a verdict, as what they are."""
    console = output()
    console.print()
    if not found:
        console.print("by meaning: nothing is near enough to be proposed", style="dim")
        return
    console.print("perhaps the same in other words; proposals by meaning, no part of the verdict:")
    from onrecord.cli.tables import print_entries  # noqa: PLC0415 -- as below

    print_entries(map(_entry, found), console)


def _print(found: Sequence[Proposed], format_: Format) -> None:
    if format_ is not Format.TABLE:
        from onrecord.cli.rows import print_rows  # noqa: PLC0415

        print_rows(found, Proposed, format_)
    elif found:
        from onrecord.cli.tables import print_entries  # noqa: PLC0415

        print_entries(map(_entry, found), output())


def _entry(found: Proposed) -> Entry:
    """The passage that is near, with what speaks for it and against it below."""
    from onrecord.cli.tables import hit_entry  # noqa: PLC0415

    entry = hit_entry(replace(found, words=_shown(found)), ())
    told = [f"{found.label}, likeness {found.score:.2f}"]
    if found.chance >= _WORTH_TELLING:
        told += [AGAINST.get(one, one) for one in found.against]
    if found.same_words:
        told.append(f"the same words in {count(found.same_words, 'other statement')}")
    return replace(entry, where=f"{' · '.join(told)}\n{entry.where}")


def _shown(found: Proposed) -> str:
    """The passage, with "…" where more stands before or behind it."""
    at = found.words.find(found.passage)
    before, behind = "… " * (at > 0), " …" * (at + len(found.passage) < len(found.words))
    return f"{before}{found.passage}{behind}"
