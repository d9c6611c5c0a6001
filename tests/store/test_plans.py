"""How SQLite goes about what is asked again and again: never through a whole table, whatever its size."""

from __future__ import annotations

import pytest

from onrecord.store import copies, copies_standing, families_sayings, finding, occasions_scenes, occasions_touched
from onrecord.store.record import Record

WAITING = {"method": "m", "limit": 1}


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (copies.WAITING, WAITING),
        (copies_standing.STANDING, (1,)),
        (families_sayings.STATEMENTS, (1,)),
        (occasions_scenes.REPORT, (1,)),
        (occasions_touched.SPOKE, {"who": 1}),
    ],
)
def test_what_is_asked_of_one_row_goes_through_no_table(record: Record, query: str, values: dict[str, object]) -> None:
    plan = [str(row["detail"]) for row in record.connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]
    few = "USING INDEX report_signatures_waiting"  # an index of those that wait alone
    assert [step for step in plan if step.startswith("SCAN") and few not in step] == []


@pytest.mark.parametrize("query", finding.BY_FILE)
def test_names_of_files_are_looked_for_in_short_rows(record: Record, query: str) -> None:
    asked = {"asked": "a", "tail": "/a"}
    plan = [str(row["detail"]) for row in record.connection.execute(f"EXPLAIN QUERY PLAN {query}", asked)]
    assert [step for step in plan if step.startswith("SCAN")] == ["SCAN i"]
