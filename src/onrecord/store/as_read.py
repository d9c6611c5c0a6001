"""Reports for an export: as they stand now, and beside it what the machine had read where something changed it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from onrecord.store import reader
from onrecord.store.reader import Shown
from onrecord.store.record import Record
from onrecord.store.schema_2 import JUDGED_BY_PEOPLE
from onrecord.values.statement import ReportRecord, Statement

# A person added, corrected or rejected a statement, or said who is whom; or an occasion brought the day.
_CHANGED = f"""
SELECT EXISTS (
  SELECT 1 FROM statements AS s WHERE s.report = ? AND (
    s.reader = '{JUDGED_BY_PEOPLE}' OR s.number IN (SELECT statement FROM as_read)
    OR s.number IN (SELECT statement FROM rejections) OR s.number IN (SELECT statement FROM dated_by_occasion)
    OR s.speaker IN (SELECT speaker FROM identities)))"""


# KiB of pages at hand while everything is read once: what is kept of them is never asked for again.
_CACHE = 8192


def records_to_export(record: Record, shown: Shown = Shown.JUDGED, *, latest: bool = False) -> Iterator[ReportRecord]:
    """As `Record.records`, each with `as_read` where it is not as the machine read it. Flat in memory."""
    with record.reading() as connection:
        numbers = reader.report_numbers(connection, latest=latest)
    with _small_cache(record.connection):
        for number in numbers:
            with record.reading() as connection:
                found = _with_reading(connection, number, reader.report_at(connection, number, shown))
            if found:
                yield found


@contextmanager
def _small_cache(connection: sqlite3.Connection) -> Iterator[None]:
    (before,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    try:
        yield
    finally:
        with suppress(sqlite3.ProgrammingError):  # closed before the last report was asked for
            connection.execute(f"PRAGMA cache_size = {before}")


def with_reading(record: Record, found: ReportRecord, explained: Iterable[Statement]) -> ReportRecord:
    """The report with what the machine had read, where people corrected one of the statements to be explained."""
    if not any(judged.fields for one in explained for judged in one.judged):
        return found
    return replace(found, as_read=record.report(found.report.id, Shown.AS_READ).statements)


def _with_reading(connection: sqlite3.Connection, number: int, found: ReportRecord | None) -> ReportRecord | None:
    if found is None or not connection.execute(_CHANGED, (number,)).fetchone()[0]:
        return found
    read = reader.report_at(connection, number, Shown.AS_READ)
    return replace(found, as_read=read.statements) if read else None
