"""Fits the weights that tell what "he", "she", "it" and "they" mean, and says how often they are right.

usage: python -m onrecord_training.antecedents [--write]

ONRECORD_DATA (default ../shared) names the folder of the gold. --write keeps the weights in the product's data.
"""

from __future__ import annotations

import logging
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import onrecord
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.speakers.candidates import COLUMNS
from onrecord.speakers.thing_evidence import COLUMNS as OF_THINGS
from onrecord.speakers.thing_evidence import NOBODY
from onrecord.speakers.thing_pronouns import LEAD, LIKELY
from onrecord.values.model import Model
from onrecord_training import things
from onrecord_training.pronouns import Lesson, annotated_lessons, gum_lessons, silver_lessons

log = logging.getLogger(__name__)
Weights = NDArray[np.float64]
RATE, DECAY = 0.1, 1e-3
FOLDS = 5
LEAST = 0.3  # a silver lesson that a first fit finds less likely than this is taken for an error of the other program


class Class(NamedTuple):
    """Lessons of one origin, and what each of them weighs."""

    lessons: Sequence[Lesson]
    weight: float


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    # Without the shipped weights: they may be of other evidence than what is fitted now.
    tools = replace(load_tools(Model.RULES), ranking=None)
    silver = list(silver_lessons(data, tools))
    gum, read = list(gum_lessons(data, tools)), list(annotated_lessons(data, tools))
    base = _base(silver, gum)
    log.info("%d silver, %d of GUM, %d read by a reader", len(silver), len(gum), len(read))
    log.info("right, of those a reader read, %d-fold by article: %.3f", FOLDS, _crossed(base, read))
    if "--write" in sys.argv[1:]:
        write_weights(fit([*base, Class(read, 4.0)], start=fit(base), rounds=6), COLUMNS, "antecedents")
    _fit_things(data, tools)
    return 0


def _fit_things(data: Path, tools: Tools) -> None:
    """The same for "it" and "they"."""
    silver, gum = list(things.silver_lessons(data, tools)), list(things.gum_lessons(data, tools))
    read = list(things.read_lessons(data, tools))
    base = [Class(gum, 0.3), Class(silver, 0.15)]
    log.info('"it" and "they": %d silver, %d of GUM, %d read by a reader', len(silver), len(gum), len(read))
    for kind, of_kind in (
        ("it", [one for one in read if not _is_plural(one)]),
        ("they", list(filter(_is_plural, read))),
    ):
        right, wrong, left = named_right(base, read, of_kind)
        log.info("%s: named right %d, named wrong %d, left open %d", kind, right, wrong, left)
    if "--write" in sys.argv[1:]:
        write_weights(fit([*base, Class(read, 4.0)], start=fit(base), rounds=6), OF_THINGS, "thing_antecedents")


def _is_plural(lesson: Lesson) -> bool:
    return lesson.evidence[0][OF_THINGS.index("none of them, plural")] > 0


def named_right(base: Sequence[Class], read: Sequence[Lesson], judged: Sequence[Lesson]) -> tuple[int, int, int]:
    """How many of the judged are named right, named wrong and left open by weights that have not seen their article."""
    counts = [0, 0, 0]
    for held, weights in _folds(base, read):
        for one in (one for one in judged if one.article in held):
            found = chances(np.array(one.evidence), weights)
            first = int(np.argmax(found))
            others = np.delete(found, [first, NOBODY])
            lead = found[first] - others.max(initial=0.0)
            named = first != NOBODY and found[first] >= LIKELY and lead >= LEAD
            counts[2 if not named else 0 if first == one.right else 1] += 1
    return counts[0], counts[1], counts[2]


def _folds(base: Sequence[Class], read: Sequence[Lesson]) -> Iterator[tuple[set[str], Weights]]:
    """Each fifth of the articles, and the weights fitted without it."""
    articles = sorted({one.article for one in read})
    random.Random(2).shuffle(articles)
    start = fit(base)
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        yield held, fit([*base, Class([one for one in read if one.article not in held], 4.0)], start=start, rounds=6)


def _base(silver: Sequence[Lesson], gum: Sequence[Lesson]) -> list[Class]:
    """Silver without what is likely wrong, sources before other pronouns, and gold of other genres."""
    sources, others = [one for one in silver if one.source], [one for one in silver if not one.source]
    first = fit([Class(sources, 1.0), Class(others, 0.5), Class(gum, 2.0)])
    return [Class(_likely(sources, first), 0.3), Class(_likely(others, first), 0.05), Class(gum, 2.0)]


def _likely(lessons: Iterable[Lesson], weights: Weights) -> list[Lesson]:
    return [one for one in lessons if chances(np.array(one.evidence), weights)[one.right] > LEAST]


def chances(evidence: Weights, weights: Weights) -> Weights:
    """Of each candidate (row): as `onrecord.speakers.ranking` computes them."""
    scores = evidence @ weights
    shares: Weights = np.exp(scores - scores.max())
    return shares / shares.sum()


def fit(classes: Sequence[Class], *, start: Weights | None = None, rounds: int = 12, seed: int = 0) -> Weights:
    """Weights under which the right candidates are likeliest: conditional logit, AdaGrad (Duchi et al., 2011)."""
    lessons = [(np.array(one.evidence), one.right, kind.weight) for kind in classes for one in kind.lessons]
    weights = np.zeros(len(lessons[0][0][0])) if start is None else start.copy()
    seen, order = np.zeros_like(weights), random.Random(seed)
    for _ in range(rounds):
        order.shuffle(lessons)
        for evidence, right, weight in lessons:
            slope = (evidence.T @ chances(evidence, weights) - evidence[right]) * weight + DECAY * weights
            seen += slope * slope
            weights -= RATE * slope / np.sqrt(seen + 1e-6)
    return weights


def share_right(lessons: Sequence[Lesson], weights: Weights) -> float:
    """How many lessons have their right candidate first."""
    return float(np.mean([int(np.argmax(np.array(one.evidence) @ weights)) == one.right for one in lessons]))


def _crossed(base: Sequence[Class], read: Sequence[Lesson]) -> float:
    """Share right when each fifth of the articles is judged by weights that have not seen it."""
    right = 0.0
    for held, weights in _folds(base, read):
        judged = [one for one in read if one.article in held]
        right += share_right(judged, weights) * len(judged)
    return right / len(read)


def write_weights(weights: Weights, columns: Sequence[str], table: str) -> None:
    lines = [f"{column}\t{weight:.3f}" for column, weight in zip(columns, weights, strict=True)]
    path = Path(onrecord.__file__).parent / "data" / f"{table}.tsv"
    path.write_text("\n".join(["evidence\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
