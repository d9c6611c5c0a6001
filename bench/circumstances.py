"""Place, occasion, addressee and nesting, measured against gold made by hand.

usage: python -m bench.circumstances [--model best|fast|rules]

Place, occasion and addressee are asked of the gold's own statements, as if the extractor had found them: the figures
say nothing of what was missed. A value is right when it shares at least half of the shorter one's words with the
gold's; where the gold calls a letter or a programme an occasion, the medium is compared, too. "invented" counts values
where the gold has none. Nesting is measured end to end, on what `onrecord read` finds: of the statements that others
report in gold, how many are found, and how many of these under the right one. ONRECORD_DATA names the folder of the
gold; without it the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.gold import as_input, data_folder, read, rows, skipped
from bench.modes import draft_of
from bench.scorer import load_scorer
from onrecord.circumstances.place_statements import place_statements
from onrecord.pages.lines import page_of_line
from onrecord.reports.read_report import read_report
from onrecord.run.load_tools import load_tools
from onrecord.speakers.naming import name_speakers
from onrecord.statements.classify import mode_of
from onrecord.values.model import Model
from onrecord.values.report import Report
from onrecord.values.statement import Attribution, Circumstances, Kind, Mode

_SMALL = frozenset("the a an of in at on to for with and his her their its mr mrs ms dr".split())


@dataclass(frozen=True, slots=True)
class Case:
    """One field of one statement of the gold: what it says, and what the program says; None where nothing is known."""

    data: str
    field: str
    gold: str | None
    told: tuple[str, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--model", type=Model, default=Model.BEST, help="how statements are found where nesting is asked"
    )
    model = parser.parse_args().model
    data = data_folder()
    if data is None:
        print(skipped("circumstances"))
        return 0
    print(table([*polnear(data), *pages(data), *seeds(data)]))
    with tempfile.TemporaryDirectory() as scratch:
        print(nesting(data, Path(scratch), model))
    return 0


def table(cases: Iterable[Case]) -> str:
    """How many are known, told and right, by gold and field, in markdown."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for case in cases:
        count = counts.setdefault((case.data, case.field), Counter())
        count["known"] += case.gold is not None
        count["told"] += case.gold is not None and bool(case.told)
        count["right"] += is_right(case)
        count["unknown"] += case.gold is None
        count["invented"] += case.gold is None and bool(case.told)
    lines = ["| gold | field | known | told | right | not known | invented |", "|---|---|---:|---:|---:|---:|---:|"]
    for (data, field), count in counts.items():
        figures = " | ".join(str(count[name]) for name in ("known", "told", "right", "unknown", "invented"))
        lines.append(f"| {data} | {field} | {figures} |")
    return "\n".join(lines)


def is_right(case: Case) -> bool:
    """Is at least half of the shorter one's words in the other, for any of the values told?"""
    gold = _words(case.gold or "")
    told = (_words(value) for value in case.told)
    return any(gold and one and 2 * len(gold & one) >= min(len(gold), len(one)) for one in told)


def _words(value: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", value.casefold())) - _SMALL


def polnear(data: Path) -> Iterator[Case]:
    """Who was spoken to, in the 32 articles of PolNeAR with speakers in gold."""
    folder = data / "data" / "polnear"
    gold = {row["id"]: row["speakers"] for row in rows(folder / "dev.speakers.jsonl")}
    for row in rows(folder / "dev.jsonl.gz"):
        if row["id"] not in gold:
            continue
        found = _placed(row["id"], row["text"], row["attributions"], row.get("date"))
        for key, one in gold[row["id"]].items():
            told = found.get(key, Circumstances()).addressee
            yield Case("PolNeAR dev, 32 articles", "addressee", one["to"], (told,) if told else ())


def pages(data: Path) -> Iterator[Case]:
    folder = data / "data" / "html_articles"
    gold = {row["id"]: row["statements"] for row in rows(folder / "statements.gold.jsonl")}
    for row in rows(folder / "data.jsonl.gz"):
        if row["id"] in gold:
            yield from _fields("news articles of 13 outlets", row["id"], row["text"], gold[row["id"]])


def seeds(data: Path) -> Iterator[Case]:
    for path in sorted((data / "seeds" / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (data / "seeds" / f"{gold['id']}.txt").read_bytes().decode()
        yield from _fields("three agency reports", gold["id"], text, gold["statements"])


def _fields(data: str, name: str, text: str, gold: Sequence[Mapping[str, Any]]) -> Iterator[Case]:
    found = _placed(name, text, gold, None)
    for one in gold:
        around = found.get(one["id"], Circumstances())
        occasion = tuple(value for value in (around.occasion, around.medium) if value)
        yield Case(data, "occasion or medium" if data.startswith("news") else "occasion", one.get("occasion"), occasion)
        for field in ("place", "addressee"):
            told = getattr(around, field)
            yield Case(data, field, one.get(field), (told,) if told else ())


def _placed(
    name: str, text: str, gold: Sequence[Mapping[str, Any]], published: str | None
) -> Mapping[str, Circumstances]:
    """The circumstances of the gold's statements, by their id."""
    tools = load_tools(Model.RULES)
    line = json.dumps({"id": name, "text": text, "published": published}).encode()
    report = read_report(page_of_line(line, name, None), tools.register)
    attributions = [_attribution(one, report) for one in gold if one["content"]]
    return place_statements(report, attributions, name_speakers(report, attributions, tools.gazetteer))


def _attribution(gold: Mapping[str, Any], report: Report) -> Attribution:
    draft = draft_of(gold, report.reading, load_tools(Model.RULES).cues)
    parts = (tuple(sorted(part)) for part in (draft.content, draft.cue, draft.source))
    mode = Mode(gold["mode"]) if gold.get("mode") else mode_of(draft, report.reading)
    kind = Kind(gold.get("kind") or gold["form"])
    return Attribution(gold["id"], *parts, kind, mode, None, gold.get("nested_in"), 1.0, "gold")


def nesting(data: Path, scratch: Path, model: Model) -> str:
    """Of the statements that others report: how many are found, and how many of them under the right one."""
    folder = data / "data" / "html_articles"
    gold = {row["id"]: row["statements"] for row in rows(folder / "statements.gold.jsonl")}
    inputs = (str(folder / "data.jsonl.gz"), str(folder / "statements.gold.jsonl"))
    _, articles = as_input(data, scratch / "pages", "statements", *inputs)
    records = read([str(articles)], scratch / "records.jsonl", "--model", model.value)
    scorer, counts = load_scorer(data), Counter[str]()
    for record in rows(records):
        counts += _nested_in(scorer, record, gold[record["report"]["given_id"]])
    told = "nested statements: {nested}; found: {found}; with the right parent: {right}; marked nested at all: {marked}"
    return told.format(**{name: counts[name] for name in ("nested", "found", "right", "marked")})


def _nested_in(scorer: Any, record: Mapping[str, Any], gold: Sequence[Mapping[str, Any]]) -> Counter[str]:
    text, found = record["report"]["text"], record["statements"]
    contents = [[scorer.solid(text, one["content"]) for one in side] for side in (gold, found)]
    pairs = {gold[g]["id"]: found[f] for g, f, _ in scorer.pair_up(*contents)}
    counts = Counter(marked=sum(one["nested_in"] is not None for one in found))
    for one in gold:
        if one.get("nested_in"):
            mine, parent = pairs.get(one["id"]), pairs.get(one["nested_in"])
            counts["nested"] += 1
            counts["found"] += mine is not None
            counts["right"] += bool(mine and parent and mine["nested_in"] == parent["id"])
    return counts


if __name__ == "__main__":
    sys.exit(main())
