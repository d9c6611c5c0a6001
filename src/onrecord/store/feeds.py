"""Feeds that are watched, and the items they listed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import UnknownReference
from onrecord.store.cells import clean
from onrecord.store.record import Record
from onrecord.store.refusals import FORGOTTEN
from onrecord.values.feed import FeedItem


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed. Times are ISO 8601, UTC. waiting, read, skipped, failed: its items by what became of them."""

    number: int
    asked: str
    address: str
    title: str | None
    etag: str | None
    last_modified: str | None
    added_at: str
    checked_at: str | None
    changed_at: str | None
    next_at: str | None
    failures: int
    trouble: str | None
    remedy: str | None
    waiting: int
    read: int
    skipped: int
    failed: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item whose page is not on record yet. feed: the address of its feed. tries: that failed."""

    number: int
    feed: str
    address: str
    title: str | None
    listed: str | None
    seen_at: str
    tries: int


_COUNTED = ", ".join(
    f"count(i.state = '{state}' OR NULL) AS \"{state}\"" for state in ("waiting", "read", "skipped", "failed")
)
_LIST = f"""
SELECT f.number, f.asked, f.address, f.title, f.etag, f.last_modified, f.added_at, f.checked_at, f.changed_at,
  f.next_at, f.failures, f.trouble, f.remedy, {_COUNTED}
FROM feeds AS f LEFT JOIN feed_items AS i ON i.feed = f.number GROUP BY f.number ORDER BY f.number"""

# An address that several feeds list waits once. Feeds take turns, so that a limit cuts none off altogether.
_WAITING = """
SELECT min(i.number) AS number, f.address AS feed, i.address, i.title, i.listed, i.seen_at,
  max(i.tries) AS tries, row_number() OVER (PARTITION BY i.feed ORDER BY min(i.number)) AS turn
FROM feed_items AS i JOIN feeds AS f ON f.number = i.feed
WHERE i.state = 'waiting' AND f.number IN (SELECT value FROM json_each(:feeds)) AND ifnull(i.next_at, '') <= :now
GROUP BY i.address ORDER BY turn, number"""

# Of an address that is settled no text is kept; of what was forgotten no title either.
_ADD_ITEM = """
INSERT INTO feed_items (feed, item_id, address, title, listed, content, seen_at, state, reason)
SELECT :feed, :id, :address, CASE WHEN max(o.reason) IS NOT :forgotten THEN :title END, :listed,
  CASE WHEN max(o.state) IS NULL THEN :content END, :now, ifnull(max(o.state), 'waiting'), max(o.reason)
FROM (SELECT state, reason FROM feed_items WHERE address = :address AND state <> 'waiting' LIMIT 1) AS o
WHERE true
ON CONFLICT (feed, item_id) DO NOTHING"""


class Feeds:
    """The feeds of an open record. Each method that writes is a transaction of its own. now: ISO 8601, UTC."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def add(self, addresses: Iterable[str], now: str) -> tuple[str, ...]:
        """Watch these addresses from now on. Returns those that are new."""
        with self._record.batch():
            return tuple(
                address
                for address in dict.fromkeys(addresses)
                if self._run(
                    "INSERT INTO feeds (asked, address, added_at) VALUES (:a, :a, :now) ON CONFLICT (asked) DO NOTHING",
                    {"a": address, "now": now},
                ).rowcount
            )

    def listed(self) -> tuple[FeedRow, ...]:
        """All feeds, in the order in which they were added."""
        with self._record.reading() as connection:
            return tuple(FeedRow(**row) for row in connection.execute(_LIST))

    def forget(self, asked: str) -> FeedRow:
        """Watch a feed no more, by either of its addresses. Reports stay on record. Raises UnknownReference."""
        found = [feed for feed in self.listed() if asked in (feed.asked, feed.address)]
        if not found:
            raise UnknownReference(f"no feed {asked!r} is watched", remedy="see `onrecord feeds`")
        with self._record.batch():
            self._run("DELETE FROM feeds WHERE number = :number", {"number": found[0].number})
        return found[0]

    def not_changed(self, feed: int, now: str) -> None:
        self._set(feed, {"checked_at": now, "next_at": None, "failures": 0, "trouble": None, "remedy": None})

    def failed(self, feed: int, now: str, *, trouble: str, remedy: str, next_at: str) -> None:
        """The feed could not be read; it is left alone until `next_at`."""
        told = {"checked_at": now, "trouble": trouble, "remedy": remedy, "next_at": next_at}
        with self._record.batch():
            self._run("UPDATE feeds SET failures = failures + 1 WHERE number = :number", {"number": feed})
            self._update(feed, told)

    def moved(self, feed: int, address: str) -> None:
        """The feed is somewhere else than where it was asked for."""
        self._set(feed, {"address": address, "etag": None, "last_modified": None})

    def arrived(self, feed: int, items: Iterable[FeedItem], now: str, told: Mapping[str, str | None]) -> int:
        """Keep what a feed lists; an item met before changes nothing. Returns how many are new.

        told: title, etag and last_modified of the feed, kept together with its items or not at all.
        """
        state = {"checked_at": now, "changed_at": now, "next_at": None, "failures": 0, "trouble": None, "remedy": None}
        with self._record.batch():
            new = [self._run(_ADD_ITEM, _item_row(feed, item, now)).rowcount for item in items]
            self._update(feed, {**state, **told})
        return sum(new)

    def waiting(self, feeds: Sequence[int], now: str) -> tuple[Waiting, ...]:
        """What is to be fetched for these feeds, each address once."""
        asked = {"feeds": str(list(feeds)), "now": now}
        with self._record.reading() as connection:
            rows = connection.execute(_WAITING, asked).fetchall()
        return tuple(Waiting(**{name: row[name] for name in row.keys() if name != "turn"}) for row in rows)  # noqa: SIM118

    def text_of(self, item: Waiting) -> str | None:
        """The whole text of an item that waits, where its feed carried it."""
        with self._record.reading() as connection:
            row = connection.execute("SELECT content FROM feed_items WHERE number = ?", (item.number,)).fetchone()
            return str(row["content"]) if row and row["content"] is not None else None

    def settle(self, address: str, state: str, reason: str | None = None) -> None:
        """The page at this address is on record, or will never be. Holds for all feeds that list it."""
        with self._record.batch():
            self._run(
                "UPDATE feed_items SET state = :state, reason = :reason, content = NULL, next_at = NULL "
                "WHERE address = :address AND state = 'waiting'",
                {"address": address, "state": state, "reason": reason},
            )

    def try_again(self, address: str, reason: str, next_at: str) -> None:
        """The page at this address could not be fetched; it waits until `next_at`."""
        with self._record.batch():
            self._run(
                "UPDATE feed_items SET tries = tries + 1, reason = :reason, next_at = :next_at "
                "WHERE address = :address AND state = 'waiting'",
                {"address": address, "reason": reason, "next_at": next_at},
            )

    def put_off(self, addresses: Iterable[str], next_at: str) -> None:
        """These pages wait until then; that counts as no try."""
        with self._record.batch():
            for address in addresses:
                self._run(
                    "UPDATE feed_items SET next_at = max(ifnull(next_at, ''), :next_at) "
                    "WHERE address = :address AND state = 'waiting'",
                    {"address": address, "next_at": next_at},
                )

    def robots(self, since: str) -> Mapping[str, tuple[str, str]]:
        """Rules asked for since then, by site: the text and when."""
        with self._record.reading() as connection:
            rows = connection.execute("SELECT site, text, asked_at FROM robots WHERE asked_at >= ?", (since,))
            return {row["site"]: (row["text"], row["asked_at"]) for row in rows}

    def keep_robots(self, rules: Mapping[str, tuple[str, str]], since: str) -> None:
        """Keep these rules and drop those from before."""
        with self._record.batch():
            self._run("DELETE FROM robots WHERE asked_at < :since", {"since": since})
            for site, (text, at) in rules.items():
                row = {"site": site, "text": text, "at": at}
                self._run("INSERT OR REPLACE INTO robots (site, text, asked_at) VALUES (:site, :text, :at)", row)

    def _set(self, feed: int, values: Mapping[str, str | int | None]) -> None:
        with self._record.batch():
            self._update(feed, values)

    def _update(self, feed: int, values: Mapping[str, str | int | None]) -> None:
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        self._run(f"UPDATE feeds SET {assignments} WHERE number = :number", {**values, "number": feed})

    def _run(self, sql: str, row: Mapping[str, str | int | None]) -> sqlite3.Cursor:
        return self._record.connection.execute(sql, {name: clean(value) for name, value in row.items()})


def _item_row(feed: int, item: FeedItem, now: str) -> Mapping[str, str | int | None]:
    told = {"title": item.title, "listed": item.listed, "content": item.content, "now": now, "forgotten": FORGOTTEN}
    return {"feed": feed, "id": item.id, "address": item.address, **told}
