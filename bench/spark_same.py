"""Are the rows of a cluster those of one machine, to the byte? `python -m bench.spark_same [--pages 2000] [--write]`.

Generated web pages, one of which breaks the limits, and the archives of warc_news where ONRECORD_DATA has them are read
by `onrecord read` and exported, and by `spark-submit` on local[2] and on a standalone cluster of two workers on
loopback. The rows of both tables are compared as sorted lines by their digest. Exit code 1 where any differ.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.gold import ROOT, data_folder
from bench.machine import machine
from bench.marked_part import write_part
from bench.parquet_rows import digest, rows
from bench.quality import today
from bench.spark_cluster import cluster, submit
from bench.spark_faults import OPTIONS, laptop
from bench.spark_pages import write_pages


def read_on(master: str, inputs: Path, output: Path) -> None:
    """Read into a folder. Raises RuntimeError when the job fails."""
    run = submit(master, [str(inputs)], output, *OPTIONS)
    _, told = run.communicate()
    if run.returncode not in (0, 1):  # 1: some input was put aside
        raise RuntimeError(f"{master}: exit code {run.returncode}: {told.decode(errors='replace')[-2000:]}")


def compared(name: str, inputs: Path, masters: dict[str, str], folder: Path) -> Iterator[tuple[str, bool]]:
    """A row of the table for each master, and whether its rows are those of one machine."""
    wanted = laptop(inputs, folder / name)
    counts = [len(rows(wanted, table)) for table in ("reports", "statements")]
    for called, master in masters.items():
        output = folder / f"{name}-out"
        read_on(master, inputs, output)
        is_same = digest(output) == digest(wanted)
        told = "none" if is_same else "OTHER ROWS"
        yield f"| {name} | {called} | {counts[0]:,} | {counts[1]:,} | {told} |", is_same
        shutil.rmtree(output)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="put what came of it into docs/cluster.md")
    asked = parser.parse_args()
    folder, same = Path(tempfile.mkdtemp(prefix="onrecord-same-")), True
    told = ["| pages | on | reports | statements | rows that differ |", "|---|---|---:|---:|---:|"]
    try:
        inputs = {"generated": write_pages(folder / "in", asked.pages, poisoned=True)}
        if (data := data_folder()) and (data / "data" / "warc_news").is_dir():
            inputs["warc_news"] = data / "data" / "warc_news"
        for name in inputs:
            (folder / name).mkdir()
        with cluster(folder / "cluster") as master:
            for name, path in inputs.items():
                for row, is_same in compared(name, path, {"local[2]": "local[2]", "two workers": master}, folder):
                    told.append(row)
                    print(row, flush=True)
                    same &= is_same
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if asked.write:
        command = f"`python -m bench.spark_same --pages {asked.pages} --write`"
        told.append(f"\n{command}, {today()}, {machine()}, rules alone.")
        write_part(ROOT / "docs" / "cluster.md", "same", "\n".join(told))
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
