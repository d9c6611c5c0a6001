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
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.machine import machine

ROOT = Path(__file__).parent.parent
QUALITY = ROOT / "src" / "onrecord" / "data" / "quality.json"
COMMAND = "make bench"
MARKED = re.compile(r"(<!-- figures, written by bench/quality.py -->).*(<!-- end of figures -->)", re.DOTALL)
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
    data = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared")).resolve()
    if not (data / "tools" / "prepare.py").is_file():
        print(f"quality: skipped, no gold data at {data}. Name its folder with ONRECORD_DATA=FOLDER.")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        found = [*polnear(data, Path(scratch)), *pages(data, Path(scratch)), *seeds(data, Path(scratch))]
    show(found)
    if write:
        save(found)
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
    """F1 by kind of statement: content with the right source, and content alone."""
    told = score(data, "score_attributions.py", str(gold), f"onrecord={records}")
    for kind in ("all", "direct", "mixed", "indirect"):
        row = _groups(rf"onrecord +{kind} +(\d+) +\d+ +[\d.]+ +[\d.]+ +([\d.]+) .* ([\d.]+)\n", told)
        yield Figure(f"content and source right, F1, {kind}", float(row[2]) / 100, int(row[0]), name)
        if kind == "all":
            yield Figure("content right, F1, all", float(row[1]) / 100, int(row[0]), name)
    (spoken,) = whole(r"on speech cues [\d.]+ of (\d+)", told)
    speech = share(r"speech, end to end, all +P R F1 [\d.]+ [\d.]+ ([\d.]+)", told)
    yield Figure("content and source right, F1, verbs of saying only", speech / 100, spoken, name)


def prepared(data: Path, out: Path, kind: str, *inputs: str) -> tuple[Path, Path]:
    """The gold in the scorer's form, and the records made from the same articles."""
    score(data, "prepare.py", kind, *inputs, str(out))
    return Path(f"{out}.gold.jsonl"), read([f"{out}.in.jsonl"], Path(f"{out}.records.jsonl"))


def read(paths: Sequence[str], out: Path) -> Path:
    """Run the product as a user would, records to `out`."""
    command = [sys.executable, "-m", "onrecord", "read", "--no-record", "--quiet", "--format", "jsonl", *paths]
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with out.open("w", encoding="utf-8") as records:
        subprocess.run(command, stdout=records, env=here, check=True)
    return out


def score(data: Path, scorer: str, *arguments: str) -> str:
    command = [sys.executable, str(data / "tools" / scorer), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"quality: {scorer} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


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
        print(f"  {figure.measure:50} {100 * figure.value:5.1f} %  of {figure.n}")
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
    text = page.read_text(encoding="utf-8")
    page.write_text(MARKED.sub(lambda marks: f"{marks[1]}\n{figures}\n{marks[2]}", text), encoding="utf-8")


def today() -> str:
    return datetime.date.today().isoformat()


if __name__ == "__main__":
    sys.exit(main())
