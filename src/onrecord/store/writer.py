"""Writing reports, statements and what became of each input. Every function expects a transaction to be open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from onrecord.store.appeals import put_appeals
from onrecord.store.cells import Row, Scalar, clean, cleaned, to_json
from onrecord.store.date_ranges import readings
from onrecord.store.kept_bytes import keep, know
from onrecord.store.report_rows import report_row
from onrecord.store.rows import span_rows, statement_row
from onrecord.store.versions import put_version
from onrecord.store.wordings import put_wordings
from onrecord.text.served import named_encoding
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.page import Arrival, Page, Skipped
from onrecord.values.report import Report
from onrecord.values.statement import ReportRecord, Statement

FORGET_SPEAKER = """
DELETE FROM speakers WHERE number = :who AND NOT EXISTS (SELECT 1 FROM statements WHERE speaker = :who)
AND NOT EXISTS (SELECT 1 FROM as_read WHERE speaker = :who)
AND NOT EXISTS (SELECT 1 FROM identities WHERE stands_as = :who)"""


class Added(StrEnum):
    """What a report changed in the record."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"  # read again by another version: what the machine found before is gone


def begin_run(connection: sqlite3.Connection, started: str, reader: str, arguments: Sequence[str]) -> int:
    """The number of a new run. started: ISO time, told by the caller and never used for order."""
    run = {"started": started, "reader": reader, "arguments": to_json(list(arguments))}
    return _insert(connection, "runs", cleaned(run))


def account_run(connection: sqlite3.Connection, run: int, inputs: int, ignored: int, stopped: str | None) -> None:
    """What the run itself counted, and why it ended before its end, if it did."""
    row: Row = {"run": run, "inputs": inputs, "ignored": ignored, "stopped": clean(stopped)}
    connection.execute(
        "UPDATE runs SET inputs = :inputs, ignored = :ignored, stopped = :stopped WHERE number = :run", row
    )


def end_run(connection: sqlite3.Connection, run: int, finished: str) -> None:
    """A run without an end was interrupted."""
    connection.execute("UPDATE runs SET finished = ? WHERE number = ?", (finished, run))


def skip(connection: sqlite3.Connection, run: int, skipped: Skipped) -> None:
    """Put an input on record that gave no report, with its bytes where there were any to keep."""
    if skipped.content is not None:
        keep(connection, skipped.content)
    row: Row = {
        "run": run,
        "origin": skipped.origin,
        "outcome": skipped.outcome,
        "fault": int(skipped.is_fault),
        "room": skipped.room,
        "reason": skipped.reason,
        "remedy": skipped.remedy,
        "sha256": skipped.sha256,
    }
    _insert(connection, "inputs", cleaned(row | _archive_row(skipped.arrival)))


def _archive_row(arrival: Arrival) -> Row:
    return {"archive": arrival.archive, "archive_offset": arrival.offset, "archive_record": arrival.record}


def add(connection: sqlite3.Connection, run: int, record: ReportRecord, page: Page) -> Added:
    """Put a report and its statements on record, whole or not at all.

    Raises ValueError when `record` was not read from `page`, or two of its statements have one id.
    """
    kept = keep(connection, page.content) if page.has_bytes else know(connection, page.sha256)
    if not kept == page.sha256 == record.report.sha256:
        raise ValueError(f"{page.origin}: the digests of page, content and report differ")
    number, added = _put_report(connection, run, record)
    if added is not Added.UNCHANGED:
        put_statements(connection, run, number, record)
        put_version(connection, number, record.report)
    row: Row = {"run": run, "origin": page.origin, "outcome": "ok", "change": added.value, "report": number}
    _insert(connection, "inputs", cleaned(row | {"sha256": kept} | _archive_row(page.arrival)))
    return added


def _put_report(connection: sqlite3.Connection, run: int, record: ReportRecord) -> tuple[int, Added]:
    """The report's number, and what is to be done with its statements."""
    stands = connection.execute(
        "SELECT number, reader, text FROM reports WHERE id = ?", (clean(record.report.id),)
    ).fetchone()
    # The same bytes are another text in another encoding. One that somebody named stands until another is named.
    is_other = stands and stands["text"] != clean(record.report.text) and named_encoding(record.report.flags)
    if stands and stands["reader"] == clean(record.reader) and not is_other:
        return stands["number"], Added.UNCHANGED
    row = report_row(record.report) | {"reader": clean(record.reader), "run": run}
    if stands is None:
        return _insert(connection, "reports", row), Added.NEW
    _forget_statements(connection, stands["number"])
    assignments = ", ".join(f"{name} = :{name}" for name in row)
    connection.execute(f"UPDATE reports SET {assignments} WHERE number = :number", row | {"number": stands["number"]})
    return stands["number"], Added.REPLACED


def _forget_statements(connection: sqlite3.Connection, report: int) -> None:
    """Remove a report's machine rows, and speakers that said nothing else."""
    spoke = connection.execute(
        "SELECT speaker FROM statements WHERE report = :report UNION SELECT a.speaker FROM as_read AS a "
        "JOIN statements AS s ON s.number = a.statement WHERE s.report = :report",
        {"report": report},
    ).fetchall()
    connection.execute("DELETE FROM statements WHERE report = ?", (report,))
    forget_speakers(connection, [row["speaker"] for row in spoke])


def forget_speakers(connection: sqlite3.Connection, numbers: Iterable[int | None]) -> None:
    """Remove those of these speakers that nothing on record points to any more, and whom they alone stood as."""
    gone = [{"who": number} for number in numbers]
    stood = [
        connection.execute("SELECT stands_as FROM identities WHERE speaker = :who", one).fetchone() for one in gone
    ]
    connection.executemany(FORGET_SPEAKER, [*gone, *({"who": row["stands_as"]} for row in stood if row)])


def put_statements(
    connection: sqlite3.Connection, run: int, report: int, record: ReportRecord, *, ordinal: int = 0
) -> tuple[int, ...]:
    """Write the statements of a report with all that hangs on them. ordinal: of the first. Gives their numbers."""
    statements = record.statements
    first = connection.execute("SELECT ifnull(max(number), 0) + 1 FROM statements").fetchone()[0]
    numbers = {statement.id: first + at for at, statement in enumerate(statements)}
    if len(numbers) < len(statements):
        raise ValueError(f"{record.report.origin}: two statements have one id")
    made: Row = {"report": report, "reader": record.reader, "run": run}
    speakers = _speaker_numbers(connection, statements, record.reader, run)
    rows = [
        statement_row(statement, record.report.text)
        | cleaned(made)
        | {"number": number, "ordinal": ordinal + number - first, "nested_in": numbers.get(statement.nested_in or "")}
        | {"speaker": speakers.get(who_of(statement.speaker)) if statement.speaker else None}
        for statement, number in zip(statements, numbers.values(), strict=True)
    ]
    _insert_all(connection, "statements", rows)
    put_wordings(connection, [(number, str(row["words"])) for number, row in zip(numbers.values(), rows, strict=True)])
    _put_parts(connection, record.report, tuple(zip(numbers.values(), statements, strict=True)))
    return tuple(numbers.values())


def _put_parts(connection: sqlite3.Connection, report: Report, numbered: Sequence[tuple[int, Statement]]) -> None:
    """The rows that hang on statements: places, documents appealed to, days."""
    spans = [row for number, statement in numbered for row in span_rows(number, statement.attribution)]
    connection.executemany("INSERT INTO spans VALUES (?, ?, ?, ?, ?)", spans)
    put_appeals(connection, report, numbered)
    for number, statement in numbered:
        put_days(connection, number, statement.circumstances.said_on, report.published)


def put_days(
    connection: sqlite3.Connection, number: int, said_on: StatementDate | None, published: PublicationDate | None
) -> None:
    """The rows by which a statement is found when days are asked for."""
    days = [(number, day.earliest, day.latest) for day in readings(said_on, published)]
    connection.executemany("INSERT INTO statement_dates VALUES (?, ?, ?)", days)


Who = tuple[Scalar, str, Scalar]


def who_of(speaker: Speaker) -> Who:
    return clean(speaker.name), speaker.type.value, clean(speaker.entity)


def _speaker_numbers(
    connection: sqlite3.Connection, statements: Iterable[Statement], reader: str, run: int
) -> Mapping[Who, int]:
    """The number of each speaker of these statements; those not met before are added."""
    met = dict.fromkeys(who_of(statement.speaker) for statement in statements if statement.speaker)
    return {who: speaker_number(connection, who, reader, run) for who in met}


def speaker_number(connection: sqlite3.Connection, who: Who, reader: str, run: int) -> int:
    """The number of this speaker, who is added when not met before."""
    name, kind, entity = who
    stands = connection.execute(
        "SELECT number FROM speakers WHERE name = ? AND type = ? AND ifnull(entity, '') = ifnull(?, '')", who
    ).fetchone()
    if stands:
        return int(stands["number"])
    row: Row = {"name": name, "type": kind, "entity": entity, "reader": clean(reader), "run": run}
    return _insert(connection, "speakers", row)


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> int:
    """Insert one row. Returns its number."""
    return connection.execute(_insertion(table, row), row).lastrowid or 0


def _insert_all(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> None:
    if rows:
        connection.executemany(_insertion(table, rows[0]), rows)


def _insertion(table: str, row: Row) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"
