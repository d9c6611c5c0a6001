"""Many pages on one machine: each is read, kept and accounted for; one that cannot be read costs only itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from onrecord.errors import UnreadableInput
from onrecord.reports.read_report import is_read_alike, report_id
from onrecord.run.account import Account, Outcome, ReadOne, ReadPage
from onrecord.run.faults import FAULTS, REPORT_IT, told
from onrecord.store.copies_waiting import complete_copies
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import Record
from onrecord.store.refusals import instead_of, is_refused
from onrecord.values.page import Page, Skipped
from onrecord.values.statement import ReportRecord

# One transaction each: a kill loses at most this much work, and the next run completes it.
BATCH_REPORTS = 100
BATCH_SECONDS = 1.0
BATCH_BYTES = 32_000_000


def read_each(pages: Iterable[Page | Skipped], read_one: ReadOne) -> Iterator[Outcome]:
    """Read pages one at a time. Every page ends in exactly one outcome, in the order of the pages."""
    for page in pages:
        yield page if isinstance(page, Skipped) else _attempt(page, read_one)


def _attempt(page: Page, read_one: ReadOne) -> Outcome:
    try:
        return ReadPage(page, read_one(page))
    except UnreadableInput as error:
        return _skipped(page, "reports", error.what.removeprefix(f"{page.origin}: "), error.remedy)
    except FAULTS as error:
        return _fault(page, error)


def _fault(page: Page, error: Exception) -> Skipped:
    return _skipped(page, "pipeline", told(error), REPORT_IT)


def _skipped(page: Page, room: str, reason: str, remedy: str) -> Skipped:
    return Skipped(page.origin, room, reason, remedy, sha256=page.sha256, content=page.content, arrival=page.arrival)


class Keeper(Protocol):
    """Where outcomes go. Gives back those that are safe now: on record, or handed through."""

    def take(self, outcome: Outcome) -> tuple[Outcome, ...]: ...

    def finish(self) -> tuple[Outcome, ...]: ...

    def tell(self, account: Account) -> None: ...

    def sparing(self, read_one: ReadOne, reader: str) -> ReadOne: ...

    def standing(self, page: Page, reader: str) -> ReportRecord | None: ...

    def wants(self, page: Page, reader: str) -> bool: ...


class NoRecord:
    """Keeps nothing: outcomes are handed through at once."""

    def take(self, outcome: Outcome) -> tuple[Outcome, ...]:
        return (outcome,)

    def finish(self) -> tuple[Outcome, ...]:
        return ()

    def tell(self, account: Account) -> None:
        """There is no log to be told."""

    def sparing(self, read_one: ReadOne, reader: str) -> ReadOne:
        return read_one

    def standing(self, page: Page, reader: str) -> ReportRecord | None:
        return None

    def wants(self, page: Page, reader: str) -> bool:
        return True


class InRecord:
    """Keeps outcomes in a record, one transaction for a batch, closed by count, time or size.

    clock: seconds, never going back.
    """

    def __init__(self, record: Record, run: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._record = record
        self._run = run
        self._clock = clock
        self._waiting: list[Outcome] = []
        self._bytes = 0
        self._since = clock() - BATCH_SECONDS  # the first is written at once, and so is one that comes after a pause

    def take(self, outcome: Outcome) -> tuple[Outcome, ...]:
        """Put one outcome with those that wait. Gives all of them once they are on record, until then nothing."""
        self._waiting.append(outcome)
        content = outcome.content if isinstance(outcome, Skipped) else outcome.page.content
        self._bytes += len(content or b"")
        return self.finish() if self._is_full() else ()

    def finish(self) -> tuple[Outcome, ...]:
        """Write what waits. Raises RecordError; then nothing of the batch is on record."""
        with self._record.batch():
            written = tuple(self._write(outcome) for outcome in self._waiting)
        self._waiting, self._bytes, self._since = [], 0, self._clock()
        complete_copies(self._record)  # of a record that an earlier version wrote, or that lost reports
        complete_occasions(self._record)
        return written

    def tell(self, account: Account) -> None:
        """Write down what the run counted and why it ended early, so that the log can compare."""
        self._record.account_run(self._run, account.inputs, account.ignored, account.why_stopped)

    def sparing(self, read_one: ReadOne, reader: str) -> ReadOne:
        """`read_one` for the pages that are new to this reader; the others are taken from the record as they stand.

        So a run that goes on after a break, or comes again, costs little.
        """

        def read(page: Page) -> ReportRecord:
            stands = self.standing(page, reader)
            return read_one(page) if stands is None else stands

        return read

    def standing(self, page: Page, reader: str) -> ReportRecord | None:
        """What this reader put on record of a page; None for one that is new to it."""
        stands = self._record.as_read_by(reader, report_id(page))
        return _from(page, stands) if stands and is_read_alike(page, stands.report) else None

    def wants(self, page: Page, reader: str) -> bool:
        """Is a page new to this reader, as the record stands now?"""
        if page.encoding:
            return self.standing(page, reader) is None
        return not self._record.is_read_by(reader, report_id(page))

    def _is_full(self) -> bool:
        late = self._clock() - self._since >= BATCH_SECONDS
        return late or len(self._waiting) >= BATCH_REPORTS or self._bytes >= BATCH_BYTES

    def _write(self, outcome: Outcome) -> Outcome:
        if isinstance(outcome, ReadPage) and is_refused(self._record.connection, outcome.record.report):
            outcome = instead_of(outcome.page)
        if isinstance(outcome, Skipped):
            self._record.skip(self._run, outcome)
            return outcome
        try:
            return replace(outcome, added=self._record.add(self._run, outcome.record, outcome.page))
        except ValueError as error:  # a record that contradicts itself is a fault of a stage, found at the last door
            skipped = _fault(outcome.page, error)
            self._record.skip(self._run, skipped)
            return skipped


def _from(page: Page, stands: ReportRecord) -> ReportRecord:
    """The same report under the name it was given this time."""
    return replace(stands, report=replace(stands.report, origin=page.origin), version=None)


def keep_all(
    outcomes: Iterable[Outcome], keeper: Keeper, tell: Callable[[Outcome], None], *, strict: bool = False
) -> Account:
    """Keep outcomes, tell each once it is safe, and count them.

    strict: stop after the first input that could not be read.
    An interruption (Ctrl-C) or an output that fails ends the run, keeps what was read and stands in `Account.stopped`.
    """
    account = Account()
    stopped: KeyboardInterrupt | OSError | None = None
    try:
        for outcome in outcomes:
            safe = keeper.take(outcome)
            account = account.after_all(safe)
            for one in safe:
                tell(one)
            if strict and isinstance(outcome, Skipped) and outcome.is_fault:
                account = replace(account, at_fault=True)
                break
    except (KeyboardInterrupt, OSError) as interruption:
        stopped = interruption
    rest = keeper.finish()
    if not isinstance(stopped, OSError):
        for one in rest:
            tell(one)
    return replace(account.after_all(rest), stopped=stopped)
