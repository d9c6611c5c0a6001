"""What each export costs beside plain JSON lines, and whether memory stays flat. Ratios of one run, side by side.

    python -m bench.exports [REPORTS] [--write]     2,000 reports and ten times as many, unless told otherwise

The reports are invented: 4,000 characters and six statements each. Every figure is of a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from bench.machine import machine
from bench.marked_part import write_part
from onrecord.export.columns import columns_of
from onrecord.export.csv import write_csv
from onrecord.export.jsonl import write_whole
from onrecord.export.parquet import write_parquet
from onrecord.export.without_text import without_text
from onrecord.pipeline.join import statement_id
from onrecord.store import writer
from onrecord.store.as_read import records_to_export
from onrecord.store.record import open_record
from onrecord.values.dates import PublicationDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Circumstances, Kind, Mode, ReportRecord, Statement

DOC = Path(__file__).parent.parent / "docs" / "quality.md"
READER = "onrecord, made records"
TOLD = "The keepers of the lamp met again in the harbour office, and nobody would say for how long. " * 6
SAID = "“We will keep lamp number {} lit for {} winters more, whatever the ledger of the island says,”"
TIMES = 10
OF_EACH = 3  # runs; the best counts, for neighbours only make one slower


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        return _measure(*arguments[1:])
    reports = next((int(one) for one in arguments if one.isdigit()), 2_000)
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        build(few, reports)
        build(many, TIMES * reports)
        table = _table(few, many, Path(folder), reports)
    print(table)
    if "--write" in arguments:
        write_part(DOC, "exports", f"Measured with `python -m bench.exports {reports}`, {machine()}.\n\n{table}")
    return 0


def _table(few: Path, many: Path, folder: Path, reports: int) -> str:
    heads = [
        "format",
        "time, of JSON lines",
        "size, of JSON lines",
        "MiB at most",
        f"MiB at most, {TIMES} times as many",
    ]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) - 1)}"]
    plain = _best(few, folder, "jsonl")
    for form in FORMS:
        here, there = _best(few, folder, form), _run(many, folder, form)
        cells = (here[0] / plain[0], here[2] / plain[2])
        lines.append(f"| {form} | {cells[0]:.2f} | {cells[1]:.2f} | {here[1]:.0f} | {there[1]:.0f} |")
    rate = reports / plain[0]
    return "\n".join(
        [*lines, "", f"Plain JSON lines: {rate:,.0f} reports a second, {plain[2] / reports:,.0f} bytes each."]
    )


def _best(record: Path, folder: Path, form: str) -> tuple[float, float, int]:
    return min(_run(record, folder, form) for _ in range(OF_EACH))


def _run(record: Path, folder: Path, form: str) -> tuple[float, float, int]:
    """Seconds of processor time, MiB at most, bytes written."""
    command = [sys.executable, "-m", "bench.exports", "--one", str(record), str(folder), form]
    seconds, peak, size = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return seconds, peak, size


def _measure(record: str, folder: str, form: str) -> int:
    target = Path(folder) / "out"
    target.mkdir(exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    before = time.process_time()
    with open_record(record, read_only=True) as opened:
        FORMS[form](records_to_export(opened), target)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, peak, sum(one.stat().st_size for one in target.iterdir())]))
    return 0


Write = Callable[[Iterable[ReportRecord], Path], object]


def _jsonl(records: Iterable[ReportRecord], target: Path) -> None:
    with (target / "o.jsonl").open("w", encoding="utf-8") as out:
        write_whole(records, out)


def _csv(records: Iterable[ReportRecord], target: Path, *, with_text: bool = True) -> None:
    with (target / "o.csv").open("w", encoding="utf-8", newline="") as out:
        write_csv(records, out, columns_of(with_text=with_text))


FORMS: dict[str, Write] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": write_parquet,
    "jsonl --without-text": lambda records, target: _jsonl(map(without_text, records), target),
    "csv --without-text": lambda records, target: _csv(map(without_text, records), target, with_text=False),
    "parquet --without-text": lambda records, target: write_parquet(
        map(without_text, records), target, with_text=False
    ),
}


def build(file: Path, reports: int) -> None:
    """A record of so many invented reports, as it stands after reading; copies and occasions are not looked for."""
    with open_record(file, create=True) as record:
        run = record.begin_run("2031-01-01T00:00:00Z", READER, ["made"])
        for first in range(0, reports, 500):
            with record.batch():
                for number in range(first, min(first + 500, reports)):
                    made = invented(number)
                    content = made.report.text.encode()
                    page = Page(made.report.origin, content, made.report.sha256, PageKind.TEXT)
                    writer.add(record.connection, run, made, page)


def invented(number: int) -> ReportRecord:
    """Report `number`: six paragraphs, each with a statement."""
    pieces, spans, at = [], [], 0
    for place in range(6):
        words = SAID.format(number, place)
        pieces.append(f"{TOLD}\n\n{words} Keeper {number % 97} said.\n\n")
        start = at + len(TOLD) + 2
        spans.append(Span(start, start + len(words)))
        at += len(pieces[-1])
    text = "".join(pieces)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    published = PublicationDate("2031-01-01", ("2031-01-01",), "made so")
    report = Report(sha256[:20], f"made/{number}.txt", sha256, text, text, title=f"Lamp {number}", published=published)
    return ReportRecord(
        replace(report, paragraphs=tuple(spans)), tuple(_said(report.id, one, number) for one in spans), READER
    )


def _said(report: str, span: Span, number: int) -> Statement:
    attribution = Attribution(
        *(f"{span.start}-{span.end}", (span,), (), (), Kind.DIRECT, Mode.SAID, None, None, 0.9, "made so")
    )
    who = Speaker(f"Keeper {number % 97}", SpeakerType.PERSON, f"{number % 97:016x}", "made so")
    own_id = statement_id(report, attribution)
    return Statement(own_id, attribution, who, Circumstances(), (), None, 0.9)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
