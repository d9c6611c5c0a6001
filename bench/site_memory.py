"""Is the server's memory flat over a hundred thousand requests? `python -m bench.site_memory [RECORD] [--write]`.

Serves a copy of RECORD, or of the examples, and asks for pages of all kinds by chance, over eight connections and
without a pause, as `bench.site_load` does. Told is the memory of the server after so many answers, how many requests a
second it took, and how many answers were none with 200. --write puts it into docs/reliability.md. Linux only.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.gold import ROOT
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from bench.site_load import Load, addresses, memory_of, serving
from onrecord.store.record import open_record

READERS = 8
SECONDS = 5.0  # between two looks
FIRST = 1_000  # answers after which caches are taken for filled


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", nargs="?", type=Path)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "onrecord.db"
        if given.record:
            shutil.copyfile(given.record, path)
        else:
            read = ("read", str(ROOT / "examples"), "--record", str(path), "--model", "rules", "--quiet")
            subprocess.run([sys.executable, "-m", "onrecord", *read], check=True)
        with open_record(path) as record:  # brings it up to date
            statements = record.counts().statements
        began = time.monotonic()
        rows = list(watched(path, given.requests))
        seconds = time.monotonic() - began
    told = (
        f"{statements:,} statements, {rows[-1][0] / seconds:,.0f} requests a second, {rows[-1][2]} answers without 200"
    )
    body = "\n".join(("| answers | memory, MB |", "|---:|---:|", *(f"| {n:,} | {mb:,.0f} |" for n, mb, _ in rows)))
    print(f"{told}\n{body}")
    if given.write:
        command = f"python -m bench.site_memory --requests {given.requests}"
        head = f"Measured on {today()} with `{command}`, {machine()}: {told}."
        write_part(ROOT / "docs" / "reliability.md", "server", f"{head}\n\n{body}")
    return 0


def watched(path: Path, requests: int) -> Iterator[tuple[int, float, int]]:
    """Answers so far, megabytes, and how many were none with 200: after the first, and after each tenth of all."""
    pages = addresses(path)
    marks = [FIRST, *(requests * tenth // 10 for tenth in (1, 2, 5, 10))]
    done = failed = 0
    with serving(path) as (port, process):
        while marks:
            load = Load(port, pages, 0)
            load.run(READERS, SECONDS if done >= FIRST else 1.0)
            took = [one for some in load.took.values() for one in some]
            done, failed = done + len(took), failed + sum(status != 200 for _, status, _ in took)
            while marks and done >= marks[0]:
                marks.pop(0)
                if not marks or done < marks[0]:
                    yield done, memory_of(process), failed


if __name__ == "__main__":
    sys.exit(main())
