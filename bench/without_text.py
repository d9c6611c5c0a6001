"""How much of the reports' text stays in an export with `--without-text`.

    python -m bench.without_text [PATH…] [--polnear] [--model rules|fast|best]

PATH: reports, as for `onrecord read`; without one, the examples. --polnear: PolNeAR dev (ONRECORD_DATA). Counts
characters (Unicode code points): those of the statements themselves, those of the contexts (200 characters on either
side; where they overlap each counts once), and the words for who speaks and says.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.gold import as_input, named_folder
from bench.machine import machine
from onrecord.export.without_text import CONTEXT, shown_places
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page
from onrecord.values.statement import ReportRecord

EXAMPLES = Path(__file__).parent.parent / "examples"
SHORT, LONG = 2_000, 5_000  # characters: what a report's length is told by


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("--polnear", action="store_true")
    parser.add_argument("--model", default=Model.BEST.value)
    asked = parser.parse_args()
    tools = load_tools(Model(asked.model))
    with tempfile.TemporaryDirectory() as scratch:
        pages = read_pages(_polnear(Path(scratch)) if asked.polnear else asked.paths, ReadOptions(), io.BytesIO())
        read = (page_to_record(page, tools) for page in pages if isinstance(page, Page))
        records = [record for record in read if record.statements]
    print(
        f"{len(records)} reports with statements, --model {asked.model}, {CONTEXT} characters of context; {machine()}"
    )
    for line in _lines(records):
        print(line)
    return 0


def _polnear(scratch: Path) -> list[str]:
    data = named_folder()
    _, articles = as_input(data, scratch / "dev", "polnear", str(data / "data" / "polnear" / "dev.jsonl.gz"))
    return [str(articles)]


def _lines(records: list[ReportRecord]) -> Iterator[str]:
    groups = (
        ("all", lambda length: True),
        (f"up to {SHORT:,} characters", lambda length: length <= SHORT),
        (f"to {LONG:,}", lambda length: SHORT < length <= LONG),
        ("longer", lambda length: length > LONG),
    )
    yield "| reports | | characters that stay | of these statements | a report: least | median | most |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, belongs in groups:
        some = [record for record in records if belongs(len(record.report.text))]
        if some:
            yield f"| {name} | {len(some)} | {_told(some)} |"


def _told(records: list[ReportRecord]) -> str:
    stays, whole = ([of(one) for one in records] for of in (_staying, _length))
    shares = [one / all_ for one, all_ in zip(stays, whole, strict=True)]
    in_statements = sum(map(_said, records)) / sum(stays)
    figures = (sum(stays) / sum(whole), in_statements, min(shares), statistics.median(shares), max(shares))
    return " | ".join(f"{share:.0%}".replace("%", " %") for share in figures)


def _length(record: ReportRecord) -> int:
    return len(record.report.text)


def _staying(record: ReportRecord) -> int:
    return sum(place.end - place.start for place in shown_places(record))


def _said(record: ReportRecord) -> int:
    return len(set(_places(record)))


def _places(record: ReportRecord) -> Iterable[int]:
    for statement in record.statements:
        for span in statement.attribution.content:
            yield from range(span.start, span.end)


if __name__ == "__main__":
    sys.exit(main())
