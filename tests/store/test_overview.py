"""What is on record at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.run.overviews import Overviews
from onrecord.store import overview as looked
from onrecord.store.copies_beside import BESIDE, WHY
from onrecord.store.forgetting import Request, forget_speaker, plan_speaker
from onrecord.store.overview import LATELY, MONTHS, POSITION, MonthRow, overview, read_lately
from onrecord.store.record import open_record
from tests.store.making import READER, WHEN, page_of, record_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three reports of two months, one of them without a year."""
    file = tmp_path / "onrecord.db"
    with open_record(file, create=True) as record:
        _add(record, "We sail.", published="2021-11-02")
        _add(record, "We do not sail.", published="2021-12", speaker="Pia")
        _add(record, "Who sails?", published="XXXX-12-02", speaker="Pia")
    return file


def _add(record: looked.Record, words: str, **fields: object) -> None:
    made = record_of(words, **fields)
    record.add(record.begin_run(WHEN, READER, ()), made, page_of(made))


def test_months_speakers_and_what_has_no_year_are_counted(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        found = overview(record)
        with record.reading() as connection:
            assert [one.statements for one in read_lately(connection)] == [1, 1, 1]
    assert found.months == (MonthRow("2021-11", 1), MonthRow("2021-12", 1))
    assert found.undated == 1
    assert [(one.name, one.statements) for one in found.speakers] == [("Pia", 2), ("Ana Lindqvist", 1)]
    assert found.counts.reports == 3


def test_a_small_record_is_counted_at_once_and_anew_when_it_grew(path: Path) -> None:
    kept = Overviews(path)
    with open_record(path) as record:
        first = kept.look(record)
        assert kept.look(record) is first
        _add(record, "It sails.")
        again = kept.look(record)
    assert first is not None
    assert again is not None
    assert (first.overview.counts.reports, again.overview.counts.reports) == (3, 4)


def test_what_is_forgotten_is_in_no_overview_any_more(path: Path) -> None:
    kept = Overviews(path)
    with open_record(path) as record:
        assert kept.look(record) is not None
        plan = plan_speaker(record, record.person("Ana Lindqvist", command="{}"))
        forget_speaker(record, plan, Request("2031-05-06"))
        again = kept.look(record)
    assert again is not None
    assert [one.name for one in again.overview.speakers] == ["Pia"]


def test_a_large_record_is_counted_beside_and_says_when_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked, "SMALL", 0)
    kept = Overviews(path, rests=0.0)
    with open_record(path) as record:
        assert kept.look(record) is None
        kept._thread.join(10)
        found = kept.look(record)
        _add(record, "It sails.")
        stale = kept.look(record)
        kept._thread.join(10)
        fresh = kept.look(record)
    assert [one and (one.overview.counts.reports, one.holds) for one in (found, stale, fresh)] == [
        (3, True), (3, False), (4, True),
    ]  # fmt: skip


def test_a_large_record_that_is_written_all_the_time_is_not_counted_all_the_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looked, "SMALL", 0)
    kept = Overviews(path, rests=1e9)
    with open_record(path) as record:
        kept.look(record)
        counting = kept._thread
        counting.join(10)
        _add(record, "It sails.")
        stale = kept.look(record)
    assert kept._thread is counting
    assert stale is not None
    assert not stale.holds


@pytest.mark.parametrize(
    ("query", "values", "steps"),
    [
        (BESIDE, ("r1", 5), {"USING INDEX copies_group"}),
        (WHY, ("r1",), {"USING INTEGER PRIMARY KEY"}),
        (LATELY, (8,), set()),
        (MONTHS, (), {"COVERING INDEX reports_published"}),
    ],
)
def test_no_page_walks_through_a_table(path: Path, query: str, values: tuple[object, ...], steps: set[str]) -> None:
    with open_record(path, read_only=True) as record:
        plan = [str(row["detail"]) for row in record.connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    assert all(any(step in one for one in plan) for step in steps), plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_the_position_is_looked_up_at_the_end_of_each_table(path: Path) -> None:
    with open_record(path, read_only=True) as record:
        plan = [str(row["detail"]) for row in record.connection.execute(f"EXPLAIN QUERY PLAN {POSITION}")]
    assert [one for one in plan if one.startswith("SCAN") and "CONSTANT" not in one] == []
