"""Fits the weights that tell whom "the Florida senator" or "the tycoon" means, and says how often they are right.

usage: python -m onrecord_training.descriptions [--write]

ONRECORD_DATA (default ../shared) names the folder of the gold. Lessons are the descriptions that readers resolved in
articles of PolNeAR train (`annotations/descriptions.jsonl`); dev is never read here. --write keeps the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.speakers.candidates import Asked
from onrecord.speakers.description_evidence import COLUMNS, NOBODY, description_evidence
from onrecord.speakers.descriptors import CLEAR, LIKELY
from onrecord.speakers.exemplars import name_exemplars
from onrecord.speakers.heads import name_heads
from onrecord.speakers.naming import follow
from onrecord.speakers.phrases import kind_of_phrase
from onrecord.values.entity import SpeakerType
from onrecord.values.model import Model
from onrecord.values.report import Report
from onrecord.values.statement import Attribution
from onrecord_training.antecedents import Weights, chances, write_weights
from onrecord_training.corpus import read_rows
from onrecord_training.pronouns import Lesson, attributions_of, report_of

log = logging.getLogger(__name__)
ANNOTATION = "descriptions.jsonl"
RIDGE = 1.0
FOLDS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    is_kept = parser.parse_args().write
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    # Without the shipped weights: they may be of other evidence than what is fitted now.
    lessons = list(read_lessons(data, replace(load_tools(Model.RULES), ranking=None)))
    somebody = sum(lesson.right != len(lesson.evidence) - 1 for lesson in lessons)
    log.info("%d descriptions, %d of them mean somebody whom the report names", len(lessons), somebody)
    named, right, left = crossed(lessons)
    log.info("%d-fold by article: named %d, right %d; rightly left unnamed %d", FOLDS, named, right, left)
    if is_kept:
        write_weights(fit(lessons), COLUMNS, "description_antecedents")


def read_lessons(data: Path, tools: Tools) -> Iterator[Lesson]:
    """A lesson for each description whose person is among the candidates, or that means nobody the report names."""
    read = {one["id"]: one for one in map(json.loads, _annotation_lines())}
    for row in read_rows(data / "data" / "polnear" / "train.jsonl.gz"):
        one = read.get(row["id"])
        if one and hashlib.sha256(row["text"].encode()).hexdigest() == one["sha256"]:
            yield from _lessons(report_of(row, tools), attributions_of(row), dict(one["descriptions"]), tools)


def _annotation_lines() -> Sequence[str]:
    return files("onrecord_training").joinpath("annotations", ANNOTATION).read_text(encoding="utf-8").splitlines()


def _lessons(
    report: Report, attributions: Sequence[Attribution], meant: Mapping[int, int | None], tools: Tools
) -> Iterator[Lesson]:
    """meant: start of a description -> start of a name of whom it means, or None."""
    scene, spoken = follow(report, attributions, tools.gazetteer)
    for number, one in enumerate(spoken):
        source = one.attribution.source
        words = scene.words_in(source)
        if not words or source[0].start not in meant or name_heads(one.attribution, scene):
            continue
        if kind_of_phrase(words, tools.gazetteer) is not SpeakerType.PERSON or name_exemplars(words, scene):
            continue
        evidence = description_evidence(Asked(words[0], one.attribution, scene, spoken[:number]), words)
        place = meant[source[0].start]
        mention = scene.mention_over(place) if place is not None else None
        right = scene.people.at.get(mention.start, NOBODY) if mention else NOBODY
        if right in evidence:
            yield Lesson(report.id, tuple(evidence.values()), list(evidence).index(right), True)


def crossed(lessons: Sequence[Lesson]) -> tuple[int, int, int]:
    """How many are named, how many of these rightly, and how many are rightly left, by weights of other articles."""
    articles = sorted({one.article for one in lessons})
    random.Random(3).shuffle(articles)
    named = right = left = 0
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([one for one in lessons if one.article not in held])
        for one in (one for one in lessons if one.article in held):
            found = chances(np.array(one.evidence), weights)
            first, nobody = int(np.argmax(found)), len(found) - 1
            lead = found[first] - np.delete(found, first).max(initial=0.0)
            if first != nobody and found[first] >= LIKELY and lead >= CLEAR:
                named, right = named + 1, right + (first == one.right)
            else:
                left += one.right == nobody
    return named, right, left


def fit(lessons: Sequence[Lesson]) -> Weights:
    """Weights under which the right candidates are likeliest: conditional logit with a ridge, by Newton's method."""
    tables = [(np.array(one.evidence), one.right) for one in lessons]
    weights = np.zeros(len(COLUMNS))
    for _ in range(50):
        slope, bend = RIDGE * weights, RIDGE * np.eye(len(COLUMNS))
        for evidence, right in tables:
            shares = chances(evidence, weights)
            mean = evidence.T @ shares
            slope = slope + mean - evidence[right]
            bend += (evidence.T * shares) @ evidence - np.outer(mean, mean)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


if __name__ == "__main__":
    main()
