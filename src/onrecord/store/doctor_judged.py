"""Checks of the log of judgements: its lines are those that were written, and what follows from them is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.store.log import Log, read_log
from onrecord.values.judgement import PARTS, Act, Judgement

ROWS = "SELECT number, id, act, at, by, because FROM judgements ORDER BY number"
PLACED = "SELECT DISTINCT judgement FROM judged"
CORRECTED = """
SELECT a.statement FROM as_read AS a WHERE NOT EXISTS (SELECT 1 FROM judged AS j
  JOIN judgements AS l ON l.number = j.judgement WHERE j.statement = a.statement AND l.act IN ('correct', 'split'))"""
MEANT = """
SELECT s.number, s.number IN (SELECT statement FROM rejections) AS is_rejected,
  EXISTS (SELECT 1 FROM judged WHERE statement = s.number AND judgement = :judgement) AS is_judged
FROM statements AS s JOIN reports AS r ON r.number = s.report WHERE s.id = :statement AND r.sha256 = :sha256"""
SPEAKERS = """
SELECT who.number, who.name, who.entity, stands.name AS known_as, stands.type, stands.entity AS stands_as
FROM speakers AS who JOIN identities AS i ON i.speaker = who.number
JOIN speakers AS stands ON stands.number = i.stands_as"""
UNKNOWN = """
SELECT number, name FROM speakers WHERE entity = :entity AND number NOT IN (SELECT speaker FROM identities)
AND NOT (name = :name AND type = :type AND entity = :stands_as)"""


def lines(connection: sqlite3.Connection) -> Iterator[str | None]:
    """No line of the log was changed: each has the id that follows from the rest, and its columns say what it says."""
    try:
        log = read_log(connection)
    except ValueError as error:
        yield str(error)
        return
    for one, row in zip(log.judgements, connection.execute(ROWS), strict=True):
        if (one.id, one.act.value, one.at, one.by, one.because) != tuple(row)[1:]:
            yield f"judgement {one.id}: its columns say something else than its line"


def effects(connection: sqlite3.Connection) -> Iterator[str | None]:
    """What judgements say is what is on record: rejections, corrections, who is one with whom."""
    log = read_log(connection)
    counts = {log.numbers[one.id] for one in log.standing}
    for (number,) in connection.execute(PLACED):
        if number not in counts:
            yield f"judgement number {number} is undone, and still has an effect"
    for (statement,) in connection.execute(CORRECTED):
        yield f"statement number {statement} was corrected by no judgement"
    for one in log.standing:
        if one.act in (Act.REJECT, Act.CORRECT):
            yield from _lacking(connection, log, one)
    yield from _people(connection, log)


def _lacking(connection: sqlite3.Connection, log: Log, one: Judgement) -> Iterator[str]:
    """What was judged is on record under the same id, and so cannot be mistaken; but for places in another text."""
    anchor = one.statements[0]
    asked = {"judgement": log.numbers[one.id], "statement": anchor.statement, "sha256": anchor.sha256}
    for row in connection.execute(MEANT, asked):
        if one.act is Act.REJECT and not (row["is_rejected"] and row["is_judged"]):
            yield f"judgement {one.id} rejects statement {anchor.statement}, which stands"
        if one.act is Act.CORRECT and not row["is_judged"] and not any(name in PARTS for name, _ in one.fields):
            yield f"judgement {one.id} corrects statement {anchor.statement}, which is as it was"


def _people(connection: sqlite3.Connection, log: Log) -> Iterator[str]:
    known = log.people.identities
    for row in connection.execute(SPEAKERS):
        identity = known.get(row["entity"])
        person = identity.person if identity else None
        right = (person.name, person.type.value, person.entity) if person else None
        if right != (row["known_as"], row["type"], row["stands_as"]):
            yield f"{row['name']} stands as {row['known_as']}, and no judgement says so"
    for entity, identity in known.items():
        person = identity.person
        asked = {"entity": entity, "name": person.name, "type": person.type.value, "stands_as": person.entity}
        for row in connection.execute(UNKNOWN, asked):
            yield f"{row['name']} is {person.name} by a judgement, and stands alone"
