"""After something was forgotten: nothing of it is to be left in the file's unused pages, indexes or log."""

from __future__ import annotations

from onrecord.errors import RecordBusy, RecordNotWritable
from onrecord.store.doctor_indexes import FULL_TEXT, RUNS
from onrecord.store.failures import told_of
from onrecord.store.forgetting_words import forget_wordings
from onrecord.store.record import Record

LEFT = "{}: traces of what was forgotten are left in the file"
AGAIN = "see to that, then run onrecord forget traces --record FILE"


def wipe(record: Record) -> None:
    """Write the file anew, without what was deleted, and without words that no statement has any more.

    Full-text indexes keep deleted words until they are merged; SQLite keeps deleted rows in free pages and in the
    write-ahead log. https://www.sqlite.org/pragma.html#pragma_secure_delete, https://www.sqlite.org/lang_vacuum.html

    Raises RecordBusy where another process uses the record, RecordNotWritable where the disk has no room for another
    file of its size: then traces may be left in the file.
    """
    connection = record.connection
    try:
        connection.execute("PRAGMA secure_delete = ON")
        with record.batch():
            forget_wordings(connection, {})
        with told_of(record.path):
            for index in (*(name for name, _ in FULL_TEXT), RUNS):
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
            connection.execute("VACUUM")
            is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except (RecordBusy, RecordNotWritable) as error:  # what is off the record is off it
        raise type(error)(LEFT.format(error.what), AGAIN) from error
    if is_busy:
        raise RecordBusy(LEFT.format("another process reads the record"), AGAIN)
