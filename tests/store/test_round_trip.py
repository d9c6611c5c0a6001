"""What is put on record comes back equal."""

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotARecord
from onrecord.store.record import Record, open_record
from onrecord.store.report_rows import patched, reading_patch
from onrecord.store.writer import Added
from onrecord.values.page import Skipped
from onrecord.values.statement import ReportRecord, Statement
from tests.store import making
from tests.store.conftest import put
from tests.store.making import READER, WHEN, page_of, record_of, report_records


@contextmanager
def fresh_record() -> Iterator[Record]:
    """A new record for each example of a property."""
    with TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        yield record


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=report_records())
def test_a_report_comes_back_equal(read: ReportRecord) -> None:
    with fresh_record() as record:
        put(record, read)
        assert record.report(read.report.id) == read
        assert list(record.records()) == [read]
        assert record.content(read.report.sha256).decode() == read.report.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=report_records(), second=report_records())
def test_another_reader_replaces_every_machine_row(first: ReportRecord, second: ReportRecord) -> None:
    again = ReportRecord(first.report, tuple(s for s in second.statements if fits(s, first)), first.reader + " 2")
    with fresh_record() as record:
        assert put(record, first, again) == [Added.NEW, Added.REPLACED]
        assert record.report(first.report.id) == again
        record.verify()


def fits(statement: Statement, record: ReportRecord) -> bool:
    """Whether a statement made for another report can stand in this one."""
    return statement.nested_in is None and statement.attribution.content[-1].end <= len(record.report.text)


@given(st.text(making.letters), st.text(making.letters))
def test_a_reading_copy_is_kept_as_what_it_changed(text: str, other: str) -> None:
    text, reading = text[: len(other)], other[: len(text)]
    assert patched(text, reading_patch(text, reading)) == reading


def test_a_reading_copy_that_changes_nothing_takes_no_room() -> None:
    assert reading_patch("as it is", "as it is") is None


def test_a_reading_copy_of_a_long_text_is_a_few_characters() -> None:
    text = "x" * 2000 + "?" + "x" * 2000
    assert reading_patch(text, text.replace("?", " ")) == '[[2000," "]]'


def test_reading_the_same_twice_changes_nothing(record: Record) -> None:
    one = record_of("The bridge is safe.")
    assert put(record, one) == [Added.NEW]
    before = record.connection.execute("SELECT * FROM statements").fetchall()
    assert put(record, one) == [Added.UNCHANGED]
    assert record.connection.execute("SELECT * FROM statements").fetchall() == before
    assert (record.counts().reports, record.counts().statements, record.counts().runs) == (1, 1, 2)


def test_a_replaced_report_keeps_its_place_in_the_order(record: Record) -> None:
    first, second = record_of("First."), record_of("Second.")
    put(record, first, second, ReportRecord(first.report, first.statements, "another reader"))
    assert [one.report.text for one in record.records()] == ["First.", "Second."]


def test_a_speaker_who_said_nothing_else_goes_with_the_statement(record: Record) -> None:
    first, other = record_of("First.", speaker="Bo Ek"), record_of("Second.", speaker="Ana Lindqvist")
    put(record, first, other, ReportRecord(first.report, (), "another reader"))
    assert [row.name for row in record.speakers()] == ["Ana Lindqvist"]
    assert record.connection.execute("SELECT count(*) FROM speakers").fetchone()[0] == 1


def test_order_is_that_of_reading_whatever_the_clock_says(record: Record) -> None:
    for started, words in (("2031-01-01T00:00:00Z", "Late clock."), ("1999-01-01T00:00:00Z", "Early clock.")):
        run = record.begin_run(started, READER, [])
        one = record_of(words)
        record.add(run, one, page_of(one))
        record.end_run(run, started)
    assert [one.report.text for one in record.records()] == ["Late clock.", "Early clock."]
    assert [run.started[:4] for run in record.runs()] == ["2031", "1999"]


def test_a_lone_surrogate_is_replaced_and_offsets_stay(record: Record) -> None:
    damaged = record_of("a\ud800b is \ud83d safe.", title="t\udfff", speaker="Bo \ud800")
    put(record, damaged)
    back = record.report(damaged.report.id)
    assert back.report.text == "a\ufffdb is \ufffd safe."
    assert back.report.title == "t\ufffd"
    assert back.statements[0].attribution == damaged.statements[0].attribution


def test_every_input_is_on_record_with_its_end(record: Record) -> None:
    run = record.begin_run(WHEN, READER, ["read", "reports"])
    one = record_of("The bridge is safe.")
    record.add(run, one, page_of(one))
    content = b"\x00\x01"
    record.skip(run, Skipped("b.pdf", "pages", "is a PDF", "save it as text", making.sha256(content), content))
    record.skip(run, Skipped("gone.txt", "pages", "is not there", "look for it"))
    record.end_run(run, WHEN)
    (told,) = record.runs()
    assert (told.read, told.skipped, told.arguments, told.finished) == (1, 2, ("read", "reports"), WHEN)
    assert [(s.origin, s.reason, s.remedy) for s in record.skipped()] == [
        ("b.pdf", "is a PDF", "save it as text"),
        ("gone.txt", "is not there", "look for it"),
    ]
    assert record.content(making.sha256(content)) == content
    assert record.counts().inputs == 3


def test_a_run_without_an_end_was_interrupted(record: Record) -> None:
    record.begin_run(WHEN, READER, [])
    assert record.runs()[0].finished is None


def test_an_error_inside_a_batch_undoes_the_batch(record: Record) -> None:
    one = record_of("The bridge is safe.")
    with pytest.raises(OSError, match="of the caller"), record.batch():
        record.add(record.begin_run(WHEN, READER, []), one, page_of(one))
        raise OSError("of the caller")
    assert record.counts().reports == record.counts().runs == 0


def test_a_report_that_fails_inside_a_batch_leaves_no_half(record: Record) -> None:
    good, bad = record_of("Good."), record_of("Bad.")
    bad = ReportRecord(bad.report, bad.statements * 2, READER)
    with record.batch():
        run = record.begin_run(WHEN, READER, [])
        with pytest.raises(ValueError, match="one id"):
            record.add(run, bad, page_of(bad))
        record.add(run, good, page_of(good))
    assert [one.report.text for one in record.records()] == ["Good."]
    record.verify()


def test_bytes_that_claim_no_size_are_not_unpacked_without_end(record: Record) -> None:
    bomb = zlib.compress(bytes(30_000_000))
    record.connection.execute("INSERT INTO kept_bytes VALUES ('b', -1, 'zlib', ?, 0)", (bomb,))
    tracemalloc.start()
    with pytest.raises(NotARecord, match="changed"):
        record.content("b")
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_page_with_other_bytes_than_its_digest_is_refused(record: Record) -> None:
    one, other = record_of("One."), record_of("Other.")
    with pytest.raises(ValueError, match="digests"):
        record.add(record.begin_run(WHEN, READER, []), one, page_of(other))
    assert record.counts().reports == 0
