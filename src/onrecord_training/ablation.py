"""What the annotated articles of other outlets bring: two students alike but for these, taught by the gold alone.

usage: python -m onrecord_training.ablation [--epochs N]

Prints F1 of outermost statements, content and source right, on the held-out articles of PolNeAR and of other outlets,
and on the 15 articles of html_articles, for a student taught by PolNeAR alone and for one taught by both. Curves and
thresholds are fitted to the held-out articles of PolNeAR. Small and short-lived students, without a teacher: the
difference between the two is what counts, not the figures.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from onrecord.inference.calibrate import Calibration
from onrecord.inference.extract import Extractor as RunTime
from onrecord.inference.extract import Least
from onrecord.inference.judge import Judge
from onrecord.inference.weights import network_of
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord_training.__main__ import OTHERS, PERTURBED, ROOT, STUDENT, WIDTH, judged_by, new_student
from onrecord_training.corpus import Corpus, perturbing, read_corpus, read_rows
from onrecord_training.examples import Reader, Row, telling_words
from onrecord_training.export import conv_to_onnx
from onrecord_training.fitting import f1, fit, least
from onrecord_training.lessons import Lesson
from onrecord_training.loop import Plan, train
from onrecord_training.network import student_encoder_of

log = logging.getLogger("onrecord_training")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=8)
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    log.setLevel(logging.INFO)
    torch.set_num_threads(1)
    data = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared")).resolve()
    if not (data / "data" / "polnear" / "train.jsonl.gz").is_file():
        log.info("ablation: no gold data at %s. Name its folder with ONRECORD_DATA=FOLDER.", data)
        return 1
    corpus = read_corpus(data)
    reader = Reader(load_tools(Model.RULES), telling_words(row for row in corpus.teaching if "outlet" in row))
    sets = {
        "PolNeAR, held out": [row for row in corpus.held_out if "outlet" in row],
        "other outlets, held out": [row for row in corpus.held_out if "outlet" not in row],
        "15 articles of html_articles": _measuring(data),
    }
    plan = Plan(given.epochs, STUDENT.rate, STUDENT.batch, STUDENT.seed, STUDENT.warm)
    for name, rows in (("PolNeAR alone", _polnear(corpus)), ("with the other outlets", corpus.teaching)):
        scores = _scores(rows, sets, reader, plan)
        log.info("%s (%d articles): %s", name, len(rows), {key: round(value, 3) for key, value in scores.items()})
    return 0


def _polnear(corpus: Corpus) -> list[Row]:
    return [row for row in corpus.teaching if "outlet" in row]


def _measuring(data: Path) -> list[Row]:
    """The 15 articles that nothing is ever taught with."""
    folder = data / "data" / "html_articles"
    texts = {row["id"]: row["text"] for row in read_rows(folder / "data.jsonl.gz")}
    gold = [json.loads(line) for line in (folder / "statements.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        {
            "id": row["id"],
            "text": texts[row["id"]],
            "attributions": [one for one in row["statements"] if not one.get("nested_in")],
        }
        for row in gold
    ]


def _scores(rows: Sequence[Row], sets: dict[str, list[Row]], reader: Reader, plan: Plan) -> dict[str, float]:
    """The F1 on each set of a student taught by some articles."""
    torch.manual_seed(plan.seed)
    student = new_student()
    weighed = [row if "outlet" in row else {**row, "weight": OTHERS[STUDENT]} for row in rows]
    examples = perturbing(weighed, reader, plan.seed, PERTURBED[STUDENT])
    train(student, student_encoder_of(student), lambda epoch: [Lesson(e) for e in examples(epoch) if e.tokens], plan)
    unjudged = Judge(Calibration((), 0.0), Calibration((), 0.0))
    run_time = RunTime(network_of(conv_to_onnx(student, WIDTH)), unjudged, Least(0.0, 0.0), "")
    judged = {name: judged_by(run_time, own, reader) for name, own in sets.items()}
    calibrating = judged["PolNeAR, held out"]
    judge = fit(calibrating)
    sure = least(calibrating, judge)[0]
    return {name: f1(own, judge, sure) for name, own in judged.items()}


if __name__ == "__main__":
    sys.exit(main())
