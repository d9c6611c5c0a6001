"""Does the stated confidence mean what it says? Measured on PolNeAR dev.

usage: python -m bench.calibration [--model fast|best|rules] [--write]

Takes the confidence of each outermost attribution found, and whether content and source are right end to end by the
scorer's matching functions. That number is the extraction's own. The `confidence` of a statement in the record is this
times the share of speakers named right: a second table holds it against statements whose speaker is right as well, in
the articles whose speakers were read by hand. Prints reliability tables of ten bins and the expected calibration error:
the mean distance between confidence and share right, bins weighted by their cases. --write puts the tables into
docs/quality.md. Without ONRECORD_DATA it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.gold import ROOT, as_input, data_folder, rows, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from bench.scorer import judge, load_scorer
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.entity import SpeakerType
from onrecord.values.model import Model
from onrecord.values.page import Page
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, ReportRecord, Statement

BINS = 10


@dataclass(frozen=True, slots=True)
class Case:
    """One attribution found: its stated confidence, whether it is right, whether its cue is a word of saying."""

    confidence: float
    is_right: bool
    is_speech: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The cases whose confidence lies in [start, end); the last bin holds 1 too. Means are None without cases."""

    start: float
    end: float
    n: int
    confidence: float | None
    share_right: float | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into docs/quality.md")
    parser.add_argument(
        "--model", type=Model, choices=tuple(Model), default=Model.BEST, help="who finds the statements"
    )
    given = parser.parse_args()
    data = data_folder()
    if data is None:
        print(skipped("calibration"))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        dev = str(data / "data" / "polnear" / "dev.jsonl.gz")
        gold, articles = as_input(data, Path(scratch) / "dev", "polnear", dev)
        records = list(read_in_process(articles, given.model))
        found = list(cases(load_scorer(data), gold, iter(records)))
    told = {
        "calibration": report(found, load_tools(given.model).reader),
        "calibration: content and speaker": table(list(whole_cases(data, records))),
    }
    for name, part in told.items():
        print(part, end="\n\n")
        if given.write:
            write_part(ROOT / "docs" / "quality.md", name, part)
    return 0


def read_in_process(articles: Path, model: Model = Model.BEST) -> Iterator[ReportRecord]:
    """The records of a .jsonl file, as values: the printed record does not tell the extraction's confidence apart."""
    tools = load_tools(model)
    for page in read_pages([str(articles)], ReadOptions(), io.BytesIO()):
        if not isinstance(page, Page):
            raise SystemExit(f"calibration: {page.origin} cannot be read: {page.reason}; {page.remedy}")
        yield page_to_record(page, tools)


def cases(scorer: ModuleType, gold: Path, records: Iterator[ReportRecord]) -> Iterator[Case]:
    """Every outermost attribution of the articles of `gold`, judged."""
    marked = {row["id"]: row for row in rows(gold)}
    for record in records:
        row = marked[record.report.given_id]
        yield from judged(scorer, row, [s.attribution for s in record.statements if s.nested_in is None])


def whole_cases(data: Path, records: Sequence[ReportRecord]) -> Iterator[Case]:
    """Every statement of the articles with speakers: its confidence, and is all of content, source, speaker right?"""
    scorer, same = load_scorer(data), load_scorer(data, "score_speakers.py").same
    folder = data / "data" / "polnear"
    speakers = {row["id"]: row["speakers"] for row in rows(folder / "dev.speakers.jsonl")}
    articles = scorer.read_jsonl(folder / "dev.jsonl.gz")
    for record in records:
        name = str(record.report.given_id)
        if name in speakers:
            gold, found = articles[name]["attributions"], record.statements
            answer = judge(scorer, record.report.text, gold, [_scored(one.attribution) for one in found])
            for index, statement in enumerate(found):
                who = speakers[name][gold[answer.pairs[index]]["id"]] if index in answer.right else None
                is_right = who is not None and same(who["speaker"], _name(statement), who["type"]) == "right"
                yield Case(statement.confidence, is_right, index in answer.speech)


def _name(statement: Statement) -> str | None:
    """As the scorer takes it: a speaker of unknown type is none."""
    speaker = statement.speaker
    return None if speaker is None or speaker.type is SpeakerType.UNKNOWN else speaker.name


def judged(scorer: ModuleType, row: Mapping[str, Any], found: Sequence[Attribution]) -> Iterator[Case]:
    answer = judge(scorer, row["text"], row["attributions"], [_scored(one) for one in found])
    for index, attribution in enumerate(found):
        yield Case(attribution.confidence, index in answer.right, index in answer.speech)


def _scored(one: Attribution) -> dict[str, list[list[int]]]:
    """In the scorer's form."""
    return {"source": _plain(one.source), "cue": _plain(one.cue), "content": _plain(one.content)}


def _plain(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def binned(found: Sequence[Case]) -> list[Bin]:
    """Ten bins of equal width."""
    borders = [index / BINS for index in range(BINS + 1)]
    return [
        _bin(start, end, [c for c in found if _bin_start(c.confidence) == start]) for start, end in pairwise(borders)
    ]


def _bin_start(confidence: float) -> float:
    # rounded first: 0.3 * 10 is below 3 in floating point for some of its neighbours
    return min(int(round(confidence * BINS, 9)), BINS - 1) / BINS


def _bin(start: float, end: float, found: Sequence[Case]) -> Bin:
    if not found:
        return Bin(start, end, 0, None, None)
    confidence = sum(case.confidence for case in found) / len(found)
    return Bin(start, end, len(found), confidence, sum(case.is_right for case in found) / len(found))


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance between confidence and share right, weighted by cases; 0 for none."""
    total = sum(one.n for one in bins)
    gaps = [
        one.n * abs(one.confidence - one.share_right)
        for one in bins
        if one.confidence is not None and one.share_right is not None
    ]
    return sum(gaps) / total if total else 0.0


def error_by_chance(found: Sequence[Case], draws: int = 500) -> float:
    """The error that so many cases would show if every stated confidence were exactly true: the mean of some draws."""
    chance = random.Random(4)
    drawn = ([replace(one, is_right=chance.random() < one.confidence) for one in found] for _ in range(draws))
    return sum(calibration_error(binned(cases)) for cases in drawn) / draws


def report(found: Sequence[Case], reader: str) -> str:
    """The reliability table and the errors, in markdown."""
    return f"{_about(reader)}\n\n{table(found)}"


def _about(reader: str) -> str:
    return f"{reader}, measured on {today()} with `python -m bench.calibration` on PolNeAR dev, {machine()}."


def table(found: Sequence[Case]) -> str:
    """Ten bins and the errors, in markdown."""
    spoken = [case for case in found if case.is_speech]
    every, speech = binned(found), binned(spoken)
    head = f"| confidence | all: n | mean | right | verbs of saying: n | mean | right |\n|---|{'---:|' * 6}"
    lines = [
        f"| {a.start:.1f} to {a.end:.1f} | {_cells(a)} | {_cells(b)} |" for a, b in zip(every, speech, strict=True)
    ]
    by_chance = error_by_chance(found), error_by_chance(spoken)
    errors = (
        f"Expected calibration error: {calibration_error(every):.3f} over all {len(found)} attributions found, "
        f"{calibration_error(speech):.3f} over the {len(spoken)} with a verb of saying. Numbers that mean "
        f"exactly what they say would show {by_chance[0]:.3f} and {by_chance[1]:.3f} on so few cases."
    )
    return "\n".join([head, *lines, "", errors])


def _cells(one: Bin) -> str:
    if one.confidence is None or one.share_right is None:
        return "0 | – | –"
    return f"{one.n} | {one.confidence:.2f} | {one.share_right:.2f}"


if __name__ == "__main__":
    sys.exit(main())
