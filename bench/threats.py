"""Every threat as often as was aimed at. `python -m bench.threats [ROW …] [--many N] [--write]`.

The usual run of the tests tries each some times; here the same tests try each as often as the table below says, by
ONRECORD_MANY. ROW: of docs/reliability.md, "Threat by threat" (F1, Q2, …), or a test of the table. --many tries each
given one N times instead. Exit code 1 when anything failed. --write puts the rows that were tried into
docs/reliability.md and leaves the others as they are.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from bench.gold import ROOT
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today

PAGE = ROOT / "docs" / "reliability.md"
HEAD = "| row | what is tried | how often | test | outcome | minutes |\n|---|---|---|---|---|---:|"
_TALLY = re.compile(r"(\d+) (passed|failed|skipped|error)")


@dataclass(frozen=True, slots=True)
class Trial:
    """many: ONRECORD_MANY, as often as is aimed at. unit: `many` of what."""

    row: str
    what: str
    unit: str
    test: str
    many: int


TRIALS = (
    Trial(
        "F1",
        "texts of colliding pieces, as text and as web page: what is on record is its evidence",
        "texts",
        "tests/hostile/test_door.py::test_what_is_on_record_is_its_evidence",
        100_000,
    ),
    Trial(
        "F1",
        "12 encodings, named and not: the text is what was written, or says that it was guessed",
        "texts of each",
        "tests/hostile/test_door.py::test_in_each_encoding_the_text_is_what_was_written",
        200,
    ),
    Trial("H3", "heads of pages made to do harm", "pages", "tests/hostile/test_metadata.py", 500),
    Trial(
        "Q1",
        "quotations in disguise, and reports in disguise: never the same words without a word about it",
        "of each",
        "tests/hostile/test_disguises.py",
        500,
    ),
    Trial("Q2", "strings of chance in ten searches", "in each", "tests/hostile/test_queries.py", 100_000),
    Trial("Q2", "the same in ten pages and questions of the API", "in each", "tests/web/test_typed.py", 1_000),
    Trial(
        "E1",
        "exports killed at a moment of chance, in all formats: the old or the new, never half",
        "kills",
        "tests/export/test_killed.py",
        200,
    ),
    Trial(
        "V1",
        "41 strings that would be scripts, each in every column of text that holds words, and the pages looked at",
        "turns",
        "tests/web/test_hostile_words.py",
        41,
    ),
    Trial("V1", "the API asked by schemathesis", "calls of each question", "tests/web/test_described.py", 500),
    Trial("M1", "files that ship, one bit turned", "of each file", "tests/run/test_shipped.py", 100),
    Trial(
        "S2",
        "a disk that fails at a write or fsync of reading, looking up, judging, forgetting",
        "writes of each work",
        "tests/store/test_each_write.py",
        1_355,
    ),
    Trial("S4", "clocks that jump during a run", "pairs of moments", "tests/store/test_faults.py -k clock", 56),
    Trial(
        "L1",
        "orders of reading, forgetting, reading again and looking up: as if it had never been there",
        "orders",
        "tests/store/test_forgetting.py -k never_have_been",
        1_000,
    ),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--many", type=int, help="of each that is given")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    chosen = [one for one in TRIALS if not given.rows or one.row in given.rows or one.test in given.rows]
    failed = False
    for trial in chosen:
        row, is_good = tried(trial, given.many or trial.many)
        failed |= not is_good
        print(row, flush=True)
        if given.write:
            write(trial, row)
    return int(failed)


def tried(trial: Trial, many: int) -> tuple[str, bool]:
    """The row of the table, and whether all held."""
    file, *only = trial.test.split(" ")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", f"--basetemp={folder}/t", file, *only]
        run = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "ONRECORD_MANY": str(many)},
            capture_output=True,
            text=True,
            check=False,
        )
    minutes = (time.monotonic() - began) / 60
    if run.returncode:
        print(run.stdout[-4000:], file=sys.stderr)
    tally = ", ".join(" ".join(one) for one in _TALLY.findall(run.stdout.splitlines()[-1] if run.stdout else ""))
    outcome = "all held" if run.returncode == 0 else f"**failed** ({tally})"
    told = f"{outcome}, {today()}"
    aim = "" if many >= trial.many else f", of {trial.many:,} aimed at"
    often = f"{many:,} {trial.unit}{aim}"
    cells = (trial.row, trial.what, often, f"`{trial.test}`", told, f"{minutes:.1f}")
    return f"| {' | '.join(cells)} |", run.returncode == 0


def write(trial: Trial, row: str) -> None:
    """Put a row into the page, in the place of an earlier one of the same trial."""
    text = PAGE.read_text(encoding="utf-8")
    known = {one.test: line for one in TRIALS for line in text.splitlines() if f"`{one.test}`" in line}
    known[trial.test] = row
    rows = (known[one.test] for one in TRIALS if one.test in known)
    told = f"With `python -m bench.threats --write`, {machine()}; the minutes are of the clock:"
    write_part(PAGE, "threats", "\n".join((told, "", HEAD, *rows)))


if __name__ == "__main__":
    sys.exit(main())
