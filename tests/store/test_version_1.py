"""A record that was written before people could judge."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import RecordNotWritable
from onrecord.store.migrations import MIGRATIONS, migrate, version_of
from onrecord.store.record import open_record
from onrecord.store.search import Filters, search
from onrecord.values.judgement import Act
from tests.store.conftest import put
from tests.store.making import record_of
from tests.store.test_judgements import people

TABLES = ("runs", "kept_bytes", "reports", "inputs", "speakers", "statements", "spans", "appeals", "statement_dates")
READ = (record_of("The bridge is safe.", speaker="Ana Berg"), record_of("The tunnel is shut.", speaker="A. Berg"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A record of version 1 with two reports."""
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_record(new, create=True) as record:
        put(record, *READ)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, old, MIGRATIONS[:1])
        connection.execute("ATTACH ? AS new", (str(new),))
        for table in TABLES:
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} SELECT {columns} FROM new.{table}")
        assert version_of(connection) == 1
    return old


def test_it_is_brought_up_to_date_and_can_be_judged(old: Path) -> None:
    with open_record(old) as record:
        assert list(record.records()) == list(READ)
        record.judge(people(Act.MERGE, "Ana Berg", "A. Berg"))
        assert [(row.name, row.statements) for row in record.speakers()] == [("Ana Berg", 2)]
        assert search(record, "", Filters(speaker="A. Berg")).total == 2
        record.verify()


def test_a_copy_of_it_stays(old: Path) -> None:
    before = old.read_bytes()
    open_record(old).close()
    with closing(sqlite3.connect(old.with_name("old.db.v1.bak"))) as backup:
        assert version_of(backup) == 1
        assert backup.execute("SELECT count(*) FROM statements").fetchone() == (2,)
    assert old.read_bytes() != before


def test_opened_for_reading_it_says_how_to_go_on(old: Path) -> None:
    with pytest.raises(RecordNotWritable, match="older version") as error:
        open_record(old, read_only=True)
    assert "any command that writes" in error.value.remedy
