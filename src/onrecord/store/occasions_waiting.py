"""Reports whose occasions are still to be found: those just read, and those that a judgement or a removal touched."""

from __future__ import annotations

from onrecord.store import occasions
from onrecord.store.record import Record

AT_ONCE = 400  # reports in one transaction: a kill costs no more, and what all of them reach is grouped once


def not_settled_yet(record: Record) -> int:
    """How many reports are still to be looked at: the next command that reads does it."""
    with record.reading() as connection:
        return occasions.waiting(connection)


def complete_occasions(record: Record, limit: int = AT_ONCE) -> int:
    """Look at those that wait, at most so many. Gives how many they were; nothing is written where there are none."""
    with record.reading() as connection:
        if not occasions.waiting(connection, 1):
            return 0
    with record.batch():
        return occasions.complete(record.connection, limit)
