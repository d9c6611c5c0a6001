"""From what a person types to one report or statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnknownReference
from onrecord.store.record import Record, open_record
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.statement import ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of

FIRST = record_of("First.", id="aaaa11" + "0" * 14, origin="reports/morning.txt", given_id="post-17")
SECOND = record_of("Second.", id="aaaa22" + "0" * 14, origin="reports/evening.txt", given_id="same")
LINE = record_of("Third.", id="bb33" + "0" * 16, origin="dump.jsonl:3", given_id="same")
OLD = record_of("Old version.", id="cc44" + "0" * 16, origin="live.txt")
NEW = record_of("New version.", id="cc55" + "0" * 16, origin="live.txt")
OTHER = record_of("Other folder.", id="dd66" + "0" * 16, origin="archive/morning.txt")
MARKS = record_of("Marks.", id="ee77" + "0" * 16, origin="reports/100%_sure.txt")


def with_statement_id(record: ReportRecord, id: str) -> ReportRecord:
    return replace(record, statements=(replace(record.statements[0], id=id),))


TWIN = with_statement_id(record_of("A twin.", id="ff88" + "0" * 16, origin="twins/one.txt"), "abab12" + "0" * 14)
OTHER_TWIN = with_statement_id(record_of("His twin.", id="ff99" + "0" * 16, origin="twins/2.txt"), "abab34" + "0" * 14)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("full") / "r.db", create=True) as record:
        put(record, FIRST, SECOND, LINE, OLD, NEW, OTHER, MARKS, TWIN, OTHER_TWIN)
        yield record


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (FIRST.report.id, FIRST),
        ("aaaa11", FIRST),
        ("bb33", LINE),
        (" bb33 ", LINE),
        ("post-17", FIRST),
        ("reports/evening.txt", SECOND),
        ("evening.txt", SECOND),
        ("dump.jsonl:3", LINE),
        ("live.txt", NEW),  # the latest version under this name
        ("cc44", OLD),  # and the earlier one is still there
        ("100%_sure.txt", MARKS),
    ],
)
def test_report(full: Record, asked: str, expected: object) -> None:
    assert full.report(asked) == expected


@pytest.mark.parametrize(
    ("asked", "what", "hint"),
    [
        ("aaaa", "more than one", "aaaa11"),
        ("bb3", "no report", "of an id, give 4 characters at least"),
        ("same", "more than one", "bb33"),
        ("morning.txt", "more than one", "archive/morning.txt"),
        ("morningg.txt", "no report", "morning.txt"),
        ("evenin.txt", "no report", "reports/evening.txt"),
        ("", "no report", "onrecord search"),
        ("%", "no report", "onrecord search"),
        ("_____ing.txt", "no report", "search"),
        ("\ud800", "no report", "search"),
    ],
)
def test_no_report_or_several(full: Record, asked: str, what: str, hint: str) -> None:
    with pytest.raises(UnknownReference, match=what) as error:
        full.report(asked)
    assert hint in error.value.remedy


def test_the_same_report_found_elsewhere_answers_to_both_names(record: Record) -> None:
    copy = record_of("First.", id=FIRST.report.id, origin="copies/elsewhere.txt")
    put(record, FIRST, copy)
    assert record.report("elsewhere.txt") == record.report("morning.txt") == FIRST


def test_statement(full: Record) -> None:
    whole = SECOND.statements[0].id
    assert full.statement(whole) == full.statement(whole[:8]) == (SECOND, SECOND.statements[0])


@pytest.mark.parametrize("asked", ["", "zz", "\0", "a", "aba"])
def test_no_statement(full: Record, asked: str) -> None:
    with pytest.raises(UnknownReference):
        full.statement(asked)


def test_several_statements(full: Record) -> None:
    assert {one.statements[0].id[:4] for one in (TWIN, OTHER_TWIN)} == {"abab"}
    with pytest.raises(UnknownReference, match="more than one statement") as error:
        full.statement("abab")
    assert TWIN.statements[0].id in error.value.remedy
    assert full.statement(TWIN.statements[0].id) == (TWIN, TWIN.statements[0])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_string_is_a_report_or_a_message(full: Record, asked: str) -> None:
    try:
        assert full.report(asked)
    except UnknownReference as error:
        assert error.remedy


def test_speakers_are_counted_and_dated(record: Record) -> None:
    put(
        record,
        record_of("One.", speaker="Bo Ek", said_on="2021-12"),
        record_of("Two.", speaker="Bo Ek", said_on="XXXX-02-19"),
        record_of("Three.", speaker="Bo Ek", said_on="2019-05-01"),
        record_of("Four.", speaker="Ana Berg"),
        record_of("Five.", speaker=None),
    )
    told = [(row.name, row.statements, row.reports, row.first_said_on, row.last_said_on) for row in record.speakers()]
    assert told == [("Bo Ek", 3, 3, "2019-05-01", "2021-12"), ("Ana Berg", 1, 1, None, None)]


def test_who_has_no_name_is_another_in_each_report_and_who_is_left_open_is_nobody(record: Record) -> None:
    spoke = (("keeper", SpeakerType.PERSON), ("keeper", SpeakerType.PERSON), ("It", SpeakerType.UNKNOWN))
    for at, (name, type_) in enumerate(spoke):
        read = record_of(f"Lamp {at} is lit.", origin=f"{at}.txt")
        unnamed = Speaker(name, type_, None, "as printed")
        put(record, replace(read, statements=tuple(replace(one, speaker=unnamed) for one in read.statements)))
    put(record, record_of("No lamp is lit.", speaker="Bo Ek"), record_of("All are.", speaker="Bo Ek"))
    told = [(row.name, row.statements, row.reports) for row in record.speakers()]
    assert told == [("Bo Ek", 2, 2), ("keeper", 1, 1), ("keeper", 1, 1)]
    assert record.speakers(independent=True) == record.speakers()
    assert record.counts().speakers == len(told)


def test_reports_are_listed_without_their_texts(full: Record) -> None:
    rows = full.reports()
    assert [row.origin for row in rows][:3] == ["reports/morning.txt", "reports/evening.txt", "dump.jsonl:3"]
    assert {row.statements for row in rows} == {1}


def test_bytes_that_are_not_kept(full: Record) -> None:
    with pytest.raises(UnknownReference, match="no bytes"):
        full.content("0" * 64)


VERSION_1 = record_of("Harbour\n\nThe lamp is lit tonight, she said at the quay.", id="a1" * 10, origin="old/lamp.txt")
VERSION_2 = record_of("Harbour\n\nThe lamp is not lit, she said at the quay.", id="b2" * 10, origin="old/lamp.txt")


@pytest.mark.parametrize("asked", ["lamp.txt", "lamp", "old/lamp.txt"])
def test_of_the_versions_of_a_file_the_newest_is_meant(asked: str, tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        put(record, VERSION_1, VERSION_2)
        assert record.report(asked).report.id == VERSION_2.report.id
