"""The table beside other programs says where somebody is better."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from bench.peers import COLUMNS, Readers, Row, about_readers, our_rows, table, worse

from bench import peers

OURS = Row("ours", {"saying": 0.8, "all": 0.6, "pages": 0.7}, is_ours=True)


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"saying": 0.7, "all": 0.5}, "Nobody here is better than ours."),
        ({"saying": 0.8}, "Nobody here is better than ours."),
        ({"direct": 0.99}, "Nobody here is better than ours."),  # not measured for ours: nothing to compare
        ({"saying": 0.9, "all": 0.5}, "Better than ours: other on saying (90.0 against 80.0)."),
        (
            {"saying": 0.9, "pages": 0.75},
            "Better than ours: other on saying (90.0 against 80.0), pages (75.0 against 70.0).",
        ),
    ],
)
def test_who_is_better_is_said(other: dict[str, float], told: str) -> None:
    assert list(worse([OURS, Row("other", other)])) == [told]


def test_two_ways_of_ours_are_compared_with_each_other_too() -> None:
    rules = Row("rules", {"saying": 0.7, "all": 0.65, "pages": 0.7}, is_ours=True)
    assert list(worse([OURS, rules])) == [
        "Better than ours: rules on all (65.0 against 60.0).",
        "Better than rules: ours on saying (80.0 against 70.0).",
    ]


def test_what_was_not_measured_is_a_dash_and_whole_per_cent_stay_whole() -> None:
    lines = table([OURS, Row("other", {"all": 0.21}, decimals=0)]).splitlines()
    assert lines[2:] == ["| ours | 80.0 | – | – | – | 60.0 | 70.0 |", "| other | – | – | – | – | 21 | – |"]


def test_the_readers_figures_say_where_they_are_from() -> None:
    row = Row("two human readers", {"all": 0.8})
    assert "6 pairs of readers over the 2 articles" in about_readers(Readers(row, 2, 6))
    assert "bench/peers.json" in about_readers(Readers(row, 0, 0))


def test_the_kept_figures_are_shares_of_known_columns_with_their_date() -> None:
    kept = json.loads(peers.PEERS.read_text(encoding="utf-8"))
    assert kept["measured"] and kept["on"]
    shares = [one[column] for one in [*kept["peers"], kept["readers"]] for column in one if column != "name"]
    assert {column for one in kept["peers"] for column in one} - {"name"} <= set(COLUMNS)
    assert all(0 < share < 1 for share in shares)


@pytest.mark.parametrize(
    ("reader", "can_choose", "names"),
    [
        ("onrecord 0.1.0 rules 1f2e3d4c", False, ["onrecord (rules)"]),
        ("onrecord 0.2.0 small-3 1f2e3d4c", False, ["onrecord (small-3)"]),
        ("onrecord 0.2.0 small-3 1f2e3d4c", True, ["onrecord (small-3)", "onrecord (fast)", "onrecord (rules)"]),
    ],
)
def test_each_model_that_one_can_choose_gets_a_row_of_its_own(
    reader: str, can_choose: bool, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "polnear.records.jsonl").write_text(json.dumps({"reader": reader}) + "\n", encoding="utf-8")
    asked: list[tuple[str, ...]] = []

    def played(paths: Sequence[str], out: Path, *flags: str) -> Path:
        asked.append(flags)
        out.write_text(json.dumps({"reader": f"onrecord 0.2.0 {flags[-1]}"}) + "\n", encoding="utf-8")
        return out

    monkeypatch.setattr(peers, "can_choose_model", lambda: can_choose)
    monkeypatch.setattr(peers, "read", played)
    monkeypatch.setattr(peers, "counted", lambda *_: {})
    monkeypatch.setattr(peers, "by_column", lambda *_: {"saying": 0.5})
    scorer = type("Scorer", (), {"line": lambda *_: {"e2eF1": 0.5}})()
    assert [row.name for row in our_rows(scorer, tmp_path)] == names
    assert asked == ([("--model", "fast")] * 2 + [("--model", "rules")] * 2 if can_choose else [])
