"""Reports that somebody may mean who types words of a title or an outlet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME
from onrecord.store.search import match_all, terms_of

MOST = 12
# The newest on record first: FTS5 gives them so without sorting.
NAMED = f"""SELECT r.id AS report, {REPORT_NAME} AS title, r.outlet, r.published, v.version, v.versions, r.wire FROM (
  SELECT rowid FROM report_named WHERE report_named MATCH :words ORDER BY rowid DESC LIMIT :most) AS found
CROSS JOIN reports AS r ON r.number = found.rowid LEFT JOIN versions AS v ON v.report = r.number"""


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report in a list to choose from. version, versions: as in `Hit`; wire too."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    version: int | None
    versions: int | None
    wire: str | None = None


def reports_named(connection: sqlite3.Connection, words: str) -> tuple[FoundReport, ...]:
    """At most MOST reports with all of `words` in title or outlet, the newest on record first."""
    terms = terms_of(words[:200])
    if not terms:
        return ()
    rows = connection.execute(NAMED, {"words": match_all(terms), "most": MOST})
    return tuple(FoundReport(**dict(row)) for row in rows)
