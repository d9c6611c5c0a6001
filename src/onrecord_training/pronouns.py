"""What "he" and "she" were found to mean: by a reader, in GUM's gold, and by another program in PolNeAR (silver).

A lesson is one pronoun: the evidence for each person it may mean, as `onrecord.speakers.candidates` gathers it, and
which of them it means. PolNeAR dev is never read here.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.pages.lines import page_of_line
from onrecord.pipeline.tools import Tools
from onrecord.reports.read_report import read_report
from onrecord.speakers.candidates import Asked, candidates
from onrecord.speakers.findings import Spoken
from onrecord.speakers.lexicon import FEMALE, MALE
from onrecord.speakers.naming import follow
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind, Mode
from onrecord_training.corpus import read_rows

ANNOTATION = "pronouns.jsonl"
PRONOUNS = (MALE | FEMALE) - {"himself", "herself"}
Meant = Callable[[Word, Scene], int | None]


class Lesson(NamedTuple):
    """evidence: a row for each candidate; right: which of them is meant; source: is it a statement's source?"""

    article: str
    evidence: tuple[tuple[float, ...], ...]
    right: int
    source: bool


def annotated_lessons(data: Path, tools: Tools) -> Iterator[Lesson]:
    """The pronouns that a reader resolved in articles of PolNeAR train; see annotations/README.md."""
    read = {one["id"]: one for one in map(json.loads, _annotation_lines())}
    for row in read_rows(data / "data" / "polnear" / "train.jsonl.gz"):
        one = read.get(row["id"])
        if one and hashlib.sha256(row["text"].encode()).hexdigest() == one["sha256"]:
            places = dict(one["pronouns"])
            yield from _lessons(
                report_of(row, tools), attributions_of(row), _named_at(places), tools, sources_only=True
            )


def silver_lessons(data: Path, tools: Tools, only: int | None = None) -> Iterator[Lesson]:
    """The chains of CoreNLP that hold one person of the report: right four times in five. No annotated articles."""
    known = {json.loads(line)["id"] for line in _annotation_lines()}
    folder = data / "data" / "polnear"
    chains = {row["id"]: row for row in read_rows(folder / "train.corenlp.jsonl.gz")}
    rows = [row for row in read_rows(folder / "train.jsonl.gz") if row["id"] in chains.keys() - known]
    for row in rows[:only]:
        meant = _in_chain(corenlp_chains(chains[row["id"]]))
        yield from _lessons(report_of(row, tools), attributions_of(row), meant, tools)


def gum_lessons(data: Path, tools: Tools) -> Iterator[Lesson]:
    """The gold chains of GUM's news, interviews and court transcripts."""
    for row in read_rows(data / "data" / "gum" / "data.jsonl.gz"):
        if row["id"].split("_")[1] in ("news", "interview", "court"):
            yield from _lessons(gum_report(row), gum_attributions(row), _in_chain(gum_chains(row)), tools)


def _annotation_lines() -> Sequence[str]:
    return files("onrecord_training").joinpath("annotations", ANNOTATION).read_text(encoding="utf-8").splitlines()


def _lessons(
    report: Report, attributions: Sequence[Attribution], meant: Meant, tools: Tools, *, sources_only: bool = False
) -> Iterator[Lesson]:
    """A lesson for each pronoun with two candidates or more, one of them the right one."""
    scene, spoken = follow(report, attributions, tools.gazetteer)
    starts = [one.start for one in spoken]
    sources = {a.source[0].start: a for a in attributions if len(a.source) == 1}
    for word in scene.words:
        if word.low not in PRONOUNS or (word.start not in sources and (sources_only or word.quoted)):
            continue
        attribution = sources.get(word.start) or of_narrative(word, spoken)
        asked = Asked(word, attribution, scene, spoken[: bisect_left(starts, word.start)])
        evidence = candidates(asked)
        right = meant(word, scene)
        if len(evidence) > 1 and right in evidence:
            yield Lesson(report.id, tuple(evidence.values()), list(evidence).index(right), word.start in sources)


def of_narrative(word: Word, spoken: Sequence[Spoken]) -> Attribution:
    """What a pronoun that is no source is asked as: a source of nothing, inside whatever is said around it."""
    inside = [s.attribution for s in spoken if any(c.start <= word.start < c.end for c in s.attribution.content)]
    around = min(inside, key=lambda one: sum(map(len, one.content))).id if inside else None
    place, nothing = Span(word.start, word.end), Span(word.end, word.end + 1)
    return Attribution("", (nothing,), (), (place,), Kind.INDIRECT, Mode.SAID, None, around, 1.0, "")


def _named_at(places: Mapping[int, int]) -> Meant:
    """places: start of a pronoun -> start of a name of whom it means."""

    def meant(word: Word, scene: Scene) -> int | None:
        mention = scene.mention_over(places[word.start]) if word.start in places else None
        return scene.people.at.get(mention.start) if mention else None

    return meant


def _in_chain(chains: Mapping[int, Sequence[int]]) -> Meant:
    """chains: start of a word -> where the heads of its chain stand. Meant is the only person of the report in it."""

    def meant(word: Word, scene: Scene) -> int | None:
        mentions = [scene.mention_over(place) for place in chains.get(word.start, ())]
        persons = {scene.people.at[m.start] for m in mentions if m and m.start in scene.people.at}
        return persons.pop() if len(persons) == 1 else None

    return meant


def corenlp_chains(row: Mapping[str, Any]) -> dict[int, Sequence[int]]:
    starts = row["b"]
    chains = ([(first, starts[head]) for first, _, head, _ in chain] for chain in row["coref"])
    return {starts[first]: [place for _, place in chain] for chain in chains for first, _ in chain}


def gum_chains(row: Mapping[str, Any]) -> dict[int, Sequence[int]]:
    heads: dict[str, list[int]] = {}
    for mention in row["mentions"]:
        heads.setdefault(mention[2], []).append(row["b"][mention[7]])
    return {mention[0]: heads[mention[2]] for mention in row["mentions"]}


def report_of(row: Mapping[str, Any], tools: Tools) -> Report:
    given = {"id": row["id"], "text": row["text"], "title": row["title"]}
    return replace(read_report(page_of_line(json.dumps(given).encode(), "", None), tools.register), id=row["id"])


def gum_report(row: Mapping[str, Any]) -> Report:
    firsts = [*row["para"], len(row["b"])]
    paragraphs = tuple(Span(row["b"][one], row["e"][other - 1]) for one, other in pairwise(firsts) if other > one)
    text, title = row["text"], paragraphs[0].of(row["text"])
    return Report(row["id"], "", "", text, text, title=title, paragraphs=paragraphs)


def attributions_of(row: Mapping[str, Any]) -> list[Attribution]:
    parts = [one for one in row["attributions"] if one["content"]]
    return _nested([_attribution(str(k), one, Kind(one["form"])) for k, one in enumerate(parts)])


def gum_attributions(row: Mapping[str, Any]) -> list[Attribution]:
    found = []
    for number, one in enumerate(row["attributions"]):
        parts = {part: _spans(one.get(name)) for part, name in _GUM_PARTS}
        if parts["content"]:
            direct = row["text"][parts["content"][0][0]] in '"“'
            found.append(_attribution(str(number), parts, Kind.DIRECT if direct else Kind.INDIRECT))
    return found


_GUM_PARTS = (("content", "content_in_sentence"), ("cue", "cue"), ("source", "source"))


def _spans(told: Any) -> list[list[int]]:
    return [] if not told else told if isinstance(told[0], list) else [told]


def _attribution(id_: str, parts: Mapping[str, Any], kind: Kind) -> Attribution:
    content, cue, source = (
        tuple(Span(start, end) for start, end in sorted(parts[part] or [])) for part in ("content", "cue", "source")
    )
    return Attribution(id_, content, cue, source, kind, Mode.SAID, None, None, 1.0, "")


def _nested(found: Sequence[Attribution]) -> list[Attribution]:
    def around(one: Attribution) -> str | None:
        place = (one.source or one.cue or one.content)[0]
        outer = [b for b in found if b is not one and any(span.contains(place) for span in b.content)]
        return min(outer, key=lambda b: sum(map(len, b.content))).id if outer else None

    return [replace(one, nested_in=around(one)) for one in found]
