"""How fast the formats of an export are written, and whether memory stays flat meanwhile.

usage: python -m bench.formats

Reads examples/ by the rules, takes its reports a hundred times over under other ids, and writes them in each format to
nowhere. Linux only: it looks into the process's own figures.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.export.formats import FORMS
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page
from onrecord.values.statement import ReportRecord

EXAMPLES = Path(__file__).parent.parent / "examples"
TIMES = 100


class Nowhere(io.TextIOBase):
    """Counts what it is given."""

    characters = 0

    def write(self, words: str) -> int:
        self.characters += len(words)
        return len(words)


def main() -> None:
    tools = load_tools(Model.RULES)
    pages = (one for one in read_pages([str(EXAMPLES)], ReadOptions(), sys.stdin.buffer) if isinstance(one, Page))
    records = [page_to_record(page, tools) for page in pages]
    for name, form in FORMS.items():
        before, out = _memory(), Nowhere()
        start = time.process_time()
        form.write(many(records), out, True)
        speed = TIMES * len(records) / (time.process_time() - start)
        size = out.characters / TIMES / len(records) / 1000
        print(f"{name:14} {speed:6,.0f} reports/s {size:6.1f} kB a report {_memory() - before:4.0f} MiB more")


def many(records: Sequence[ReportRecord]) -> Iterator[ReportRecord]:
    for number in range(TIMES):
        for one in records:
            yield replace(one, report=replace(one.report, id=f"{number:04}{one.report.id[4:]}"))


def _memory() -> float:
    """The most this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
