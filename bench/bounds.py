"""What does a report cost that is a hundred times as long? `python -m bench.bounds [--model rules …] [--write]`.

Articles of invented words (`bench.scaling`) are put one behind the other into one text and into one web page, and read
as a user would, each in a process of its own; the time of an empty text is taken off. A step that is quadratic in the
length of a report would make the last column grow with the size. --write puts the table into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.gold import ROOT
from bench.hostile import MEASURE
from bench.machine import machine
from bench.marked_part import write_part
from bench.scaling import pages

SIZES = (1, 10, 100)  # articles in one report
MODELS = ("rules", "fast", "best")
_TAG = re.compile(r"<(?:/p|/h1)>")
_MARKUP = re.compile(r"<[^>]*>")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", nargs="+", default=list(MODELS), choices=MODELS)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows = []
    for row in measured(given.model):
        rows.append(row)
        print(row, flush=True)
    if given.write:
        write_part(ROOT / "docs" / "reliability.md", "bounds", table(rows))
    return 0


def measured(models: Sequence[str]) -> Iterator[str]:
    """A row of the table for each model, form and size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for model in models:
            for ending in ("txt", "html"):
                start = _cost(folder, model, ending, ("A lamp burns in the harbour.",))[0]
                for size in SIZES:
                    articles = tuple(pages(size))
                    seconds, mebibytes, told = _cost(folder, model, ending, articles)
                    length, spent = sum(map(len, articles)), max(0.0, seconds - start)
                    each = 1e6 * spent / length
                    figures = (f"{length:,}", f"{spent:.1f}", str(mebibytes), f"{each:.1f}", told)
                    yield f"| {model} | {ending} | {' | '.join(figures)} |"


def _cost(folder: Path, model: str, ending: str, articles: Sequence[str]) -> tuple[float, int, str]:
    """Processor time in seconds, memory in MiB of the largest process, and how many statements were found."""
    path, out = folder / f"report.{ending}", folder / "out.jsonl"
    path.write_text(_page(articles) if ending == "html" else "\n\n".join(map(_text, articles)), encoding="utf-8")
    options = ("--no-record", "--format", "jsonl", "--page-seconds", "60", "--model", model)
    command = (sys.executable, "-m", "onrecord", "read", *options, str(path))
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(out), *command], capture_output=True, text=True, check=True
    )
    code, seconds, _, mebibytes, error = json.loads(run.stdout)
    if code:
        raise SystemExit(error)
    return seconds, mebibytes, str(len(json.loads(out.read_text(encoding="utf-8"))["statements"]))


def _page(articles: Sequence[str]) -> str:
    bodies = (re.sub(r"(?s)^.*?<article>|</article>.*$", "", one) for one in articles)
    return f"<html lang=en><head><title>Lamp</title></head><body><article>{''.join(bodies)}</article></body></html>"


def _text(article: str) -> str:
    return html.unescape(_MARKUP.sub("", _TAG.sub("\n", article.partition("<body>")[2] or article)))


def table(rows: Sequence[str]) -> str:
    head = (
        "| model | form | characters of the page | processor s | MiB | µs a character | statements |",
        "|---|---|---:|---:|---:|---:|---:|",
    )
    return "\n".join((*head, *rows, "", f"`python -m bench.bounds`, on {machine()}, shared with others."))


if __name__ == "__main__":
    sys.exit(main())
