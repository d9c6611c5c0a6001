"""What other newsrooms' habits and damaged texts cost, measured on PolNeAR dev.

usage: python -m bench.robust [--only NAME ...] [--write]

Each perturbation of onrecord_training.perturb changes the articles it can and moves their gold. The articles it changed
are read as they were and as they became, and the table compares: content and source right end to end, F1, over all
attributions and over those whose cue is a word of saying, by the gold's own scorer. The same chance is drawn at every
run. --write puts the table into docs/quality.md. Without ONRECORD_DATA it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.gold import ROOT, as_input, data_folder, read, rows, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from bench.scorer import counted, load_scorer
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord_training.article import Article, article_from_row, article_to_row
from onrecord_training.perturb import PERTURBATIONS, perturbed

BEARABLE = 3.0  # points of F1 that a perturbation may cost


@dataclass(frozen=True, slots=True)
class Scores:
    """End to end F1 in percent, over all attributions and over those with a verb of saying."""

    everything: float
    saying: float


@dataclass(frozen=True, slots=True)
class Cost:
    """One perturbation: how many articles it changed, and the scores on these before and after."""

    name: str
    articles: int
    plain: Scores
    perturbed: Scores

    @property
    def worst(self) -> float:
        """Points lost, the greater of the two losses; negative where both were gained."""
        return max(self.plain.everything - self.perturbed.everything, self.plain.saying - self.perturbed.saying)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=tuple(PERTURBATIONS), help="only this perturbation")
    parser.add_argument("--write", action="store_true", help="put the table into docs/quality.md")
    parser.add_argument(
        "--model", type=Model, choices=tuple(Model), default=Model.BEST, help="who finds the statements"
    )
    chosen = parser.parse_args()
    data = data_folder()
    if data is None:
        print(skipped("robust"))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        dev = str(data / "data" / "polnear" / "dev.jsonl.gz")
        gold, articles = as_input(data, Path(scratch) / "dev", "polnear", dev)
        found = list(costs(load_scorer(data), gold, articles, chosen.only or tuple(PERTURBATIONS), chosen.model))
    told = report(found, load_tools(chosen.model).reader)
    print(told)
    if chosen.write:
        write_part(ROOT / "docs" / "quality.md", "robustness", told)
        print("written: docs/quality.md")
    return 0


def costs(
    scorer: ModuleType, gold: Path, articles: Path, names: Sequence[str], model: Model = Model.BEST
) -> Iterator[Cost]:
    """gold: articles in the scorer's form. articles: the same as the product takes them. Scratch lies beside `gold`."""
    inputs = {row["id"]: row for row in rows(articles)}
    plain = [article_from_row({"title": inputs[row["id"]].get("title"), **row}) for row in rows(gold)]
    plain_records = read([str(articles)], gold.with_name("plain.records.jsonl"), "--model", model)
    for name in names:
        pairs = [(one, perturbed(one, name, random.Random(f"{name} {one.id}"))) for one in plain]
        changed = [
            (before, after) for before, after in pairs if (before.text, before.title) != (after.text, after.title)
        ]
        before = _write(gold.with_name("before.jsonl"), (article_to_row(one) for one, _ in changed))
        after = _write(gold.with_name("after.jsonl"), (article_to_row(one) for _, one in changed))
        given = _write(gold.with_name("after.in.jsonl"), (_input(inputs[one.id], one) for _, one in changed))
        records = read([str(given)], gold.with_name("after.records.jsonl"), "--model", model)
        yield Cost(name, len(changed), scores(scorer, before, plain_records), scores(scorer, after, records))


def _input(row: Mapping[str, Any], article: Article) -> dict[str, object]:
    return {**row, "text": article.text, "title": article.title}


def _write(path: Path, objects: Iterable[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects), encoding="utf-8")
    return path


def scores(scorer: ModuleType, gold: Path, records: Path) -> Scores:
    """Over the articles of `gold` alone."""
    counts = counted(scorer, gold, records)
    everything = scorer.f1(counts["all", "e2e"], counts["all", "pred"], counts["all", "gold"])
    return Scores(100 * everything, 100 * scorer.speech_f1(counts, "all")[2])


def report(found: Sequence[Cost], reader: str) -> str:
    lines = [
        f"{reader}, measured on {today()} with `python -m bench.robust` on PolNeAR dev, {machine()}.\n",
        "| perturbation | articles changed | all: before | after | points | saying: before | after | points |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_row(cost) for cost in found),
    ]
    return "\n".join([*lines, "", _worst(found)])


def _row(cost: Cost) -> str:
    pairs = (
        (cost.plain.everything, cost.perturbed.everything),
        (cost.plain.saying, cost.perturbed.saying),
    )
    cells = " | ".join(f"{before:.1f} | {after:.1f} | {after - before:+.1f}" for before, after in pairs)
    return f"| {cost.name} | {cost.articles} | {cells} |"


def _worst(found: Sequence[Cost]) -> str:
    worst = max(found, key=lambda cost: cost.worst)
    over = sum(cost.worst > BEARABLE for cost in found)
    return (
        f"Worst: {worst.name}, {worst.worst:.1f} points lost. More than {BEARABLE:.0f} points: {over} of {len(found)}."
    )


if __name__ == "__main__":
    sys.exit(main())
