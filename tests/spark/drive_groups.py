"""What the tests of groups ask about, done in one session: `python -m tests.spark.drive_groups FOLDER`."""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from onrecord.errors import JobFailed, UnreadableInput
from onrecord.export.partitioned_groups import COPIES, FAMILIES, GROUPS, OCCASIONS
from onrecord.spark import components, group_tables
from onrecord.spark.groups import write_groups
from onrecord.spark.session import open_session
from onrecord.spark.steps import Steps
from onrecord.spark.told import whole_record
from onrecord.store import families_near, occasions_words
from onrecord.store.copies_read import copies_of
from onrecord.store.families_read import family_part, family_rows
from onrecord.store.families_waiting import complete_families
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import Record, open_record
from onrecord.values.page import Page, PageKind
from tests.spark.made import write_reports

STORIES = 14
FEW = 3  # instead of 100 and 48: so that turns of phrase and crowds are met among few reports
IN_OCCASIONS = """
SELECT o.id AS occasion, s.id AS statement_id, r.id AS report_id, o.person, who.name AS speaker, o.said_on, o.place,
  o.called AS occasion_words, o.medium, s.number IN (SELECT statement FROM dated_by_occasion) AS is_dated_here,
  s.said_on AS statement_said_on, old.day AS old_words_of
FROM occasions AS o JOIN scenes AS c ON c.occasion = o.number JOIN scene_statements AS i ON i.scene = c.number
JOIN statements AS s ON s.number = i.statement JOIN reports AS r ON r.number = s.report
JOIN speakers AS who ON who.number = s.speaker LEFT JOIN old_words AS old ON old.statement = s.number"""
IN_GROUPS = """
SELECT g.id AS copy_group, r.id AS report_id, v.id AS voice, c.report = ifnull(g.original, 0) AS is_original,
  g.because FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group
JOIN reports AS r ON r.number = c.report JOIN reports AS v ON v.number = c.voice"""
COUNTED = ("superseded", "common_runs", "much_carried", "crowded_runs", "dated_by_occasion", "old_words")
Rows = list[dict[str, Any]]


def put_on_record(folder: Path) -> Record:
    """A record with the reports of a folder, all of its groups found."""
    record = open_record(folder.parent / "record.db", create=True)
    run = record.begin_run("2031-01-01T00:00:00Z", "test", [])
    with record.batch():
        for row in parquet.read_table(folder / "reports.parquet").to_pylist():
            one = whole_record(row)
            page = Page(one.report.origin, b"", one.report.sha256, PageKind.TEXT, has_bytes=False)
            record.add(run, one, page)
    while complete_occasions(record):
        pass
    for _ in complete_families(record):
        pass
    return record


def on_record(record: Record) -> dict[str, Rows]:
    """The rows of the tables, as the record tells them."""
    ask = record.connection.execute
    of_occasions = [dict(row) | {"is_dated_here": bool(row["is_dated_here"])} for row in ask(IN_OCCASIONS)]
    found = {COPIES: list(_copies(record)), FAMILIES: list(_families(record)), OCCASIONS: of_occasions}
    return {name: in_order(rows) for name, rows in found.items()}


def _copies(record: Record) -> Iterator[dict[str, Any]]:
    for row in record.connection.execute(IN_GROUPS).fetchall():
        # Of the group of a report the record leaves out earlier versions of pages, but never the report itself.
        own = next(one for one in copies_of(record, row["report_id"]).members if one.report == row["report_id"])
        same = ("words", "compared_with", "kind", "share", "of_share", "words_cut", "words_added")
        places = {name: [list(place) for place in getattr(own, name)] for name in ("cut", "added")}
        told = dict(row) | {name: getattr(own, name) for name in same} | places
        yield told | {"is_original": bool(row["is_original"])}


def _families(record: Record) -> Iterator[dict[str, Any]]:
    for family in family_rows(record):
        for one in family_part(record, str(family.family)).members:
            told = asdict(one)
            starts = [family.words.index(sentence) for sentence in one.left_out]  # the record has the words
            same = ("family", "outlet", "published", "said_on", "speaker", "kind", "how", "other_mouth", "is_copy")
            yield {name: told[name] for name in same} | {
                "statement_id": one.statement,
                "report_id": one.report,
                "differences": list(one.differences),
                "left_out": [[at, at + len(words)] for at, words in zip(starts, one.left_out, strict=True)],
            }


def in_order(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a table, with places as the record has them."""
    return {
        name: [[one["start"], one["end"]] for one in value or ()] if name in ("cut", "added", "left_out") else value
        for name, value in row.items()
    }


def written(folder: Path) -> dict[str, Rows]:
    found = {}
    for name in GROUPS:
        files = sorted((folder / name).glob("*.parquet"))
        found[name] = [as_told(row) for file in files for row in parquet.read_table(file).to_pylist()]
    return found


def spoilt(folder: Path) -> Path:
    """The same reports, the first of which something else has changed."""
    table = parquet.read_table(folder / "reports.parquet")
    records = table["record"].to_pylist()
    records[0] = "{}"
    at = table.column_names.index("record")
    out = folder.parent / "spoilt"
    out.mkdir()
    parquet.write_table(table.set_column(at, "record", pa.array(records)).slice(0, 3), out / "reports.parquet")
    return out


def hanging_together(spark: Any) -> dict[str, list[tuple[str, str]]]:
    """Components of a chain, a circle, a star and pairs of chance: by the driver, and in rounds."""
    chance = random.Random(7)
    pairs = [(f"a{at:02}", f"a{at + 1:02}") for at in range(30)] + [("b1", "b2"), ("b2", "b3"), ("b3", "b1")]
    pairs += [("c9", f"c{at}") for at in range(9)] + [("d1", "d1")]
    pairs += [(f"e{chance.randrange(40):02}", f"e{chance.randrange(40):02}") for _ in range(30)]
    frame = spark.createDataFrame(pairs, "one string, other string")
    found = {
        name: components.components(frame, Steps(), here).collect() for name, here in (("driver", 1000), ("rounds", 3))
    }
    return {name: sorted((row["node"], row["component"]) for row in rows) for name, rows in found.items()}


def refused(spark: Any, folder: Path) -> list[str]:
    told = []
    for path in (folder / "nothing", folder / "texts"):
        try:
            write_groups(spark, str(path))
        except (UnreadableInput, JobFailed) as error:
            told.append(str(error))
    return told


def main(folder: Path) -> None:
    families_near.MOST = occasions_words.MOST_CARRIERS = FEW
    reports = write_reports(folder / "made", STORIES)
    told: dict[str, Any] = {}
    with put_on_record(reports) as record:
        told["record"] = on_record(record)
        counts = {name: record.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED}
        told["counts"] = counts
    settings = {"spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "1"}
    spark = open_session("local[2]", settings)
    told["hanging"] = hanging_together(spark)
    told["grouped"] = asdict(write_groups(spark, str(reports)))
    told["written"] = written(reports)
    spark.catalog.clearCache()
    spark.conf.set("spark.sql.shuffle.partitions", "3")
    tables = group_tables(spark, str(reports))
    told["again"] = {
        name: [as_told(row.asDict(recursive=True)) for row in frame.collect()] for name, frame in tables.items()
    }
    (folder / "texts").mkdir()
    table = parquet.read_table(reports / "reports.parquet")
    parquet.write_table(table.drop_columns(["text"]), folder / "texts" / "reports.parquet")
    told["refused"] = refused(spark, folder)
    spark.catalog.clearCache()
    spark.conf.set("spark.sql.shuffle.partitions", "1")
    told["spoilt"] = asdict(write_groups(spark, str(spoilt(reports))))
    spark.stop()
    shutil.rmtree(folder / "spoilt")
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
