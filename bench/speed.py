"""How fast onrecord is, on one thread, as a ratio to a fixed workload in the same process. `make bench` runs it.

usage: python -m bench.speed [--model fast|best|rules] [--repeat N]

Machines differ and are shared; a ratio differs less. The reference is a fixed regular expression over the same text and
a SHA-256 of every word. The text is the sample reports of examples/, read again and again: invented, short and full of
statements. Where ONRECORD_DATA has PolNeAR, its dev articles are read, too: news as it comes. Figures are medians of
CPU time. Statement-finding alone is the time inside that one stage while the whole path runs.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from unittest import mock

from bench.gold import data_folder, rows, skipped
from bench.machine import machine
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline import read_one
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind

ROOT = Path(__file__).parent.parent
WORD = re.compile(r"\w+|[^\w\s]")
ARTICLES = 40  # of PolNeAR dev; some 47,000 tokens
ROUNDS = 5  # rounds over the samples in one measurement, to be well above the clock's grain


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=7, help="measurements; the median is printed (default: 7)")
    parser.add_argument(
        "--model", type=Model, choices=tuple(Model), default=Model.FAST, help="who finds the statements"
    )
    given = parser.parse_args()
    tools = load_tools(given.model)
    print(f"model              {tools.reader}")
    print_speed("sample reports", plain_pages() * ROUNDS, tools, given.repeat)
    news = news_pages()
    if news:
        print_speed("PolNeAR dev", news, tools, given.repeat)
    else:
        print(skipped("speed on news"))
    print(f"peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:10,.0f} MiB")
    print(f"onrecord --help    {start_up('-m', 'onrecord', '--help'):10.2f} s wall")
    print(f"import onrecord    {start_up('-c', 'import onrecord'):10.2f} s wall")
    print(machine())
    return 0


def print_speed(name: str, pages: Sequence[Page], tools: Tools, repeat: int) -> None:
    """Tokens a second, text to statements, and the ratio to the fixed workload over the same text."""
    texts = [page.content.decode() for page in pages]
    tokens = sum(len(WORD.findall(text)) for text in texts)
    ours = median_seconds(lambda: [page_to_record(page, tools) for page in pages], repeat)
    finding = median_in_stage("find_attributions", lambda: [page_to_record(page, tools) for page in pages], repeat)
    fixed = median_seconds(lambda: [reference(text) for text in texts], repeat)
    print(f"{name}: {len(pages)} texts, {tokens:,} tokens")
    print(f"speed              {tokens / ours:10,.0f} tokens a second, one thread (text to statements)")
    print(f"statement-finding  {tokens / finding:10,.0f} tokens a second, that stage alone")
    print(f"fixed reference    {tokens / fixed:10,.0f} tokens a second (regular expression and SHA-256)")
    print(f"ratio              {ours / fixed:10.1f} times the reference's CPU time")
    print(f"ratio of finding   {finding / fixed:10.1f} times the reference's CPU time")


def news_pages() -> list[Page]:
    """The first articles of PolNeAR dev as plain text; none without the gold."""
    data = data_folder()
    if data is None:
        return []
    articles = islice(rows(data / "data" / "polnear" / "dev.jsonl.gz"), ARTICLES)
    return [replace(plain_pages()[0], origin=f"{one['id']}.txt", content=one["text"].encode()) for one in articles]


def plain_pages() -> list[Page]:
    """The plain-text samples: HTML extraction is a library's time, not ours."""
    found = read_pages([str(ROOT / "examples")], ReadOptions(), io.BytesIO())
    return [page for page in found if isinstance(page, Page) and page.kind is PageKind.TEXT and page.body is None]


def reference(text: str) -> int:
    return sum(hashlib.sha256(word.encode()).digest()[0] for word in WORD.findall(text))


def median_seconds(work: Callable[[], object], repeat: int) -> float:
    return median_of(lambda: _cpu_seconds(work), work, repeat)


def median_of(measure: Callable[[], float], work: Callable[[], object], repeat: int) -> float:
    work()  # libraries are imported and caches filled before the clock runs
    return statistics.median(measure() for _ in range(repeat))


def median_in_stage(stage: str, work: Callable[[], object], repeat: int) -> float:
    """CPU seconds that `work` spends inside one stage of `page_to_record`, by the stage's name there; the median."""
    with timed_stage(stage) as spent:
        return median_of(lambda: _spent_seconds(work, spent), work, repeat)


@contextmanager
def timed_stage(stage: str) -> Iterator[list[float]]:
    """While it lasts, every call of the stage adds its CPU seconds to the list."""
    plain = getattr(read_one, stage)
    spent: list[float] = []

    def timed(*arguments: object, **named: object) -> object:
        start = time.process_time()
        try:
            return plain(*arguments, **named)
        finally:
            spent.append(time.process_time() - start)

    with mock.patch.object(read_one, stage, timed):
        yield spent


def _spent_seconds(work: Callable[[], object], spent: list[float]) -> float:
    spent.clear()
    work()
    return sum(spent)


def _cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def start_up(*arguments: str) -> float:
    """Seconds of wall time, the best of five: what is slower is the neighbours' doing."""
    return min(_wall_seconds(arguments) for _ in range(5))


def _wall_seconds(arguments: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True, env={"PYTHONPATH": str(ROOT / "src")})
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
