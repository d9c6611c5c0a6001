"""Agencies: what other outlets carry from one, who they are, and whom it quotes there."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME
from onrecord.store.cursors import Part, part, place_of
from onrecord.store.outlets_read import Quoted
from onrecord.store.speaker_shown import has_words

LOOKED_AT = 200  # reports, the latest: of them it is told whom the agency quotes
MOST_AGENCIES = 2_000  # that are looked through by words of their names

KNOWN = "SELECT reports FROM wire_sizes WHERE wire = ?"
BY_SIZE = "SELECT wire, reports FROM wire_sizes ORDER BY reports DESC, wire DESC LIMIT ?"
OF_NO_OUTLET = "SELECT reports FROM wire_outlets WHERE wire = ? AND outlet = ''"
CARRIERS = """
SELECT outlet, reports, count(*) OVER () AS outlets FROM wire_outlets WHERE wire = ?
ORDER BY reports DESC, outlet LIMIT ?"""
SPAN = """
SELECT (SELECT day FROM standing_wires WHERE wire = :wire AND day > '' ORDER BY day LIMIT 1) AS first,
  (SELECT day FROM standing_wires WHERE wire = :wire AND day > '' ORDER BY day DESC LIMIT 1) AS last"""
REPORTS = f"""
SELECT t.report AS number, t.day, r.id AS report, {REPORT_NAME} AS title, r.origin, r.outlet, r.published,
  (SELECT count(*) FROM standing_statements WHERE report = t.report) AS statements
FROM standing_wires AS t JOIN reports AS r ON r.number = t.report
WHERE t.wire = :wire AND (t.day, t.report) < (:day, :number) ORDER BY t.day DESC, t.report DESC LIMIT :limit"""
QUOTED = """
SELECT who.name, who.type, who.entity, count(*) AS statements, count(*) FILTER (WHERE st.kind = 'direct') AS direct
FROM (SELECT report FROM standing_wires WHERE wire = ? ORDER BY day DESC, report DESC LIMIT ?) AS t
CROSS JOIN standing_statements AS st INDEXED BY standing_statements_report ON st.report = t.report
LEFT JOIN identities AS i ON i.speaker = st.speaker JOIN speakers AS who ON who.number = ifnull(i.stands_as, st.speaker)
GROUP BY who.number ORDER BY 4 DESC, who.number LIMIT ?"""


@dataclass(frozen=True, slots=True)
class AgencyListed:
    """An agency, and how many reports of other outlets, or of none that is known, name it as theirs."""

    wire: str
    reports: int


@dataclass(frozen=True, slots=True)
class AgencyShown:
    """What others carry from an agency. carriers: outlets and their reports, those with most first, of `outlets`.

    unknown: reports of which no outlet is known. quoted: whom the latest LOOKED_AT reports quote most.
    """

    wire: str
    reports: int
    first: str | None
    last: str | None
    carriers: tuple[tuple[str, int], ...]
    outlets: int
    unknown: int
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class WireReport:
    """One report that carries an agency's copy. statements: that stand in it."""

    number: int
    day: str
    report: str
    title: str | None
    origin: str
    outlet: str | None
    published: str | None
    statements: int


def agency_shown(connection: sqlite3.Connection, wire: str, *, limit: int) -> AgencyShown | None:
    """One agency by its name as printed; None where nobody carries anything from one of that name."""
    known = connection.execute(KNOWN, (wire,)).fetchone()
    if known is None:
        return None
    rows = connection.execute(CARRIERS, (wire, limit + 1)).fetchall()
    named = tuple((row["outlet"], row["reports"]) for row in rows if row["outlet"])[:limit]
    unknown = connection.execute(OF_NO_OUTLET, (wire,)).fetchone()
    days = connection.execute(SPAN, {"wire": wire}).fetchone()
    quoted = tuple(Quoted(**dict(row)) for row in connection.execute(QUOTED, (wire, LOOKED_AT, limit)))
    outlets = (rows[0]["outlets"] if rows else 0) - (unknown is not None)
    left = unknown["reports"] if unknown else 0
    return AgencyShown(wire, known["reports"], days["first"], days["last"], named, outlets, left, quoted)


def reports_of_agency(connection: sqlite3.Connection, wire: str, *, after: str | None, limit: int) -> Part[WireReport]:
    """The reports that carry it, the latest first; those without a date behind them."""
    day, number = place_of(after, (str, int)) or ("\U0010ffff", 2**62)
    values = {"wire": wire, "day": day, "number": number, "limit": limit + 1}
    rows = [WireReport(**dict(row)) for row in connection.execute(REPORTS, values)]
    return part(rows, limit, lambda one: (one.day, one.number))


def agencies_by_size(connection: sqlite3.Connection, *, limit: int) -> tuple[AgencyListed, ...]:
    """Those that most reports carry."""
    return tuple(AgencyListed(**dict(row)) for row in connection.execute(BY_SIZE, (limit,)))


def agencies_called(connection: sqlite3.Connection, words: str) -> tuple[AgencyListed, ...]:
    """Those with all these words in the name."""
    return tuple(one for one in agencies_by_size(connection, limit=MOST_AGENCIES) if has_words(one.wire, words))
