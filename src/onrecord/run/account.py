"""What became of every input of a run. Nothing is lost: the counts add up to the inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from types import MappingProxyType

from onrecord.values.page import Page, Skipped
from onrecord.values.statement import ReportRecord


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that was read.

    added: what it changed in the record: "new", "unchanged" or "replaced"; None when no record is kept.
    """

    page: Page
    record: ReportRecord
    added: str | None = None


Outcome = ReadPage | Skipped
ReadOne = Callable[[Page], ReportRecord]


@dataclass(frozen=True, slots=True)
class Account:
    """The counts of a run.

    new, unchanged, replaced: reports by what they changed in the record. only_read: reports with no record to change.
    skipped: inputs that could not be read. passed: inputs that are no reports and need no remedy (redirects, images);
    kinds: these by the first words of their reason, up to the colon.
    ignored: files in folders whose ending says that they are no reports.
    statements: in all reports read. foreign: reports in a language the rules are not for.
    stopped: what ended the run early, None when it came to its end. at_fault: it was to stop at the first fault.
    """

    new: int = 0
    unchanged: int = 0
    replaced: int = 0
    only_read: int = 0
    skipped: int = 0
    passed: int = 0
    ignored: int = 0
    statements: int = 0
    foreign: int = 0
    stopped: KeyboardInterrupt | OSError | None = None
    at_fault: bool = False
    kinds: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def why_stopped(self) -> str | None:
        """What ended the run early, in words; None when it came to its end."""
        if isinstance(self.stopped, OSError):
            return self.stopped.strerror or str(self.stopped)
        if self.stopped:
            return "Ctrl-C"
        return "at the first fault (--strict)" if self.at_fault else None

    @property
    def reports(self) -> int:
        return self.new + self.unchanged + self.replaced + self.only_read

    @property
    def inputs(self) -> int:
        return self.reports + self.skipped + self.passed

    def after(self, outcome: Outcome) -> Account:
        """This account with one outcome more."""
        if isinstance(outcome, Skipped):
            return self._after_skipped(outcome)
        statements = self.statements + len(outcome.record.statements)
        foreign = self.foreign + (outcome.record.report.language not in (None, "en"))
        return replace(COUNTED[outcome.added](self), statements=statements, foreign=foreign)

    def _after_skipped(self, outcome: Skipped) -> Account:
        if outcome.is_fault:
            return replace(self, skipped=self.skipped + 1)
        kind = outcome.reason.partition(":")[0]
        kinds = MappingProxyType({**self.kinds, kind: self.kinds.get(kind, 0) + 1})
        return replace(self, passed=self.passed + 1, kinds=kinds)

    def after_all(self, outcomes: Iterable[Outcome]) -> Account:
        return reduce(Account.after, outcomes, self)


COUNTED: Mapping[str | None, Callable[[Account], Account]] = MappingProxyType(
    {
        "new": lambda account: replace(account, new=account.new + 1),
        "unchanged": lambda account: replace(account, unchanged=account.unchanged + 1),
        "replaced": lambda account: replace(account, replaced=account.replaced + 1),
        None: lambda account: replace(account, only_read=account.only_read + 1),
    }
)
