"""Trains the extractor from start to finish. `make train` runs it; it computes on one core and takes some six hours.

usage: python -m onrecord_training [--out FOLDER] [--trial N] [--keep FOLDER]

Reads gold from ONRECORD_DATA (default ../shared) and fine-tunes the teacher; lets it mark the teaching articles and
unmarked texts, and trains a student on both. Then the two mark everything once more, together, which is better than
either alone, and both learn again from that. The student alone ("fast") and the two together ("best") are calibrated
on held-out articles and written with their cards. Seeds are fixed and one thread computes, so that the same machine
gives the same weights. --trial N goes the whole way with N articles and one epoch, in a few minutes: it shows that
the way is open, not how good it is.
"""

from __future__ import annotations

import argparse
import datetime
import logging
import os
import pickle
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.inference.calibrate import Calibration
from onrecord.inference.extract import Extractor as RunTime
from onrecord.inference.extract import Least
from onrecord.inference.judge import Judge
from onrecord.inference.network import Network, Together
from onrecord.inference.weights import CARD, network_of
from onrecord.run.load_tools import load_tools
from onrecord.statements.learned import is_speech
from onrecord.values.model import Model
from onrecord_training.card import SHARES, card, fingerprint
from onrecord_training.corpus import Corpus, perturbing, read_corpus
from onrecord_training.examples import Reader, Row, telling_words
from onrecord_training.export import conv_to_onnx, pieces_to_onnx
from onrecord_training.fitting import Judged, fit, least, reliability
from onrecord_training.lessons import Lesson
from onrecord_training.loop import Plan, train
from onrecord_training.network import Extractor, StudentEncoder, student_encoder_of
from onrecord_training.teacher import WIDTH as TEACHER_WIDTH
from onrecord_training.teacher import Reading, mark, new_teacher, teacher_encoder_of, vocabulary

log = logging.getLogger("onrecord_training")
ROOT = Path(__file__).parent.parent.parent
WIDTH = 128
TEACHER = Plan(epochs=3, rate=1e-4, batch=4, seed=1)
POLISH = Plan(epochs=2, rate=6e-5, batch=4, seed=11, warm=0.05)
AGAIN = Plan(epochs=3, rate=5e-5, batch=4, seed=23, warm=0.05, trust=0.5)
STUDENT = Plan(epochs=16, rate=2e-3, batch=4, seed=1, warm=0.05, trust=0.4)
LAST = replace(STUDENT, seed=2)  # the student that ships
OTHERS = {TEACHER: 2.0, POLISH: 2.5, STUDENT: 3.0, AGAIN: 2.5}  # weight of the articles of other outlets
PERTURBED = {TEACHER: 0.25, POLISH: 0.25, STUDENT: 0.3, AGAIN: 0.3}  # share of an epoch's articles
HEADS_FASTER = {TEACHER: 8, POLISH: 6, AGAIN: 6}  # new layers learn so much faster than what MiniLM knows already
UNMARKED = {AGAIN: 3, STUDENT: 2, LAST: 2}  # an epoch has one of so many of the unmarked texts
COPIES = 4  # readings of each teaching article that the teacher marks, some as others would print them


@dataclass(frozen=True, slots=True)
class Task:
    data: Path
    out: Path
    trial: int | None
    keep: Path | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "onrecord" / "data" / "extractor")
    parser.add_argument("--trial", type=int, metavar="N", help="N articles of each kind and one epoch")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep what is made on the way, and go on from it")
    given = parser.parse_args()
    logging.basicConfig(level=logging.ERROR, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("onrecord_training").setLevel(logging.INFO)
    data = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared")).resolve()
    if not (data / "data" / "polnear" / "train.jsonl.gz").is_file():
        log.info("train: no gold data at %s. Name its folder with ONRECORD_DATA=FOLDER.", data)
        return 1
    make(Task(data, given.out, given.trial, given.keep))
    return 0


def make(task: Task) -> None:
    """The whole way."""
    torch.set_num_threads(1)
    start = time.monotonic()
    corpus = read_corpus(task.data, task.trial)
    reader = Reader(load_tools(Model.RULES), telling_words(row for row in corpus.teaching if "outlet" in row))
    counts = {"teaching": len(corpus.teaching), "held out": len(corpus.held_out), "unmarked": len(corpus.unmarked)}
    log.info("articles: %s", counts)
    parts = _taught_twice(task, corpus, reader)
    for model, networks in ((Model.FAST, (Model.FAST,)), (Model.BEST, (Model.BEST, Model.FAST))):
        own = {one: parts[one] for one in networks}
        judge, least_sure, reached, held = _calibrated(own, corpus, reader)
        told = {
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "minutes": round((time.monotonic() - start) / 60),
            "seeds": {"teacher": [TEACHER.seed, POLISH.seed, AGAIN.seed], "student": [STUDENT.seed, LAST.seed]},
            "articles": counts,
            "fingerprint": fingerprint([*corpus.teaching, *corpus.held_out]),
            "F1 on held-out articles, mean of PolNeAR and others": round(reached, 3),
            "reliability": held,
        }
        _write(task.out / model.value, parts[model], card(model, own, judge, least_sure, told))
        log.info("%s: F1 on held-out articles %.3f", model.value, reached)
    log.info("written to %s after %d minutes", task.out, (time.monotonic() - start) / 60)


def _taught_twice(task: Task, corpus: Corpus, reader: Reader) -> dict[Model, dict[str, bytes]]:
    """The files of the last student and of the last teacher."""

    def teacher(name: str, plan: Plan, lessons: Callable[[int], Sequence[Lesson]], before: Any = None) -> Extractor:
        made = new_teacher()
        made.load_state_dict(_kept(task, name, lambda: _taught(plan, lessons, task, before)))
        return made.eval()

    def student(name: str, plan: Plan, lessons: Sequence[Sequence[Lesson]]) -> Extractor:
        made = new_student()
        made.load_state_dict(_kept(task, name, lambda: _schooled(plan, lessons, task)))
        return made.eval()

    first = teacher("teacher.pickle", TEACHER, _gold(corpus, reader, TEACHER))
    alone = [Reading(first, teacher_encoder_of(first))]
    lessons = _kept(task, "lessons.pickle", lambda: _lessons(corpus, reader, STUDENT, alone))
    small = student("student.pickle", STUDENT, lessons)
    large = teacher("polished.pickle", POLISH, _gold(corpus, reader, POLISH), first.state_dict())
    both = [
        Reading(large, teacher_encoder_of(large), SHARES[Model.BEST]),
        Reading(small, student_encoder_of(small), SHARES[Model.FAST]),
    ]
    lessons = _kept(task, "lessons-together.pickle", lambda: _lessons(corpus, reader, AGAIN, both))
    last = student("last.pickle", LAST, lessons)
    again = teacher("again.pickle", AGAIN, _of_epoch(AGAIN, lessons), large.state_dict())
    return {
        Model.FAST: conv_to_onnx(last, WIDTH),
        Model.BEST: pieces_to_onnx(again, TEACHER_WIDTH, vocabulary()),
    }


def _write(folder: Path, parts: dict[str, bytes], card_: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    (folder / CARD).write_text(card_ + "\n", encoding="utf-8")


def _plan(plan: Plan, task: Task) -> Plan:
    return replace(plan, epochs=1) if task.trial else plan


def _kept(task: Task, name: str, making: Any) -> Any:
    """What an earlier, interrupted training made; else make it, and keep it where a folder was named."""
    path = task.keep / name if task.keep else None
    if path and path.is_file():
        log.info("%s is there from before", path)
        return pickle.loads(path.read_bytes())
    made = making()
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(made))
    return made


def _taught(plan: Plan, lessons: Callable[[int], Sequence[Lesson]], task: Task, state: Any) -> dict[str, Any]:
    """The teacher after one plan. state: what it knows from the plan before; None: what MiniLM knows."""
    log.info("the teacher learns")
    torch.manual_seed(plan.seed)
    model = new_teacher()
    if state:
        model.load_state_dict(state)
    known = [p for name, p in model.named_parameters() if ".bert." in name]
    new = [p for name, p in model.named_parameters() if ".bert." not in name]
    groups = [{"params": known, "lr": plan.rate}, {"params": new, "lr": plan.rate * HEADS_FASTER[plan]}]
    train(model, teacher_encoder_of(model), lessons, _plan(plan, task), groups)
    return model.state_dict()


def _gold(corpus: Corpus, reader: Reader, plan: Plan) -> Callable[[int], Sequence[Lesson]]:
    """The lessons of each epoch from the gold alone."""
    examples = perturbing(_weighed(corpus.teaching, plan), reader, plan.seed, PERTURBED[plan])
    return lambda epoch: [Lesson(e) for e in examples(epoch) if len(e.tokens)]


def _weighed(rows: Sequence[Row], plan: Plan) -> list[Row]:
    return [row if "outlet" in row else {**row, "weight": OTHERS[plan]} for row in rows]


def _lessons(corpus: Corpus, reader: Reader, plan: Plan, networks: Sequence[Reading]) -> list[list[Lesson]]:
    """Marked by networks: for each of COPIES the teaching articles, and last the unmarked texts."""
    log.info("what was learned marks the articles")
    examples = perturbing(_weighed(corpus.teaching, plan), reader, plan.seed, PERTURBED[plan])
    copies = [[Lesson(e, mark(networks, e)) for e in examples(copy) if len(e.tokens)] for copy in range(COPIES)]
    unmarked = [reader.example(row) for row in corpus.unmarked]
    return [*copies, [Lesson(e, mark(networks, e)) for e in unmarked if len(e.tokens)]]


def _of_epoch(plan: Plan, lessons: Sequence[Sequence[Lesson]]) -> Callable[[int], Sequence[Lesson]]:
    """One copy of the teaching articles after the other, with a part of the unmarked texts."""
    *copies, unmarked = lessons
    parts = UNMARKED[plan]
    return lambda epoch: [*copies[epoch % len(copies)], *unmarked[epoch % parts :: parts]]


def new_student() -> Extractor:
    return Extractor(StudentEncoder(WIDTH), WIDTH)


def _schooled(plan: Plan, lessons: Sequence[Sequence[Lesson]], task: Task) -> dict[str, Any]:
    """The student after one plan."""
    log.info("the student learns")
    torch.manual_seed(plan.seed)
    student = new_student()
    train(student, student_encoder_of(student), _of_epoch(plan, lessons), _plan(plan, task))
    return student.state_dict()


def _calibrated(
    parts: Mapping[Model, Mapping[str, bytes]], corpus: Corpus, reader: Reader
) -> tuple[Judge, Least, float, dict[str, Any]]:
    """The curves, the thresholds, the F1 with them, and how far to believe the curves; all on held-out articles."""
    log.info("what was held out says how sure it may be")
    unjudged = Judge(Calibration((), 0.0), Calibration((), 0.0))
    judged = judged_by(RunTime(_network(parts), unjudged, Least(0.0, 0.0), ""), corpus.held_out, reader)
    judge = fit(judged)
    bins, error = reliability(judged)
    told = {
        "on": "the held-out articles, each half judged by curves fitted to the other half",
        "expected calibration error": error,
        "bins": [[one.start, one.n, one.said, one.right] for one in bins],
        "columns": ["probability from", "statements", "mean probability", "share right"],
    }
    return judge, *least(judged, judge), told


def _network(parts: Mapping[Model, Mapping[str, bytes]]) -> Network:
    found = tuple(network_of(own) for own in parts.values())
    return Together(found, tuple(SHARES[model] for model in parts)) if len(found) > 1 else found[0]


def judged_by(run_time: RunTime, rows: list[Row], reader: Reader) -> list[Judged]:
    """All that the network and the rules find in some articles, with their gold."""
    cues = load_tools(Model.RULES).cues
    judged = []
    for row in rows:
        example = reader.example(row)
        report = example.report
        found = run_time.candidates(report, example.quotations, example.hints)
        speech = frozenset(one.head for one in found if is_speech(report, one.cue, cues))
        gold = [one for one in row["attributions"] if one["content"]]
        judged.append(Judged(report.text, found, gold, speech, "PolNeAR" if "outlet" in row else "other outlets"))
    return judged


if __name__ == "__main__":
    np.seterr(over="ignore")  # exp of a very sure logit
    sys.exit(main())
