"""Does a cluster give the same rows whatever is killed? `python -m bench.spark_faults [--runs 20] [--pages 2000]`.

A standalone cluster of two workers on loopback reads invented pages, one of which breaks the limits. In each run
something is killed with -9 while it reads: an executor, the process that reads pages, the Python worker, both
executors, or the driver, which is then run again over the same folder. Every run must give the rows of one machine, and
one quarantined input.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.marked_part import write_part
from bench.parquet_rows import digest, rows, write_as_read
from bench.quality import today
from bench.spark_cluster import cluster, environment, executors, processes, readers, submit
from bench.spark_pages import write_pages

OPTIONS = ("--model", "rules", "--page-memory", "128", "--quiet")
_SOON = 180.0
Kill = Callable[[subprocess.Popen[bytes], Path], bool]
"""Was there something to be killed?"""


def end(pids: list[int]) -> bool:
    """Kill these; False where all had ended before."""
    struck = False
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        struck = True
    return struck


def _nothing(run: subprocess.Popen[bytes], folder: Path) -> bool:
    """A page that breaks the limits is there in any run."""
    return True


def _executor(run: subprocess.Popen[bytes], folder: Path) -> bool:
    return end(executors(folder)[:1])


def _both(run: subprocess.Popen[bytes], folder: Path) -> bool:
    return end(executors(folder))


def _reader(run: subprocess.Popen[bytes], folder: Path) -> bool:
    return end(readers(folder)[:1])


def _python(run: subprocess.Popen[bytes], folder: Path) -> bool:
    return end(processes("pyspark.daemon", folder)[:1])


def _driver(run: subprocess.Popen[bytes], folder: Path) -> bool:
    if run.poll() is not None:
        return False
    os.killpg(run.pid, signal.SIGKILL)
    return True


FAULTS: dict[str, Kill] = {
    "a page over the limits": _nothing,
    "an executor killed": _executor,
    "the process that reads killed": _reader,
    "a Python worker killed": _python,
    "both executors killed": _both,
    "the driver killed, run again": _driver,
}


def read_with_fault(master: str, work: Path, inputs: Path, output: Path, fault: str, delay: float) -> bool:
    """Read with one thing killed `delay` seconds after reading began; False where it had ended before.

    Raises RuntimeError when the job fails.
    """
    run = submit(master, [str(inputs)], output, *OPTIONS)
    _wait_for_readers(run, work)
    time.sleep(delay)
    struck = FAULTS[fault](run, work)
    _, told = run.communicate()
    if fault.startswith("the driver"):
        _, told = (run := submit(master, [str(inputs)], output, *OPTIONS)).communicate()
    if run.returncode:
        raise RuntimeError(f"{fault}: exit code {run.returncode}: {told.decode(errors='replace')[-2000:]}")
    return struck


def _wait_for_readers(run: subprocess.Popen[bytes], work: Path) -> None:
    until = time.monotonic() + _SOON
    while not readers(work) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.1)


def laptop(inputs: Path, folder: Path) -> Path:
    """The rows of one machine, each report by itself."""
    record = folder / "record.db"
    command = [sys.executable, "-m", "onrecord", "read", str(inputs), "--record", str(record), *OPTIONS]
    subprocess.run(command, env=environment(), capture_output=True, check=False)
    return write_as_read(record, folder / "as_read")


def part(told: str, runs: int, pages: int) -> str:
    command = f"`python -m bench.spark_faults --runs {runs} --pages {pages} --write`"
    return (
        f"{told}\n({command}, {today()}, two workers on loopback, rules alone).\n"
        f"In turn, at a moment of chance after reading began: {', '.join(list(FAULTS)[:runs])}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="put what came of it into docs/cluster.md")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="onrecord-faults-"))
    inputs = write_pages(folder / "in", asked.pages, poisoned=True)
    wanted, chance = digest(laptop(inputs, folder)), random.Random(7)
    same = missed = 0
    try:
        with cluster(folder / "cluster") as master:
            for number in range(asked.runs):
                fault = list(FAULTS)[number % len(FAULTS)]
                began, output = time.monotonic(), folder / f"out-{number}"
                struck = read_with_fault(master, folder / "cluster", inputs, output, fault, chance.uniform(0.5, 6))
                aside = len(rows(output, "quarantine"))
                is_same = digest(output) == wanted and aside == 1
                same, missed = same + is_same, missed + (not struck)
                told = ("the same rows" if is_same else "OTHER ROWS") + ("" if struck else ", NOTHING LEFT TO KILL")
                print(
                    f"{number + 1:3} {fault:32} {told}, {aside} put aside, {time.monotonic() - began:.0f} s", flush=True
                )
                shutil.rmtree(output)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told = (
        f"{same} of {asked.runs} runs over {asked.pages:,} pages gave the rows of one machine and one input put aside"
    )
    told += f"; {missed} of them had ended before anything could be killed" if missed else ""
    print(told)
    if asked.write:
        write_part(Path(__file__).parents[1] / "docs" / "cluster.md", "faults", part(told, asked.runs, asked.pages))
    sys.exit(same != asked.runs)


if __name__ == "__main__":
    main()
