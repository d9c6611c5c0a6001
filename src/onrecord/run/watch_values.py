"""What a watcher is told, and what it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from onrecord.fetching.fetch import Fetcher
from onrecord.run.account import Account, Outcome
from onrecord.run.fetch_each import Turns
from onrecord.run.local import Keeper
from onrecord.values.page import Arrival, Page, Skipped

Reading = Callable[[Iterable[Page | Skipped], Keeper], Iterator[Outcome]]


class Archive(Protocol):
    """Where fetched pages are kept as they came, see `pages/warc_write.py`."""

    def add(
        self, url: str, status: int, headers: tuple[tuple[str, str], ...], body: bytes, fetched: str
    ) -> Arrival: ...


@dataclass(frozen=True, slots=True)
class Watching:
    """How to watch. now: the time, UTC. read: pages to outcomes, through the same path as `onrecord read`.

    tell: called with each outcome once it is on record. say: one line for a person.
    """

    fetcher: Fetcher
    turns: Turns
    now: Callable[[], datetime]
    read: Reading
    tell: Callable[[Outcome], None]
    say: Callable[[str], None]
    reader: str
    max_pages: int = 500
    archive: Archive | None = None


@dataclass(slots=True)
class Round:
    """One round's counts. Every due feed is changed, unchanged or failed; every due item read, skipped, again or left.

    passed_over: feeds that are left alone until later. reasons: of skipped items, with their number. no_network: why
    nothing was tried further, None when somebody answered.
    """

    checked: int = 0
    unchanged: int = 0
    failed: int = 0
    passed_over: int = 0
    items: int = 0
    new: int = 0
    read: int = 0
    again: int = 0
    left: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    account: Account = field(default_factory=Account)
    no_network: str | None = None

    @property
    def skipped(self) -> int:
        return self.reasons.total()

    @property
    def has_faults(self) -> bool:
        return bool(self.failed or self.no_network or self.account.skipped)
