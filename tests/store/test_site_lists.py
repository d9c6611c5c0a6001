"""Lists of speakers, outlets, occasions, families and documents: each row once, however they are parted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from onrecord.errors import BadRequest, UnknownReference
from onrecord.run.judging import Judge
from onrecord.store.cursors import Part, cursor_of
from onrecord.store.families_listed import families_part, families_wait
from onrecord.store.families_waiting import complete_families
from onrecord.store.instruments import appealed
from onrecord.store.instruments_listed import appeals_part, instruments_part, latest_appeals
from onrecord.store.occasions_listed import OccasionFilters, occasions_part
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.outlets_read import (
    outlet_shown,
    outlets_by_name,
    outlets_by_size,
    outlets_called,
    reports_of_outlet,
)
from onrecord.store.record import Record
from onrecord.store.speaker_shown import ANY, SaidFilters, figures, said, who_is
from onrecord.store.speakers_listed import speakers_by_name, speakers_by_size, speakers_called
from onrecord.values.span import Span
from onrecord.values.statement import Kind, Reference, ReportRecord
from tests.store.conftest import put
from tests.store.making import record_of

Part_ = Callable[[str | None], Part[object]]
DAYS = ("2031-01-05", "2031-03", None, "XXXX-02-19", "2029", "2031-01-04")
OUTLETS = ("Courier", "Ledger", "The Islander / North", None)


def _reports() -> Iterator[ReportRecord]:
    for at in range(24):
        made = record_of(
            f"The harbour wall number {at} will be raised before the winter storms come back to the town of Velna.",
            speaker=("Ana Lindqvist", "bo Ek", "Cleo Dahl", "two officials")[at % 4],
            said_on=DAYS[at % 6],
            outlet=OUTLETS[at % 3],
            published=(None, "2031-01-06")[at % 2],
            kind=(Kind.DIRECT, Kind.INDIRECT)[at % 5 == 0],
            origin=f"reports/{at}.txt",
        )
        appeal = Reference(
            Span(0, 3), ("sea-act", None)[at % 2], "Sea Act", () if at % 2 == 0 else ("sea-act", "S/RES/1")
        )
        speaker = made.statements[0].speaker
        unnamed = replace(speaker, entity=None) if speaker and speaker.name == "two officials" else speaker
        statement = replace(made.statements[0], refers_to=(appeal,), speaker=unnamed)
        yield replace(made, statements=(statement,))


@pytest.fixture
def full(record: Record) -> Record:
    put(record, *_reports())
    while complete_occasions(record):
        pass
    for _ in complete_families(record):
        pass
    return record


def _all(one_part: Callable[[str | None], Part[object]]) -> list[object]:
    """All rows of a list, part by part."""
    rows, after = list[object](), None
    for _ in range(100):
        found = one_part(after)
        rows += found.rows
        after = found.following
        if after is None:
            return rows
    raise AssertionError("the list has no end")


def _lists(connection: sqlite3.Connection, limit: int) -> dict[str, Part_]:
    who = who_is(connection, "entity of Ana Lindqvist")
    anything = OccasionFilters()
    sure, open_ones = (latest_appeals(connection, "sea-act", sure=one) for one in (True, False))

    def occasions(after: str | None) -> Part[object]:
        found = occasions_part(connection, anything, after=after, limit=limit)
        return Part(found.rows, found.following)

    return {
        "speakers by size": lambda after: speakers_by_size(connection, after=after, limit=limit),
        "speakers by name": lambda after: speakers_by_name(connection, after=after, limit=limit),
        "speakers called": lambda after: speakers_called(connection, "ana", after=after, limit=limit)[0],
        "said": lambda after: said(connection, who, ANY, after=after, limit=limit),
        "outlets by size": lambda after: outlets_by_size(connection, after=after, limit=limit),
        "outlets by name": lambda after: outlets_by_name(connection, after=after, limit=limit),
        "reports": lambda after: reports_of_outlet(connection, "Courier", after=after, limit=limit),
        "occasions": occasions,
        "families": lambda after: families_part(connection, after=after, limit=limit),
        "documents": lambda after: instruments_part(connection, after=after, limit=limit),
        "appeals": lambda after: appeals_part(connection, sure, "sea-act", after=after, limit=limit),
        "possible": lambda after: appeals_part(connection, open_ones, "sea-act", after=after, limit=limit),
    }


EXPECTED = {
    "speakers by size": 3,
    "speakers by name": 3,
    "speakers called": 1,
    "said": 6,
    "outlets by size": 3,
    "outlets by name": 3,
    "reports": 8,
    "documents": 2,
    "appeals": 12,
    "possible": 12,
}


@pytest.mark.parametrize("name", [*EXPECTED, "occasions", "families"])
def test_a_list_in_parts_has_every_row_once(full: Record, name: str) -> None:
    with full.reading() as connection:
        whole, parted = (_all(_lists(connection, limit)[name]) for limit in (100, 1))
    assert whole == parted
    assert len(set(map(str, whole))) == len(whole)
    assert len(whole) == EXPECTED.get(name, len(whole)) > 0


def test_who_is_one_with_somebody_is_listed_under_that_name(full: Record) -> None:
    with Judge(full.path, by="ana") as judge:
        judge.merge("Ana Lindqvist", "bo Ek", because="the same man")
    with full.reading() as connection:
        listed = [(one.name, one.statements) for one in speakers_by_size(connection, after=None, limit=9).rows]
        by_name = [one.name for one in speakers_by_name(connection, after=None, limit=9).rows]
        called = [one.name for one in speakers_called(connection, "bo", after=None, limit=9)[0].rows]
        who = who_is(connection, "entity of bo Ek")
        rows = said(connection, who, ANY, after=None, limit=50).rows
        sums = figures(connection, who)
    assert listed == [("Ana Lindqvist", 12), ("Cleo Dahl", 6)]
    assert by_name == ["Ana Lindqvist", "Cleo Dahl"]
    assert called == ["Ana Lindqvist"]
    assert (who.name, who.entity, set(who.names)) == (
        "Ana Lindqvist",
        "entity of Ana Lindqvist",
        {"Ana Lindqvist", "bo Ek"},
    )
    assert "the same man" in who.joined[0]
    assert len(rows) == sums.statements == sums.reports == 12


def test_the_latest_is_first_and_what_has_no_year_last(full: Record) -> None:
    with full.reading() as connection:
        who = who_is(connection, "entity of Cleo Dahl")
        days = [one.said_on for one in said(connection, who, ANY, after=None, limit=50).rows]
    assert len(days) == 6
    assert days == sorted(days, key=_key, reverse=True)


def _key(day: str | None) -> str:
    return day if day is not None and day < "X" else ""


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (SaidFilters(kind="indirect"), 2),
        (SaidFilters(kind="direct"), 4),
        (SaidFilters(mode="said"), 6),
        (SaidFilters(mode="did"), 0),
        (SaidFilters(outlet="courier"), 2),
        (SaidFilters(outlet="islander north"), 2),
        (SaidFilters(outlet="nowhere"), 0),
        (SaidFilters(since="2030"), 2),
        (SaidFilters(until="2030"), 2),
        (SaidFilters(since="2031-01-05", until="2031-01-05"), 2),
    ],
)
def test_filters_leave_only_what_passes(full: Record, filters: SaidFilters, number: int) -> None:
    with full.reading() as connection:
        who = who_is(connection, "entity of Ana Lindqvist")
        assert len(said(connection, who, filters, after=None, limit=50).rows) == number


def test_a_rejected_statement_is_in_no_list_and_no_sum(full: Record) -> None:
    with full.reading() as connection:
        who = who_is(connection, "entity of Ana Lindqvist")
        first = said(connection, who, ANY, after=None, limit=1).rows[0]
    with Judge(full.path, by="ana") as judge:
        judge.reject(first.statement)
    with full.reading() as connection:
        assert first.statement not in {one.statement for one in said(connection, who, ANY, after=None, limit=50).rows}
        assert (figures(connection, who).statements, figures(connection, who).reports) == (5, 5)
        shown = outlet_shown(connection, first.outlet or "", limit=9)
    assert shown is not None
    assert shown.row.statements == 7


def test_an_outlet_is_told_by_whom_it_quotes_and_how(full: Record) -> None:
    with full.reading() as connection:
        shown = outlet_shown(connection, "The Islander / North", limit=2)
        called = [one.outlet for one in outlets_called(connection, "islander")]
    assert shown is not None
    assert (shown.row.reports, shown.row.statements, shown.speakers) == (8, 8, 4)
    assert [one.statements for one in shown.quoted] == [2, 2]
    assert sum(shown.kinds.values()) == sum(shown.carried.values()) == 8
    assert called == ["The Islander / North"]


@pytest.mark.parametrize("outlet", ["", "Nowhere"])
def test_an_outlet_that_is_not_on_record_is_none(full: Record, outlet: str) -> None:
    with full.reading() as connection:
        assert outlet_shown(connection, outlet, limit=2) is None


@pytest.mark.parametrize("entity", ["", "nobody", "\ud800", "two officials"])
def test_somebody_who_is_not_on_record_is_told(full: Record, entity: str) -> None:
    with full.reading() as connection, pytest.raises(UnknownReference):
        who_is(connection, entity)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (OccasionFilters(speaker="lindqvist"), True),
        (OccasionFilters(speaker="nobody"), False),
        (OccasionFilters(since="2030"), True),
        (OccasionFilters(since="2032"), False),
        (OccasionFilters(reports=30), False),
        (OccasionFilters(speaker="ana", until="2040", reports=1), True),
    ],
)
def test_occasions_are_asked_for_by_who_and_when(full: Record, filters: OccasionFilters, found: bool) -> None:
    with full.reading() as connection:
        rows = occasions_part(connection, filters, after=None, limit=50).rows
    assert bool(rows) is found
    if filters.speaker:
        assert {one.speaker for one in rows} <= {"Ana Lindqvist"}


@pytest.mark.parametrize("filters", [OccasionFilters(reports=0), OccasionFilters(since="yesterday")])
def test_what_makes_no_sense_is_told(full: Record, filters: OccasionFilters) -> None:
    with full.reading() as connection, pytest.raises(BadRequest):
        occasions_part(connection, filters, after=None, limit=5)


def test_a_place_before_the_beginning_has_nothing_behind_it(full: Record) -> None:
    with full.reading() as connection:
        assert occasions_part(connection, OccasionFilters(), after=cursor_of((-9, "", 0)), limit=5).rows == ()


def test_it_is_told_that_families_wait(full: Record) -> None:
    with full.reading() as connection:
        assert not families_wait(connection)
    put(full, record_of("Nobody asked the keepers about the lamp on Skerrin, and nobody will."))
    with full.reading() as connection:
        assert families_wait(connection)


def test_a_statement_that_names_a_document_often_appeals_to_it_once(record: Record) -> None:
    made = record_of("The wall is a matter of the Sea Act, and of the Sea Act alone.")
    sure, open_one = Reference(Span(0, 3), "sea-act", "Sea Act"), Reference(Span(4, 8), None, None, ("sea-act", "x"))
    put(record, replace(made, statements=(replace(made.statements[0], refers_to=(sure, open_one, sure)),)))
    with record.reading() as connection:
        size = next(one for one in instruments_part(connection, after=None, limit=5).rows if one.reading == "sea-act")
        listed = [latest_appeals(connection, "sea-act", sure=one) for one in (True, False)]
        shown = appeals_part(connection, listed[0], "sea-act", after=None, limit=5).rows
    assert (size.reading, size.sure, size.possible) == ("sea-act", 1, 0)
    assert [len(one) for one in listed] == [1, 0]
    assert [len(one.mentions) for one in shown] == [3]
    assert [(one.statements, one.possible) for one in appealed(record) if one.instrument == "sea-act"] == [(1, 0)]
