"""The log of judgements on disk: read whole, added to, never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import BadRequest
from onrecord.judging.identities import People, people_of
from onrecord.judging.lines import from_json, to_json
from onrecord.judging.standing import standing
from onrecord.store.cells import clean, cleaned
from onrecord.store.cells import to_json as text_of
from onrecord.values.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Log:
    """All judgements in their order, and what follows from them alone. numbers: id -> number of its row."""

    judgements: tuple[Judgement, ...]
    numbers: Mapping[str, int]
    standing: tuple[Judgement, ...]
    people: People
    by_report: Mapping[str, Sequence[Judgement]]

    def about(self, sha256: str) -> Sequence[Judgement]:
        """The judgements that count on statements of the report with these bytes, in order."""
        return self.by_report.get(sha256, ())

    def named(self, judgement: str) -> Judgement | None:
        return next((one for one in self.judgements if one.id == judgement), None)


def log_of(judgements: Sequence[Judgement], numbers: Mapping[str, int]) -> Log:
    counts = standing(judgements)
    by_report: dict[str, list[Judgement]] = {}
    for one in counts:
        for sha256 in reports_of(one):
            by_report.setdefault(sha256, []).append(one)
    return Log(tuple(judgements), numbers, counts, people_of(judgements), by_report)


def reports_of(judgement: Judgement) -> frozenset[str]:
    """SHA-256 of the reports with statements that a judgement is about."""
    return frozenset((*judgement.reports, *(anchor.sha256 for anchor in judgement.statements)))


EMPTY = log_of((), {})


def last_of(connection: sqlite3.Connection) -> tuple[int, str]:
    """Number and id of the last judgement, by which a log read before is known to be whole; (0, "") of none."""
    row = connection.execute("SELECT number, id FROM judgements ORDER BY number DESC LIMIT 1").fetchone()
    return (row["number"], row["id"]) if row else (0, "")


def read_log(connection: sqlite3.Connection) -> Log:
    """The whole log. Raises ValueError when a line is not what was written."""
    rows = connection.execute("SELECT number, id, line FROM judgements ORDER BY number").fetchall()
    if not rows:
        return EMPTY
    read = tuple(_judgement(row["line"]) for row in rows)
    if [one.id for one in read] != [row["id"] for row in rows]:
        raise ValueError("the log of judgements has changed")
    return log_of(read, {row["id"]: row["number"] for row in rows})


def _judgement(line: str) -> Judgement:
    try:
        return from_json(json.loads(line))
    except BadRequest as error:
        raise ValueError(f"the log of judgements has changed: {error.what}") from error


def write(connection: sqlite3.Connection, judgement: Judgement) -> int:
    """Add a line at the end. Returns its number."""
    row = cleaned(
        {
            "id": judgement.id,
            "act": judgement.act.value,
            "at": judgement.at,
            "by": judgement.by,
            "because": judgement.because,
            "line": clean(text_of(to_json(judgement))),
        }
    )
    values = ", ".join(f":{name}" for name in row)
    return connection.execute(f"INSERT INTO judgements ({', '.join(row)}) VALUES ({values})", row).lastrowid or 0
