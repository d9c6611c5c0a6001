"""What became of every input: the account of each run, counted anew from the inputs and compared with what it told."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import UnknownReference
from onrecord.store.cells import LONE_SURROGATE, Scalar

if TYPE_CHECKING:
    from onrecord.store.record import Record

# Along the index alone, so that a run of a million inputs is counted in a moment.
COUNTED = "SELECT outcome, fault, change, count(*) AS inputs FROM inputs WHERE run = ? GROUP BY outcome, fault, change"
_RUNS = "SELECT number, started, finished, reader, arguments, inputs, ignored, stopped FROM runs"
RUNS = f"{_RUNS} ORDER BY number DESC LIMIT ?"
ONE_RUN = f"{_RUNS} WHERE number = ?"
# What is no report is counted by its kind, which stands before the first colon: "not changed: since …, see …".
_WHY = "CASE WHEN fault THEN reason ELSE substr(reason, 1, instr(reason || ':', ':') - 1) END"
REASONS = f"""
SELECT outcome, fault, room, {_WHY} AS reason, remedy, count(*) AS inputs, min(origin) AS example
FROM inputs WHERE run = ? AND outcome IN ('skipped', 'quarantined')
GROUP BY 1, 2, 3, 4, 5 ORDER BY fault DESC, inputs DESC, 4"""
_INPUTS = """
SELECT i.number, i.run, i.origin, i.outcome, i.change, i.fault, r.id AS report, i.room, i.reason, i.remedy, i.sha256,
  i.archive, i.archive_offset, i.archive_record
FROM inputs AS i LEFT JOIN reports AS r ON r.number = i.report"""
_SHORTEST_DIGEST = 8
_DIGEST = re.compile(rf"[0-9a-f]{{{_SHORTEST_DIGEST},64}}")


@dataclass(frozen=True, slots=True)
class RunAccount:
    """One run and what became of its inputs. started, finished: ISO; finished is None of one that was interrupted.

    new, unchanged, replaced: read (`ok`), by what they changed. no_reports: skipped, and nothing is to be mended.
    faults: skipped, with a remedy. quarantined: faults whose bytes are kept. ignored: files that were passed over.
    told: inputs as the run itself counted them, None where it did not come so far. stopped: why it ended early.
    """

    run: int
    started: str
    finished: str | None
    reader: str
    arguments: tuple[str, ...]
    new: int
    unchanged: int
    replaced: int
    no_reports: int
    faults: int
    quarantined: int
    ignored: int
    told: int | None
    stopped: str | None

    @property
    def ok(self) -> int:
        return self.new + self.unchanged + self.replaced

    @property
    def inputs(self) -> int:
        return self.ok + self.no_reports + self.faults + self.quarantined

    @property
    def adds_up(self) -> bool | None:
        """Is every input that the run counted on record with one outcome? None where the run did not tell."""
        return None if self.told is None else self.told == self.inputs

    @property
    def ended(self) -> str:
        """ "finished", "stopped: Ctrl-C" or "interrupted"."""
        if self.finished is None:
            return "interrupted"
        return f"stopped: {self.stopped}" if self.stopped else "finished"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why inputs of a run gave no report. example: one of them."""

    outcome: str
    fault: bool
    room: str | None
    reason: str | None
    remedy: str | None
    inputs: int
    example: str


@dataclass(frozen=True, slots=True)
class InputRow:
    """One input of a run. report: the id of the report it gave. sha256: of its bytes, where there were any."""

    number: int
    run: int
    origin: str
    outcome: str
    change: str | None
    fault: bool
    report: str | None
    room: str | None
    reason: str | None
    remedy: str | None
    sha256: str | None
    archive: str | None
    archive_offset: int | None
    archive_record: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which inputs. None: any. origin: words that all stand in it, in any case."""

    run: int | None = None
    outcome: str | None = None
    origin: str | None = None


def run_accounts(record: Record, limit: int) -> tuple[RunAccount, ...]:
    """The last runs, the newest first, each with what became of its inputs."""
    with record.reading() as connection:
        return tuple(_account(connection, row) for row in connection.execute(RUNS, (limit,)).fetchall())


def run_account(record: Record, run: int) -> RunAccount:
    """One run. Raises UnknownReference."""
    with record.reading() as connection:
        row = connection.execute(ONE_RUN, (run,)).fetchone()
        if row is None:
            raise UnknownReference(f"there is no run {run} on record", remedy="`onrecord log` lists the runs")
        return _account(connection, row)


def _account(connection: sqlite3.Connection, row: sqlite3.Row) -> RunAccount:
    counts = dict.fromkeys(("new", "unchanged", "replaced", "no_reports", "faults", "quarantined"), 0)
    for one in connection.execute(COUNTED, (row["number"],)):
        counts[_kind(one["outcome"], one["change"], bool(one["fault"]))] += one["inputs"]
    return RunAccount(
        run=row["number"],
        started=row["started"],
        finished=row["finished"],
        reader=row["reader"],
        arguments=tuple(json.loads(row["arguments"])),
        ignored=row["ignored"],
        told=row["inputs"],
        stopped=row["stopped"],
        **counts,
    )


def _kind(outcome: str, change: str | None, fault: bool) -> str:
    if outcome == "ok":
        return change or "new"
    if outcome == "quarantined":
        return "quarantined"
    return "faults" if fault else "no_reports"


def reasons(record: Record, run: int) -> tuple[Reason, ...]:
    """Why inputs of a run gave no report: faults first, the most frequent first."""
    with record.reading() as connection:
        rows = connection.execute(REASONS, (run,)).fetchall()
    return tuple(Reason(**{**dict(row), "fault": bool(row["fault"])}) for row in rows)


def input_rows(record: Record, asked: Asked) -> Iterator[InputRow]:
    """The inputs asked for, one at a time, in the order of reading, of several runs the newest first."""
    query, values = inputs_question(asked)
    with record.reading() as connection:
        for row in connection.execute(query, values):
            yield InputRow(**{**dict(row), "fault": bool(row["fault"])})


def inputs_question(asked: Asked) -> tuple[str, list[Scalar]]:
    """SQL, and the values it names."""
    conditions, values = _conditions(asked)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    order = "i.number" if asked.run is not None else "i.run DESC, i.number"
    return f"{_INPUTS} {where} ORDER BY {order}", values


def _conditions(asked: Asked) -> tuple[list[str], list[Scalar]]:
    conditions: list[str] = []
    values: list[Scalar] = []
    for name in ("run", "outcome"):
        if (value := getattr(asked, name)) is not None:
            conditions.append(f"i.{name} = ?")
            values.append(value)
    for word in LONE_SURROGATE.sub("\ufffd", asked.origin or "").split():
        conditions.append("instr(lower(i.origin), lower(?)) > 0")
        values.append(word)
    return conditions, values


def content_of_input(record: Record, asked: str) -> bytes:
    """The bytes of an input as they were read: by its number in the log, its origin (the last one) or its digest.

    Raises UnknownReference.
    """
    with record.reading() as connection:
        return record.content(_digest_of_input(connection, asked))


def _digest_of_input(connection: sqlite3.Connection, asked: str) -> str:
    asked = LONE_SURROGATE.sub("\ufffd", asked)
    for query, value in _ways(asked):
        row = connection.execute(query, value).fetchone()
        if row is not None and row[0] is not None:
            return str(row[0])
        if row is not None:
            raise UnknownReference(f"nothing of {asked!r} could be kept", remedy="`onrecord log RUN --all` says why")
    raise UnknownReference(f"no input {asked!r} is on record", remedy="`onrecord log RUN --all` lists inputs by number")


def _ways(asked: str) -> Iterator[tuple[str, tuple[Scalar, ...]]]:
    if asked.isascii() and asked.isdigit() and len(asked) < 16:
        yield "SELECT sha256 FROM inputs WHERE number = ?", (int(asked),)
    yield "SELECT sha256 FROM inputs WHERE origin = ? ORDER BY number DESC LIMIT 1", (asked,)
    if _DIGEST.fullmatch(asked):
        yield "SELECT sha256 FROM kept_bytes WHERE sha256 >= ? AND sha256 < ? LIMIT 1", (asked, f"{asked}g")
