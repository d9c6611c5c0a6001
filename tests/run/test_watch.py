"""A round of watching: what is new is read once, politely, and whatever happens in between the next round goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.fetching.fetch import Fetcher
from onrecord.fetching.limits import Limits
from onrecord.fetching.pace import Pace
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.account import Outcome
from onrecord.run.fetch_each import Turns
from onrecord.run.fetched_pages import FROM_FEED, page_of_feed_text
from onrecord.run.load_tools import load_tools
from onrecord.run.local import Keeper, read_each
from onrecord.run.watch import MOST_TRIES, Watch
from onrecord.run.watch_feeds import wait_after
from onrecord.run.watch_values import Archive, Round, Watching
from onrecord.store.accounts import run_accounts
from onrecord.store.feeds import FeedRow, Feeds
from onrecord.store.record import Record, open_record
from onrecord.values.model import Model
from onrecord.values.page import Arrival, Page, Skipped
from tests.fetching.server import Answer, Server, serving

RSS = "application/rss+xml"


class Clock:
    """A clock that only sleeping moves. For several threads."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds

    def now(self) -> datetime:
        return datetime(2023, 10, 2, 10, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)


@dataclass
class World:
    """A record, a server with pages of several hosts, and a clock."""

    server: Server
    record: Record
    clock: Clock = field(default_factory=Clock)
    told: list[Outcome] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    resolver: Callable[[str, int], Sequence[str]] = lambda host, port: ("127.0.0.1",)
    max_pages: int = 500
    archive: Archive | None = None
    interrupt_after: int | None = None

    def feed(self, path: str, *items: str, host: str = "a.example", **more: str) -> str:
        body = f'<rss version="2.0"><channel><title>Courier</title>{"".join(items)}</channel></rss>'
        self.server.at[f"{host}{path}"] = Answer(body.encode(), type=RSS, etag=f'"{hash(body)}"')
        return self.server.url(path, host)

    def page(self, path: str, host: str = "a.example") -> str:
        text = f"<p>“The ferry {path} stays in port,” harbour master Ysolde Marrin said on Monday.</p>"
        html = f"<html><body><article><h1>Ferry {path}</h1>{text}</article></body></html>"
        self.server.at[f"{host}{path}"] = Answer(html.encode())
        return self.server.url(path, host)

    def item(self, path: str, host: str = "a.example", more: str = "") -> str:
        date = "Mon, 02 Oct 2023 09:00:00 GMT"
        return f"<item><title>T</title><link>{self.server.url(path, host)}</link><pubDate>{date}</pubDate>{more}</item>"

    def watch(self, *asked: str) -> Watch:
        Feeds(self.record).add(asked, self.clock.now().isoformat(timespec="seconds"))
        watching = Watching(
            fetcher=Fetcher("onrecord/test", Limits(allow_private=True, total=5), self.resolver),
            turns=Turns(Pace(1.0, self.clock, self.clock.sleep), self.clock, self.clock.sleep),
            now=self.clock.now,
            read=self._read,
            tell=self.told.append,
            say=self.said.append,
            reader="onrecord test",
            max_pages=self.max_pages,
            archive=self.archive,
        )
        return Watch(self.record, watching, set(asked) or None)

    def _read(self, pages: Iterable[Page | Skipped], keeper: Keeper) -> Iterator[Outcome]:
        outcomes = read_each(pages, partial(page_to_record, tools=load_tools(Model.RULES)))
        for count, outcome in enumerate(outcomes):
            if count == self.interrupt_after:
                raise KeyboardInterrupt
            yield outcome

    def round(self, *asked: str) -> Round:
        done = self.watch(*asked).round()
        assert done.items == done.read + done.skipped + done.again + done.left
        return done

    def asked(self, path: str, host: str = "a.example") -> int:
        return sum(one.path == path and one.host.startswith(host) for one in self.server.asked)

    def row(self) -> FeedRow:
        return Feeds(self.record).listed()[0]


@pytest.fixture(scope="module")
def one_server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def world(one_server: Server, tmp_path: Path) -> Iterator[World]:
    one_server.at.clear()
    one_server.asked.clear()
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        yield World(one_server, record)


def test_what_is_new_is_read_once(world: World) -> None:
    feed = world.feed("/feed", world.item(world_path := "/1"), world.item("/2"))
    world.page(world_path), world.page("/2")
    first, second = world.round(feed), world.round(feed)
    assert (first.checked, first.new, first.read) == (1, 2, 2)
    assert (second.checked, second.unchanged, second.items) == (1, 1, 0)
    assert world.asked("/1") == 1
    assert world.record.counts().reports == 2


def test_a_report_knows_the_feed_it_came_by(world: World) -> None:
    feed = world.feed("/feed", world.item("/1"))
    url = world.page("/1")
    world.round(feed)
    (record,) = world.record.records()
    arrival = record.report.arrival
    assert (arrival.feed, arrival.listed) == (feed, "Mon, 02 Oct 2023 09:00:00 GMT")
    assert arrival.fetched == "2023-10-02T10:00:02+00:00"  # after the feed and robots.txt, a second apart
    assert (record.report.url, record.report.origin) == (url, url)


def test_only_the_new_item_of_a_changed_feed_is_fetched(world: World) -> None:
    feed = world.feed("/feed", world.item("/1"))
    world.page("/1"), world.page("/2")
    world.round(feed)
    world.feed("/feed", world.item("/2"), world.item("/1"))
    done = world.round(feed)
    assert (done.new, done.read, world.asked("/1"), world.asked("/2")) == (1, 1, 1, 1)


def test_without_names_all_feeds_on_record_are_watched(world: World) -> None:
    world.page("/1")
    world.round(world.feed("/feed", world.item("/1")))
    assert world.round().unchanged == 1


def test_the_log_names_the_feeds_also_where_nobody_named_them(world: World) -> None:
    feeds = [world.feed("/a", world.item("/1")), world.feed("/b", world.item("/2"))]
    world.page("/1")
    world.page("/2")
    Feeds(world.record).add(feeds, world.clock.now().isoformat(timespec="seconds"))
    world.round()
    assert run_accounts(world.record, 1)[0].arguments == tuple(feeds)


@pytest.mark.parametrize("read_before", [0, 1])
def test_who_stops_it_loses_nothing_and_the_next_round_goes_on(world: World, read_before: int) -> None:
    feed = world.feed("/feed", *(world.item(f"/{at}") for at in range(3)))
    for at in range(3):
        world.page(f"/{at}")
    world.interrupt_after = read_before
    stopped = world.round(feed)
    assert isinstance(stopped.account.stopped, KeyboardInterrupt)
    assert (stopped.read, stopped.left, world.record.counts().reports) == (read_before, 3 - read_before, read_before)
    world.interrupt_after = None
    done = world.round(feed)
    assert (done.new, done.read, world.record.counts().reports) == (0, 3 - read_before, 3)


def test_a_kill_between_fetch_and_record_costs_a_second_fetch_and_no_page(world: World) -> None:
    feed = world.feed("/feed", world.item("/1"))
    world.page("/1")

    class Killed(BaseException):
        pass

    def killed(*_: object) -> Iterator[Outcome]:
        raise Killed
        yield

    watch = world.watch(feed)
    watch.watching = Watching(**{name: getattr(watch.watching, name) for name in Watching.__slots__} | {"read": killed})
    with pytest.raises(Killed):
        watch.round()
    assert world.row().waiting == 1
    assert world.round(feed).read == 1


# --- robots.txt


def test_what_robots_txt_forbids_is_not_fetched_and_no_fault(world: World) -> None:
    world.server.at["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /private", type="text/plain")
    feed = world.feed("/feed", world.item("/private/1"), world.item("/2"))
    world.page("/private/1"), world.page("/2")
    done = world.round(feed)
    assert (done.read, dict(done.reasons), done.has_faults) == (1, {"robots.txt": 1}, False)
    assert world.asked("/private/1") == 0


def test_robots_txt_speaks_to_us_by_name(world: World) -> None:
    rules = b"User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /"
    world.server.at["/robots.txt"] = Answer(rules, type="text/plain")
    feed = world.feed("/feed", world.item("/1"))
    assert world.round(feed).reasons == {"robots.txt": 1}


def test_a_redirect_does_not_lead_around_robots_txt(world: World) -> None:
    world.server.at["b.example/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", type="text/plain")
    world.server.at["a.example/1"] = Answer(status=302, headers={"Location": world.page("/2", "b.example")})
    assert world.round(world.feed("/feed", world.item("/1"))).reasons == {"robots.txt": 1}
    assert world.asked("/2", "b.example") == 0


def test_robots_txt_is_asked_for_once_a_day(world: World) -> None:
    for at in range(3):
        world.page(f"/{at}")
        world.round(world.feed("/feed", *(world.item(f"/{before}") for before in range(at + 1))))
    assert world.asked("/robots.txt") == 1
    world.clock.sleep(86_400)
    world.page("/3")
    world.round(world.feed("/feed", world.item("/3")))
    assert world.asked("/robots.txt") == 2


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_is_out_of_reach_nothing_is_fetched_for_now(world: World, status: int) -> None:
    world.server.at["/robots.txt"] = Answer(b"", status)
    feed = world.feed("/feed", world.item("/1"), world.item("/2"))
    world.page("/1"), world.page("/2")
    done = world.round(feed)
    assert (done.read, done.again, done.left) == (0, 1, 1)
    del world.server.at["/robots.txt"]
    world.clock.sleep(3_600)
    assert world.round(feed).read == 2


@pytest.mark.parametrize(
    "answer", [Answer(b"", 404), Answer(b"", 403), Answer(b"<html>", 200), Answer(b"\xff\xfe\0", 200)]
)
def test_without_rules_everything_is_allowed(world: World, answer: Answer) -> None:
    world.server.at["/robots.txt"] = answer
    world.page("/1")
    assert world.round(world.feed("/feed", world.item("/1"))).read == 1


# --- regard for servers


def test_requests_to_one_host_are_a_second_apart_and_hosts_take_turns(world: World) -> None:
    hosts = ("a.example", "b.example")
    feed = world.feed("/feed", *(world.item(f"/{at}", host) for host in hosts for at in range(3)))
    times: dict[str, list[float]] = {host: [] for host in hosts}
    for host in hosts:
        for at in range(3):
            world.page(f"/{at}", host)
            answer = world.server.at[f"{host}/{at}"]

            def timed(answer: object = answer, host: str = host) -> Answer:
                times[host].append(world.clock())
                assert isinstance(answer, Answer)
                return answer

            world.server.at[f"{host}/{at}"] = timed
    assert world.round(feed).read == 6
    for seen in times.values():
        assert all(later - earlier >= 1.0 for earlier, later in pairwise(seen))
    assert world.clock() < 9.0  # one after the other it would be


def test_crawl_delay_is_kept_within_reason(world: World) -> None:
    world.server.at["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 10", type="text/plain")
    feed = world.feed("/feed", *(world.item(f"/{at}") for at in range(3)))
    for at in range(3):
        world.page(f"/{at}")
    assert world.round(feed).read == 3
    assert 20.0 <= world.clock() < 40.0


def test_who_asks_for_peace_gets_it(world: World) -> None:
    feed = world.feed("/feed", world.item("/1"), world.item("/2"), world.item("/3", "b.example"))
    world.server.at["a.example/1"] = Answer(b"", 503, headers={"Retry-After": "7200"})
    world.page("/2"), world.page("/3", "b.example")
    done = world.round(feed)
    assert (done.read, done.again, done.left) == (1, 1, 1)
    world.page("/1")
    world.clock.sleep(3_600)
    assert world.round(feed).items == 0
    world.clock.sleep(3_700)
    assert world.round(feed).read == 2


def test_a_page_that_fails_is_tried_a_few_times_and_then_named(world: World) -> None:
    feed = world.feed("/feed", world.item("/1"))
    world.server.at["a.example/1"] = Answer(b"", 500)
    for _ in range(MOST_TRIES - 1):
        assert world.round(feed).again == 1
        world.clock.sleep(86_400)
    last = world.round(feed)
    assert (last.again, last.reasons, last.has_faults) == (0, {"refused by the server": 1}, True)
    told = world.told[-1]
    assert isinstance(told, Skipped)
    assert "given up after 5 tries" in told.reason
    world.clock.sleep(86_400)
    assert world.round(feed).items == 0
    assert world.row().failed == 1


def test_a_feed_that_fails_is_left_alone_longer_each_time_and_others_go_on(world: World) -> None:
    good, bad = world.feed("/feed", world.item("/1")), world.server.url("/bad", "b.example")
    world.page("/1")
    world.server.at["b.example/bad"] = Answer(b"", 500)
    first = world.round(bad, good)
    assert (first.checked, first.failed, first.read) == (2, 1, 1)
    assert world.round(bad, good).passed_over == 1
    world.clock.sleep(16 * 60)
    assert world.round(bad, good).failed == 1
    world.clock.sleep(16 * 60)
    assert world.round(bad, good).passed_over == 1
    assert (world.row().failures, world.row().trouble) == (2, "the server answered 500")


@pytest.mark.parametrize(
    ("failures", "asked_for", "minutes"),
    [(0, None, 15), (1, None, 30), (3, None, 120), (50, None, 1440), (0, 3600, 60), (0, 1e300, 1440)],
)
def test_waiting_doubles_up_to_a_day(failures: int, asked_for: float | None, minutes: int) -> None:
    assert wait_after(failures, asked_for) == timedelta(minutes=minutes)


def test_a_host_that_does_not_answer_is_not_asked_for_every_page(world: World) -> None:
    feed = world.feed("/feed", *(world.item(f"/{at}", "dead.example") for at in range(20)))
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        if host == "dead.example":
            raise OSError(-2, "Name or service not known")
        return ("127.0.0.1",)

    world.resolver = resolver
    done = world.round(feed)
    assert done.again + done.left == 20
    assert asked.count("dead.example") < 8


# --- no network


def test_without_a_network_one_line_says_so(world: World) -> None:
    def nobody(host: str, port: int) -> Sequence[str]:
        raise OSError(-3, "Temporary failure in name resolution")

    feeds = [world.server.url("/feed", f"{at}.example") for at in range(40)]
    world.resolver = nobody
    done = world.round(*feeds)
    assert done.no_network is not None
    assert done.no_network.startswith("no connection to any host (")
    assert (world.told, done.failed, done.has_faults) == ([], 0, True)
    assert all(feed.failures == 0 for feed in Feeds(world.record).listed())
    assert world.record.runs() == ()


# --- what is no page


def test_what_is_no_page_is_counted_and_no_fault(world: World) -> None:
    world.server.at["/film"] = Answer(b"x", type="video/mp4")
    done = world.round(world.feed("/feed", world.item("/film")))
    assert (dict(done.reasons), done.has_faults) == ({"neither HTML nor text": 1}, False)


@pytest.mark.parametrize(
    "answer", [Answer(b"", 404), Answer(b""), Answer(b"\x89PNG\r\n\x1a\n" + bytes(99)), Answer(b"<p></p>")]
)
def test_a_page_at_fault_is_named_and_does_not_come_again(world: World, answer: Answer) -> None:
    world.server.at["/1"] = answer
    feed = world.feed("/feed", world.item("/1"))
    done = world.round(feed)
    assert (done.skipped, done.has_faults) == (1, True)
    assert [one.origin for one in world.record.skipped()] == [world.server.url("/1", "a.example")]
    assert world.round(feed).items == 0


FULL = (
    '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>“The lamp is lit,” keeper '
    "Ruben Quillet said on Monday. He told the council that the oil would last until May.</p>]]></content:encoded>"
)


def test_where_the_page_cannot_be_had_the_text_of_the_feed_is_read_and_flagged(world: World) -> None:
    world.server.at["/1"] = Answer(b"", 403)
    assert world.round(world.feed("/feed", world.item("/1", more=FULL))).read == 1
    (record,) = world.record.records()
    assert FROM_FEED in record.report.flags
    assert "The lamp is lit" in record.report.text


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://ledger.example/1", "https://ledger.example/1"),
        ("https://ledger.example/feed#item-7", None),
    ],
)
def test_an_item_without_a_page_of_its_own_has_no_address_of_a_page(address: str, url: str | None) -> None:
    page = page_of_feed_text(address, "In brief", "<p>The lamp is lit.</p>", Arrival())
    assert (page.origin, page.given.url) == (address, url)


def test_the_page_counts_more_than_the_text_of_the_feed(world: World) -> None:
    world.page("/1")
    world.round(world.feed("/feed", world.item("/1", more=FULL)))
    (record,) = world.record.records()
    assert FROM_FEED not in record.report.flags


def test_an_item_without_a_page_is_read_from_the_feed(world: World) -> None:
    assert (
        world.round(
            world.feed("/feed", f"<item><guid isPermaLink='false'>k 1</guid><title>T</title>{FULL}</item>")
        ).read
        == 1
    )
    assert world.asked("/robots.txt") == 0


# --- feeds of all kinds


def test_an_address_in_two_feeds_is_fetched_once(world: World) -> None:
    world.page("/1")
    one = world.feed("/one", world.item("/1", more="<guid>k1</guid>"))
    two = world.feed("/two", world.item("/1", more="<guid>other</guid>"))
    done = world.round(one, two)
    assert (done.new, done.read, world.asked("/1")) == (1, 1, 1)
    three = world.feed("/three", world.item("/1"))
    assert world.round(three).items == 0


def test_a_web_page_leads_to_its_feed(world: World) -> None:
    world.page("/1")
    world.feed("/feed", world.item("/1"))
    head = b'<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed">'
    world.server.at["/"] = Answer(head)
    home = world.server.url("/", "a.example")
    assert world.round(home).read == 1
    assert "its feed is" in world.said[0]
    assert world.round(home).unchanged == 1
    assert (world.asked("/"), world.row().address) == (1, world.server.url("/feed", "a.example"))


def test_a_web_page_without_a_feed_is_told(world: World) -> None:
    home = world.page("/")
    done = world.round(home)
    assert (done.failed, done.has_faults) == (1, True)
    assert isinstance(world.told[0], Skipped)
    assert "names no feed" in world.told[0].reason


def test_a_list_of_feeds_on_the_web_is_followed_in_the_same_round(world: World) -> None:
    world.page("/1")
    world.feed("/feed", world.item("/1"))
    world.server.at["/opml"] = Answer(b'<opml><body><outline xmlUrl="/feed"/></body></opml>', type="text/xml")
    done = world.round(world.server.url("/opml", "a.example"))
    assert (done.checked, done.read) == (1, 1)
    assert [one.asked for one in Feeds(world.record).listed()] == [world.server.url("/feed", "a.example")]


def test_a_feed_that_is_a_trap_is_named_and_left_alone(world: World) -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    world.server.at["/feed"] = Answer(bomb, type=RSS)
    assert world.round(world.server.url("/feed", "a.example")).failed == 1
    assert "entities" in (world.row().trouble or "")


def test_a_limit_of_pages_leaves_the_rest_for_the_next_round_and_cuts_no_feed_off(world: World) -> None:
    one = world.feed("/one", *(world.item(f"/{at}") for at in range(4)))
    two = world.feed("/two", world.item("/9"))
    for at in (0, 1, 2, 3, 9):
        world.page(f"/{at}")
    world.max_pages = 2
    first = world.round(one, two)
    assert (first.read, first.left, world.asked("/9")) == (2, 3, 1)
    world.max_pages = 500
    assert world.round(one, two).read == 3


def test_pages_are_kept_as_they_came_where_that_is_asked_for(world: World) -> None:
    class Kept:
        urls: list[str]

        def __init__(self) -> None:
            self.urls = []

        def add(self, url: str, status: int, headers: Sequence[tuple[str, str]], body: bytes, fetched: str) -> Arrival:
            assert (status, body[:6], fetched[:4]) == (200, b"<html>", "2023")
            assert ("content-type", "text/html; charset=utf-8") in headers
            self.urls.append(url)
            return Arrival(archive="pages.warc.gz", offset=17, record="<urn:uuid:1>")

    archive = Kept()
    world.archive = archive
    url = world.page("/1")
    world.round(world.feed("/feed", world.item("/1")))
    (record,) = world.record.records()
    assert archive.urls == [url]
    assert (record.report.arrival.archive, record.report.arrival.offset) == ("pages.warc.gz", 17)
    assert record.report.arrival.feed


def test_a_round_stands_in_the_log_of_runs_and_a_round_with_nothing_new_does_not(world: World) -> None:
    world.server.at["/film"] = Answer(b"x", type="video/mp4")
    feed = world.feed("/feed", world.item("/1"), world.item("/film"), world.item("/gone"))
    world.page("/1")
    world.round(feed)
    world.round(feed)
    (run,) = world.record.runs()
    assert run.finished
    assert len(world.record.skipped(run.number)) == 1
