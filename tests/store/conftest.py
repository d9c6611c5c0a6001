"""Records on disk for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store.record import Record, open_record
from onrecord.store.writer import Added
from onrecord.values.statement import ReportRecord
from tests.store.making import READER, WHEN, page_of, record_of


def put(record: Record, *read: ReportRecord) -> list[Added]:
    """Put reports on record in a run of their own."""
    with record.batch():
        run = record.begin_run(WHEN, READER, ["read"])
        added = [record.add(run, one, page_of(one)) for one in read]
        record.end_run(run, WHEN)
    return added


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "r.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(path, create=True) as opened:
        yield opened


@pytest.fixture
def written(path: Path) -> Path:
    """A record with two reports, closed."""
    with open_record(path, create=True) as opened:
        put(opened, record_of("The bridge is safe."), record_of("The tunnel is closed.", speaker="Bo Ek"))
    return path
