"""Fits the weights that tell whom "he" and "she" mean, and says how often they are right.

usage: python -m onrecord_training.antecedents [--write]

ONRECORD_DATA (default ../shared) names the folder of the gold. --write keeps the weights in the product's data.
"""

from __future__ import annotations

import logging
import os
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import onrecord
from onrecord.run.load_tools import load_tools
from onrecord.speakers.candidates import COLUMNS
from onrecord.values.model import Model
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
        _write(fit([*base, Class(read, 4.0)], start=fit(base), rounds=6))
    return 0


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
    weights = np.zeros(len(COLUMNS)) if start is None else start.copy()
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
    articles = sorted({one.article for one in read})
    random.Random(2).shuffle(articles)
    start, right = fit(base), 0.0
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([*base, Class([one for one in read if one.article not in held], 4.0)], start=start, rounds=6)
        judged = [one for one in read if one.article in held]
        right += share_right(judged, weights) * len(judged)
    return right / len(read)


def _write(weights: Weights) -> None:
    lines = [f"{column}\t{weight:.3f}" for column, weight in zip(COLUMNS, weights, strict=True)]
    path = Path(onrecord.__file__).parent / "data" / "antecedents.tsv"
    path.write_text("\n".join(["evidence\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
