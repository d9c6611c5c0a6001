"""Statements that stand, as lists show them: of each what tells who said it, where it stands, and how."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.store.called import REPORT_NAME
from onrecord.store.cells import Scalar
from onrecord.store.date_ranges import FIRST_DAY, LAST_DAY, days_asked

ROWS = f"""
SELECT s.number, s.id AS statement, r.id AS report, r.outlet, {REPORT_NAME} AS title,
  r.published, s.said_on, who.name AS speaker,
  who.entity, s.kind, s.mode, s.force, s.place, s.occasion AS occasion_words, s.words,
  (SELECT f.id FROM family_members AS m JOIN families AS f ON f.number = m.family WHERE m.statement = s.number)
    AS family, EXISTS (SELECT 1 FROM judged WHERE statement = s.number) AS is_judged
FROM statements AS s JOIN reports AS r ON r.number = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE s.number IN ({{}})"""
DATED = """EXISTS (SELECT 1 FROM statement_dates AS d
  WHERE d.statement = st.statement AND d.latest >= :since AND d.earliest <= :until)"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One statement in a list. number: of its row. said_on, published: EDTF. is_judged: corrected by a person."""

    number: int
    statement: str
    report: str
    outlet: str | None
    title: str | None
    published: str | None
    said_on: str | None
    speaker: str | None
    entity: str | None
    kind: str
    mode: str
    force: str | None
    place: str | None
    occasion_words: str | None
    words: str
    family: str | None
    is_judged: bool


def listed(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Listed, ...]:
    """These statements in this order; those that went meanwhile are left out."""
    marks = ", ".join("?" * len(numbers))
    found = {
        row["number"]: Listed(**{**dict(row), "is_judged": bool(row["is_judged"])})
        for row in connection.execute(ROWS.format(marks), tuple(numbers))
    }
    return tuple(found[number] for number in numbers if number in found)


def days(since: str | None, until: str | None) -> dict[str, Scalar]:
    """The values that DATED asks for. Raises BadRequest for a date that makes no sense."""
    return {
        "since": days_asked(since, "--since").earliest if since is not None else FIRST_DAY,
        "until": days_asked(until, "--until").latest if until is not None else LAST_DAY,
    }
