"""Documents appealed to, and a register of one's own, in the record."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from onrecord.store.instruments import OwnEntry, appealed, appeals_to, forget_own, own_entries, put_own
from onrecord.store.migrations import migrate
from onrecord.store.record import open_record
from onrecord.store.schema import VERSION_1
from onrecord.store.schema_instruments import INSTRUMENTS_STEP
from onrecord.store.search import Filters, search
from onrecord.values.span import Span
from onrecord.values.statement import Reference, ReportRecord
from tests.store.conftest import put
from tests.store.making import WHEN, record_of


def leaning(words: str, *references: Reference, **fields: object) -> ReportRecord:
    """A report whose one statement refers to these."""
    record = record_of(words, **fields)
    return replace(record, statements=(replace(record.statements[0], refers_to=references),))


SURE = Reference(Span(0, 3), "zenda-accord", "Zenda Accord", provision="Article 4", because="named 'The'")
OPEN = Reference(Span(4, 7), None, "Zenda Accord or Zenda Pact", candidates=("zenda-accord", "zenda-pact"))
NUMBER = Reference(Span(0, 3), None, None, identifier="S/RES/911 (1994)")


def test_references_come_back_equal(path: Path) -> None:
    read = leaning("The old bridge.", SURE, OPEN, NUMBER)
    with open_record(path, create=True) as record:
        put(record, read)
        assert record.report(read.report.id).statements[0].refers_to == (SURE, OPEN, NUMBER)


def test_who_is_appealed_to_is_counted(path: Path) -> None:
    with open_record(path, create=True) as record:
        put(record, leaning("The old bridge.", SURE, said_on="2031-01-02"))
        put(record, leaning("The new bridge.", SURE, OPEN, said_on="2031-03-04"))
        put(record, leaning("The end.", NUMBER))
        rows = {row.instrument: row for row in appealed(record)}
        assert list(rows) == ["zenda-accord", "S/RES/911", "zenda-pact"]
        accord = rows["zenda-accord"]
        assert (accord.statements, accord.possible, accord.reports) == (2, 0, 2)  # one that is sure is not open as well
        assert (accord.first_said_on, accord.last_said_on) == ("2031-01-02", "2031-03-04")
        assert (rows["zenda-pact"].statements, rows["zenda-pact"].possible) == (0, 1)


def test_who_appealed_to_one_oldest_first_and_in_which_words(path: Path) -> None:
    with open_record(path, create=True) as record:
        put(record, leaning("The new bridge.", OPEN, said_on="2031-03-04"))
        put(record, leaning("The old bridge.", SURE, said_on="2031-01-02"))
        told = [(row.words, row.called, row.provision, row.sure) for row in appeals_to(record, "zenda-accord")]
        assert told == [("The old bridge.", "The", "Article 4", True), ("The new bridge.", "new", None, False)]
        found = search(record, "bridge", Filters(instrument="zenda-pact"))
        assert [hit.words for hit in found.hits] == ["The new bridge."]


def test_a_report_read_again_forgets_its_old_appeals(path: Path) -> None:
    read = leaning("The old bridge.", SURE)
    with open_record(path, create=True) as record:
        put(record, read, replace(read, reader="another", statements=(replace(read.statements[0], refers_to=()),)))
        assert appealed(record) == ()


def test_a_record_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db", isolation_level=None)) as connection:
        migrate(connection, tmp_path / "old.db", (VERSION_1,))
        migrate(connection, tmp_path / "old.db", (VERSION_1, INSTRUMENTS_STEP))
        columns = [row[1] for row in connection.execute("PRAGMA table_info (appeals)")]
        assert {"provision", "identifier", "candidates", "because", "words"} <= set(columns)


def test_a_register_of_ones_own(path: Path) -> None:
    with open_record(path, create=True) as record:
        assert put_own(record, [OwnEntry("b", '{"id": "b"}', "own.csv", 2)], WHEN) == (1, 0)
        assert put_own(record, [OwnEntry(i, f'{{"id": "{i}"}}', "own.csv", 2) for i in "ab"], WHEN) == (1, 1)
        assert own_entries(record) == ({"id": "a"}, {"id": "b"})
        assert (forget_own(record, "a"), forget_own(record, "a")) == (True, False)
        assert own_entries(record) == ({"id": "b"},)
