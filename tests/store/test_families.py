"""Families on record: the same whatever the order of reading, made anew where something changed, kept for no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import BadRequest, UnknownReference
from onrecord.judging.lines import signed
from onrecord.run.judged import anchor_of
from onrecord.store import families_near
from onrecord.store.families_read import FamilyFilters, family_of, family_rows
from onrecord.store.families_waiting import not_grouped_yet
from onrecord.store.migrations import MIGRATIONS, migrate
from onrecord.store.record import Record, open_record
from onrecord.store.schema_told import TOLD_STEP
from onrecord.store.schema_wordings import WORDINGS_STEP
from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act, Person
from onrecord.values.statement import Kind, ReportRecord
from tests.growth import grows_linearly
from tests.judging.making import judged
from tests.store.conftest import put
from tests.store.families_made import (
    BEGINNING,
    CUT,
    EK,
    MARRIN,
    NEGATED,
    STRANGER,
    TOLD,
    WHOLE,
    fresh,
    group,
    report,
    said,
    standing,
)
from tests.store.making import record_of as one_statement

REPORTS = (
    report("velna", said(WHOLE)),
    report("ledger", said(CUT), said(TOLD, kind=Kind.INDIRECT), day="2023-05-04"),
    report("courier", said(NEGATED, "Marrin"), day="2023-05-05"),
    report("islander", said(BEGINNING, None), said(STRANGER, EK), day=None),
    report("radio", said(WHOLE, EK), said("“Boats!”", EK), day="2023-06-01"),
)


def test_a_family_and_what_became_of_the_words(record: Record) -> None:
    put(record, *REPORTS)
    assert not_grouped_yet(record)
    group(record)
    (row,) = family_rows(record)
    assert (row.words, row.speaker, row.statements, row.reports) == (WHOLE, MARRIN, 6, 5)
    assert (row.cut, row.altered, row.paraphrases, row.other_mouths) == (2, 1, 1, 1)
    assert (row.first_published, row.last_published) == ("2023-05-03", "2023-06-01")
    members = {one.report: one for one in family_of(record, row.family) if one.kind == Kind.DIRECT}
    assert members["velna"].how == "fullest"
    assert members["ledger"].left_out == (WHOLE[: WHOLE.index(" Nobody")],)
    assert (members["courier"].how, members["courier"].differences[0]) == ("altered", "negation")
    assert ("+", "not ") in members["courier"].diff
    assert (members["radio"].how, members["radio"].other_mouth) == ("same", True)
    assert not_grouped_yet(record) == 0


def test_one_is_found_by_the_id_of_a_statement(record: Record) -> None:
    put(record, *REPORTS)
    group(record)
    (row,) = family_rows(record)
    statement = family_of(record, row.family)[1].statement
    assert family_of(record, statement) == family_of(record, row.family[:6]) == family_of(record, row.family)
    assert family_of(record, REPORTS[3].statements[1].id) == ()
    with pytest.raises(UnknownReference):
        family_of(record, "nothing")
    assert record.report("velna").families == {REPORTS[0].statements[0].id: row.family}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (FamilyFilters(speaker="Marrin"), 1),
        (FamilyFilters(speaker="Nobody"), 0),
        (FamilyFilters(since="2023-05-05"), 1),
        (FamilyFilters(until="2023-05-02"), 0),
        (FamilyFilters(least=5), 1),
        (FamilyFilters(least=6), 0),
    ],
)
def test_filters(record: Record, filters: FamilyFilters, found: int) -> None:
    put(record, *REPORTS)
    group(record)
    assert len(family_rows(record, filters)) == found


def test_filters_that_make_no_sense(record: Record) -> None:
    for filters in (FamilyFilters(least=0), FamilyFilters(since="yesterday")):
        with pytest.raises(BadRequest):
            family_rows(record, filters)


@pytest.mark.parametrize(
    "statements",
    [
        [said(STRANGER), said(WHOLE)],
        [said("“the lamp of Skerrin is a lamp of ours”"), said("“the lamp of Skerrin is a shame”")],
        # Two persons and a phrase: nothing says that one has it from the other.
        [said("“We will not be hurried by anybody,”"), said("“We will not be hurried by anybody,”", EK)],
        # The same words in one's own telling, of another speaker.
        [said(CUT), said(TOLD, EK, Kind.INDIRECT)],
    ],
)
def test_no_family(record: Record, statements: Sequence[tuple[str, str | None, Kind]]) -> None:
    put(record, *(report(f"r{number}", one) for number, one in enumerate(statements)))
    group(record)
    assert family_rows(record) == ()


def test_words_twice_in_one_report_are_no_family(record: Record) -> None:
    put(record, report("velna", said(WHOLE), said(CUT)))
    group(record)
    assert standing(record) == []


@pytest.mark.parametrize(
    ("told", "is_one"),
    [
        (said(TOLD, kind=Kind.INDIRECT), True),
        (said(CUT.strip("“”,"), kind=Kind.INDIRECT), True),
        (said(TOLD, EK, Kind.INDIRECT), False),
        (said(TOLD, None, Kind.INDIRECT), False),
        (said(TOLD.replace("wanted", "never wanted"), kind=Kind.INDIRECT), False),
        (said("the island would be asked about the harbour", kind=Kind.INDIRECT), False),
    ],
)
def test_what_one_report_quotes_and_tells_in_other_words(
    record: Record, told: tuple[str, str | None, Kind], is_one: bool
) -> None:
    put(record, report("velna", said(CUT), told))
    group(record)
    assert [(row.statements, row.reports) for row in family_rows(record)] == [(2, 1)] * is_one
    if is_one:
        first, other = family_of(record, family_rows(record)[0].family)
        assert (first.kind, first.how, other.kind) == (Kind.DIRECT, "fullest", Kind.INDIRECT)


def test_a_record_grouped_before_has_families_of_one_report_after_the_next_step(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_record(path, create=True) as record:
        put(record, report("velna", said(CUT), said(TOLD, kind=Kind.INDIRECT)))
        group(record)
        expected = standing(record)
        assert expected
        record.connection.execute("DELETE FROM families")
        with record.batch():
            for sql in TOLD_STEP:
                record.connection.execute(sql)
        group(record)
        assert standing(record) == expected


def test_a_long_turn_of_a_transcript_makes_no_family(record: Record) -> None:
    others = [f"Sentence number {n} tells of oil and of boats that nobody has seen." for n in range(12)]
    turn = " ".join((WHOLE, *others))
    transcript = one_statement(turn, id="t", origin="t.txt", kind=Kind.DIRECT)
    spoken = replace(transcript, report=replace(transcript.report, kind="transcript"))
    put(record, spoken, report("velna", said(CUT)), report("ledger", said(BEGINNING)))
    group(record)
    assert standing(record) == []


def test_what_is_read_again_or_removed_is_grouped_anew(record: Record) -> None:
    put(record, *REPORTS)
    group(record)
    whole = standing(record)
    record.connection.execute("DELETE FROM reports WHERE id = 'velna'")
    group(record)
    assert standing(record) == fresh(REPORTS[1:])
    put(record, REPORTS[0])
    group(record)
    assert standing(record) == whole
    put(record, report("velna", said(WHOLE), reader="another"))
    group(record)
    assert standing(record) == whole


def test_what_people_judge_changes_families(record: Record) -> None:
    put(record, *REPORTS)
    group(record)
    whole = standing(record)
    marrin, ek = (Person(name, SpeakerType.PERSON, f"entity of {name}") for name in (MARRIN, EK))
    no_statement = signed(replace(judged(Act.REJECT), statements=(anchor_of(REPORTS[0], REPORTS[0].statements[0]),)))
    one_person = signed(replace(judged(Act.MERGE), people=(marrin, ek)))
    record.judge(no_statement, one_person)
    assert not_grouped_yet(record)
    group(record)
    (row,) = family_rows(record)
    assert (row.reports, row.other_mouths) == (4, 0)
    for judgement in (no_statement, one_person):
        record.judge(signed(replace(judged(Act.UNDO), undoes=judgement.id)))
    group(record)
    assert standing(record) == whole


def test_an_earlier_version_of_a_page_is_in_no_family(record: Record) -> None:
    boats = [said(f"“Boat {n} has brought {n} barrels of oil and {n} new lamps from Kordava.”") for n in range(9)]
    first, later = report("velna", said(WHOLE), *boats), report("velna2", *boats)
    page = "https://velna.example/lamp"
    put(record, replace(first, report=replace(first.report, url=page)), report("ledger", said(CUT)))
    group(record)
    assert len(standing(record)) == 2
    put(record, replace(later, report=replace(later.report, url=page)))
    group(record)
    assert record.connection.execute("SELECT count(*) FROM superseded").fetchone()[0] == 1
    assert standing(record) == []


def test_a_record_of_an_earlier_version_is_grouped(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with open_record(new, create=True) as record:
        put(record, *REPORTS)
        group(record)
        expected = standing(record)
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        migrate(connection, old, MIGRATIONS[: MIGRATIONS.index(WORDINGS_STEP)])
        connection.execute("ATTACH ? AS new", (str(new),))
        for table in ("runs", "kept_bytes", "reports", "inputs", "speakers", "statements", "spans", "statement_dates"):
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
    with open_record(old) as record:
        group(record)
        assert standing(record) == expected


def test_nothing_is_written_where_nothing_waits(record: Record) -> None:
    put(record, *REPORTS)
    group(record)
    before = record.connection.total_changes
    group(record)
    assert record.connection.total_changes == before


def test_what_met_by_a_turn_of_phrase_alone_meets_no_more_inside_a_report_either(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families_near, "MOST", 2)
    more = f"{CUT} … “The council has bought eleven boats for the ferry to Kordava, and a crane.”"
    reports = [
        report("r1", said(WHOLE), said(CUT)),
        report("r2", said(WHOLE)),
        report("r3", said(more)),
    ]
    for one in reports:
        put(record, one)
        group(record)
    assert standing(record) == fresh(reports)


# --- much carried -----------------------------------------------------------------------------------------------------


def variants(number: int) -> list[ReportRecord]:
    """Reports of one quotation, each with one other word changed."""
    words = "no honest keeper of this harbour will ever pay the levy on herring before the winter storms begin".split()
    found = []
    for n in range(number):
        changed = [*words]
        changed[n % len(words)] = f"zephyr{n}"
        found.append(report(f"v{n}", said(f"“{' '.join(changed)},”")))
    return found


@pytest.mark.parametrize("step", [1, 7, 40])
def test_what_very_many_carry_is_one_family(record: Record, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    monkeypatch.setattr(families_near, "MOST", 10)
    reports = variants(40)
    for first in range(0, len(reports), step):
        put(record, *reports[first : first + step])
        group(record)
    (row,) = family_rows(record)
    assert (row.reports, row.altered) == (40, 39)
    assert standing(record) == fresh(reversed(reports))


def test_a_phrase_that_anybody_says_joins_nothing(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_near, "MOST", 3)
    phrase = "And at the end of the day it is about the"
    names = "herring bridge tower lamp oil levy".split()
    put(record, *(report(f"r{n}", said(f"“{phrase} {name} of {name}ville, I say.”")) for n, name in enumerate(names)))
    group(record)
    assert record.connection.execute("SELECT count(*) FROM common_runs").fetchone()[0] > 0
    assert record.connection.execute("SELECT count(*) FROM much_carried").fetchone()[0] == 0
    assert family_rows(record) == ()


def test_what_many_carry_costs_as_much_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families_near, "MOST", 5)
    records: dict[int, Record] = {}

    def group_all(size: int) -> None:
        if size not in records:
            records[size] = open_record(tmp_path / f"{size}.db", create=True)
            put(records[size], *variants(size))
        records[size].connection.execute("INSERT OR IGNORE INTO family_waiting SELECT wording FROM worded")
        group(records[size])

    for size in (20, 80):
        group_all(size)
    assert grows_linearly(group_all, 20)
    for record in records.values():
        record.close()
