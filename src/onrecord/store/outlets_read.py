"""Outlets: whom they quote, how often in whose words, and how they carry what others carry, too."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME
from onrecord.store.cursors import Part, part, place_of
from onrecord.store.search import match_all, terms_of

BY_SIZE = """
SELECT outlet, reports FROM outlet_sizes WHERE (reports, outlet) < (:reports, :outlet) AND outlet <> ''
ORDER BY reports DESC, outlet DESC LIMIT :limit"""
BY_NAME = """
SELECT outlet, reports FROM outlet_sizes WHERE outlet > :outlet AND outlet <> '' ORDER BY outlet LIMIT :limit"""
CALLED = """
SELECT DISTINCT r.outlet, z.reports FROM report_search AS f CROSS JOIN reports AS r ON r.number = f.rowid
JOIN outlet_sizes AS z ON z.outlet = r.outlet WHERE report_search MATCH ? LIMIT ?"""
SPAN = """
SELECT (SELECT day FROM standing_reports WHERE outlet = :outlet AND day > '' ORDER BY day LIMIT 1) AS first,
  (SELECT day FROM standing_reports WHERE outlet = :outlet AND day > '' ORDER BY day DESC LIMIT 1) AS last"""
CARRIED = "SELECT how, kind, statements FROM outlet_carried WHERE outlet = ?"
KNOWN = "SELECT reports FROM outlet_sizes WHERE outlet = ?"
WHOM = """
SELECT ifnull(i.stands_as, o.speaker) AS who, sum(o.statements) AS statements,
  sum(o.statements) FILTER (WHERE o.kind = 'direct') AS direct
FROM outlet_speakers AS o LEFT JOIN identities AS i ON i.speaker = o.speaker
WHERE o.outlet = ? AND o.speaker > 0 GROUP BY 1"""
QUOTED = f"""
SELECT who.name, who.type, who.entity, t.statements, ifnull(t.direct, 0) AS direct, t.speakers
FROM (SELECT *, count(*) OVER () AS speakers FROM ({WHOM}) ORDER BY statements DESC, who LIMIT ?) AS t
JOIN speakers AS who ON who.number = t.who
ORDER BY t.statements DESC, t.who"""
REPORTS = f"""
SELECT t.report AS number, t.day, r.id AS report, {REPORT_NAME} AS title, r.origin, r.published,
  (SELECT count(*) FROM standing_statements WHERE report = t.report) AS statements
FROM standing_reports AS t JOIN reports AS r ON r.number = t.report
WHERE t.outlet = :outlet AND (t.day, t.report) < (:day, :number) ORDER BY t.day DESC, t.report DESC LIMIT :limit"""
MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class OutletListed:
    """One outlet in the list. statements: that stand, of which `direct` are in the speaker's own words.

    shared: that others carry, too; of these `changed` are cut or altered against the fullest words on record.
    """

    outlet: str
    reports: int
    statements: int
    direct: int
    shared: int
    changed: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody an outlet quotes. entity: None for words that name nobody."""

    name: str
    type: str
    entity: str | None
    statements: int
    direct: int


@dataclass(frozen=True, slots=True)
class OutletReport:
    """One report of an outlet. statements: that stand in it."""

    number: int
    day: str
    report: str
    title: str | None
    origin: str
    published: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class OutletShown:
    """One outlet. kinds: statements by kind. carried: by how they carry the fullest words on record, see `Carried`.

    quoted: whom it quotes most, at most so many of `speakers`.
    """

    row: OutletListed
    kinds: Mapping[str, int]
    carried: Mapping[str, int]
    quoted: tuple[Quoted, ...]
    speakers: int


def outlets_by_size(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[OutletListed]:
    """Those with most reports first."""
    reports, outlet = place_of(after, (int, str)) or (2**62, "")
    rows = connection.execute(BY_SIZE, {"reports": reports, "outlet": outlet, "limit": limit + 1}).fetchall()
    asked = part(rows, limit, lambda row: (row["reports"], row["outlet"]))
    return Part(tuple(_row(connection, row["outlet"], row["reports"]) for row in asked.rows), asked.following)


def outlets_by_name(connection: sqlite3.Connection, *, after: str | None, limit: int) -> Part[OutletListed]:
    (outlet,) = place_of(after, (str,)) or ("",)
    rows = connection.execute(BY_NAME, {"outlet": outlet, "limit": limit + 1}).fetchall()
    asked = part(rows, limit, lambda row: (row["outlet"],))
    return Part(tuple(_row(connection, row["outlet"], row["reports"]) for row in asked.rows), asked.following)


def outlet_shown(connection: sqlite3.Connection, outlet: str, *, limit: int) -> OutletShown | None:
    """One outlet by its name as printed; None where no report of it is on record."""
    known = connection.execute(KNOWN, (outlet,)).fetchone()
    if known is None or not outlet:
        return None
    rows = connection.execute(CARRIED, (outlet,)).fetchall()
    kinds, carried = Counter[str](), Counter[str]()
    for row in rows:
        kinds[row["kind"]] += row["statements"]
        carried[row["how"]] += row["statements"]
    most = connection.execute(QUOTED, (outlet, limit)).fetchall()
    quoted = tuple(Quoted(row["name"], row["type"], row["entity"], row["statements"], row["direct"]) for row in most)
    speakers = most[0]["speakers"] if most else 0
    return OutletShown(_row(connection, outlet, known["reports"]), kinds, carried, quoted, speakers)


def reports_of_outlet(
    connection: sqlite3.Connection, outlet: str, *, after: str | None, limit: int
) -> Part[OutletReport]:
    """The outlet's reports, the latest first; those without a date behind them."""
    day, number = place_of(after, (str, int)) or ("\U0010ffff", 2**62)
    values = {"outlet": outlet, "day": day, "number": number, "limit": limit + 1}
    rows = [OutletReport(**dict(row)) for row in connection.execute(REPORTS, values)]
    return part(rows, limit, lambda one: (one.day, one.number))


def outlets_called(connection: sqlite3.Connection, words: str) -> tuple[OutletListed, ...]:
    """Those with all these words in the name, MOST_NAMES at most."""
    rows = connection.execute(CALLED, (f"outlet : ({match_all(terms_of(words))})", MOST_NAMES)).fetchall()
    found = [_row(connection, row["outlet"], row["reports"]) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.reports, one.outlet)))


def _row(connection: sqlite3.Connection, outlet: str, reports: int) -> OutletListed:
    rows = connection.execute(CARRIED, (outlet,)).fetchall()
    days = connection.execute(SPAN, {"outlet": outlet}).fetchone()
    return OutletListed(
        outlet,
        reports,
        sum(row["statements"] for row in rows),
        sum(row["statements"] for row in rows if row["kind"] == "direct"),
        sum(row["statements"] for row in rows if row["how"]),
        sum(row["statements"] for row in rows if row["how"] in ("cut", "altered")),
        days["first"],
        days["last"],
    )
