"""Are mode and force right, where content, cue and source are known? Measured on articles annotated by reading.

usage: python -m bench.modes [--write]

Takes every statement of the stand-off annotation in src/onrecord_training/annotations/ as if the extractor had found
it, and compares its mode and force with the annotated ones. Force null and "asserts" both say that it is a plain
assertion, and count as one. An article's part hangs on the CRC-32 of its id: those with an even one were looked at
while the rules were written, those with an odd one were not. The pages of data/html_articles have a mode and no
force; of them only the figure was watched. --write puts the tables into docs/quality.md. Texts come from
ONRECORD_DATA; without it the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bench.gold import ROOT, data_folder, rows, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from onrecord.pages.lines import page_of_line
from onrecord.reports.read_report import read_report
from onrecord.run.load_cues import load_cues
from onrecord.run.load_register import load_register
from onrecord.statements.classify import mode_of
from onrecord.statements.cues import CueLexicon, cue_words, is_negated
from onrecord.statements.draft import Draft
from onrecord.statements.force import force_of
from onrecord.statements.learned import LEARNED
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Force, Mode
from onrecord_training.annotated import annotated_articles

LOOKED_AT = "looked at"
HELD_OUT = "held out"
PAGES = "news articles of 13 outlets"


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated statement and how the program classified it. Forces are None where the gold has none."""

    part: str
    mode: str
    told_mode: str
    force: str | None = None
    told_force: str | None = None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/quality.md")
    write = parser.parse_args().write
    data = data_folder()
    if data is None:
        print(skipped("modes"))
        return 0
    told = report(list(cases(chain(annotated_articles(data), pages(data)))))
    print(told)
    if write:
        write_part(ROOT / "docs" / "quality.md", "modes", told)
        print("written: docs/quality.md")
    return 0


def pages(data: Path) -> Iterator[dict[str, Any]]:
    """The 15 pages with their gold, in the form of the annotation."""
    folder = data / "data" / "html_articles"
    gold = {row["id"]: row["statements"] for row in rows(folder / "statements.gold.jsonl")}
    for row in rows(folder / "data.jsonl.gz"):
        if row["id"] in gold:
            yield {"id": row["id"], "text": row["text"], "part": PAGES, "statements": gold[row["id"]]}


def part_of(article: Mapping[str, Any]) -> str:
    if "part" in article:
        return str(article["part"])
    return HELD_OUT if zlib.crc32(str(article["id"]).encode()) % 2 else LOOKED_AT


def cases(articles: Iterable[Mapping[str, Any]]) -> Iterator[Case]:
    """Every annotated statement, classified."""
    cues, register = load_cues(), load_register()
    for article in articles:
        line = json.dumps({"id": article["id"], "text": article["text"]}).encode()
        read = read_report(page_of_line(line, str(article["id"]), None), register)
        for one in article["statements"]:
            yield _case(part_of(article), one, read, cues)


def _case(part: str, gold: Mapping[str, Any], read: Report, cues: CueLexicon) -> Case:
    draft = draft_of(gold, read.reading, cues)
    told = force_of(draft, read.reading)
    force = gold.get("force")
    return Case(
        part=part,
        mode=gold["mode"],
        told_mode=mode_of(draft, read.reading).value,
        force=force,
        told_force=None if force is None else (told or Force.ASSERTS).value,
    )


def draft_of(gold: Mapping[str, Any], reading: str, cues: CueLexicon) -> Draft:
    """What the extractor would have handed over, had it found just these spans."""
    content, cue, source = (tuple(Span(*place) for place in gold.get(p) or ()) for p in ("content", "cue", "source"))
    words = cue_words(reading, cue)
    return Draft(content, cue, source, cues.entry(words), LEARNED, paragraph=0, negated=is_negated(words))


def report(found: Sequence[Case]) -> str:
    """Share right of each part, and what was taken for what, in markdown."""
    parts = [part for part in (LOOKED_AT, HELD_OUT, PAGES) if any(case.part == part for case in found)]
    lines = ["| articles | statements | mode right | force right |", "|---|---:|---:|---:|"]
    for part in parts:
        own = [case for case in found if case.part == part]
        lines.append(f"| {part} | {len(own)} | {_share(modes(own))} | {_share(forces(own))} |")
    held = [case for case in found if case.part == HELD_OUT]
    about = f"Measured on {today()} with `python -m bench.modes`, {machine()}."
    mode_table = confusion("mode", [mode.value for mode in Mode], modes(held))
    force_table = confusion("force", [force.value for force in Force], forces(held))
    return "\n".join([about, "", *lines, "", *mode_table, "", *force_table])


def modes(found: Iterable[Case]) -> list[tuple[str, str]]:
    return [(case.mode, case.told_mode) for case in found]


def forces(found: Iterable[Case]) -> list[tuple[str, str]]:
    return [(case.force, case.told_force) for case in found if case.force is not None and case.told_force is not None]


def confusion(name: str, values: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Rows: as annotated. Columns: as the program says."""
    counts = Counter(pairs)
    head = [f"| {name}, {HELD_OUT}: annotated | {' | '.join(values)} |", f"|---|{'---:|' * len(values)}"]
    return [*head, *(f"| {a} | {' | '.join(str(counts[a, b]) for b in values)} |" for a in values)]


def _share(pairs: Sequence[tuple[str, str]]) -> str:
    return f"{100 * sum(a == b for a, b in pairs) / len(pairs):.1f} %" if pairs else "–"


if __name__ == "__main__":
    sys.exit(main())
