"""The record on disk, as the rest of the product sees it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.errors import NotARecord
from onrecord.judging.identities import People
from onrecord.store import applying, copies, finding, finding_people, judgements, kept_bytes, log, reader, writer
from onrecord.store.cells import clean
from onrecord.store.failures import CANNOT_BE_ASKED, cannot_be_asked, damaged, told_of, told_of_file
from onrecord.store.occasions import following, touch
from onrecord.store.opening import begin_writing, open_for_reading, open_for_writing
from onrecord.store.reader import Shown
from onrecord.store.refusals import unnamed
from onrecord.store.speaker_rows import SpeakerRow, speaker_rows
from onrecord.store.writer import Added
from onrecord.values.judgement import Judgement, Person
from onrecord.values.page import Page, Skipped
from onrecord.values.statement import ReportRecord, Statement

PATIENCE = 10.0  # seconds to wait for another writer: far longer than a batch takes


def open_record(
    path: str | Path, *, create: bool = False, read_only: bool = False, patience: float = PATIENCE
) -> Record:
    """Open the record in this file.

    create: make a new one where there is none. read_only: change nothing; works on a read-only disk.
    patience: seconds to wait for another writer before RecordBusy.
    Raises NotARecord, NewerRecord, RecordBusy or RecordNotWritable; a file that is not a record is left untouched.
    """
    file = Path(path)
    with told_of_file(file):
        if read_only:
            return Record(open_for_reading(file, patience=patience), file)
        return Record(open_for_writing(file, create=create, patience=patience), file)


class Record:
    """An open record. Use it in a `with` block, from one thread at a time.

    Every method raises RecordError when the file is damaged, busy or cannot be written. Made by `open_record`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._log: tuple[tuple[int, str], log.Log] | None = None
        self._texts = copies.Wordings(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. A batch still open is undone."""
        self.connection.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything written inside is kept at the end, all at once; nothing of it when an error leaves the block.

        Batches do not nest. Raises RecordBusy when another process writes for longer than the patience, or NewerRecord.
        """
        with told_of(self.path):
            begin_writing(self.connection, self.path)
            try:
                yield
                self.connection.execute("COMMIT")
            finally:
                # SQLite itself undoes the transaction on some errors, e.g. a full disk.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Inside a batch a step that can be undone alone, else a batch of its own."""
        if not self.connection.in_transaction:
            with self.batch():
                yield
            return
        with told_of(self.path):
            self.connection.execute("SAVEPOINT one")
            try:
                yield
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK TO one")
                raise
            self.connection.execute("RELEASE one")

    def begin_run(self, started: str, reader: str, arguments: Sequence[str]) -> int:
        """Open a run and return its number. started: ISO time. reader: program version and model."""
        with self._writing():
            return writer.begin_run(self.connection, started, reader, arguments)

    def account_run(self, run: int, inputs: int, ignored: int = 0, stopped: str | None = None) -> None:
        """Write down what the run itself counted: the log compares it with what is on record.

        ignored: files in folders that were passed over. stopped: why the run ended before its end, if it did.
        """
        with self._writing():
            writer.account_run(self.connection, run, inputs, ignored, stopped)

    def end_run(self, run: int, finished: str) -> None:
        """Close a run. A run without an end was interrupted."""
        with self._writing():
            writer.end_run(self.connection, run, finished)

    def skip(self, run: int, skipped: Skipped) -> None:
        """Put on record that an input could not be read, and its bytes where there were any."""
        with self._writing():
            writer.skip(self.connection, run, unnamed(self.connection, skipped))

    def add(self, run: int, record: ReportRecord, page: Page) -> Added:
        """Put a report on record: its bytes, itself and its statements, whole or not at all.

        The same report read by the same reader changes nothing; by another, or in another encoding that somebody named,
        the machine's rows are replaced. Raises ValueError when `record` is not of `page`, or two ids are the same.
        """
        with self._writing():
            added = writer.add(self.connection, run, record, page)
            if added is not Added.UNCHANGED:
                self._apply_log(record.report.id)
                touch(self.connection, copies.put(self._texts, record.report))
            return added

    def _apply_log(self, report_id: str) -> None:
        """What people judged holds for a new reading too."""
        known = self._known_log()
        if not known.judgements:
            return
        (row,) = self.connection.execute("SELECT number, sha256 FROM reports WHERE id = ?", (clean(report_id),))
        applying.judge_report(self.connection, known, row["number"], row["sha256"])
        applying.identify_in_report(self.connection, known.people, row["number"])

    def _known_log(self) -> log.Log:
        """The log, read again only when it has grown."""
        last = log.last_of(self.connection)
        if self._log is None or self._log[0] != last:
            try:
                self._log = (last, log.read_log(self.connection))
            except ValueError as error:
                raise damaged(self.path, str(error)) from error
        return self._log[1]

    def forget_log(self) -> None:
        """Lines were taken out of the log: what is known of it is no longer true."""
        self._log = None

    def judge(self, *new: Judgement, where: str = "") -> None:
        """Add judgements to the log, all or none, and bring what is on record to what the log then says.

        where: what names this record behind a command that is told. Raises Contradiction when one goes against one that
        stands, and BadRequest when one cannot be taken.
        """
        with self._writing(), following(self.connection):
            after = judgements.add_all(self.connection, new, self._known_log(), where)
            self._log = (log.last_of(self.connection), after)

    def person(self, asked: str, *, command: str, or_else: str = "") -> Person:
        """Whom a name or the beginning of an entity id means, see `find_person`."""
        with self.reading() as connection:
            people = self._known_log().people
            return finding_people.find_person(connection, people, asked, command=command, or_else=or_else)

    def people_called(self, name: str) -> tuple[Person, ...]:
        """Everybody on record with just this name."""
        with self.reading() as connection:
            return finding_people.people_called(connection, name)

    def people(self) -> People:
        """What the log says of who is one with whom."""
        with self.reading():
            return self._known_log().people

    def judgements(self) -> tuple[judgements.Listed, ...]:
        """All judgements in their order, undone ones too, and what becomes of each."""
        with self.reading() as connection:
            return judgements.listed(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One moment of the record, however long the block takes and whatever others write meanwhile."""
        inside = self.connection.in_transaction
        with told_of(self.path):
            if not inside:
                self.connection.execute("BEGIN")
            try:
                yield self.connection
            except CANNOT_BE_ASKED as error:
                raise cannot_be_asked(error) from error
            except (ValueError, TypeError, KeyError, zlib.error) as error:
                raise damaged(self.path, str(error)) from error
            finally:
                with suppress(sqlite3.ProgrammingError):  # closed before the last row was asked for
                    if not inside and self.connection.in_transaction:
                        self.connection.execute("ROLLBACK")

    def reports(self) -> tuple[reader.ReportRow, ...]:
        """All reports, without their texts, in the order in which they were first read."""
        with self.reading() as connection:
            return tuple(reader.report_rows(connection))

    def report(self, asked: str, shown: Shown = Shown.JUDGED) -> ReportRecord:
        """One report: by id or its beginning, given id, origin (the latest version) or file name.

        Raises UnknownReference when there is none, or more than one.
        """
        with self.reading() as connection:
            return _there(reader.report_at(connection, finding.find_report(connection, asked), shown))

    def as_read_by(self, reader: str, report_id: str) -> ReportRecord | None:
        """The report with this id as this very reader put it on record, whatever people judged; else None."""
        return self.report(report_id, Shown.AS_READ) if self.is_read_by(reader, report_id) else None

    def is_read_by(self, reader: str, report_id: str) -> bool:
        """Is the report with this id on record as this very reader read it?"""
        with self.reading() as connection:
            return bool([*connection.execute("SELECT 1 FROM reports WHERE (id, reader) = (?, ?)", (report_id, reader))])

    def records(self, shown: Shown = Shown.JUDGED, *, latest: bool = False) -> Iterator[ReportRecord]:
        """Every report with its statements, one at a time, in the order in which they were first read.

        latest: of each page the latest version only, so that no statement comes twice.

        Complete as of the first call of `next`; what is added meanwhile is left out.
        """
        with self.reading() as connection:
            numbers = reader.report_numbers(connection, latest=latest)
        for number in numbers:
            # One transaction a report: a long export must not keep the write-ahead log from being folded in.
            with self.reading() as connection:
                found = reader.report_at(connection, number, shown)
            if found:
                yield found

    def statement(self, asked: str) -> tuple[ReportRecord, Statement]:
        """A statement by its id or the beginning of it, with its report; rejected ones too. Raises UnknownReference."""
        with self.reading() as connection:
            number, whole_id = finding.find_statement(connection, asked)
            record = _there(reader.report_at(connection, number, Shown.WITH_REJECTED))
            return record, next(statement for statement in record.statements if statement.id == whole_id)

    def speakers(self, *, all_versions: bool = False, independent: bool = False) -> tuple[SpeakerRow, ...]:
        """All speakers, who said most first; of all versions or the latest, copies each or once: see `speaker_rows`."""
        with self.reading() as connection:
            return speaker_rows(connection, all_versions=all_versions, independent=independent)

    def counts(self) -> reader.Counts:
        """How much is on record."""
        with self.reading() as connection:
            return reader.counts(connection)

    def runs(self) -> tuple[reader.Run, ...]:
        """All runs in their order."""
        with self.reading() as connection:
            return reader.runs(connection)

    def skipped(self, run: int | None = None) -> tuple[reader.SkippedInput, ...]:
        """The inputs that could not be read, of one run or of all."""
        with self.reading() as connection:
            return reader.skipped(connection, run)

    def content(self, sha256: str) -> bytes:
        """The bytes kept under this digest, as they were read. Raises UnknownReference."""
        with self.reading() as connection:
            return kept_bytes.content(connection, sha256)

    def verify(self) -> None:
        """Read the whole file and compare what can be compared. Raises NotARecord when anything is wrong."""
        with self.reading() as connection:
            wrong = reader.damage(connection)
            digests = kept_bytes.all_here(connection)
        if wrong:
            raise damaged(self.path, "; ".join(wrong[:3]))
        for sha256 in digests:
            self.content(sha256)
        for _ in self.records(Shown.WITH_REJECTED):
            pass
        self.judgements()


def _there(found: ReportRecord | None) -> ReportRecord:
    if found is None:
        raise NotARecord("a report went missing while it was read", remedy="run the same command again")
    return found
