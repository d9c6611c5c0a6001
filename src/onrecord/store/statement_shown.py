"""What the rest of the record tells of one statement: copies with the same words, its occasion, what waits."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME
from onrecord.store.occasions_listed import rows_of
from onrecord.store.occasions_read import OccasionRow

COPIES = f"""
SELECT t.id AS statement, r.id AS report, r.outlet, {REPORT_NAME} AS title, r.published
FROM copied_statements AS own JOIN copied_statements AS same ON same.voice = own.voice
JOIN standing_statements AS st ON st.statement = same.statement
JOIN statements AS t ON t.number = same.statement JOIN reports AS r ON r.number = t.report
WHERE own.statement = :number AND t.number <> :number AND t.report <> :report ORDER BY same.place LIMIT :limit"""
COPIED = """
SELECT count(DISTINCT st.report) FROM copied_statements AS own
JOIN copied_statements AS same ON same.voice = own.voice
JOIN standing_statements AS st ON st.statement = same.statement
WHERE own.statement = :number AND st.report <> :report"""
NUMBER = "SELECT number, report FROM statements WHERE id = ?"
OCCASION = "SELECT number FROM occasions WHERE id = ?"
WAITS = """
SELECT EXISTS (SELECT 1 FROM worded AS w WHERE w.statement = :number AND (
    w.wording IN (SELECT wording FROM family_waiting) OR EXISTS (
      SELECT 1 FROM plain_wording_of AS p JOIN family_touched AS t ON t.plain = p.plain WHERE p.wording = w.wording)
    OR EXISTS (
      SELECT 1 FROM plain_wording_of AS p JOIN family_sayings AS y ON y.plain = p.plain WHERE p.wording = w.wording
      AND (y.due OR EXISTS (SELECT 1 FROM family_stale WHERE saying = y.head)))))
    AS family,
  EXISTS (SELECT 1 FROM primary_waiting WHERE statement = :number) AS source,
  EXISTS (SELECT 1 FROM occasion_reports WHERE report = :report AND NOT settled) AS occasion"""


@dataclass(frozen=True, slots=True)
class SameWords:
    """The same words in a copy of the report."""

    statement: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Beside:
    """copies: at most as many as were asked for, of `copied`. waits: what of it is not looked up yet."""

    copies: tuple[SameWords, ...]
    copied: int
    occasion: OccasionRow | None
    waits: frozenset[str]


def beside(connection: sqlite3.Connection, statement: str, occasion: str | None, *, limit: int) -> Beside:
    """statement: its whole id. occasion: the id of its own, None where it has none."""
    row = connection.execute(NUMBER, (statement,)).fetchone()
    values = {"number": row["number"], "report": row["report"], "limit": limit}
    waits = connection.execute(WAITS, values).fetchone()
    found = connection.execute(OCCASION, (occasion,)).fetchone() if occasion else None
    return Beside(
        tuple(SameWords(**dict(one)) for one in connection.execute(COPIES, values)),
        connection.execute(COPIED, values).fetchone()[0],
        next(iter(rows_of(connection, [found["number"]])), None) if found else None,
        frozenset(name for name in waits.keys() if waits[name]),  # noqa: SIM118 -- a row, which has no items
    )
