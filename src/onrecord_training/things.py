"""What "it" and "they" were found to mean: by a reader, in GUM's gold, and by another program in PolNeAR (silver).

A lesson is one pronoun: the evidence for each thing it may mean, as `onrecord.speakers.thing_candidates` gathers it,
and which of them it means; 0 where it is none of them. PolNeAR dev is never read here.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from onrecord.pipeline.tools import Tools
from onrecord.speakers.naming import follow
from onrecord.speakers.scene import Scene
from onrecord.speakers.thing_candidates import AskedThing, Candidate, thing_candidates
from onrecord.speakers.thing_evidence import NOBODY, evidence_of
from onrecord.values.report import Report
from onrecord.values.statement import Attribution
from onrecord_training.corpus import read_rows
from onrecord_training.pronouns import (
    Lesson,
    attributions_of,
    corenlp_chains,
    gum_attributions,
    gum_chains,
    gum_report,
    of_narrative,
    report_of,
)

ANNOTATION = "things.jsonl"
PRONOUNS = frozenset({"it", "they", "its", "their"})


def read_lessons(data: Path, tools: Tools) -> Iterator[Lesson]:
    """The pronouns that a reader resolved in articles of PolNeAR train; see annotations/README.md."""
    read = {one["id"]: one for one in map(json.loads, _annotation_lines())}
    for row in read_rows(data / "data" / "polnear" / "train.jsonl.gz"):
        one = read.get(row["id"])
        if one and hashlib.sha256(row["text"].encode()).hexdigest() == one["sha256"]:
            places = {start: tuple(means) for start, means in one["things"]}
            yield from _lessons(report_of(row, tools), attributions_of(row), places, tools, sources_only=True)


def gum_lessons(data: Path, tools: Tools) -> Iterator[Lesson]:
    """The gold chains of GUM's news, interviews, speeches and court transcripts.

    A pronoun means whatever stands in its chain shortly before.
    """
    for row in read_rows(data / "data" / "gum" / "data.jsonl.gz"):
        if row["id"].split("_")[1] in ("news", "interview", "speech", "court"):
            chains = gum_chains(row)
            yield from _lessons(gum_report(row), gum_attributions(row), chains, tools)


def silver_lessons(data: Path, tools: Tools, only: int | None = None) -> Iterator[Lesson]:
    """The chains of CoreNLP in articles that nobody annotated, sources only."""
    known = {json.loads(line)["id"] for line in _annotation_lines()}
    folder = data / "data" / "polnear"
    chains = {row["id"]: row for row in read_rows(folder / "train.corenlp.jsonl.gz")}
    rows = [row for row in read_rows(folder / "train.jsonl.gz") if row["id"] in chains.keys() - known]
    for row in rows[:only]:
        meant = corenlp_chains(chains[row["id"]])
        yield from _lessons(report_of(row, tools), attributions_of(row), meant, tools, sources_only=True, silver=True)


def _annotation_lines() -> Sequence[str]:
    return files("onrecord_training").joinpath("annotations", ANNOTATION).read_text(encoding="utf-8").splitlines()


def _lessons(
    report: Report,
    attributions: Sequence[Attribution],
    meant: Mapping[int, Sequence[int]],
    tools: Tools,
    *,
    sources_only: bool = False,
    silver: bool = False,
) -> Iterator[Lesson]:
    scene, spoken = follow(report, attributions, tools.gazetteer)
    starts = [one.start for one in spoken]
    sources = {a.source[0].start: a for a in attributions if len(a.source) == 1}
    for word in scene.words:
        if word.low not in PRONOUNS or word.start not in meant or (sources_only and word.start not in sources):
            continue
        attribution = sources.get(word.start) or of_narrative(word, spoken)
        asked = AskedThing(word, attribution, scene, spoken[: bisect_left(starts, word.start)])
        found = thing_candidates(asked)
        right = _right(found, [place for place in meant[word.start] if place < word.start], scene)
        rows = evidence_of(asked, found)
        if right or (sources_only and not silver):
            yield Lesson(report.id, tuple(rows.values()), right, word.start in sources)


def _right(found: Sequence[Candidate], places: Sequence[int], scene: Scene) -> int:
    """The candidate that stands over one of these places, counted from 1; 0 if there is none."""
    for number, one in enumerate(found, 1):
        spans = [(scene.words[t.at].start, scene.words[t.stop - 1].end) for t in one.told]
        spans += [
            (v.attribution.source[0].start, v.attribution.source[0].end) for v in one.spoken if v.attribution.source
        ]
        if any(start <= place < end for start, end in spans for place in places):
            return number
    return NOBODY
