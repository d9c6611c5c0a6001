"""Does memory stay flat over many pages? One run of `onrecord read` over invented pages, looked at as it goes on.

    python -m bench.memory [PAGES] [--write]     20,000 pages unless told otherwise

The examples' web page with other numbers in it, as lines of one .jsonl file. Linux only: it looks into /proc.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.machine import machine
from bench.marked_part import write_part

ROOT = Path(__file__).parent.parent
DOC = ROOT / "docs" / "reliability.md"


def main(arguments: list[str]) -> int:
    pages = next((int(one) for one in arguments if one.isdigit()), 20_000)
    marks = [mark for mark in (1_000, 5_000, 10_000, 20_000) if mark < pages] + [pages]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.jsonl"
        write_pages(path, pages)
        rows = watched(path, marks)
    heads = "| pages read | the run, MiB | the largest reading process, MiB |\n|---:|---:|---:|"
    table = "\n".join([heads, *(f"| {n:,} | {run} | {worker} |" for n, run, worker in rows)])
    print(table)
    if "--write" in arguments:
        write_part(DOC, "memory", f"Measured with `python -m bench.memory {pages}`, {machine()}.\n\n{table}")
    return 0


def write_pages(path: Path, pages: int) -> None:
    html = (ROOT / "examples" / "courier-keepers-agreement.html").read_text(encoding="utf-8")
    with path.open("w", encoding="utf-8") as lines:
        for number in range(pages):
            other = html.replace("next week", f"in {number} weeks")
            lines.write(json.dumps({"id": str(number), "html": other}) + "\n")


def watched(path: Path, marks: list[int]) -> list[tuple[int, int, int]]:
    """Pages read, and the memory of the run and of the largest of its processes, at each mark."""
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "read",
        str(path),
        "--no-record",
        "--model",
        "rules",
        "--format",
        "jsonl",
    ]
    rows = []
    with subprocess.Popen([*command, "--quiet"], stdout=subprocess.PIPE, cwd=ROOT) as run:
        assert run.stdout is not None
        for number, _ in enumerate(run.stdout, 1):
            if number in marks:
                rows.append((number, resident(run.pid), max(map(resident, children(run.pid)), default=0)))
                print(*rows[-1], flush=True)
    return rows


def resident(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") >> 20


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for one in listed for child in one.read_text(encoding="ascii").split()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
