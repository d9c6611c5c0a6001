"""One day and one year of CC-NEWS on paper: `python -m bench.cluster_paper [--write]`.

Reckoned from what was measured (bench/cluster_constants.json, by bench/spark_overhead.py) and what is assumed, both of
which are printed. --write puts the tables into docs/cluster.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.marked_part import write_part

ROOT = Path(__file__).parents[1]
CONSTANTS = Path(__file__).with_name("cluster_constants.json")
PAGES_A_DAY = 500_000
# Assumed, not measured.
KB_A_PAGE_IN = 27  # of a compressed archive, as CC-NEWS has them
DOLLARS_A_CORE_HOUR = 0.05
MB_S_A_CORE = 20  # that a core gets from storage where many read at once
BUSY = 0.85  # of the cores, on average: the last tasks keep some waiting
TASK_MB = 16
COMMIT_S = 60  # planning, dividing into tables, renaming: on one driver, whatever the cores
YEAR = 365


@dataclass(frozen=True, slots=True)
class Measured:
    """cpu: processor seconds a page, Spark and all; pool: without Spark. kb_out: of Parquet written a page."""

    cpu: float
    pool: float
    kb_out: float
    date: str
    model: str


def measured(told: Mapping[str, Any]) -> Measured:
    pool = told["pool"]["reading_s_a_page"] + told["pool"]["own_s_a_page"]
    return Measured(pool + told["spark"]["own_s_a_page"], pool, told["kb_out_a_page"], told["date"], told["model"])


@dataclass(frozen=True, slots=True)
class Run:
    """One reading of so many pages on so many cores."""

    days: int
    cores: int
    one: Measured

    @property
    def pages(self) -> int:
        return self.days * PAGES_A_DAY

    @property
    def core_hours(self) -> float:
        return self.pages * self.one.cpu / 3600

    @property
    def reading_s(self) -> float:
        """With the last task to end, which nobody can share."""
        return self.core_hours * 3600 / (self.cores * BUSY) + self.task_s

    @property
    def task_s(self) -> float:
        return TASK_MB * 1000 / KB_A_PAGE_IN * self.one.cpu

    @property
    def fetching_s(self) -> float:
        """If nothing but bytes held it up."""
        return self.pages * KB_A_PAGE_IN / 1000 / (self.cores * MB_S_A_CORE)

    @property
    def seconds(self) -> float:
        return max(self.reading_s, self.fetching_s) + COMMIT_S

    @property
    def dollars(self) -> float:
        return self.seconds / 3600 * self.cores * DOLLARS_A_CORE_HOUR

    @property
    def bottleneck(self) -> str:
        if COMMIT_S + self.task_s > self.reading_s - self.task_s:
            return "the last task and the driver"
        return "processors" if self.reading_s >= self.fetching_s else "storage"


def table(one: Measured) -> Iterator[str]:
    yield "| pages | cores | time | core-hours | cost | in | out | what holds it up |"
    yield "|---|---|---|---|---|---|---|---|"
    for days in (1, YEAR):
        for cores in (2, 64, 1024):
            run = Run(days, cores, one)
            sizes = (f"{run.pages * kb / 1e6:,.0f} GB" for kb in (KB_A_PAGE_IN, one.kb_out))
            name = "one day" if days == 1 else "one year"
            cells = (name, f"{cores:,}", duration(run.seconds), f"{run.core_hours:,.0f}", f"${run.dollars:,.2f}")
            yield f"| {' | '.join((*cells, *sizes))} | {run.bottleneck} |"


def duration(seconds: float) -> str:
    """ "12 min", "3.4 h", "27 days"."""
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 2 * 86_400 else f"{seconds / 86_400:,.0f} days"


def formula(one: Measured) -> str:
    a_million = one.cpu * 1e6 / 3600
    dollars = a_million * DOLLARS_A_CORE_HOUR / BUSY
    own = 1000 * (one.cpu - one.pool)
    command = "`python -m bench.spark_overhead --write`"
    lines = (
        f"A core reads **{3600 / one.cpu:,.0f} pages an hour**, Spark and all: {one.cpu:.3f} s of processor time each.",
        f"Measured on {one.date} with {command} on web pages of a crawl, {one.model} model, 2 shared cores,",
        f"Python 3.11. Of that {own:.0f} ms are Spark's: the process pool alone takes {one.pool:.3f} s. So",
        "",
        f"    dollars a million pages = {a_million:,.0f} core-hours × price of one / share of time cores are busy",
        "",
        f"which is ${dollars:,.2f} at ${DOLLARS_A_CORE_HOUR} a core-hour and {BUSY:.0%}.",
    )
    return "\n".join(lines)


def memory(told: Mapping[str, Any]) -> str:
    kinds = {
        "reader": "what reads, with the model",
        "page parser": "what parses a page",
        "Python worker": "Spark's Python",
    }
    most = {kind: told["pool" if kind == "reader" else "spark"][f"{kind} MB"] for kind in kinds}
    parts = [f"{what} {most[kind]:,} MB" for kind, what in kinds.items()]
    whole = sum(most.values())
    told_of = f"together {whole:,} MB at their fullest (PSS, {told['date']})"
    return f"For each core: {', '.join(parts)}, {told_of}, and a part of Java's."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    told = json.loads(CONSTANTS.read_text(encoding="utf-8"))
    one = measured(told)
    parts = {"cost": formula(one), "memory": memory(told), "paper": "\n".join(table(one))}
    for name, body in parts.items():
        print(body, end="\n\n")
        if asked.write:
            write_part(ROOT / "docs" / "cluster.md", name, body)


if __name__ == "__main__":
    main()
