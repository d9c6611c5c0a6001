"""Are the families of a cluster those of a record among many statements, and at what cost?

usage: python -m bench.spark_groups [--statements N ...] [--write]

The statements of bench/families.py, N of them (default 2,000 and 10,000) in reports of ten, are put on record and
grouped there, and grouped by `onrecord spark group` with one task at a time. Bounds are those of the product: among
10,000 there are turns of phrase. Counted is processor time: of the record that of finding families alone, of Spark all
that it does, which is reading the reports back, looking for copies and occasions too, and starting. Then every row of
`families` is held against the record's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.families import IN_REPORT, report_of, statements
from bench.gold import ROOT
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from bench.spark_cluster import QUICK
from bench.spark_overhead import counted
from onrecord.export.parquet import write_parquet
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import open_record
from onrecord.store.writer import add

Rows = set[tuple[str, str, str, bool]]
MEMBERS = """
SELECT f.id, s.id, m.how, m.other_mouth FROM family_members AS m JOIN families AS f ON f.number = m.family
JOIN statements AS s ON s.number = m.statement"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[2000, 10_000])
    parser.add_argument("--write", action="store_true", help="write the table into docs/cluster.md")
    given = parser.parse_args()
    rows = []
    for number in given.statements:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(Path(folder), number))
        print(*rows[-1], sep=" | ", flush=True)
    if given.write:
        write_part(ROOT / "docs" / "cluster.md", "groups", table(rows))
    return 0


def measure(folder: Path, number: int) -> tuple[str, ...]:
    kept, spent, common = on_record(folder, number)
    with counted() as cost:
        found = on_cluster(folder)
    java, python = (cost.cpu.get(kind, 0.0) for kind in ("JVM", "Python worker"))
    if found != kept:
        raise SystemExit(f"{len(found - kept)} rows only on the cluster, {len(kept - found)} only on record")
    return f"{number:,}", f"{common:,}", f"{len(kept):,}", f"{spent:.0f}", f"{java:.0f}", f"{python:.0f}"


def on_record(folder: Path, number: int) -> tuple[Rows, float, int]:
    """The members of all families; processor seconds for finding them; how many runs are turns of phrase."""
    made = list(statements(number))
    reports = [report_of(made[at : at + IN_REPORT], at) for at in range(0, number, IN_REPORT)]
    write_parquet((one for one, _ in reports), folder)
    with open_record(folder / "record.db", create=True) as record:
        run = record.begin_run("2031-01-01T00:00:00Z", "bench", [])
        with record.batch():
            for one, page in reports:
                add(record.connection, run, one, page)
        began = time.process_time()
        for _ in complete_families(record):
            pass
        spent = time.process_time() - began
        rows = record.connection.execute(MEMBERS).fetchall()
        common = record.connection.execute("SELECT count(*) FROM common_runs").fetchone()[0]
    return {(row[0], row[1], row[2], bool(row[3])) for row in rows}, spent, common


def on_cluster(folder: Path) -> Rows:
    from pyarrow import parquet  # noqa: PLC0415 -- an extra

    from onrecord.spark.groups import write_groups  # noqa: PLC0415
    from onrecord.spark.session import open_session  # noqa: PLC0415

    os.environ["PYSPARK_SUBMIT_ARGS"] = f"--conf spark.driver.extraJavaOptions='{QUICK}' pyspark-shell"
    spark = open_session("local[1]", {"spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "2"})
    try:
        write_groups(spark, str(folder))
    finally:
        spark.stop()
    names = ("family", "statement_id", "how", "other_mouth")
    files = sorted((folder / "families").glob("*.parquet"))
    rows = (row for file in files for row in parquet.read_table(file, columns=list(names)).to_pylist())
    return {(row["family"], row["statement_id"], row["how"], row["other_mouth"]) for row in rows}


def table(rows: list[tuple[str, ...]]) -> str:
    head = [
        "| statements | turns of phrase | rows, all equal | record, s | Spark: Java, s | Spark: Python, s |",
        "|---|---|---|---|---|---|",
    ]
    told = (
        f"Processor time, `python -m bench.spark_groups`, {today()}, on {machine()}, shared with others: of the\n"
        "record for families alone, of Spark for all three tables; one Java machine, started in the first line."
    )
    return "\n".join((*head, *(f"| {' | '.join(row)} |" for row in rows), "", told))


if __name__ == "__main__":
    sys.exit(main())
