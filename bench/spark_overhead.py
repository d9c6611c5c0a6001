"""What Spark adds to reading a page: `python -m bench.spark_overhead [--model best] [--write]`.

Web pages of a crawl are read by the process pool with the model, and by `onrecord spark read` with the rules alone,
few of them and then many; the difference is what a page costs, and what is left is what the start costs. Counted is
processor time, by kind of process, so that others at work on the machine matter little: of Spark's run all that is not
the process that reads, which the pool has as well. Needs ONRECORD_DATA. --write: keep the figures in
bench/cluster_constants.json, from which bench/cluster_paper.py reckons.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from bench.quality import today
from bench.spark_cluster import QUICK

CONSTANTS = Path(__file__).with_name("cluster_constants.json")
FEW, MANY = 1, 4  # times the archive is read
READING = ("reader", "page parser")
OF_SPARK = ("JVM", "Python worker")  # the driver's Python waits, and this program's looks at others are in it
WRITTEN: list[float] = []  # KB of Parquet a report, of each run
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Cost:
    """By kind of process. cpu: seconds. most: bytes (PSS) at the fullest moment of one."""

    cpu: dict[str, float] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)


@contextmanager
def counted() -> Iterator[Cost]:
    """What a block costs, with everything it starts."""
    cost, done = Cost(), threading.Event()
    watch = threading.Thread(target=_watch, args=(cost, done), daemon=True)
    watch.start()
    try:
        yield cost
    finally:
        done.set()
        watch.join()


def _watch(cost: Cost, done: threading.Event) -> None:
    """Look at every process until it is gone, also when who started it is gone before."""
    before = {pid: _cpu(pid) for pid in _tree(os.getpid())}  # such as a Java machine that is there from the run before
    seen: dict[int, float] = {}
    kinds: dict[int, str] = {}
    while True:
        last = done.wait(0.3)
        for pid in {*seen, *_tree(os.getpid())}:
            if (cpu := _cpu(pid)) == 0.0:
                continue
            seen[pid], kinds[pid] = cpu - before.get(pid, 0.0), _kind(pid) if pid not in kinds else kinds[pid]
            cost.most[kinds[pid]] = max(cost.most.get(kinds[pid], 0), _pss(pid))
        if last:
            break
    for pid, cpu in seen.items():
        cost.cpu[kinds[pid]] = cost.cpu.get(kinds[pid], 0.0) + cpu


def _kind(pid: int) -> str:
    words = _read(f"/proc/{pid}/cmdline").replace("\0", " ")
    kinds = {"pool_child": "reader", "page_worker": "page parser", "pyspark": "Python worker", "java": "JVM"}
    return next(
        (kind for word, kind in kinds.items() if word in words and (word != "pyspark" or "daemon" in words)), "other"
    )


def _pss(pid: int) -> int:
    lines = _read(f"/proc/{pid}/smaps_rollup").splitlines()
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _cpu(pid: int) -> float:
    """Processor seconds of a process; 0 when it is gone."""
    stat = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return sum(map(int, stat[11:13])) / _TICK if stat else 0.0


def _tree(root: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        if stat := _read(f"{path}/stat").rpartition(")")[2].split():
            parents.setdefault(int(stat[1]), []).append(int(path.name))
    found, waiting = [], [root]
    while waiting:
        found.append(pid := waiting.pop())
        waiting += parents.get(pid, [])
    return found


def _read(path: str) -> str:
    try:
        return Path(path).read_text(errors="replace")
    except OSError:
        return ""


def by_pool(archive: Path, model: str, times: int) -> int:
    """Pages read by one process of the pool."""
    from onrecord.pages.files import ReadOptions, read_pages  # noqa: PLC0415
    from onrecord.run.account import ReadPage  # noqa: PLC0415
    from onrecord.run.pool import PoolSetup, ReadingPool  # noqa: PLC0415
    from onrecord.values.model import Model  # noqa: PLC0415

    pages = chain.from_iterable(read_pages([str(archive)], ReadOptions(), sys.stdin.buffer) for _ in range(times))
    with ReadingPool(PoolSetup(Model(model)), 1) as pool:
        return sum(isinstance(outcome, ReadPage) for outcome in pool.read(pages))


def by_spark(archive: Path, model: str, times: int) -> int:
    """Pages read by `onrecord spark read` with one task at a time, written as it writes them."""
    from onrecord.spark import read_pages  # noqa: PLC0415
    from onrecord.spark.output import write_tables  # noqa: PLC0415
    from onrecord.spark.session import open_session  # noqa: PLC0415

    os.environ["PYSPARK_SUBMIT_ARGS"] = f"--conf spark.driver.extraJavaOptions='{QUICK}' pyspark-shell"
    out = Path(tempfile.mkdtemp(prefix="onrecord-overhead-"))
    spark = open_session("local[1]", {"spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "2"})
    try:
        written = write_tables(spark, read_pages(spark, [str(archive)] * times, model=model), str(out))
        size = sum(path.stat().st_size for path in out.rglob("*.parquet"))
        print(f"{size / 1000 / written.reports:.1f} KB of Parquet a report", flush=True)
        WRITTEN.append(size / 1000 / written.reports)
        return written.reports + written.duplicates
    finally:
        spark.stop()
        shutil.rmtree(out, ignore_errors=True)


def measured(read: Callable[[Path, str, int], int], archive: Path, model: str) -> dict[str, float]:
    """Processor seconds a page, of what reads and of what is Spark's own; memory by kind of process."""
    found = []
    for times in (FEW, MANY):
        with counted() as cost:
            pages = read(archive, model, times)
        reading, own = (sum(cost.cpu.get(kind, 0.0) for kind in kinds) for kinds in (READING, OF_SPARK))
        found.append((pages, reading, own, cost))
        told = ", ".join(f"{kind} {seconds:.1f} s" for kind, seconds in cost.cpu.items())
        print(f"{read.__name__}, {model}: {pages} pages, {told}", flush=True)
    (few, *first, _), (many, *second, cost) = found
    reading, own = ((after - before) / (many - few) for before, after in zip(first, second, strict=True))
    memory = {f"{kind} MB": round(size / 1e6) for kind, size in cost.most.items() if kind != "other"}
    return {"reading_s_a_page": round(reading, 4), "own_s_a_page": round(own, 4), **memory}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="best")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    archive = Path(os.environ["ONRECORD_DATA"]) / "data" / "warc_news" / "news.warc.gz"
    pool = measured(by_pool, archive, asked.model)
    # The Java machine outlives the first session, so the second run finds it warm; one before it warms it for both.
    by_spark(archive, "rules", FEW)
    spark = measured(by_spark, archive, "rules")
    told = {"date": today(), "model": asked.model, "kb_out_a_page": round(WRITTEN[-1], 1)}
    told |= {"pool": pool, "spark": spark}
    print(json.dumps(told, indent=1))
    if asked.write:
        CONSTANTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
