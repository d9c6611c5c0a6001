"""Looks at the record: bounded in time, one moment of it, and never in the way of who writes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.errors import NewerRecord, NotARecord
from onrecord.store.record import Record, open_record
from onrecord.web.app import make_app
from onrecord.web.site import MOST_READERS, Site, TookTooLong
from tests.store.conftest import put
from tests.store.making import record_of
from tests.web.conftest import ANY_NUMBER

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def plainly(record: Record) -> None:
    record.connection.execute(ENDLESS).fetchone()


def further_in(record: Record) -> None:
    with record.reading() as connection:
        connection.execute(ENDLESS).fetchone()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "onrecord.db"
    with open_record(made, create=True) as record:
        put(record, record_of("The bridge is safe.", origin="0"))
    return made


@pytest.mark.parametrize("look", [plainly, further_in])
def test_a_look_that_takes_too_long_is_given_up_and_the_next_one_works(
    file: Path, look: Callable[[Record], None]
) -> None:
    site = Site(file)
    with pytest.raises(TookTooLong), site.reading(0.05) as record:
        look(record)
    with site.reading() as record:
        assert record.counts().reports == 1


def test_connections_are_used_again_and_another_file_is_seen(file: Path, tmp_path: Path) -> None:
    site = Site(file)
    with site.reading() as first:
        pass
    with site.reading() as second:
        assert second is first
    other = tmp_path / "other.db"
    with open_record(other, create=True):
        pass
    other.replace(file)
    with site.reading() as third:
        assert third.counts().reports == 0
    file.unlink()
    with pytest.raises(NotARecord), site.reading():
        pass


def test_a_record_that_a_newer_version_took_over_is_told(file: Path) -> None:
    site = Site(file)
    with site.reading():
        pass
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA user_version = 9999")
    with pytest.raises(NewerRecord), site.reading():
        pass


def test_after_an_error_of_the_file_a_connection_is_not_used_again(file: Path) -> None:
    site = Site(file)
    with pytest.raises(sqlite3.DatabaseError), site.reading() as first:
        raise sqlite3.DatabaseError
    with site.reading() as second:
        assert second is not first


def test_readers_and_a_writer_are_not_in_each_others_way(file: Path) -> None:
    client = TestClient(make_app(Site(file, ANY_NUMBER)), base_url="http://127.0.0.1")
    paths = ("/api/v1/reports", "/api/v1/statements?q=bridge", "/search?q=bridge", "/", "/api/v1/speakers", "/outlets")
    answers: list[tuple[str, int]] = []
    done = threading.Event()

    def look(reader: int) -> None:
        at = reader
        while not done.is_set():
            path = paths[at % len(paths)]
            answers.append((path, client.get(path).status_code))
            at += 1

    readers = [threading.Thread(target=look, args=(number,)) for number in range(5 * MOST_READERS)]
    for reader in readers:
        reader.start()
    try:
        with open_record(file) as record:
            for number in range(1, 40):
                put(record, record_of(f"The bridge {number} is safe.", origin=str(number)))
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert {status for _, status in answers} == {200}
    assert len(answers) >= len(readers)
    assert client.get("/api/v1/reports").json()["total"] == 40
