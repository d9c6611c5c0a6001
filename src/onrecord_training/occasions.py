"""Fits the weights by which statements without time words are put on an occasion.

usage: python -m onrecord_training.occasions [--write]

ONRECORD_DATA (default ../shared) names the folder with data/polnear/train.jsonl.gz. Reads the articles that
`annotations/dates.jsonl` dates, with their own attributions, and prints how often the model is right on articles it
was not fitted to (ten folds, by article). --write puts the weights into `onrecord/circumstances/carried_weights.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import onrecord
from onrecord.circumstances.polls import date_polls
from onrecord.circumstances.said_on import follow, views
from onrecord.circumstances.scene import set_scene
from onrecord.circumstances.signs import signs_of_occasion, signs_of_statement
from onrecord.pipeline.tools import Tools
from onrecord.reports.read_report import read_report
from onrecord.run.load_tools import load_tools
from onrecord.speakers.naming import name_speakers
from onrecord.statements.classify import mode_of
from onrecord.statements.cues import cue_words
from onrecord.statements.draft import Draft
from onrecord.text.quoted_kind import kind_of
from onrecord.text.sentences import cut_into_sentences
from onrecord.values.model import Model
from onrecord.values.page import Given, Page, PageKind
from onrecord.values.report import Report
from onrecord.values.statement import Attribution
from onrecord_training.article import GoldAttribution, article_from_row
from onrecord_training.corpus import read_rows

log = logging.getLogger("onrecord_training")
WEIGHTS = Path(onrecord.__file__).parent / "circumstances" / "carried_weights.py"
DATES = Path(__file__).parent / "annotations" / "dates.jsonl"
_RIDGE = 2.0
_SELDOM = 10  # a sign that so few candidates bear is left out
_FOLDS = 10
_HEAD = (
    '"""How much each sign speaks for an occasion. Written by `python -m onrecord_training.occasions --write`."""\n\n'
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rated:
    """A statement and one of its candidates. is_right: the hand-made date is this one."""

    article: str
    statement: str
    signs: tuple[str, ...]
    is_right: bool
    is_dated: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    is_kept = parser.parse_args().write
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data, tools = Path(os.environ.get("ONRECORD_DATA", "../shared")), load_tools(Model.RULES)
    rated = [one for row, dates in dated_articles(data) for one in rated_candidates(row, dates, tools)]
    shares = cross_validated(rated)
    for least in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9):
        log.info("%s %s", least, outcome(rated, shares, least))
    if is_kept:
        weights = fitted(rated)
        lines = (f'    "{name}": {weight:.3f},\n' for name, weight in sorted(weights.items()))
        WEIGHTS.write_text(f"{_HEAD}WEIGHTS: dict[str, float] = {{\n{''.join(lines)}}}\n", encoding="utf-8")


def dated_articles(data: Path) -> Iterator[tuple[Row, Row]]:
    """The articles with their hand-made dates. Raises ValueError where a text is another one than was read."""
    dates = {row["id"]: row for row in read_rows(DATES)}
    for row in read_rows(data / "data" / "polnear" / "train.jsonl.gz"):
        if row["id"] not in dates:
            continue
        if hashlib.sha256(row["text"].encode()).hexdigest() != dates[row["id"]]["sha256"]:
            raise ValueError(f"{row['id']}: not the text that was dated")
        yield row, dates[row["id"]]


def rated_candidates(row: Row, dates: Row, tools: Tools) -> Iterator[Rated]:
    """Every candidate of every statement that has no time words of its own; the unclear ones left out."""
    report = read_report(page_of(row), tools.register)
    attributions = gold_attributions(row, report, tools)
    speakers = name_speakers(report, attributions, tools.gazetteer, tools.ranking)
    scene = set_scene(report, attributions)
    narrative = follow(scene, speakers)
    known = narrative.dates | date_polls(scene, narrative.calendar, narrative.dates)
    for clause, view in views(scene, speakers, narrative, known):
        key = clause.attribution.id
        if key in dates["unclear"]:
            continue
        for candidate in narrative.candidates.of(clause):
            said_on = dates["said_on"].get(key)
            found = (*signs_of_statement(clause, view), *signs_of_occasion(candidate, view))
            yield Rated(row["id"], f"{row['id']} {key}", found, candidate.edtf == said_on, said_on is not None)


def page_of(row: Row) -> Page:
    content = row["text"].encode()
    given = Given(id=row["id"], title=row["title"], published=row["date"], outlet=row["outlet"])
    digest = hashlib.sha256(content).hexdigest()
    return Page(row["id"], content, digest, PageKind.TEXT, body=row["text"], given=given)


def gold_attributions(row: Row, report: Report, tools: Tools) -> tuple[Attribution, ...]:
    """The attributions as PolNeAR's annotators marked them; one inside another's content is nested in it."""
    marked = [one for one in row["attributions"] if one["content"]]
    parts = dict(zip((one["id"] for one in marked), article_from_row(row).attributions, strict=True))
    return tuple(_attribution(key, part, _outer(key, parts), report, tools) for key, part in parts.items())


def _outer(key: str, parts: Mapping[str, GoldAttribution]) -> str | None:
    ours = parts[key]
    anchor = (ours.cue or ours.source or ours.content)[0]
    around = [
        (sum(map(len, other.content)), name)
        for name, other in parts.items()
        if name != key
        and any(span.contains(anchor) for span in other.content)
        and any(span.contains(ours.content[0]) for span in other.content)
    ]
    return min(around)[1] if around else None


def _attribution(key: str, part: GoldAttribution, nested_in: str | None, report: Report, tools: Tools) -> Attribution:
    quotations = [
        q for paragraph in cut_into_sentences(report.reading, report.paragraphs).quotations for q in paragraph
    ]
    entry = tools.cues.entry(cue_words(report.reading, part.cue)) if part.cue else None
    draft = Draft(part.content, part.cue, part.source, entry, "gold", 0)
    kind, mode = kind_of(part.content, quotations), mode_of(draft, report.reading)
    return Attribution(key, part.content, part.cue, part.source, kind, mode, None, nested_in, 1.0, "by hand")


def fitted(rated: Sequence[Rated]) -> dict[str, float]:
    """A weight for each sign that is not seldom, by Newton's method with a ridge."""
    counts = Counter(sign for one in rated for sign in set(one.signs))
    names = sorted(sign for sign, count in counts.items() if count >= _SELDOM)
    table, right = _table(rated, names), np.array([one.is_right for one in rated], float)
    weights = np.zeros(len(names))
    for _ in range(50):
        share = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (share - right) + _RIDGE * weights
        bend = (table * (share * (1 - share))[:, None]).T @ table + _RIDGE * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def _table(rated: Sequence[Rated], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[name in one.signs for name in names] for one in rated], float)


def cross_validated(rated: Sequence[Rated]) -> list[float]:
    """The probability of each, by weights fitted without its article."""
    fold = {article: number % _FOLDS for number, article in enumerate(sorted({one.article for one in rated}))}
    shares = [0.0] * len(rated)
    for held_out in range(_FOLDS):
        weights = fitted([one for one in rated if fold[one.article] != held_out])
        for number, one in enumerate(rated):
            if fold[one.article] == held_out:
                total = sum(weights.get(sign, 0.0) for sign in one.signs)
                shares[number] = float(1 / (1 + np.exp(-total)))
    return shares


def outcome(rated: Sequence[Rated], shares: Sequence[float], least: float) -> dict[str, int]:
    """Of the likeliest candidates that reach `least`: how many are right, wrong, or of a statement without a date."""
    best: dict[str, tuple[float, Rated]] = {}
    for share, one in zip(shares, rated, strict=True):
        if one.statement not in best or share > best[one.statement][0]:
            best[one.statement] = (share, one)
    taken = [one for share, one in best.values() if share >= least]
    named = ("right" if one.is_right else "wrong" if one.is_dated else "invented" for one in taken)
    return dict(Counter(named))


if __name__ == "__main__":
    main()
