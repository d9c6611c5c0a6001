"""Fits the weights by which the lines of a report are told from the page around it, and says how often they are right.

usage: python -m onrecord_training.page_lines [--write]

Learns from the English pages with an even number of html_articles in ONRECORD_DATA (default ../shared), scraped in
every way of `onrecord_training.scraped`, and from their bare texts; judges those with an odd number. --write keeps the
weights in the product's data.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import py3langid
from lxml import html as lxml_html
from numpy.typing import NDArray

import onrecord
from onrecord.reports.glued import cut_glued
from onrecord.reports.line_features import line_features
from onrecord.reports.line_model import COLUMNS, beside_chances
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.text.reading_copy import reading_copy
from onrecord_training.corpus import read_rows
from onrecord_training.scraped import ARTICLES, scraped_pages

log = logging.getLogger(__name__)
Numbers = NDArray[np.float64]
RIDGE, ROUNDS = 1.0, 25
LEAST = 0.2  # as in onrecord.reports.scraped
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_SURE_LETTERS, _TITLE_LETTERS, _GRAM = 25, 10, 4


class Lesson(NamedTuple):
    """The lines of one text: evidence, whose they are (1 the report's, 0 the page's), and what each weighs."""

    evidence: Numbers
    right: Numbers
    weight: Numbers


@dataclass(frozen=True)
class Gold:
    """What a page's report is: its text, and its title as the page's own head has it."""

    text: str
    titles: str

    @cached_property
    def letters(self) -> str:
        return folded(self.text)

    @cached_property
    def lines(self) -> frozenset[str]:
        return frozenset(folded(part) for part in (*self.text.split("\n"), *_SENTENCE_END.split(self.text)))

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        return frozenset(_grams(self.text))

    def share(self, line: str) -> float | None:
        """How much of a line is the report's; None for a line without letters."""
        letters = folded(line)
        if not letters:
            return None
        if letters in self.lines or (len(letters) >= _SURE_LETTERS and letters in self.letters):
            return 1.0
        if len(letters) > _TITLE_LETTERS and letters in self.titles:
            return 1.0
        grams = _grams(line)
        share = sum(gram in self.grams for gram in grams) / len(grams) if grams else 0.0
        return share if len(grams) > _GRAM else float(share > 0.5)


def folded(text: str) -> str:
    return "".join(sign.lower()[0] for sign in text if sign.isalnum())


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)}


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    even, odd = lessons(data)
    first, second = fit(even)
    for name, some in (("learned from", even), ("not seen", odd)):
        log.info(
            "%s: %d texts, of the report's lines kept %.3f, of those kept the report's %.3f",
            name,
            len(some),
            *_right(some, first, second),
        )
    if "--write" in sys.argv[1:]:
        _write((*first, *second))
    return 0


def lessons(data: Path) -> tuple[list[Lesson], list[Lesson]]:
    """Of the pages with an even number, and of those with an odd one."""
    found: tuple[list[Lesson], list[Lesson]] = ([], [])
    titles = [_titles(row["html"]) for row in read_rows(data / "data" / ARTICLES / "data.jsonl.gz")]
    for page in scraped_pages(data, ARTICLES):
        text = page.row["text"]
        if py3langid.classify(text[:5000])[0] != "en":
            continue
        gold = Gold(text, titles[page.number])
        found[page.number % 2].append(lesson(page.text, gold))
        if page.form == "nodes":
            found[page.number % 2].append(lesson(text, gold))
    return found


def _titles(page: str) -> str:
    tree = lxml_html.document_fromstring(page)
    named = [one.get("content") for one in tree.iter("meta") if one.get("property") == "og:title"]
    return "|".join(
        folded(title)
        for title in (*named, *("".join(map(str, one.itertext())) for one in tree.iter("title", "h1")))
        if title
    )


def lesson(text: str, gold: Gold) -> Lesson:
    """Each text weighs the same; in it a line weighs as it is long, up to a sentence or two."""
    reading = reading_copy(text)
    lines = [piece.span.of(reading) for piece in cut_glued(text, reading, find_paragraphs(reading))]
    shares = [gold.share(line) for line in lines]
    weight = np.array([(0.2 + min(len(w), 250) / 100) * (s is not None) for w, s in zip(lines, shares, strict=True)])
    right = np.array([share or 0.0 for share in shares])
    return Lesson(np.array(line_features(lines)), right, 100 * weight / max(weight.sum(), 1e-9))


def fit(some: Sequence[Lesson]) -> tuple[Numbers, Numbers]:
    """Weights of the first and of the second look."""
    right, weight = (np.concatenate([one[at] for one in some]) for at in (1, 2))
    first = _fit(np.concatenate([one.evidence for one in some]), right, weight)
    return first, _fit(np.concatenate([_second(one, first) for one in some]), right, weight)


def _fit(evidence: Numbers, right: Numbers, weight: Numbers) -> Numbers:
    """Logistic regression with a ridge, by Newton's steps."""
    weights: Numbers = np.zeros(evidence.shape[1])
    for _ in range(ROUNDS):
        said = _chances(evidence, weights)
        slope = evidence.T @ (weight * (right - said)) - RIDGE * weights
        bend = (evidence * (weight * said * (1 - said))[:, None]).T @ evidence + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _chances(evidence: Numbers, weights: Numbers) -> Numbers:
    chances: Numbers = 1 / (1 + np.exp(-evidence @ weights))
    return chances


def _second(one: Lesson, first: Numbers) -> Numbers:
    return np.hstack([one.evidence, np.array(beside_chances(_chances(one.evidence, first).tolist()))])


def _right(some: Sequence[Lesson], first: Numbers, second: Numbers) -> tuple[float, float]:
    """Weighted share of the report's lines that are kept, and of what is kept that is the report's."""
    kept = np.concatenate([_chances(_second(one, first), second) >= LEAST for one in some])
    right, weight = (np.concatenate([one[at] for one in some]) for at in (1, 2))
    both = float(weight @ (kept * right))
    return both / float(weight @ right), both / float(weight @ kept)


def _write(weights: Iterable[float]) -> None:
    lines = [f"{column}\t{weight:.4f}" for column, weight in zip(COLUMNS, weights, strict=True)]
    path = Path(onrecord.__file__).parent / "data" / "lines.tsv"
    path.write_text("\n".join(["evidence\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
