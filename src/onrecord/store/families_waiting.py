"""Statements whose families are still to be found: they wait from when they are written until somebody asks."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.store import families
from onrecord.store.families_groups import regroup
from onrecord.store.families_near import Wordings
from onrecord.store.families_sayings import Sayings
from onrecord.store.record import Record

AT_ONCE = 1000  # wordings in one transaction: a kill costs no more, and other writers get their turn


def not_grouped_yet(record: Record) -> int:
    """How many wordings are still to be looked up or grouped."""
    with record.reading() as connection:
        return families.waiting(connection)


def complete_families(record: Record, at_once: int = AT_ONCE) -> Iterator[int]:
    """Find the families of all that waits, batch by batch. Gives after each how many wordings are left.

    Nothing is written where nothing waits. Raises RecordBusy when another process writes for longer than the patience.
    """
    if not not_grouped_yet(record):
        return
    with record.batch():
        families.tidy(record.connection)
    sayings: Sayings | None = None
    for step in (_settle, regroup):
        while True:
            with record.batch():
                # What is at hand holds while nobody else writes.
                if sayings is None or not sayings.texts.is_current():
                    sayings = Sayings(Wordings(record.connection))
                done = step(sayings, at_once)
                left = families.waiting(record.connection)
            if not done:
                break
            yield left


def _settle(sayings: Sayings, limit: int) -> int:
    return families.settle(sayings.texts, limit)
