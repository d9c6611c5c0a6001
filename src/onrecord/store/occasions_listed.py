"""Occasions, part by part, the latest first: a list that costs the same however many there are."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.errors import BadRequest
from onrecord.store.cells import Scalar
from onrecord.store.cursors import cursor_of, place_of
from onrecord.store.date_ranges import FIRST_DAY, LAST_DAY, days_asked
from onrecord.store.occasions_read import BY_DATE, LISTED, OccasionRow
from onrecord.store.search import match_all, terms_of

WALKED = 2000  # occasions looked at for one part of the list, where few of them pass
MOST_PERSONS = 500

# What has a day; then "XXXX-02-19", which sorts behind all years; then what has none.
STAGES = ("o.said_on < 'X'", "o.said_on >= 'X'", "o.said_on IS NULL")
WALK = """
SELECT o.number, ifnull(o.said_on, '') AS day, (SELECT count(DISTINCT report) FROM (
  SELECT report FROM scenes WHERE occasion = o.number LIMIT :many)) AS told
FROM occasions AS o {by} WHERE {stage} AND {behind} {more}
ORDER BY {order} LIMIT :walked"""
PERSONS = """
SELECT DISTINCT ifnull(known.entity, known.name) AS person FROM speaker_search AS f
CROSS JOIN speakers AS who ON who.number = f.rowid LEFT JOIN identities AS i ON i.speaker = who.number
JOIN speakers AS known ON known.number = ifnull(i.stands_as, who.number)
WHERE speaker_search MATCH ? AND who.type = 'person' LIMIT ?"""

ENTITY = (
    """SELECT who.entity FROM occasions AS o JOIN speakers AS who ON who.entity = o.person WHERE o.id = ? LIMIT 1"""
)


@dataclass(frozen=True, slots=True)
class OccasionFilters:
    """Which occasions. speaker: words of a name. since, until: EDTF. reports: that tell of it, at least."""

    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    reports: int = 1


@dataclass(frozen=True, slots=True)
class OccasionPart:
    """A part of the list. looked_at: how many occasions were looked at for it."""

    rows: tuple[OccasionRow, ...]
    following: str | None
    looked_at: int


def occasions_part(
    connection: sqlite3.Connection, filters: OccasionFilters, *, after: str | None, limit: int
) -> OccasionPart:
    """Occasions that pass the filters. Raises BadRequest for a date or a number that makes no sense."""
    if not 1 <= filters.reports <= 1000:
        raise BadRequest(f"{filters.reports} reports is no number to ask for", remedy="count from 1 to 1,000")
    conditions, values = _conditions(connection, filters)
    stage, day, number = place_of(after, (int, str, int)) or (0, "\U0010ffff", 2**62)
    numbers, looked_at, place = list[int](), 0, (int(stage), str(day), int(number))
    while 0 <= place[0] < len(STAGES):
        asked = values | {"day": place[1], "number": place[2], "walked": WALKED - looked_at + 1}
        rows = connection.execute(_query(place[0], conditions), asked).fetchall()
        for row in rows:
            if len(numbers) == limit or looked_at == WALKED:
                return OccasionPart(rows_of(connection, numbers), cursor_of(place), looked_at)
            looked_at += 1
            place = (place[0], row["day"], row["number"])
            numbers += [row["number"]] if row["told"] >= filters.reports else []
        place = (place[0] + 1, "\U0010ffff", 2**62)
    return OccasionPart(rows_of(connection, numbers), None, looked_at)


def rows_of(connection: sqlite3.Connection, numbers: list[int]) -> tuple[OccasionRow, ...]:
    """These occasions in this order."""
    if not numbers:
        return ()
    where = f"WHERE o.number IN ({', '.join(map(str, numbers))})"
    query = LISTED.format(where=where, having="").replace("SELECT o.id", "SELECT o.number, o.id", 1)
    found = {}
    for row in connection.execute(query, {"least": 1}):
        told = dict(row)
        number = told.pop("number")
        found[number] = OccasionRow(**told)
    return tuple(found[number] for number in numbers if number in found)


def entity_of(connection: sqlite3.Connection, occasion: str) -> str | None:
    """The entity of who spoke on an occasion; None where that has none."""
    row = connection.execute(ENTITY, (occasion,)).fetchone()
    return str(row["entity"]) if row else None


def _query(stage: int, conditions: str) -> str:
    # The order as the index has it, so that nothing is sorted.
    dated = stage < 2
    order = "o.said_on DESC, o.number DESC" if dated else "o.number DESC"
    behind = "(o.said_on, o.number) < (:day, :number)" if dated else "o.number < :number"
    by = "INDEXED BY occasions_person" if ":person" in conditions else "INDEXED BY occasions_said_on"
    return WALK.format(stage=STAGES[stage], behind=behind, more=conditions, order=order, by=by)


def _conditions(connection: sqlite3.Connection, filters: OccasionFilters) -> tuple[str, dict[str, Scalar]]:
    values: dict[str, Scalar] = {"many": filters.reports}
    conditions = ""
    if filters.speaker is not None:
        words = match_all(terms_of(filters.speaker))
        persons = [row[0] for row in connection.execute(PERSONS, (words, MOST_PERSONS))]
        conditions += f" AND o.person IN ({', '.join(f':person_{at}' for at in range(len(persons)))}) "
        conditions = conditions if persons else " AND false "
        values |= {f"person_{at}": one for at, one in enumerate(persons)}
    if filters.since is not None or filters.until is not None:
        conditions += f" AND {BY_DATE}"
        values["since"] = days_asked(filters.since, "--since").earliest if filters.since is not None else FIRST_DAY
        values["until"] = days_asked(filters.until, "--until").latest if filters.until is not None else LAST_DAY
    return conditions, values
