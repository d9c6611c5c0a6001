"""What perturbations cost, over the articles they changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bench.gold import rows
from bench.robust import Cost, Scores, costs, main, report
from bench.scorer import load_scorer

from onrecord.values.model import Model
from tests.bench.tiny import SCORER

# The counts of the real scorer: of these only what the table takes.
COUNTING = (
    SCORER
    + """
import json

def read_jsonl(path):
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if "report" in row:
            row = {"id": row["report"]["given_id"], "text": row["report"]["text"], "attributions": row["statements"]}
        found[row["id"]] = row
    return found

def score_article(text, gold, found):
    pairs = pair_up([solid(text, g["content"]) for g in gold], [solid(text, f["content"]) for f in found])
    return {"gold": len(gold), "pred": len(found), "e2e": len(pairs)}

def total(counts):
    counts = list(counts)
    return {("all", key): sum(one[key] for one in counts) for key in ("gold", "pred", "e2e")}

def f1(hit, pred, gold):
    return 2 * hit / (pred + gold) if pred + gold else 0.0

def speech_f1(counts, form):
    return 0.0, 0.0, f1(counts["all", "e2e"], counts["all", "pred"], counts["all", "gold"])
"""
)


def test_articles_that_a_perturbation_changed_are_read_before_and_after(gold_folder: Path, tmp_path: Path) -> None:
    (gold_folder / "tools" / "score_attributions.py").write_text(COUNTING, encoding="utf-8")
    scratch = Path(shutil.copytree(gold_folder, tmp_path / "scratch"))
    found = list(
        costs(
            load_scorer(gold_folder),
            scratch / "tiny.gold.jsonl",
            scratch / "tiny.in.jsonl",
            ["angled marks", "translated English"],
            Model.RULES,
        )
    )
    assert [(cost.name, cost.articles) for cost in found] == [("angled marks", 1), ("translated English", 2)]
    assert found[0].plain == found[0].perturbed == Scores(100.0, 100.0)
    assert [row["id"] for row in rows(scratch / "after.in.jsonl")] == ["lamp", "soup"]


def test_the_table_names_the_worst() -> None:
    mild = Cost("angled marks", 80, Scores(60.0, 78.0), Scores(60.1, 77.5))
    bad = Cost("no-break spaces", 84, Scores(60.0, 78.0), Scores(55.0, 77.0))
    told = report([mild, bad], "onrecord 0.1.0 rules")
    assert told.startswith("onrecord 0.1.0 rules, measured on ")
    assert "| angled marks | 80 | 60.0 | 60.1 | +0.1 | 78.0 | 77.5 | -0.5 |" in told
    assert told.endswith("Worst: no-break spaces, 5.0 points lost. More than 3 points: 1 of 2.")


def test_without_gold_it_is_skipped(
    no_gold: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["robust"])
    assert main() == 0
    assert "robust: skipped" in capsys.readouterr().out
