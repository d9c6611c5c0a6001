"""Reports for an export, with what the machine had read where something changed it."""

from __future__ import annotations

from onrecord.store.as_read import records_to_export
from onrecord.store.reader import Shown
from onrecord.store.record import Record
from onrecord.values.judgement import Act
from tests.store.conftest import put
from tests.store.making import record_of
from tests.store.test_judgements import people


def test_what_nobody_changed_is_read_once(record: Record) -> None:
    put(record, record_of("The bridge is safe."), record_of("The tunnel is shut.", origin="two.txt"))
    assert [one.as_read for one in records_to_export(record)] == [None, None]
    assert list(records_to_export(record)) == list(record.records())


def test_beside_a_judgement_stands_what_was_read(record: Record) -> None:
    one = record_of("The bridge is safe.", speaker="Ana Berg")
    put(record, one, record_of("The tunnel is shut.", speaker="A. Berg", origin="two.txt"))
    record.judge(people(Act.MERGE, "Ana Berg", "A. Berg"))
    found = [report.as_read for report in records_to_export(record, Shown.WITH_REJECTED)]
    assert found[0] is not None or found[1] is not None
    assert all(report.as_read is None or report.as_read[0].judged == () for report in records_to_export(record))


def test_the_cache_is_as_before_afterwards(record: Record) -> None:
    def cache() -> int:
        return int(record.connection.execute("PRAGMA cache_size").fetchone()[0])

    put(record, record_of("The bridge is safe."), record_of("The tunnel is shut.", origin="two.txt"))
    before = cache()
    reports = records_to_export(record)
    next(reports)
    assert cache() != before
    assert len(list(reports)) == 1
    assert cache() == before
