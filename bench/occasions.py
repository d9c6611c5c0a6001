"""How far do dates reach through occasions, do any go wrong, and what does it cost?

usage: python -m bench.occasions [--model best|fast|rules] [--record FILE] [--show]
       python -m bench.occasions --scale [--reports N] [--copies]

Reads PolNeAR train (the articles with their dates of publication) and, as a second record, the same with the
transcripts of 2016 into a record, and counts: occasions by the number of reports that tell them, statements that get a
day or a year through one, old words that are marked. --show prints each date with its reason, to be read. --record:
where the record is kept or taken from. Then the three agency reports: the date of each statement with gold, with the
register of dated names and without it. ONRECORD_DATA names the folder of the gold; without it the script says so and
ends with 0.

--scale: generated reports of ten people's quotations, a third of them told by two or three papers: settling time per
report must not grow with the record. --copies: all of them have the same quotation of one person, as wire copy has; the
first alone tells the day.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.gold import ROOT, as_input, data_folder, rows, score, skipped
from onrecord.pipeline.join import statement_id
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import Record, open_record
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Circumstances, Kind, Mode, ReportRecord, Statement

DATED = """
SELECT r.given_id, d.said_on AS own, s.said_on, s.said_on_because, substr(s.words, 1, 120) AS words
FROM dated_by_occasion AS d JOIN statements AS s ON s.number = d.statement JOIN reports AS r ON r.number = s.report
ORDER BY r.given_id, s.ordinal"""
BY_REPORTS = """
SELECT reports, count(*) AS occasions FROM (
  SELECT count(DISTINCT report) AS reports FROM scenes WHERE occasion IS NOT NULL GROUP BY occasion)
GROUP BY reports ORDER BY reports"""
# What `onrecord read` is with a register that knows no name.
WITHOUT_REGISTER = """
import onrecord.run.load_register as loading, onrecord.run.load_tools as tools
from onrecord.reports.register import build_register
empty = lambda: build_register(["no such name\\t1900-01-01\\tnone"], loading.day_of_reading(None))
loading.load_register = tools.load_register = empty
from onrecord.cli.main import main
main()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Model, default=Model.FAST)
    parser.add_argument("--record", type=Path, help="keep the record here, or take the one that is there")
    parser.add_argument("--show", action="store_true", help="print every date that an occasion completed")
    parser.add_argument("--scale", action="store_true", help="generated reports: does the cost grow?")
    parser.add_argument("--reports", type=int, default=10_000, help="how many, for --scale")
    parser.add_argument("--copies", action="store_true", help="for --scale: one quotation in all reports")
    given = parser.parse_args()
    if given.scale:
        print(*scale(given.reports, copies=given.copies), sep="\n")
        return 0
    data = data_folder()
    if data is None:
        print(skipped("occasions"))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        print(*seeds(data, Path(scratch), given.model), sep="\n", flush=True)
        record = given.record or Path(scratch) / "polnear.db"
        if not record.exists():
            _, articles = as_input(data, Path(scratch) / "train", "polnear", str(data / "data/polnear/train.jsonl.gz"))
            _read(record, given.model, str(articles))
        print(*told(record, "PolNeAR train", show=given.show), sep="\n", flush=True)
        _read(record, given.model, str(_transcripts(data, Path(scratch))))
        print(*told(record, "with the transcripts of 2016", show=given.show), sep="\n")
    return 0


def _read(record: Path, model: Model, *paths: str, code: str | None = None) -> None:
    how = ["-c", code] if code else ["-m", "onrecord"]
    command = [sys.executable, *how, "read", "--quiet", "--model", model.value, "--record", str(record), *paths]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=True)


def _transcripts(data: Path, scratch: Path) -> Path:
    """The transcripts as lines that say that they are some."""
    out = scratch / "transcripts.jsonl"
    with gzip.open(data / "data/transcripts/us2016.jsonl.gz", "rt", encoding="utf-8") as lines, out.open("w") as to:
        to.writelines(json.dumps(json.loads(line) | {"kind": "transcript"}) + "\n" for line in lines)
    return out


def told(path: Path, name: str, *, show: bool) -> Iterator[str]:
    with open_record(path) as record:
        while complete_occasions(record):
            pass
        ask = record.connection.execute
        reports, statements = (ask(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("reports", "statements"))
        dated, old = ask(DATED).fetchall(), ask("SELECT count(*) FROM old_words").fetchone()[0]
        by = ", ".join(f"{row['occasions']} told by {row['reports']}" for row in ask(BY_REPORTS))
        yield f"{name}: {reports} reports, {statements} statements; occasions: {by}"
        undated = sum(not row["own"] for row in dated)
        yield f"  dated through an occasion: {len(dated)}, of them undated before: {undated}"
        yield f"  old words marked: {old}"
        for row in dated if show else ():
            yield f"  {row['given_id']} {row['own']} -> {row['said_on']} {row['words']}\n      {row['said_on_because']}"


def seeds(data: Path, scratch: Path, model: Model) -> Iterator[str]:
    """The scorer's line of the agency reports, with the register of dated names and without it."""
    paths = [str(path) for path in sorted((data / "seeds").glob("*.txt"))]
    for name, code in (("with the register of names", None), ("without it", WITHOUT_REGISTER)):
        record, out = scratch / f"{len(name)}.db", scratch / f"{len(name)}.jsonl"
        _read(record, model, *paths, code=code)
        with open_record(record) as opened, out.open("w", encoding="utf-8") as to:
            from onrecord.export.contract import record_to_json  # noqa: PLC0415

            to.writelines(json.dumps(record_to_json(one), ensure_ascii=False) + "\n" for one in opened.records())
            completed = opened.connection.execute("SELECT count(*) FROM dated_by_occasion").fetchone()[0]
        line = score(data, "score_seeds.py", str(data / "seeds" / "gold"), str(out)).strip().splitlines()[-1]
        yield f"agency reports, {name}: {line}; dated through an occasion: {completed}"
        assert list(rows(out))


# --- cost ------------------------------------------------------------------------------------------------------------


def scale(most: int, *, copies: bool = False) -> Iterator[str]:
    """Milliseconds a report takes to settle while the record grows."""
    with tempfile.TemporaryDirectory() as scratch, open_record(Path(scratch) / "r.db", create=True) as record:
        run, step = record.begin_run("2026-11-22T00:00:00Z", "bench", []), max(1, most // 4)
        for first in range(0, most, step):
            _put(record, run, range(first, min(most, first + step)), copies=copies)
            began = time.process_time()
            while complete_occasions(record):
                pass
            spent = 1000 * (time.process_time() - began) / step
            ask = record.connection.execute
            several = ask(
                "SELECT count(*) FROM (SELECT 1 FROM scenes GROUP BY occasion HAVING count(*) > 1)"
            ).fetchone()
            yield f"{first + step:>8,} reports: {spent:.2f} ms a report; occasions told by several: {several[0]:,}"


def _put(record: Record, run: int, numbers: range, *, copies: bool) -> None:
    for start in range(numbers.start, numbers.stop, 500):
        with record.batch():
            for number in range(start, min(numbers.stop, start + 500)):
                made, page = _made(number, 0 if copies else number - 1 if number % 3 == 2 else number)
                record.add(run, made, page)


def _made(number: int, told: int) -> tuple[ReportRecord, Page]:
    """Five quotations of one of ten people; told: which. The report with the same number tells the day as well."""
    day = f"20{10 + told % 16:02}-{1 + told // 16 % 12:02}-{1 + told // 192 % 28:02}"
    quotes = [
        " ".join(f"w{(told * 7919 + q * 104729 + n * (told % 13 + 3)) % 5003}" for n in range(18)) for q in range(5)
    ]
    text = "\n".join([*(f"“{one}”" for one in quotes), f"report {number}"])
    digest = hashlib.sha256(text.encode()).hexdigest()
    speaker = Speaker(f"Person Number{told % 10}", SpeakerType.PERSON, f"p{told % 10}", "made")
    said_on = StatementDate(day, "made") if number == told else None
    statements, at = [], 0
    for one in quotes:
        span = Span(at, at + len(one) + 2)
        found = Attribution(f"{at}", (span,), (), (), Kind.DIRECT, Mode.SAID, None, None, 0.9, "made")
        made = Statement(statement_id(digest, found), found, speaker, Circumstances(said_on), (), None, 0.9)
        statements.append(made)
        at = span.end + 1
    report = Report(digest[:20], f"{number}.txt", digest, text, text, published=PublicationDate(day, (day,), "made"))
    return ReportRecord(report, tuple(statements), "bench"), Page(f"{number}.txt", text.encode(), digest, PageKind.TEXT)


if __name__ == "__main__":
    sys.exit(main())
