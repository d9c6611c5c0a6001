"""Every input ends in exactly one outcome, and the counts add up to the inputs, whatever happens."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BadRequest, UnknownReference
from onrecord.run.account import ReadPage
from onrecord.run.local import InRecord, keep_all
from onrecord.store.accounts import (
    COUNTED,
    REASONS,
    Asked,
    content_of_input,
    input_rows,
    inputs_question,
    reasons,
    run_account,
    run_accounts,
)
from onrecord.store.instruments import is_appealed_to
from onrecord.store.record import Record, open_record
from onrecord.values.page import Skipped
from tests.store.making import READER, WHEN, page_of, record_of, sha256

REDIRECT = Skipped("moved.html", "pages", "a redirect", "nothing", is_fault=False)
MISSING = Skipped("missing.txt", "pages", "no such file", "check the path")
BROKEN = Skipped("broken.txt", "reports", "is no text", "save it as text", sha256(b"\0\1"), b"\0\1")


def read(number: int, reader: str = READER) -> ReadPage:
    made = record_of(f"Report {number}.", reader=reader, origin=f"{number}.txt")
    return ReadPage(page_of(made), made)


outcomes = st.sampled_from([REDIRECT, MISSING, BROKEN]) | st.builds(
    read, st.integers(0, 4), st.sampled_from([READER, "onrecord 9"])
)


class KilledError(BaseException):
    """Nothing after it is run, as after kill -9."""


def ending_in(inputs: list[ReadPage | Skipped], ending: BaseException | None) -> Iterator[ReadPage | Skipped]:
    yield from inputs
    if ending is not None:
        raise ending


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.lists(outcomes, max_size=8),
            st.sampled_from([None, KeyboardInterrupt(), OSError(28, "No space left"), KilledError()]),
            st.booleans(),
            st.integers(1, 4),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_the_counts_add_up(runs: list[tuple[list[ReadPage | Skipped], BaseException | None, bool, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        for inputs, ending, strict, batch in runs:
            _check_run(record, list(inputs), ending, strict=strict, batch=batch)
        accounts = run_accounts(record, len(runs))
        assert [one.run for one in accounts] == list(range(len(runs), 0, -1))
        assert sum(one.inputs for one in accounts) == record.counts().inputs


def _check_run(
    record: Record, inputs: list[ReadPage | Skipped], ending: BaseException | None, *, strict: bool, batch: int
) -> None:
    run = record.begin_run(WHEN, READER, ["read"])
    safe: list[ReadPage | Skipped] = []
    clock = iter(range(10_000))
    keeper = InRecord(record, run, lambda: next(clock) / batch)
    try:
        account = keep_all(ending_in(inputs, ending), keeper, safe.append, strict=strict)
        keeper.tell(account)
        record.end_run(run, WHEN)
    except KilledError:
        account = None
    told = run_account(record, run)
    rows = list(input_rows(record, Asked(run)))
    assert told.inputs == len(rows) == told.ok + told.no_reports + told.faults + told.quarantined
    assert all(row.outcome in ("ok", "skipped", "quarantined") for row in rows)
    if account is None:
        assert (told.ended, told.adds_up) == ("interrupted", None)
        assert len(rows) >= len(safe)
        return
    assert told.adds_up is True
    assert told.inputs == account.inputs
    assert (told.stopped is None) == (account.stopped is None and not account.at_fault)
    if account.stopped is None and not account.at_fault:
        assert told.inputs == len(inputs)
    assert sum(one.inputs for one in reasons(record, run)) == told.inputs - told.ok


@pytest.fixture
def full(record: Record) -> Record:
    run = record.begin_run(WHEN, READER, ["read", "news"])
    keeper = InRecord(record, run)
    account = keep_all([read(1), read(1), read(2), REDIRECT, MISSING, BROKEN, BROKEN], keeper, lambda _: None)
    keeper.tell(account)
    record.end_run(run, WHEN)
    return record


def test_one_run(full: Record) -> None:
    one = run_account(full, 1)
    assert (one.new, one.unchanged, one.no_reports, one.faults, one.quarantined) == (2, 1, 1, 1, 2)
    assert (one.inputs, one.told, one.ended, one.arguments) == (7, 7, "finished", ("read", "news"))
    assert [(why.outcome, why.fault, why.reason, why.inputs) for why in reasons(full, 1)] == [
        ("quarantined", True, "is no text", 2),
        ("skipped", True, "no such file", 1),
        ("skipped", False, "a redirect", 1),
    ]


@pytest.mark.parametrize(
    ("asked", "origins"),
    [
        (Asked(1, "quarantined"), ["broken.txt", "broken.txt"]),
        (Asked(1, "ok"), ["1.txt", "1.txt", "2.txt"]),
        (Asked(origin="MISSING txt"), ["missing.txt"]),
        (Asked(origin="%"), []),
        (Asked(2), []),
    ],
)
def test_inputs_asked_for(full: Record, asked: Asked, origins: list[str]) -> None:
    assert [row.origin for row in input_rows(full, asked)] == origins


@pytest.mark.parametrize("asked", ["broken.txt", "6", "7"])
def test_the_bytes_come_back(full: Record, asked: str) -> None:
    assert content_of_input(full, asked) == b"\0\1"


def test_the_bytes_come_back_by_their_digest(full: Record) -> None:
    digest = read(2).page.sha256
    assert content_of_input(full, digest[:12]) == content_of_input(full, "2.txt") == b"Report 2."


@pytest.mark.parametrize("asked", ["", "99", "nothing.txt", "missing.txt", "0" * 12, "\ud800"])
def test_no_bytes(full: Record, asked: str) -> None:
    with pytest.raises(UnknownReference):
        content_of_input(full, asked)


def test_no_such_run(full: Record) -> None:
    with pytest.raises(UnknownReference, match="no run 7"):
        run_account(full, 7)


def test_who_has_seen_enough_may_close_the_record(full: Record) -> None:
    rows = input_rows(full, Asked(run=1))
    assert next(rows).number == 1
    full.close()
    rows.close()


def test_what_no_record_can_hold_is_no_damage_of_this_one(full: Record) -> None:
    with pytest.raises(BadRequest, match="larger than any"):
        run_account(full, 10**20)
    with pytest.raises(BadRequest, match="no character"):
        is_appealed_to(full, "\udcff")


def test_counts_that_do_not_add_up_are_told(full: Record) -> None:
    full.account_run(1, 8, stopped="Ctrl-C")
    assert run_account(full, 1).adds_up is False
    assert run_account(full, 1).ended == "stopped: Ctrl-C"


@pytest.mark.parametrize("sql", [COUNTED, REASONS, inputs_question(Asked(1))[0], inputs_question(Asked(1, "ok"))[0]])
def test_one_run_is_found_along_an_index(full: Record, sql: str) -> None:
    values = (1, "ok")[: sql.count("?")]
    plan = [row["detail"] for row in full.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert any("USING" in detail and "INDEX inputs_run (run=?" in detail for detail in plan), plan
    assert not any(detail.startswith("SCAN") for detail in plan), plan


def test_a_run_is_counted_along_the_index_alone(full: Record) -> None:
    plan = [row["detail"] for row in full.connection.execute(f"EXPLAIN QUERY PLAN {COUNTED}", (1,))]
    assert plan == ["SEARCH inputs USING COVERING INDEX inputs_run (run=?)"]
