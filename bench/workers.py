"""What reading web pages in processes of their own gains or costs, as a ratio of elapsed times.

    python -m bench.workers [FOLDER] [--model rules|fast|best] [--repeat N]

FOLDER: web pages; without it, the examples' pages fifty times over. Each round reads all pages once in one process,
once with a reading process that is asked for page after page, and once with reading processes that look ahead, as a run
does; the ratios are those of the best times, since neighbours only make a run slower.
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bench.machine import machine
from onrecord.errors import UnreadableInput
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.ahead import look_ahead
from onrecord.run.load_tools import load_tools
from onrecord.run.workers import PageReader, cores
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind, Skipped

EXAMPLES = Path(__file__).parent.parent / "examples"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(EXAMPLES))
    parser.add_argument("--model", default=Model.RULES.value)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    found = [page for page in read_pages([asked.folder], ReadOptions(), io.BytesIO()) if isinstance(page, Page)]
    pages = [page for page in found if page.kind is PageKind.HTML]
    pages = [replace(page) for _ in range(50 if asked.folder == str(EXAMPLES) else 1) for page in pages]
    tools = load_tools(Model(asked.model))
    gc.freeze()
    read(pages[:1], tools)
    times = [(alone(pages, tools), in_turn(pages, tools), ahead(pages, tools)) for _ in range(asked.repeat)]
    one, turns, several = (min(column) for column in zip(*times, strict=True))
    print(f"{len(pages)} pages, --model {asked.model}, {cores()} cores: {one:.2f} s in one process")
    print(f"{turns:.2f} s with a reading process, page after page: {one / turns:.2f} times as fast")
    print(f"{several:.2f} s with reading processes that look ahead: {one / several:.2f} times as fast; {machine()}")
    return 0


def alone(pages: list[Page], tools: Tools) -> float:
    start = time.perf_counter()
    read(pages, tools)
    return time.perf_counter() - start


def in_turn(pages: list[Page], tools: Tools) -> float:
    """With the start of the process, as a run has it; while it reads a page, its page is waited for."""
    start = time.perf_counter()
    with PageReader(most=1) as reader:
        read(pages, replace(tools, read_body=reader.read_body))
    return time.perf_counter() - start


def ahead(pages: list[Page], tools: Tools) -> float:
    """With the start of the processes, as a run has it."""
    start = time.perf_counter()
    with PageReader() as reader:
        read(look_ahead(pages, reader.start, reader.pages_ahead), replace(tools, read_body=reader.read_body))
    return time.perf_counter() - start


def read(pages: Iterable[Page | Skipped], tools: Tools) -> None:
    for page in pages:
        if isinstance(page, Page):
            with suppress(UnreadableInput):
                page_to_record(page, tools)


if __name__ == "__main__":
    sys.exit(main())
