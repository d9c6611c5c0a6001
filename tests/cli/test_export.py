"""The whole record goes out, whole or not at all."""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord

pytestmark = pytest.mark.usefixtures("sample")


def test_json_lines_hold_every_report(onrecord: Onrecord) -> None:
    ended = onrecord("export", "--format", "jsonl")
    records = [json.loads(line) for line in ended.out.splitlines()]
    assert [len(record["statements"]) for record in records] == [4, 1]
    assert {record["schema"] for record in records} == {"onrecord/1"}
    assert (ended.code, ended.err) == (0, "")


def test_csv_holds_every_statement(onrecord: Onrecord) -> None:
    assert len(list(csv.DictReader(StringIO(onrecord("export", "--format", "csv").out)))) == 5


@pytest.mark.parametrize(("form", "beside"), [("csv", ["out", "out.codebook.md"]), ("jsonl", ["out"])])
def test_a_file_is_the_same_as_standard_output(onrecord: Onrecord, form: str, beside: list[str]) -> None:
    ended = onrecord("export", "--format", form, "--output", "out")
    assert (ended.code, ended.out, ended.err) == (0, "", "2 reports, 5 statements written to out\n")
    assert sorted(path.name for path in Path().glob("out*")) == beside
    with Path("out").open(encoding="utf-8", newline="") as written:
        assert written.read().splitlines() == onrecord("export", "--format", form).out.splitlines()


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_without_text_only_statements_and_their_surroundings_are_left(onrecord: Onrecord, form: str) -> None:
    Path("long.txt").write_text(
        f"Lamp is lit\n\nIn {'secret ' * 200}.\n\n{'near ' * 41}it.\n\n“The lamp is lit,” Bram Ossery said.\n",
        encoding="utf-8",
    )
    onrecord("read", "long.txt", "--model", "rules", "--record", "long.db")
    ended = onrecord("export", "--format", form, "--without-text", "--output", "out", "--record", "long.db")
    assert (ended.code, ended.err) == (0, "1 report, 1 statement written to out\n")
    files = [path for path in Path().rglob("*") if path.parts[0].startswith("out") and path.is_file()]
    words = b"".join(path.read_bytes() for path in files)
    assert b"secret" not in words
    if form != "parquet":  # which is compressed
        assert b"near near near" in words
        assert "“The lamp is lit,”".encode() in words


def test_parquet_is_a_folder_and_needs_a_name(onrecord: Onrecord) -> None:
    ended = onrecord("export", "--format", "parquet")
    assert ended.code == 2
    assert "onrecord export --format parquet --output DIR" in " ".join(ended.err.split())
    ended = onrecord("export", "--format", "parquet", "--output", "out")
    assert (ended.code, ended.out, ended.err) == (0, "", "2 reports, 5 statements written to out\n")
    assert sorted(path.name for path in Path("out").iterdir()) == ["reports.parquet", "statements.parquet"]


def test_a_missing_library_leaves_no_folder(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = onrecord("export", "--format", "parquet", "--output", "out")
    assert ended.code == 1
    assert "pip install 'onrecord[parquet]'" in " ".join(ended.err.split())
    assert not Path("out").exists()


def test_the_codebook_explains_every_column(onrecord: Onrecord) -> None:
    onrecord("export", "--format", "csv", "--output", "out.csv")
    book = Path("out.csv.codebook.md").read_text(encoding="utf-8")
    with Path("out.csv").open(encoding="utf-8", newline="") as table:
        assert [name for name in next(csv.reader(table)) if f"`{name}`" not in book] == []


def test_a_place_that_cannot_be_written_is_a_message(onrecord: Onrecord) -> None:
    ended = onrecord("export", "--format", "csv", "--output", "no/such/folder/out.csv")
    assert ended.code == 1
    assert ended.err.startswith("onrecord: no/such/folder/out.csv")


@pytest.mark.parametrize("arguments", [(), ("--format", "table")])
def test_a_wrong_command_line_ends_with_2(onrecord: Onrecord, arguments: tuple[str, ...]) -> None:
    assert onrecord("export", *arguments).code == 2
