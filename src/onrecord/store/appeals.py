"""What statements refer to, as rows and as values."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from onrecord.store.cells import Fetched, Scalar, clean, to_json
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Reference, Statement

_YEAR = re.compile(r" \(\d{4}\)\Z")
_COLUMNS = "statement, ordinal, instrument, name, words, provision, identifier, candidates, because, starts, ends"
_OF_REPORT = """
SELECT s.number, a.instrument, a.name, a.provision, a.identifier, a.candidates, a.because, a.starts, a.ends
FROM statements AS s JOIN appeals AS a ON a.statement = s.number
WHERE s.report = ? ORDER BY s.number, a.ordinal"""


def put_appeals(connection: sqlite3.Connection, report: Report, numbered: Sequence[tuple[int, Statement]]) -> None:
    """Write what statements refer to. numbered: the statements with their row numbers."""
    rows = [
        (number, ordinal, to, place)
        for number, statement in numbered
        for ordinal, to in enumerate(statement.refers_to)
        for place in (to.span,)
    ]
    connection.executemany(
        f"INSERT INTO appeals ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, ordinal, *_appeal(to, report.text), place.start, place.end) for number, ordinal, to, place in rows],
    )
    connection.executemany(
        "INSERT INTO appeal_readings VALUES (?, ?, ?, ?)",
        [(number, ordinal, clean(one), int(sure)) for number, ordinal, to, _ in rows for one, sure in _readings(to)],
    )


def _appeal(to: Reference, text: str) -> tuple[Scalar, ...]:
    cells: tuple[Scalar, ...] = (to.instrument, to.name, to.span.of(text), to.provision, to.identifier)
    return tuple(map(clean, (*cells, to_json(to.candidates), to.because)))


def _readings(to: Reference) -> Iterator[tuple[str, bool]]:
    """What it means or may mean; years in brackets are left out, so that one resolution is one row."""
    if to.instrument:
        yield to.instrument, True
    elif to.identifier:
        yield _YEAR.sub("", to.identifier), True
    else:
        yield from ((one, False) for one in dict.fromkeys(_YEAR.sub("", one) for one in to.candidates))


def appeals_of(connection: sqlite3.Connection, report: int) -> dict[int, list[Reference]]:
    """What the statements of a report refer to, by the statements' row numbers."""
    rows = connection.execute(_OF_REPORT, (report,)).fetchall()
    return {number: [reference_from(row) for row in group] for number, group in groupby(rows, key=itemgetter("number"))}


def reference_from(row: Fetched) -> Reference:
    """row: of the table appeals."""
    return Reference(
        span=Span(row["starts"], row["ends"]),
        instrument=row["instrument"],
        name=row["name"],
        candidates=tuple(json.loads(row["candidates"])),
        provision=row["provision"],
        identifier=row["identifier"],
        because=row["because"],
    )
