"""Agencies: what others carry from them, counted and listed."""

from __future__ import annotations

import sqlite3

import pytest

from onrecord.store.listing import Window
from onrecord.store.listing_names import OutletRow, outlet_list
from onrecord.store.record import Record
from onrecord.store.wires_read import (
    agencies_by_size,
    agencies_called,
    agency_shown,
    reports_of_agency,
)
from tests.store.conftest import put
from tests.store.making import record_of

# Outlet and agency of each report. The last is the agency's own.
CARRIED = (("Courier", "VELNA"), ("Courier", "VELNA"), ("Ledger", "VELNA"), (None, "VELNA"), (None, "Orva News"),
           ("Ledger", None), ("VELNA", "VELNA"))  # fmt: skip


@pytest.fixture
def full(record: Record) -> Record:
    put(
        record,
        *(
            record_of(
                f"The harbour wall number {at} will be raised before the storms come back to the town.",
                outlet=outlet,
                wire=wire,
                origin=f"{at}.txt",
                published=f"2031-05-{at + 1:02}" if at else None,
                speaker=("Ana Lindqvist", "Bo Ek")[at % 2],
            )
            for at, (outlet, wire) in enumerate(CARRIED)
        ),
    )
    return record


def test_an_agency_is_told_by_who_carries_it_and_whom_it_quotes(full: Record) -> None:
    with full.reading() as connection:
        shown = agency_shown(connection, "VELNA", limit=5)
    assert shown is not None
    assert (shown.reports, shown.outlets, shown.unknown) == (4, 2, 1)
    assert shown.carriers == (("Courier", 2), ("Ledger", 1))
    assert (shown.first, shown.last) == ("2031-05-02", "2031-05-04")
    assert [(one.name, one.statements) for one in shown.quoted] == [("Ana Lindqvist", 2), ("Bo Ek", 2)]


def test_an_agency_of_which_no_outlet_is_known(full: Record) -> None:
    with full.reading() as connection:
        shown = agency_shown(connection, "Orva News", limit=5)
    assert shown is not None
    assert (shown.reports, shown.outlets, shown.unknown, shown.carriers) == (1, 0, 1, ())


@pytest.mark.parametrize("name", ["Ledger", "", "velna"])
def test_what_nobody_carries_is_no_agency(full: Record, name: str) -> None:
    with full.reading() as connection:
        assert agency_shown(connection, name, limit=5) is None


def test_what_was_carried_is_listed_once_the_undated_last(full: Record) -> None:
    with full.reading() as connection:
        first = reports_of_agency(connection, "VELNA", after=None, limit=3)
        rest = reports_of_agency(connection, "VELNA", after=first.following, limit=3)
    assert [one.outlet for one in first.rows] == [None, "Ledger", "Courier"]
    assert [(one.outlet, one.published, one.statements) for one in rest.rows] == [("Courier", None, 1)]
    assert rest.following is None


def test_agencies_are_listed_and_found_by_words(full: Record) -> None:
    with full.reading() as connection:
        assert [(one.wire, one.reports) for one in agencies_by_size(connection, limit=9)] == [
            ("VELNA", 4),
            ("Orva News", 1),
        ]
        assert [one.wire for one in agencies_called(connection, "news")] == ["Orva News"]


def test_programs_have_outlets_and_agencies_in_one_list(full: Record) -> None:
    with full.reading() as connection:
        first = outlet_list(connection, Window(2))
        rest = outlet_list(connection, Window(2, first.last))
    rows = (
        OutletRow("Courier", 2, 0),
        OutletRow("Ledger", 2, 0),
        OutletRow("Orva News", 0, 1),
        OutletRow("VELNA", 1, 4),
    )
    assert (*first.rows, *rest.rows) == rows
    assert (first.total, first.is_whole, rest.last) == (4, True, None)


def test_a_list_of_names_goes_along_indexes(full: Record) -> None:
    asked: list[str] = []
    full.connection.set_trace_callback(asked.append)
    with full.reading() as connection:
        outlet_list(connection, Window(2))
        agency_shown(connection, "VELNA", limit=5)
        reports_of_agency(connection, "VELNA", after=None, limit=5)
    full.connection.set_trace_callback(None)
    plans = [row[3] for sql in asked if _is_query(sql) for row in _plan(full.connection, sql)]
    assert len(plans) > 10
    own = ("names", "(subquery", "CONSTANT", "t", "i ")  # parts of a query, and what people judged
    assert [one for one in plans if one.startswith("SCAN") and not one.removeprefix("SCAN ").startswith(own)] == []


def _is_query(sql: str) -> bool:
    return sql.lstrip().startswith(("SELECT", "WITH"))


def _plan(connection: sqlite3.Connection, sql: str) -> list[sqlite3.Row]:
    return connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
