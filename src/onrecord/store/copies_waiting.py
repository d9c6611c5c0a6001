"""Reports whose copies are still to be found: of a record that an earlier version wrote, or that lost reports."""

from __future__ import annotations

from onrecord.store import copies
from onrecord.store.record import Record

AT_ONCE = 100  # reports in one transaction: a kill costs no more


def not_compared_yet(record: Record) -> int:
    """How many reports are still to be looked up: the next command that reads does it."""
    with record.reading() as connection:
        return copies.waiting(connection)


def complete_copies(record: Record, limit: int = AT_ONCE) -> int:
    """Look up those that wait, at most so many. Gives how many they were; nothing is written where there are none."""
    with record.reading() as connection:
        if not copies.waiting(connection, 1):
            return 0
    with record.batch():
        return copies.complete(copies.Wordings(record.connection), limit)
