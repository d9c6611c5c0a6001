"""Watching feeds: a round asks every feed, fetches the pages that are new, and reads them into the record.

It may be killed at any time: an item counts as done only when its page is on record, and the next round goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from onrecord.fetching.locations import Location
from onrecord.fetching.outcome import Fetched, Refused, Why
from onrecord.fetching.robots import A_DAY, Robots, Rules, host_of
from onrecord.run.account import Outcome
from onrecord.run.fetch_each import FetchEach
from onrecord.run.fetched_pages import page_of, page_of_feed_text, skipped_of
from onrecord.run.local import InRecord, keep_all
from onrecord.run.watch_feeds import LONGEST_WAIT, FeedCheck, moment, wait_after
from onrecord.run.watch_values import Round, Watching
from onrecord.store.feeds import FeedRow, Feeds, Waiting
from onrecord.store.record import Record
from onrecord.values.page import Arrival, Page, Skipped

MOST_TRIES = 5
MOST_SILENT = 3  # pages of one host in a row that nobody answers for; the others wait for the next round
_AGAIN = "; it will be tried again"


@dataclass(slots=True)
class Watch:
    """Watches feeds of a record. asked: their addresses as the user gave them, None for all on record."""

    record: Record
    watching: Watching
    asked: set[str] | None = None

    def round(self) -> Round:
        """One round. Ctrl-C ends it, keeps what was read, and stands in `Round.account.stopped`."""
        counts, feeds = Round(), Feeds(self.record)
        began = moment(self.watching.now())
        check = FeedCheck(self.watching, feeds, counts)
        try:
            faults = check.run(self._rows(feeds))
        except KeyboardInterrupt as interruption:
            counts.account = replace(counts.account, stopped=interruption)
            return counts
        if self.asked is not None:
            self.asked |= check.listed
        waiting = [] if counts.no_network else self._waiting(feeds, counts, began)
        if faults or waiting:
            robots = self._robots(feeds)
            pages = _Pages(self.watching, feeds, counts, robots, {one.address: one for one in waiting})
            self._read(pages, faults, counts)
            feeds.keep_robots(
                {site: (rules.text or "", moment(rules.at)) for site, rules in robots.learned.items()},
                self._yesterday(),
            )
        return counts

    def _rows(self, feeds: Feeds) -> Sequence[FeedRow]:
        return [row for row in feeds.listed() if self.asked is None or row.asked in self.asked]

    def _waiting(self, feeds: Feeds, counts: Round, began: str) -> list[Waiting]:
        waiting = feeds.waiting([row.number for row in self._rows(feeds)], moment(self.watching.now()))
        counts.items = len(waiting)
        counts.new = sum(one.seen_at >= began and not one.tries for one in waiting)
        counts.left = max(0, len(waiting) - self.watching.max_pages)
        return list(waiting[: self.watching.max_pages])

    def _robots(self, feeds: Feeds) -> Robots:
        known = {
            site: Rules(text, datetime.fromisoformat(at))
            for site, (text, at) in feeds.robots(self._yesterday()).items()
        }
        return Robots(self.watching.fetcher, self.watching.turns.pace, known, self.watching.now)

    def _yesterday(self) -> str:
        return moment(self.watching.now() - A_DAY)

    def _read(self, pages: _Pages, faults: Sequence[Skipped], counts: Round) -> None:
        asked = sorted({row.asked for row in self._rows(pages.feeds)} if self.asked is None else self.asked)
        run = self.record.begin_run(moment(self.watching.now()), self.watching.reader, asked)
        keeper = InRecord(self.record, run)
        outcomes = self.watching.read(_chained(faults, pages), keeper)
        counts.account = keep_all(outcomes, keeper, pages.settle)
        keeper.tell(counts.account)
        pages.put_off()
        counts.left += pages.unsettled
        self.record.end_run(run, moment(self.watching.now()))


def _chained(faults: Sequence[Skipped], pages: _Pages) -> Iterator[Page | Skipped]:
    yield from faults
    yield from pages.fetched()


def _asks_for_peace(answer: Fetched | Refused | None) -> bool:
    """The server is overloaded, or its robots.txt cannot be had: what else waits for this host need not be tried."""
    if not isinstance(answer, Refused):
        return False
    return answer.why is Why.BUSY or (answer.why is Why.ROBOTS and answer.may_pass)


@dataclass(slots=True)
class _Pages:
    """The second half of a round: the pages that wait are fetched, and each is settled once it is on record."""

    watching: Watching
    feeds: Feeds
    counts: Round
    robots: Robots
    waiting: Mapping[str, Waiting]
    whys: dict[str, str] = field(default_factory=dict)
    later: dict[str, float] = field(default_factory=dict)

    def fetched(self) -> Iterator[Page | Skipped]:
        """Pages as they come, hosts taking turns."""
        limits = self.watching.fetcher.limits
        fetching = FetchEach(self._fetch, self.watching.turns)
        silent: dict[str, int] = {}
        for item, answer in fetching.results((host_of(one.address, limits), one) for one in self.waiting.values()):
            host = host_of(item.address, limits)
            is_silent = isinstance(answer, Refused) and answer.why in (Why.NETWORK, Why.SLOW)
            silent[host] = silent.get(host, 0) + 1 if is_silent else 0
            if silent[host] >= MOST_SILENT or _asks_for_peace(answer):
                self.later[host] = answer.wait or 0.0 if isinstance(answer, Refused) else 0.0
                fetching.drop(host)
            yield self._page(item, answer)

    def _fetch(self, item: Waiting) -> Fetched | Refused | None:
        """None for an item that has no page of its own: its address is a place in the feed."""
        return None if "#" in item.address else self.watching.fetcher.fetch(item.address, gate=self._gate)

    def _gate(self, place: Location) -> None:
        self.robots.check(place)
        self.watching.turns.pace.take(place.host)

    def _page(self, item: Waiting, answer: Fetched | Refused | None) -> Page | Skipped:
        arrival = Arrival(feed=item.feed, listed=item.listed, fetched=moment(self.watching.now()))
        if isinstance(answer, Fetched):
            return self._kept(answer, arrival)
        if answer is not None and self._waits(item, answer):
            return skipped_of(answer, arrival, more=_AGAIN)
        text = self.feeds.text_of(item)
        if text or answer is None:
            return page_of_feed_text(item.address, item.title, text or "", arrival)
        self.whys[item.address] = answer.why.value
        gave_up = f"; given up after {MOST_TRIES} tries" if answer.may_pass else ""
        return skipped_of(answer, arrival, more=gave_up)

    def _kept(self, answer: Fetched, arrival: Arrival) -> Page:
        arrival = replace(arrival, last_modified=answer.header("last-modified"))
        if self.watching.archive and arrival.fetched:
            kept = self.watching.archive.add(
                answer.address, answer.status, answer.headers, answer.body, arrival.fetched
            )
            arrival = replace(arrival, archive=kept.archive, offset=kept.offset, record=kept.record)
        return page_of(answer, arrival)

    def _waits(self, item: Waiting, answer: Refused) -> bool:
        """A failure that may pass is tried again, but not for ever."""
        return answer.may_pass and item.tries + 1 < MOST_TRIES

    # --- what became of them

    def settle(self, outcome: Outcome) -> None:
        """Called once an outcome is on record, and only then."""
        origin = outcome.origin if isinstance(outcome, Skipped) else outcome.page.origin
        item = self.waiting.get(origin)
        if item:
            self._settle(item, outcome)
        self.watching.tell(outcome)

    def _settle(self, item: Waiting, outcome: Outcome) -> None:
        if not isinstance(outcome, Skipped):
            self.counts.read += 1
            self.feeds.settle(item.address, "read")
        elif outcome.reason.endswith(_AGAIN):
            self.counts.again += 1
            asked_for = self.later.get(host_of(item.address, self.watching.fetcher.limits))
            later = self.watching.now() + wait_after(item.tries, asked_for)
            self.feeds.try_again(item.address, outcome.reason.removesuffix(_AGAIN), moment(later))
        else:
            self.counts.reasons[self.whys.get(item.address, "not readable")] += 1
            self.feeds.settle(item.address, "failed" if outcome.is_fault else "skipped", outcome.reason)

    def put_off(self) -> None:
        """Who asked for peace gets it from the next rounds too."""
        limits = self.watching.fetcher.limits
        for host, seconds in self.later.items():
            until = moment(self.watching.now() + min(LONGEST_WAIT, timedelta(seconds=min(seconds, 1e6))))
            self.feeds.put_off([one for one in self.waiting if host_of(one, limits) == host], until)

    @property
    def unsettled(self) -> int:
        """Items that were not come to: their host did not answer, or the round ended before."""
        return len(self.waiting) - self.counts.read - self.counts.again - self.counts.skipped
