"""The gate lets nothing sink by accident, and says what was gained and lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench import gate
from tests.bench.tiny import CORPUS

Gate = Callable[..., int]
LOST = "lamp: Bram Ossery | said | “The lamp is lit,”"
NEVER_FOUND = "she | whistled"


@pytest.fixture
def run(gold_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The gate over the tiny corpus, with a memory of its own; it has been accepted once."""
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(gate, "RIGHT", tmp_path / "right.txt")

    def ran(*arguments: str) -> int:
        return gate.main(arguments, corpora=[CORPUS])

    assert ran("--accept") == 0
    return ran


def remembered() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    return told


def set_floor(floor: float) -> None:
    told = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    told["corpora"]["tiny"]["floors"]["recall"] = floor
    gate.FLOORS.write_text(json.dumps(told), encoding="utf-8")


def floor() -> float:
    told = json.loads(gate.FLOORS.read_text(encoding="utf-8"))
    return float(told["corpora"]["tiny"]["floors"]["recall"])


def test_what_is_accepted_passes_and_changes_nothing(run: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    before = gate.FLOORS.read_bytes(), gate.RIGHT.read_bytes()
    capsys.readouterr()
    assert run() == 0
    told = capsys.readouterr().out
    assert "tiny: 3 of 4 gold statements right" in told
    assert "recall" in told and "75.0 %  floor  75.0 %" in told
    assert "0 gained, 0 lost" in told
    assert (gate.FLOORS.read_bytes(), gate.RIGHT.read_bytes()) == before


def test_what_is_remembered_holds_no_word_of_the_gold(run: Gate) -> None:
    kept = gate.FLOORS.read_text(encoding="utf-8") + gate.RIGHT.read_text(encoding="utf-8")
    assert [word for word in ("lamp", "Ossery", "keeper", "soup") if word in kept] == []


def test_a_score_below_its_floor_fails(run: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    set_floor(0.76)
    assert run() == 1
    assert "below the floor: tiny, recall: 75.00 under 76.00 %" in capsys.readouterr().out


def test_a_measure_that_is_gone_fails(run: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    gate.FLOORS.write_text(gate.FLOORS.read_text(encoding="utf-8").replace("recall", "precision"), encoding="utf-8")
    assert run() == 1
    assert "tiny, precision: gone" in capsys.readouterr().out


def test_accepting_raises_floors_and_lowers_none(run: Gate) -> None:
    set_floor(0.5)
    assert run("--accept") == 0
    assert floor() == 0.75
    set_floor(0.76)
    assert run("--accept") == 1
    assert floor() == 0.76


def test_a_floor_is_lowered_only_with_a_reason_that_stays(run: Gate) -> None:
    set_floor(0.9)
    assert run("--accept-lower", "the gold was wrong about one of them") == 0
    assert floor() == 0.75
    (note,) = remembered()["lowered"]
    assert (note["corpus"], note["measure"], note["was"], note["now"]) == ("tiny", "recall", 0.9, 0.75)
    assert note["why"] == "the gold was wrong about one of them" and len(note["date"]) == len("2023-10-19")
    set_floor(0.6)
    assert run("--accept-lower", "nothing sank: nothing is lowered or noted") == 0
    assert floor() == 0.6 and len(remembered()["lowered"]) == 1
    with pytest.raises(SystemExit):
        run("--accept-lower", " ")


def test_every_statement_gained_and_lost_is_listed_with_its_words(
    run: Gate, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = gate.RIGHT.read_text(encoding="utf-8")
    gate.RIGHT.write_text(
        "".join(accepted.splitlines(keepends=True)[:3]), encoding="utf-8"
    )  # as if none had been right
    capsys.readouterr()
    assert run() == 0
    told = capsys.readouterr().out
    assert "3 gained, 0 lost" in told and f"  + {LOST}" in told and NEVER_FOUND not in told
    gate.RIGHT.write_text(accepted, encoding="utf-8")
    monkeypatch.setattr("bench.corpora.judge", lambda *_: type("Nothing", (), {"right_gold": frozenset()}))
    assert run() == 0  # the score is the corpus's own affair and did not sink
    told = capsys.readouterr().out
    assert "0 gained, 3 lost" in told and f"  - {LOST}" in told


def test_without_gold_the_gate_is_skipped_with_the_way_out(no_gold: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main([]) == 0
    told = capsys.readouterr().out
    assert "gate: skipped, no gold data at" in told and "ONRECORD_DATA=FOLDER" in told
    assert gate.main(["--accept"]) == 1  # asked for, and not done


@pytest.mark.parametrize("changed", ["tiny.gold.jsonl", "tools/score_attributions.py"])
def test_other_gold_or_another_scorer_is_skipped_until_floors_are_set_anew(
    run: Gate, gold_folder: Path, capsys: pytest.CaptureFixture[str], changed: str
) -> None:
    with (gold_folder / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    set_floor(0.99)
    before = remembered()
    assert run() == 0
    told = capsys.readouterr().out
    assert "tiny skipped: gold or scorers are not those of the floors" in told and "--accept-lower" in told
    assert run("--accept-lower", "the data changed: one line more") == 0
    assert floor() == 0.75
    assert remembered()["corpora"] != before["corpora"]
    assert remembered()["lowered"][0]["measure"] == "all: the data changed"
    capsys.readouterr()
    assert run() == 0
    assert "0 gained, 0 lost" in capsys.readouterr().out
