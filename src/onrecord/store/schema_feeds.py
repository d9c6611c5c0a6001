"""The step for feeds that are watched: what was asked of them, what they listed, what became of it."""

from __future__ import annotations

# asked: the address as the user gave it; address: where the feed is, as a page that was asked for may name another.
# next_at: not before then, after failures. trouble: what was wrong at the last check, null when nothing was.
_FEEDS = """
CREATE TABLE feeds (
  number INTEGER PRIMARY KEY,
  asked TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  title TEXT,
  etag TEXT,
  last_modified TEXT,
  added_at TEXT NOT NULL,
  checked_at TEXT,
  changed_at TEXT,
  next_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  trouble TEXT,
  remedy TEXT
)"""

# content: the text as the feed carries it, kept while the item waits. state: "read" only when it is on record.
_ITEMS = """
CREATE TABLE feed_items (
  number INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL REFERENCES feeds (number) ON DELETE CASCADE,
  item_id TEXT NOT NULL,
  address TEXT NOT NULL,
  title TEXT,
  listed TEXT,
  content TEXT,
  seen_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'read', 'skipped', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  next_at TEXT,
  reason TEXT,
  UNIQUE (feed, item_id)
)"""

_ROBOTS = """
CREATE TABLE robots (
  site TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  asked_at TEXT NOT NULL
)"""

FEEDS_STEP = (
    _FEEDS,
    _ITEMS,
    "CREATE INDEX feed_items_address ON feed_items (address)",
    "CREATE INDEX feed_items_waiting ON feed_items (feed) WHERE state = 'waiting'",
    _ROBOTS,
)
