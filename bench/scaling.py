"""What more cores and more pages cost: `onrecord read --jobs`, run as a user would, on 1 and 2 cores.

usage: python -m bench.scaling [--only cores|pages|printed] [--model M] [--rounds N] [--reports N] [--pages N ...]
                               [--pages-model M] [--write]

cores: the same pages with --jobs 1 on one core and with --jobs 2 on two, in turn, so that both meet the same
neighbours; of each the quickest of some rounds counts. Efficiency is T1 / (2 T2), from start to end of the program.
The pages are those of warc_news below ONRECORD_DATA, taken some times over and only printed, and generated web pages,
put on record. With it the memory of each process, and how much processor time the main process takes for a page: what
it does is not shared, so its part of all bounds how many processes it can feed.
pages: one run with as many processes as cores over the most pages that are asked for, put on record, looked at when
each number of pages was told; printed: the same without a record, so that what the record adds can be seen. Processor
time is that of all processes, memory of a process the most it ever held (VmHWM).

Generated pages are articles of some 400 words with six quotations, of invented words drawn by Zipf's law between
English function words; no two are alike. Linux only: it looks into /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench.families import Words
from bench.gold import ROOT, named_folder
from bench.machine import machine
from bench.marked_part import write_part

COPIES = 4  # of warc_news
LOOKS = 0.1  # seconds between two looks at the processes
SHARED = 20  # of so many looks one asks what memory they share, for which the system counts pages
PAGES = (1_000, 5_000, 20_000, 50_000)
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("cores", "pages", "printed"))
    parser.add_argument("--model", default="best")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=300, help="generated pages for `cores` (default: 300)")
    parser.add_argument("--pages", type=int, nargs="+", default=list(PAGES))
    parser.add_argument("--pages-model", default="rules")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/quality.md")
    given = parser.parse_args()
    parts: dict[str, Callable[[], str]] = {
        "cores": lambda: told_of_cores(given.model, given.rounds, given.reports),
        "pages": lambda: told_of_pages(sorted(given.pages), given.pages_model, "pages"),
        "printed": lambda: told_of_pages(sorted(given.pages), given.pages_model, "printed"),
    }
    for name in [given.only] if given.only else parts:
        told = parts[name]()
        print(f"== {name}\n{told}\n", flush=True)
        if given.write:
            write_part(ROOT / "docs" / "quality.md", f"scaling: {name}", told)
    return 0


# Runs of the program, and what their processes hold


@dataclass(slots=True)
class Process:
    """seconds: of processor time so far. peak: bytes it held at most. depth: 0 for the main process, 1 for its own."""

    depth: int
    seconds: float = 0.0
    peak: int = 0
    shared: int = 0  # bytes at most, of shared ones its part (PSS)


@dataclass(slots=True)
class Run:
    """One run of `onrecord read`. elapsed: seconds. told: reports. marks: what was seen after so many reports."""

    elapsed: float = 0.0
    told: int = 0
    processes: dict[int, Process] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)

    def look(self, pid: int, depth: int = 0, *, shared: bool = False) -> None:
        """At a process and all below it. One that has just ended keeps what was seen of it."""
        one = self.processes.setdefault(pid, Process(depth))
        try:
            times = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            one.seconds = (int(times[11]) + int(times[12])) / TICKS
            one.peak = _bytes(Path(f"/proc/{pid}/status"), "VmHWM") or one.peak
            if shared:
                one.shared = max(one.shared, _bytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss"))
            below = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in _words(task / "children")]
        except OSError:
            return
        for child in below:
            self.look(child, depth + 1, shared=shared)

    def at(self, depth: int) -> list[Process]:
        return [one for one in self.processes.values() if one.depth == depth]

    @property
    def seconds(self) -> float:
        return sum(one.seconds for one in self.processes.values())


@dataclass(frozen=True, slots=True)
class Mark:
    """elapsed, seconds: since the start, of the clock and of all processors. record: bytes of the file."""

    reports: int
    elapsed: float
    seconds: float
    main: int
    worker: int
    record: int
    main_seconds: float = 0.0


def run_of(paths: Sequence[str], flags: Sequence[str], cores: int, marks: Sequence[int] = ()) -> Run:
    """Run `onrecord read` on so many cores. Nothing is shown but what it counts."""
    command = [sys.executable, "-m", "onrecord", "read", *flags, "--quiet", "--format", "jsonl", *paths]
    may = sorted(os.sched_getaffinity(0))[:cores]
    run, record = Run(), Path(flags[flags.index("--record") + 1]) if "--record" in flags else None
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as program:
        os.sched_setaffinity(program.pid, may)  # what it starts later is bound likewise
        assert program.stdout is not None
        is_over = threading.Event()
        watch = threading.Thread(target=_watch, args=(run, program.pid, is_over))
        watch.start()
        for _ in program.stdout:
            run.told += 1
            if run.told == 1 or run.told in marks:
                run.marks.append(_mark(run, time.monotonic() - began, record))
        program.wait()
        run.elapsed = time.monotonic() - began
        is_over.set()
        watch.join()
    return run


def _watch(run: Run, pid: int, is_over: threading.Event) -> None:
    looks = 0
    while not is_over.wait(LOOKS):
        run.look(pid, shared=looks % SHARED == 0)
        looks += 1


def _mark(run: Run, elapsed: float, record: Path | None) -> Mark:
    workers = run.at(1)
    size = sum(Path(f"{record}{end}").stat().st_size for end in ("", "-wal") if Path(f"{record}{end}").exists())
    main, largest = run.at(0)[0], max((one.peak for one in workers), default=0)
    return Mark(run.told, elapsed, run.seconds, main.peak, largest, size, main.seconds)


def _bytes(path: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", path.read_text(encoding="ascii", errors="replace"), re.MULTILINE)
    return 1024 * int(found[1]) if found else 0


def _words(path: Path) -> list[str]:
    return path.read_text(encoding="ascii").split()


# Cores


def told_of_cores(model: str, rounds: int, reports: int) -> str:
    rows = []
    archive = named_folder() / "data" / "warc_news" / "news.warc.gz"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made.jsonl")
        write_pages(made, reports)
        if archive.is_file():
            rows.append(row_of(f"warc_news, {COPIES} times over, printed", [str(archive)] * COPIES, model, rounds))
        else:
            print(f"warc_news: not there ({archive}); name its folder with ONRECORD_DATA=FOLDER", flush=True)
        rows.append(row_of("generated, put on record", [str(made)], model, rounds, Path(folder)))
    heads = (
        "pages", "reports", "T1, s", "T2, s", "efficiency", "processor time, s", "main process, ms a report",
        "a reading process, MiB (PSS)", "its parser, MiB", "the main process, MiB",
    )  # fmt: skip
    of = f"Measured with `python -m bench.scaling --only cores`, --model {model}, best of {rounds}, {machine()}."
    return f"{of}\n\n{_table(heads, rows)}"


def row_of(name: str, paths: list[str], model: str, rounds: int, folder: Path | None = None) -> tuple[str, ...]:
    """One row: the quickest run on one core and on two, of runs that alternate."""
    ones: list[Run] = []
    twos: list[Run] = []
    for at in range(rounds):
        for cores, runs in ((1, ones), (2, twos)):
            kept = ("--record", str(folder / f"{at}-{cores}.db")) if folder else ("--no-record",)
            runs.append(run_of(paths, ("--model", model, "--jobs", str(cores), *kept), cores))
            print(
                f"{name}: {cores} core(s), {runs[-1].elapsed:.1f} s, {runs[-1].seconds:.1f} of a processor", flush=True
            )
    one, two = (min(runs, key=lambda run: run.elapsed) for runs in (ones, twos))
    workers, main_process = two.at(1), two.at(0)[0]
    return (
        name,
        f"{two.told:,}",
        f"{one.elapsed:.1f}",
        f"{two.elapsed:.1f}",
        f"{one.elapsed / (2 * two.elapsed):.2f}",
        f"{one.seconds:.1f} and {two.seconds:.1f}",
        f"{1000 * (main_process.seconds - two.marks[0].main_seconds) / max(1, two.told - 1):.1f}",
        f"{_mib(max(one.peak for one in workers))} ({_mib(max(one.shared for one in workers))})",
        _mib(max((one.peak for one in two.at(2)), default=0)),
        _mib(main_process.peak),
    )


# Pages


def told_of_pages(numbers: Sequence[int], model: str, name: str) -> str:
    """name: "pages" puts them on record, "printed" does not."""
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "made.jsonl")
        write_pages(made, numbers[-1])
        kept = ("--no-record",) if name == "printed" else ("--record", str(Path(folder, "r.db")))
        flags = ("--model", model, "--jobs", str(cores), *kept)
        run = run_of([str(made)], flags, cores, numbers)
    rows = []
    for before, mark in pairwise(run.marks):  # from the first report on: before it the model is loaded
        since = mark.reports - before.reports
        rows.append(
            (
                f"{mark.reports:,}",
                f"{mark.elapsed:,.0f}",
                f"{1000 * (mark.elapsed - before.elapsed) / since:.1f}",
                f"{1000 * (mark.seconds - before.seconds) / since:.1f}",
                _mib(mark.main),
                _mib(mark.worker),
                f"{mark.record / mark.reports / 1000:.1f}",
            )
        )
    heads = (
        "reports", "s", "ms for each since the line above", "ms of processor time", "the main process, MiB",
        "the largest reading process, MiB", "kB of record a report",
    )  # fmt: skip
    pages = " ".join(map(str, numbers))
    of = (
        f"Measured with `python -m bench.scaling --only {name} --pages {pages}`, --model {model}, --jobs {cores}, "
        f"{machine()}. After the last report the run took {run.elapsed - run.marks[-1].elapsed:.0f} s to its end."
    )
    return f"{of}\n\n{_table(heads, rows)}"


def _mib(size: int) -> str:
    return f"{size / (1 << 20):,.0f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ("---", *["---:"] * (len(heads) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# Generated pages


def write_pages(path: Path, number: int) -> None:
    """As lines of a .jsonl file, the same for the same number."""
    with path.open("w", encoding="utf-8") as lines:
        for at, html in enumerate(pages(number)):
            lines.write(json.dumps({"id": f"made-{at}", "html": html}) + "\n")


def pages(number: int) -> Iterator[str]:
    chance = random.Random(17)
    words = Words(chance)
    people = [f"{words.word().capitalize()} {words.word().capitalize()}" for _ in range(2_000)]
    posts = ("harbour master", "foreign minister", "spokeswoman", "the president of the council", "mayor")
    for at in range(number):
        place, who, other = words.word().capitalize(), chance.choice(people), chance.choice(people)
        post, day = chance.choice(posts), f"May {1 + at % 28}, {2000 + at // 28 % 25}"
        said = [words.sentence().removesuffix(".") for _ in range(12)]
        told = [" ".join(words.sentence() for _ in range(3)) for _ in range(6)]
        last = who.split()[-1]
        yield (
            f"<html lang=en><head><title>{said[0]}</title></head><body><article><h1>{said[0]}</h1>"
            f"<p>{place.upper()}, {day}. {post.capitalize()} {who} said on Monday that {said[1].lower()}.</p>"
            f"<p>“{said[2]},” {last} told reporters in {place}. {told[0]}</p><p>{told[1]}</p>"
            f"<p>{other} said: “{said[3]}. {said[4]}.”</p><p>{told[2]} {told[3]}</p>"
            f"<p>“{said[5]},” he said. “{said[6]}.”</p><p>{told[4]}</p>"
            f"<p>According to {other.split()[-1]}, {said[7].lower()}. {last} denied that {said[8].lower()}.</p>"
            f"<p>{told[5]}</p><p>“{said[9]}, and {said[10].lower()},” she added.</p></article></body></html>"
        )


if __name__ == "__main__":
    sys.exit(main())
