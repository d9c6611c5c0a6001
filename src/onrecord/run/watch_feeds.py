"""The first half of a round: every feed that is due is asked whether it has anything new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from onrecord.errors import UnreadableInput
from onrecord.fetching.fetch import NEW
from onrecord.fetching.limits import FEEDS, MB
from onrecord.fetching.outcome import Fetched, Refused, Validators, Why
from onrecord.fetching.robots import host_of
from onrecord.pages.feeds import NO_FEED, read_feed
from onrecord.run.fetch_each import FetchEach
from onrecord.run.fetched_pages import skipped_of
from onrecord.run.watch_values import Round, Watching
from onrecord.store.feeds import FeedRow, Feeds
from onrecord.values.feed import Feed, FeedItem, FeedList, FeedPointers
from onrecord.values.page import Skipped

MAX_FEED_BYTES = 10 * MB
FIRST_WAIT = timedelta(minutes=15)  # after a failure; then twice as long each time
LONGEST_WAIT = timedelta(days=1)
HOSTS_ASKED = 5  # that do not answer, and none that does: there is no network


def wait_after(failures: int, asked_for: float | None) -> timedelta:
    """How long to leave somebody alone after so many failures in a row; a server may ask for longer, up to a day."""
    wait = FIRST_WAIT * (1 << min(failures, 10))
    return min(LONGEST_WAIT, max(wait, timedelta(seconds=min(asked_for or 0.0, 1e6))))


def moment(time: datetime) -> str:
    return time.isoformat(timespec="seconds")


@dataclass(slots=True)
class FeedCheck:
    """Asks feeds, and keeps what they list. Failures are held back until it is known whether there is a network."""

    watching: Watching
    feeds: Feeds
    round: Round
    faults: list[tuple[FeedRow, Skipped, timedelta]] = field(default_factory=list)
    listed: set[str] = field(default_factory=set)
    _silent: dict[str, str] = field(default_factory=dict)
    _answered: bool = False

    def run(self, rows: Sequence[FeedRow]) -> tuple[Skipped, ...]:
        """Check the feeds that are due. Returns the faults; none when there is no network, which the round tells."""
        self._check(rows)
        if self.listed:  # what turned out to be a list of feeds is followed once
            before = {row.number for row in rows}
            self._check([row for row in self.feeds.listed() if row.asked in self.listed and row.number not in before])
        if self._silent and not self._answered:
            return self._without_network(self._silent)
        return self._with_faults()

    def _check(self, rows: Sequence[FeedRow]) -> None:
        now = moment(self.watching.now())
        due = [row for row in rows if (row.next_at or "") <= now]
        self.round.passed_over += len(rows) - len(due)
        fetching = FetchEach(self._fetch, self.watching.turns)
        limits = self.watching.fetcher.limits
        for row, answer in fetching.results((host_of(row.address, limits), row) for row in due):
            self._listen(host_of(row.address, limits), answer)
            if not self._answered and len(self._silent) >= HOSTS_ASKED:
                fetching.drop()
            self._take(row, answer)

    def _listen(self, host: str, answer: Fetched | Refused) -> None:
        if isinstance(answer, Fetched) or answer.answered:
            self._answered = True
        elif answer.why is Why.NETWORK:
            self._silent[host] = answer.reason

    def _fetch(self, row: FeedRow) -> Fetched | Refused:
        limits = self.watching.fetcher.limits
        return self.watching.fetcher.fetch(
            row.address,
            limits=replace(limits, types=FEEDS, max_bytes=MAX_FEED_BYTES),
            validators=Validators(row.etag, row.last_modified) if row.etag or row.last_modified else NEW,
            gate=lambda place: self.watching.turns.pace.take(place.host),
        )

    def _take(self, row: FeedRow, answer: Fetched | Refused) -> None:
        self.round.checked += 1
        if isinstance(answer, Refused):
            # What was not even asked for is nobody's burden: the next round may try at once.
            wait = timedelta() if answer.why is Why.DENIED else wait_after(row.failures, answer.wait)
            self._fail(row, skipped_of(replace(answer, asked=row.asked)), wait)
        elif answer.status == 304:
            self.round.unchanged += 1
            self.feeds.not_changed(row.number, moment(self.watching.now()))
        else:
            self._read(row, answer)

    def _read(self, row: FeedRow, answer: Fetched) -> None:
        try:
            found = read_feed(answer.body, answer.address, charset=answer.charset)
        except UnreadableInput as error:
            self._fail(row, _fault(row, error.what.removeprefix(f"{answer.address}: "), error.remedy))
            return
        if isinstance(found, Feed):
            self._arrive(row, found, answer)
        elif isinstance(found, FeedPointers):
            self._follow(row, found)
        else:
            self._take_list(row, found)

    def _arrive(self, row: FeedRow, found: Feed, answer: Fetched) -> None:
        for remark in found.remarks:
            self.watching.say(f"{row.asked}: {remark}")
        seen = answer.validators
        told = {"title": found.title, "etag": seen.etag, "last_modified": seen.last_modified}
        items = [_with_address(item, row) for item in found.items]
        self.feeds.arrived(row.number, items, moment(self.watching.now()), told)

    def _follow(self, row: FeedRow, found: FeedPointers) -> None:
        """A web page. The feed that it names is watched instead, from this round on."""
        other = next((one for one in found.addresses if one not in (row.asked, row.address)), None)
        if other is None or row.address != row.asked:
            self._fail(row, _fault(row, "this is a web page, and it names no feed", NO_FEED))
            return
        self.watching.say(f"{row.asked}: this is a web page; its feed is {other}")
        self.feeds.moved(row.number, other)
        moved = replace(row, address=other, etag=None, last_modified=None)
        self.round.checked -= 1
        self._take(moved, self._fetch(moved))

    def _take_list(self, row: FeedRow, found: FeedList) -> None:
        """A list of feeds where a feed was expected: its feeds are watched, itself is not."""
        if row.asked in self.listed:
            self._fail(row, _fault(row, "this is a list inside a list of feeds", NO_FEED))
            return
        new = self.feeds.add(found.addresses, moment(self.watching.now()))
        self.feeds.forget(row.asked)
        self.listed.update(found.addresses)
        self.round.checked -= 1
        self.watching.say(f"{row.asked}: this is a list of {len(found.addresses)} feeds, {len(new)} of them new")

    def _fail(self, row: FeedRow, fault: Skipped, wait: timedelta | None = None) -> None:
        self.round.failed += 1
        self.faults.append((row, fault, wait_after(row.failures, None) if wait is None else wait))

    def _with_faults(self) -> tuple[Skipped, ...]:
        now = self.watching.now()
        for row, fault, wait in self.faults:
            later = moment(now + wait)
            self.feeds.failed(row.number, moment(now), trouble=fault.reason, remedy=fault.remedy, next_at=later)
        return tuple(fault for _, fault, _ in self.faults)

    def _without_network(self, silent: dict[str, str]) -> tuple[Skipped, ...]:
        """Nobody answered: that is one trouble, not as many as there are feeds, and none of theirs."""
        self.round.checked -= self.round.failed
        self.round.failed = 0
        self.round.no_network = f"no connection to any host ({len(silent)} asked; {next(iter(silent.values()))})"
        return ()


def _with_address(item: FeedItem, row: FeedRow) -> FeedItem:
    """An item without a page of its own is known by a place in its feed."""
    return item if item.address else replace(item, address=f"{row.address}#{item.id}")


def _fault(row: FeedRow, reason: str, remedy: str) -> Skipped:
    return Skipped(row.asked, "pages", reason, remedy)
