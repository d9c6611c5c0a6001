"""Statements that people added, as rows like all others: their reader is `JUDGED_BY_PEOPLE`.

They follow from the log and from the report, and are made anew whenever either changes. A transaction must be open.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from onrecord.judging.adding import added_statement, found_again
from onrecord.store.judged_reading import Reading
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.store.writer import forget_speakers, put_statements
from onrecord.values.judgement import Judgement
from onrecord.values.statement import ReportRecord

ADDED = "SELECT number, speaker FROM statements WHERE report = ? AND reader = ?"
KEPT_SPEAKERS = "SELECT speaker FROM as_read WHERE statement = ?"
FORGET = "DELETE FROM statements WHERE number = ?"
NEXT = "SELECT ifnull(max(ordinal), -1) + 1 FROM statements WHERE report = ?"
IN_ORDER = """
SELECT s.number, s.reader, s.attribution, p.part, min(p.starts) AS starts, max(p.ends) AS ends
FROM statements AS s JOIN spans AS p ON p.statement = s.number WHERE s.report = ?
GROUP BY s.number, p.part ORDER BY s.ordinal"""
OUT_OF_THE_WAY = "UPDATE statements SET ordinal = -1 - ordinal WHERE report = ?"
PUT_IN_ORDER = "UPDATE statements SET ordinal = ? WHERE number = ?"
Key = tuple[int, int, str]


def forget_added(connection: sqlite3.Connection, report: int) -> bool:
    """Remove what people added to a report, and speakers that said nothing else. Was there anything?"""
    rows = connection.execute(ADDED, (report, JUDGED_BY_PEOPLE)).fetchall()
    spoke = {row["speaker"] for row in rows}
    for row in rows:
        spoke.update(kept["speaker"] for kept in connection.execute(KEPT_SPEAKERS, (row["number"],)))
        connection.execute(FORGET, (row["number"],))
    forget_speakers(connection, sorted(spoke - {None}))
    return bool(rows)


def add_statement(connection: sqlite3.Connection, reading: Reading, judgement: Judgement) -> tuple[int | None, bool]:
    """Put the statement on record that a judgement adds, unless it is there. Gives its number, None where its words are
    not in this reading; and whether it is new.
    """
    report = reading.report()
    statement = added_statement(judgement, report)
    if statement is None:
        return None, False
    found = statement.attribution
    there = statement.id if statement.id in reading.numbers else None
    there = there or found_again((found.content, found.cue), reading.places())
    if there is None:
        record = ReportRecord(report, (statement,), JUDGED_BY_PEOPLE)
        run, own = reading.row["run"], reading.row["number"]
        behind_all = connection.execute(NEXT, (own,)).fetchone()[0]
        (number,) = put_statements(connection, run, own, record, ordinal=behind_all)
        reading.add(statement, number)
        return number, True
    return reading.numbers[there], False


def put_in_order(connection: sqlite3.Connection, report: int) -> None:
    """Give the statements of a report their places: what people added stands where it does in the text, and before the
    first that begins behind it; the others stay in the order in which they were read.
    """
    ordered, added = _keys(connection, report)
    for key, number in sorted(added):
        at = next((at for at, (other, _) in enumerate(ordered) if other > key), len(ordered))
        ordered.insert(at, (key, number))
    connection.execute(OUT_OF_THE_WAY, (report,))
    connection.executemany(PUT_IN_ORDER, [(ordinal, number) for ordinal, (_, number) in enumerate(ordered)])


def _keys(connection: sqlite3.Connection, report: int) -> tuple[list[tuple[Key, int]], Sequence[tuple[Key, int]]]:
    """The statements that were read, in their order, and those that were added: each with what sorts it."""
    places: dict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    is_added: dict[int, bool] = {}
    names: dict[int, str] = {}
    for row in connection.execute(IN_ORDER, (report,)):
        places[row["number"]][row["part"]] = row["starts"], row["ends"]
        is_added[row["number"]] = row["reader"] == JUDGED_BY_PEOPLE
        names[row["number"]] = row["attribution"]
    keyed = [((min(parts.values())[0], -parts["content"][1], names[one]), one) for one, parts in places.items()]
    return [one for one in keyed if not is_added[one[1]]], [one for one in keyed if is_added[one[1]]]
