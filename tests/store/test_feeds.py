"""Feeds on record: what was asked, what is listed, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import UnknownReference
from onrecord.store.feeds import Feeds
from onrecord.store.record import open_record
from onrecord.values.feed import FeedItem

MONDAY, TUESDAY = "2023-10-02T10:00:00+00:00", "2023-10-03T10:00:00+00:00"
FEED, OTHER = "https://news.example/feed", "https://other.example/feed"
TOLD = {"title": "Courier", "etag": '"1"', "last_modified": None}


@pytest.fixture
def feeds(tmp_path: Path) -> Iterator[Feeds]:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        feeds = Feeds(record)
        feeds.add([FEED, OTHER], MONDAY)
        yield feeds


def item(name: str, at: str | None = None) -> FeedItem:
    return FeedItem(name, at or f"https://news.example/{name}", "T\ud800", MONDAY, "<p>all</p>")


def waiting(feeds: Feeds, now: str = MONDAY) -> list[str]:
    return [one.address.rpartition("/")[2] for one in feeds.waiting([1, 2], now)]


def test_a_feed_is_added_once(feeds: Feeds) -> None:
    assert feeds.add([FEED, "https://third.example/"], TUESDAY) == ("https://third.example/",)
    assert [feed.asked for feed in feeds.listed()] == [FEED, OTHER, "https://third.example/"]


def test_items_wait_until_they_are_settled(feeds: Feeds) -> None:
    assert feeds.arrived(1, [item("a"), item("b"), item("a")], MONDAY, TOLD) == 2
    assert feeds.arrived(1, [item("b"), item("c")], TUESDAY, TOLD) == 1
    assert waiting(feeds) == ["a", "b", "c"]
    feeds.settle("https://news.example/a", "read")
    assert waiting(feeds) == ["b", "c"]
    (row, _) = feeds.listed()
    assert (row.read, row.waiting, row.title, row.etag, row.checked_at) == (1, 2, "Courier", '"1"', TUESDAY)


def test_feeds_take_turns_and_an_address_waits_once(feeds: Feeds) -> None:
    feeds.arrived(1, [item("a"), item("b"), item("c")], MONDAY, TOLD)
    feeds.arrived(2, [item("x"), item("other id", "https://news.example/a")], MONDAY, TOLD)
    assert waiting(feeds) == ["a", "x", "b", "c"]
    feeds.settle("https://news.example/a", "read")
    assert [feed.waiting for feed in feeds.listed()] == [2, 1]


def test_what_one_feed_brought_is_not_new_in_another(feeds: Feeds) -> None:
    feeds.arrived(1, [item("a")], MONDAY, TOLD)
    feeds.settle("https://news.example/a", "read")
    feeds.arrived(2, [item("k", "https://news.example/a")], MONDAY, TOLD)
    assert waiting(feeds) == []
    assert feeds.listed()[1].read == 1


def test_the_text_of_a_page_that_was_read_is_not_kept(feeds: Feeds) -> None:
    feeds.arrived(1, [item("a")], MONDAY, TOLD)
    feeds.settle("https://news.example/a", "read")
    feeds.arrived(2, [item("a")], MONDAY, TOLD)
    rows = feeds._record.connection.execute("SELECT state, title, content FROM feed_items").fetchall()
    assert [tuple(row) for row in rows] == [("read", "T\ufffd", None)] * 2


def test_a_page_waits_until_its_time_and_tries_are_counted(feeds: Feeds) -> None:
    feeds.arrived(1, [item("a"), item("b")], MONDAY, TOLD)
    feeds.try_again("https://news.example/a", "too slow", TUESDAY)
    feeds.put_off(["https://news.example/a", "https://news.example/b"], "2023-10-02T11:00:00+00:00")
    assert waiting(feeds) == []
    assert waiting(feeds, "2023-10-02T12:00:00+00:00") == ["b"]
    assert {one.address[-1]: one.tries for one in feeds.waiting([1], TUESDAY)} == {"a": 1, "b": 0}


def test_failures_are_counted_until_one_check_goes_well(feeds: Feeds) -> None:
    for _ in range(2):
        feeds.failed(1, MONDAY, trouble="no", remedy="wait", next_at=TUESDAY)
    row = feeds.listed()[0]
    assert (row.failures, row.trouble, row.next_at) == (2, "no", TUESDAY)
    feeds.not_changed(1, TUESDAY)
    row = feeds.listed()[0]
    assert (row.failures, row.trouble, row.next_at) == (0, None, None)


@pytest.mark.parametrize("by", [FEED, "https://news.example/moved"])
def test_a_feed_is_forgotten_by_either_address(feeds: Feeds, by: str) -> None:
    feeds.moved(1, "https://news.example/moved")
    feeds.arrived(1, [item("a")], MONDAY, TOLD)
    assert feeds.forget(by).asked == FEED
    assert ([feed.asked for feed in feeds.listed()], waiting(feeds)) == ([OTHER], [])
    with pytest.raises(UnknownReference):
        feeds.forget(by)


def test_rules_are_kept_for_a_day(feeds: Feeds) -> None:
    feeds.keep_robots({"https://a.example": ("x", MONDAY)}, MONDAY)
    feeds.keep_robots({"https://b.example": ("", TUESDAY)}, TUESDAY)
    assert feeds.robots(MONDAY) == {"https://b.example": ("", TUESDAY)}
