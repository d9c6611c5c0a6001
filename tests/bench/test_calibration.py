"""Reliability tables and the expected calibration error."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.calibration import (
    BINS,
    Case,
    binned,
    calibration_error,
    cases,
    error_by_chance,
    main,
    read_in_process,
    report,
    whole_cases,
)
from bench.scorer import load_scorer
from hypothesis import given
from hypothesis import strategies as st

from onrecord.values.model import Model
from tests.bench.tiny import write_speakers

CASES = st.lists(st.builds(Case, st.floats(0, 1), st.booleans(), st.booleans()), max_size=30)


def of(*pairs: tuple[float, bool]) -> list[Case]:
    return [Case(confidence, is_right, True) for confidence, is_right in pairs]


@pytest.mark.parametrize(
    ("found", "error"),
    [
        (of(), 0.0),
        (of((1.0, True), (1.0, True)), 0.0),
        (of((1.0, False)), 1.0),
        (of((0.25, True), (0.25, False)), 0.25),
        (of((0.5, True), (0.5, False), (0.9, True), (0.9, True)), 0.05),  # a half of the cases, off by .1
        (of((0.85, True), (0.81, False)), 0.33),  # one bin: errors on both sides cancel out there
    ],
)
def test_the_error_is_the_weighted_distance_of_confidence_and_share_right(found: list[Case], error: float) -> None:
    assert calibration_error(binned(found)) == pytest.approx(error)


@pytest.mark.parametrize(
    ("confidence", "index"), [(0.0, 0), (0.1, 1), (0.3, 3), (0.29999, 2), (0.7, 7), (0.99, 9), (1.0, 9)]
)
def test_a_border_belongs_to_the_bin_above_and_one_to_the_last(confidence: float, index: int) -> None:
    assert [one.n for one in binned(of((confidence, True)))].index(1) == index


@given(CASES)
def test_every_case_is_in_one_bin_and_the_error_is_a_share(found: list[Case]) -> None:
    bins = binned(found)
    assert len(bins) == BINS and sum(one.n for one in bins) == len(found)
    assert all(one.n == 0 or one.start - 1e-9 <= (one.confidence or 0) <= one.end + 1e-9 for one in bins)
    assert 0 <= calibration_error(bins) <= 1


def test_what_was_found_is_judged_with_the_extraction_s_own_confidence(gold_folder: Path) -> None:
    records = list(read_in_process(gold_folder / "tiny.in.jsonl", Model.RULES))
    found = list(cases(load_scorer(gold_folder), gold_folder / "tiny.gold.jsonl", iter(records)))
    attributions = [s.attribution for record in records for s in record.statements if s.nested_in is None]
    assert [case.confidence for case in found] == [one.confidence for one in attributions]
    assert sum(case.is_right for case in found) == 3
    assert sum(case.is_right and case.is_speech for case in found) == 3


def test_the_table_has_ten_bins_for_all_and_for_verbs_of_saying() -> None:
    found = [Case(0.95, True, True), Case(0.95, False, False), Case(0.45, False, False)]
    told = report(found, "onrecord 0.1.0 rules")
    assert told.startswith("onrecord 0.1.0 rules, measured on ")
    assert "| 0.9 to 1.0 | 2 | 0.95 | 0.50 | 1 | 0.95 | 1.00 |" in told
    assert "| 0.4 to 0.5 | 1 | 0.45 | 0.00 | 0 | – | – |" in told
    assert told.count("\n| 0.") == BINS
    assert "0.450 over all 3 attributions found, 0.050 over the 1 with a verb of saying" in told


def test_the_error_that_chance_alone_makes_falls_with_the_cases() -> None:
    few, many = (error_by_chance(of(*[(0.5, True), (0.75, True)] * times), draws=50) for times in (5, 500))
    assert 0 < many < 0.03 < few
    assert error_by_chance(of((1.0, False))) == 0.0  # what is said to be certain would be right


def test_a_statement_is_right_when_its_speaker_is_right_as_well(gold_folder: Path) -> None:
    write_speakers(gold_folder)
    records = list(read_in_process(gold_folder / "tiny.in.jsonl", Model.RULES))
    found = list(whole_cases(gold_folder, records))
    of_lamp = [s for record in records for s in record.statements if record.report.given_id == "lamp"]
    assert [case.confidence for case in found] == [one.confidence for one in of_lamp]
    assert [case.is_right for case in found] == [True, False]  # of the second the gold names another


def test_without_gold_it_is_skipped(
    no_gold: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["calibration"])
    assert main() == 0
    assert "calibration: skipped" in capsys.readouterr().out
