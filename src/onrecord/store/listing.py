"""Lists of what is on record, a page at a time: each page is found along an index, from where the last one ended.

So the last page costs what the first one does. Totals are counted up to COUNTED, and say so where there are more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onrecord.store.cells import Scalar
from onrecord.store.date_ranges import FIRST_DAY, LAST_DAY, days_asked
from onrecord.store.families_read import FAMILIES, FamilyRow
from onrecord.store.occasions_read import LISTED, OccasionRow
from onrecord.store.reader import ReportRow
from onrecord.store.search import match_all, terms_of

COUNTED = 1_000
Key = tuple[Scalar, ...]
Row = TypeVar("Row")

_REPORT = """SELECT r.number, r.id, r.given_id, r.origin, r.outlet, r.title, r.published, r.reader,
  (SELECT count(*) FROM statements AS s WHERE s.report = r.number
    AND s.number NOT IN (SELECT statement FROM rejections)) AS statements"""
_LATEST = "NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = r.number AND NOT v.stands)"
# A year or month ends behind its days: "2021-12" is asked for by "2021-12-31".
_DATED = "r.published >= :since AND r.published <= :until"
ALL_REPORTS = f"FROM reports AS r WHERE r.number < :number AND {_LATEST} ORDER BY r.number DESC"
REPORTS_OF = f"""FROM report_named AS found CROSS JOIN reports AS r ON r.number = found.rowid
WHERE report_named MATCH :match AND found.rowid < :number AND {_LATEST} {{dated}} ORDER BY found.rowid DESC"""
REPORTS_FROM = f"""FROM reports AS r INDEXED BY reports_published
WHERE {_DATED} AND (r.published, r.number) < (:published, :number) AND {_LATEST}
ORDER BY r.published DESC, r.number DESC"""
_OCCASION = "SELECT o.number, o.said_on"
OCCASIONS = """FROM occasions AS o INDEXED BY occasions_said_on
WHERE o.said_on >= :since AND o.said_on <= :until AND (o.said_on, o.number) < (:said_on, :number)
ORDER BY o.said_on DESC, o.number DESC"""
OCCASIONS_OF = """FROM (SELECT DISTINCT c.occasion FROM statements AS s INDEXED BY statements_speaker
  JOIN scene_statements AS i ON i.statement = s.number JOIN scenes AS c ON c.number = i.scene
  WHERE s.speaker IN (SELECT rowid FROM speaker_search WHERE speaker_search MATCH :match)) AS theirs
CROSS JOIN occasions AS o ON o.number = theirs.occasion
WHERE o.said_on >= :since AND o.said_on <= :until AND (o.said_on, o.number) < (:said_on, :number)
ORDER BY o.said_on DESC, o.number DESC"""
FAMILY_NUMBERS = "FROM families AS f WHERE f.number < :number ORDER BY f.number DESC"
_END = 2**62  # behind every number


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """One page of a list. total: of all pages; where not `is_whole` there are more. last: the next page's `after`."""

    rows: tuple[Row, ...]
    total: int
    is_whole: bool
    last: Key | None


@dataclass(frozen=True, slots=True)
class Window:
    """Which page: `limit` rows after the one that `after` tells of; None: the first ones."""

    limit: int
    after: Key | None = None


Made = Callable[[Sequence[dict[str, Any]]], Sequence[Row]]


def listed(
    connection: sqlite3.Connection, asked: tuple[str, str], values: dict[str, Scalar], window: Window, made: Made[Row]
) -> Listed[Row]:
    """One page. asked: SELECT … and FROM … of a list in which every row is found by the `keys` of the one before.

    The keys are the values that `values` has for the first page; they are columns of the rows, too.
    """
    columns, found = asked
    keys = [name for name in ("published", "said_on", "name", "number") if name in values]
    if window.after is not None:
        values = values | dict(zip(keys, window.after, strict=True))
    rows = [dict(row) for row in connection.execute(f"{columns} {found} LIMIT {int(window.limit) + 1}", values)]
    shown = rows[: window.limit]
    last = tuple(shown[-1][key] for key in keys) if len(rows) > window.limit else None
    first = values | {key: _FIRST.get(key, _END) for key in keys}
    total = connection.execute(f"SELECT count(*) FROM (SELECT 1 {found} LIMIT {COUNTED + 1})", first).fetchone()[0]
    return Listed(tuple(made(shown)), min(int(total), COUNTED), total <= COUNTED, last)


_FIRST: dict[str, Scalar] = {"published": "~", "said_on": "~"}


def report_list(
    connection: sqlite3.Connection, window: Window, words: str | None, since: str | None, until: str | None
) -> Listed[ReportRow]:
    """Reports, the newest on record first; where days are asked for, the newest published. Raises BadRequest.

    words: of title or outlet. Of each page the latest version.
    """
    values: dict[str, Scalar] = {"number": _END}
    days = _days(since, until)
    if words is not None:
        values["match"] = match_all(terms_of(words))
        found = REPORTS_OF.format(dated=f"AND {_DATED}" if days else "")
    elif days:
        values["published"] = "~"
        found = REPORTS_FROM
    else:
        found = ALL_REPORTS
    return listed(connection, (_REPORT, found), values | days, window, _report_rows)


def _report_rows(rows: Sequence[dict[str, Any]]) -> list[ReportRow]:
    return [ReportRow(**{name: value for name, value in row.items() if name != "number"}) for row in rows]


def _days(since: str | None, until: str | None) -> dict[str, Scalar]:
    """What both days compare with; empty where neither is asked for."""
    if since is None and until is None:
        return {}
    first = days_asked(since, "since").earliest if since is not None else FIRST_DAY
    return {"since": first, "until": days_asked(until, "until").latest if until is not None else LAST_DAY}


def occasion_list(
    connection: sqlite3.Connection, window: Window, speaker: str | None, since: str | None, until: str | None
) -> Listed[OccasionRow]:
    """Occasions of a known day, the latest first. speaker: words of the name. Raises BadRequest."""
    values: dict[str, Scalar] = {"since": FIRST_DAY, "until": LAST_DAY, "said_on": "~", "number": _END}
    values |= _days(since, until)
    if speaker is not None:
        values["match"] = match_all(terms_of(speaker))
    query = LISTED.format(where="WHERE o.number = :number", having="")

    def made(rows: Sequence[dict[str, Any]]) -> list[OccasionRow]:
        each = [connection.execute(query, {"number": row["number"], "least": 1}).fetchone() for row in rows]
        return [OccasionRow(**dict(one)) for one in each if one is not None]

    return listed(connection, (_OCCASION, OCCASIONS_OF if speaker is not None else OCCASIONS), values, window, made)


def family_list(connection: sqlite3.Connection, window: Window) -> Listed[FamilyRow]:
    """Families that more than one report carries, the newest first; a page may have fewer than its limit."""
    query = FAMILIES.format(which="AND f.number = :number")

    def made(rows: Sequence[dict[str, Any]]) -> list[FamilyRow]:
        each = [connection.execute(query, {"number": row["number"], "least": 1}).fetchone() for row in rows]
        return [FamilyRow(**dict(one)) for one in each if one is not None]

    return listed(connection, ("SELECT f.number", FAMILY_NUMBERS), {"number": _END}, window, made)
