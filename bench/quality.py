"""How often onrecord is right, measured against gold made by hand. `make bench` runs it.

usage: python -m bench.quality [--write]

The gold is not part of this project. ONRECORD_DATA (default ../shared) names a folder with the scorers in tools/ and
the gold in seeds/, data/polnear/ and data/html_articles/. Without it the script says so and ends with 0.
--write puts the figures into src/onrecord/data/quality.json, which `onrecord about` shows, and into README.md and
docs/quality.md.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.gold import ROOT, data_folder, prepared, read, score, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.peers import section
from bench.scorer import counted, load_scorer

QUALITY = ROOT / "src" / "onrecord" / "data" / "quality.json"
COMMAND = "make bench"
KINDS = ("all", "direct", "mixed", "indirect")
IN_README = (
    "content and source right, F1, all",
    "content and source right, F1, direct",
    "content and source right, F1, indirect",
    "speaker named right, of the found",
    "statement and speaker right: recall",
    "date said exactly right, of the dated",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `value` is a share between 0 and 1; `n` says of how many cases, `data` of which gold."""

    measure: str
    value: float
    n: int
    data: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--write", action="store_true", help="keep the figures: quality.json, README.md, docs/quality.md"
    )
    write = parser.parse_args().write
    data = data_folder()
    if data is None:
        print(skipped("quality"))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        found = [*polnear(data, Path(scratch)), *pages(data, Path(scratch)), *seeds(data, Path(scratch))]
        beside = section(data, Path(scratch))
    show(found)
    print(f"\n{beside}")
    if write:
        save(found)
        write_part(ROOT / "docs" / "quality.md", "peers", beside)
    return 0


def seeds(data: Path, scratch: Path) -> Iterator[Figure]:
    """The reports of seeds/ against their gold records."""
    records = read(sorted(str(path) for path in (data / "seeds").glob("*.txt")), scratch / "seeds.records.jsonl")
    told = score(data, "score_seeds.py", str(data / "seeds" / "gold"), str(records))
    name = "three agency reports, in sight while the rules were written"
    found, gold, all_statements = whole(r"found (\d+)/(\d+) \(of (\d+) statements\)", told)
    yield Figure("statements found", found / gold, gold, name)
    yield Figure("statements in gold, of all found in the reports", found / all_statements, all_statements, name)
    for part, measure in (("kind", "kind right"), ("speaker", "speaker right"), ("said_on", "date said right")):
        right, of = whole(rf"{part} (\d+)/(\d+)", told)
        yield Figure(f"{measure}, of the found", right / of, of, name)


def polnear(data: Path, scratch: Path) -> Iterator[Figure]:
    """PolNeAR's development articles: content, source and, for the articles with names in gold, the speaker."""
    articles = data / "data" / "polnear" / "dev.jsonl.gz"
    gold, records = prepared(data, scratch / "polnear", "polnear", str(articles))
    name = "PolNeAR dev: US political news, 2016"
    yield from attributions(data, gold, records, name)
    speakers = data / "data" / "polnear" / "dev.speakers.jsonl"
    told = score(data, "score_speakers.py", str(articles), str(speakers), str(records))
    name = "PolNeAR dev, the articles with speakers in gold"
    of_gold, found = whole(r"gold (\d+)  statements \d+  found (\d+)", told)
    yield Figure("speaker named right, of the found", share(r"speaker of the found: right ([\d.]+)", told), found, name)
    yield Figure("statement and speaker right: recall", share(r"end to end: P [\d.]+  R ([\d.]+)", told), of_gold, name)
    (dated,) = whole(r"said_on of (\d+) dated", told)
    yield Figure("date said exactly right, of the dated", share(r"dated: exact ([\d.]+)", told), dated, name)
    yield Figure("date said wrong, of the dated", share(r"wrong ([\d.]+)  none", told), dated, name)


def pages(data: Path, scratch: Path) -> Iterator[Figure]:
    """News pages of many outlets."""
    folder = data / "data" / "html_articles"
    inputs = (str(folder / "data.jsonl.gz"), str(folder / "statements.gold.jsonl"))
    gold, records = prepared(data, scratch / "pages", "statements", *inputs)
    yield from attributions(data, gold, records, "news articles of 13 outlets, 2019")


def attributions(data: Path, gold: Path, records: Path, name: str) -> Iterator[Figure]:
    """F1 by kind of statement: content with the right source, content alone, and verbs of saying only."""
    scorer = load_scorer(data)
    counts = counted(scorer, gold, records)
    for kind in KINDS:
        row = scorer.line(counts, kind)
        yield Figure(f"content and source right, F1, {kind}", row["e2eF1"], row["gold"], name)
        if kind == "all":
            yield Figure("content right, F1, all", row["F1"], row["gold"], name)
    for kind in KINDS:
        saying = "content and source right, F1, verbs of saying only" + ("" if kind == "all" else f", {kind}")
        yield Figure(saying, scorer.speech_f1(counts, kind)[2], counts[kind, "sp_gold"], name)


def whole(pattern: str, told: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _groups(pattern, told))


def share(pattern: str, told: str) -> float:
    return float(_groups(pattern, told)[0])


def _groups(pattern: str, told: str) -> tuple[str, ...]:
    match = re.search(pattern, told)
    if match is None:
        raise SystemExit(f"quality: the scorer's output has changed; {pattern!r} is not in:\n{told}")
    return match.groups()


def show(found: Sequence[Figure]) -> None:
    name = ""
    for figure in found:
        if figure.data != name:
            name = figure.data
            print(f"\n{name}")
        print(f"  {figure.measure:60} {100 * figure.value:5.1f} %  of {figure.n}")
    print(f"\n{machine()}, {today()}")


def save(found: Sequence[Figure]) -> None:
    """Write the figures where `onrecord about` and the documentation show them."""
    about = {"date": today(), "command": COMMAND, "machine": machine()}
    rows = [{**asdict(figure), "value": round(figure.value, 3), **about} for figure in found]
    QUALITY.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    told = f"Measured on {today()} with `{COMMAND}`, {machine()}."
    replace_figures(ROOT / "docs" / "quality.md", f"{told}\n\n{table(found)}")
    replace_figures(ROOT / "README.md", f"{table([f for f in found if f.measure in IN_README])}\n\n{told}")
    print(f"written: {QUALITY.relative_to(ROOT)}, docs/quality.md, README.md")


def table(found: Sequence[Figure]) -> str:
    rows = [f"| {f.measure} | {100 * f.value:.1f} % | {f.n} | {f.data} |" for f in found]
    return "\n".join(["| measure | value | of | gold |", "|---|---:|---:|---|", *rows])


def replace_figures(page: Path, figures: str) -> None:
    """Put the figures between the two marks of the page."""
    write_part(page, "figures", figures)


def today() -> str:
    return datetime.date.today().isoformat()


if __name__ == "__main__":
    sys.exit(main())
