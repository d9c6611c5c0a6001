"""What a cluster writes are the laptop's rows; what cannot be read stands in a table of its own, and fails nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from bench.parquet_rows import digest, of_page, rows
from bench.spark_pages import POISON, report
from pyarrow import parquet

from onrecord.run.parquet_query import ask
from tests.spark.conftest import EVERYTHING, laptop, run
from tests.spark.drive import PAGES

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def told(written: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((written / "told.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def exported(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laptop([str(written / "in")], tmp_path_factory.mktemp("laptop"), "--page-memory", "128")


@pytest.mark.parametrize("table", ["reports", "statements"])
def test_the_rows_are_those_of_one_machine_to_the_byte(written: Path, exported: Path, table: str) -> None:
    assert rows(written / "out", table) == rows(exported / "as_read", table)


def test_imported_they_make_the_same_record(written: Path, exported: Path, tmp_path: Path) -> None:
    record = str(tmp_path / "imported.db")
    ended = run("import", str(written / "out"), "--record", record)
    assert (ended.returncode, ended.stderr.split(";")[0]) == (
        0,
        f"{PAGES} reports ({PAGES} new), {3 * PAGES} statements",
    )
    run("export", "--record", record, "--output", str(tmp_path / "export"), *EVERYTHING)
    assert digest(tmp_path / "export", across=True) == digest(exported / "export", across=True)


@pytest.mark.data
def test_the_rows_of_a_crawl_are_those_of_one_machine(told: dict[str, Any], tmp_path: Path) -> None:
    if not told["crawled"]:
        pytest.skip("ONRECORD_DATA names no folder with data/warc_news")
    one = laptop([str(Path(os.environ["ONRECORD_DATA"]) / "data" / "warc_news")], tmp_path)
    read = [row for row in told["crawled"] if row["report"]]
    mine = {row["report"]["report_id"]: of_page(row["report"]) for row in reversed(read)}  # the first stands
    said = {each["statement_id"]: of_page(each) for row in reversed(read) for each in row["statements"]}
    assert sorted(map(as_line, mine.values())) == rows(one / "as_read", "reports")
    assert sorted(map(as_line, said.values())) == rows(one / "as_read", "statements")


def as_line(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True)


def test_every_input_ends_in_one_row(told: dict[str, Any]) -> None:
    counts = (PAGES + 5 + 3, PAGES, 3 * PAGES, 5, 3, 0)
    names = ("pages", "reports", "statements", "duplicates", "quarantined", "passed")
    assert told["first"] == dict(zip(names, counts, strict=True))


def test_of_a_page_that_came_twice_the_first_stands(written: Path) -> None:
    sources = [json.loads(row)["source"] for row in rows(written / "out", "reports")]
    assert not [source for source in sources if "twice" in source]


def test_what_cannot_be_read_is_put_aside_with_its_reason(written: Path) -> None:
    aside = {
        Path(row["origin"]).name.split(":")[0]: row for row in map(json.loads, rows(written / "out", "quarantine"))
    }
    assert set(aside) == {"part-01.jsonl", "wrong.jsonl", "none.warc.gz"}
    assert "took more than 128 MiB of memory" in aside["part-01.jsonl"]["reason"]
    assert "--page-memory" in aside["part-01.jsonl"]["remedy"]
    assert aside["none.warc.gz"]["reason"] == "no such file or folder"
    assert all(row["fault"] and row["room"] and row["remedy"] for row in aside.values())
    assert POISON not in {json.loads(row)["given_id"] for row in rows(written / "out", "reports")}


def test_a_second_run_gives_the_same_and_takes_away_what_a_killed_one_left(written: Path, told: dict[str, Any]) -> None:
    assert told["again"] == told["first"]
    names = {path.name for path in (written / "out").iterdir() if not path.name.startswith(".")}
    assert names == {"reports", "statements", "quarantine", "_codebook.json", "_SUCCESS"}


def test_a_job_that_fails_and_a_folder_of_other_things_change_nothing(told: dict[str, Any]) -> None:
    other, failed = told["refused"]
    assert "holds other things, such as part-00.jsonl" in other
    assert "of its own" in failed
    assert "nothing new stands in" in failed


def test_the_folders_are_named_after_the_day_of_publication(written: Path) -> None:
    for path in (written / "out" / "reports").rglob("*.parquet"):
        year, month = (part.partition("=")[2] for part in path.parts[-3:-1])
        for published in parquet.ParquetFile(path).read(["published"]).column(0).to_pylist():
            assert published is None or published.startswith(f"{year}-{month}")
            assert published is not None or (year, month) == ("unknown", "unknown")


def test_the_codebook_explains_every_column(written: Path) -> None:
    book = json.loads((written / "out" / "_codebook.json").read_text(encoding="utf-8"))
    for table, columns in book["tables"].items():
        path = next((written / "out" / table).rglob("*.parquet"))
        assert [column["name"] for column in columns] == parquet.ParquetFile(path).schema_arrow.names
        assert all(column["meaning"] for column in columns)


def test_a_folder_can_be_asked_as_it_stands(written: Path) -> None:
    with ask(written / "out", "SELECT count(*), count(DISTINCT year) FROM reports") as answer:
        assert list(answer.rows) == [(PAGES, 6)]
    with ask(written / "out", "SELECT count(*) FROM statements JOIN reports USING (report_id)") as answer:
        assert list(answer.rows) == [(3 * PAGES,)]


@pytest.mark.parametrize(("where", "first"), [("table", 0), ("handed", 5)])
def test_rows_of_a_table_are_pages_with_what_is_said_of_them(told: dict[str, Any], where: str, first: int) -> None:
    found = sorted((row for row in told[where] if row["input"] == bool(first)), key=lambda row: row["at"])
    assert [row["report"] and row["report"]["url"] for row in found] == [
        *(f"https://example.org/{report(number)['id']}" for number in (0, 3, 6)), None,
    ]  # fmt: skip
    assert all(len(row["statements"]) == 3 for row in found[:3])
    assert found[3]["quarantine"]["reason"] == 'neither "text" nor "html" nor "turns"'


def test_a_file_that_spark_hands_over_is_read_as_one_that_workers_open(told: dict[str, Any], exported: Path) -> None:
    ids = {json.loads(row)["report_id"] for row in rows(exported / "as_read", "reports")}
    found = [row["report"] for row in told["handed"] if row["input"] == 0]
    assert len(found) == 5
    assert {row["report_id"] for row in found} <= ids
    assert found[0]["source"].startswith("file:/")
