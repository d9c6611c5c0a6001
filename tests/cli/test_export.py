"""The whole record goes out, whole or not at all."""

from __future__ import annotations

import csv
import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from onrecord.cli.export import ExportFormat
from onrecord.export.formats import FORMS
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


@pytest.mark.parametrize(
    ("form", "beside"),
    [
        ("csv", ["out", "out.codebook.md"]),
        ("labelstudio", ["out", "out.config.xml"]),
        *((form, ["out"]) for form in ("jsonl", "webannotation", "jsonld", "ftm", "conllu", "graphml", "gexf")),
    ],
)
def test_a_file_is_the_same_as_standard_output(onrecord: Onrecord, form: str, beside: list[str]) -> None:
    ended = onrecord("export", "--format", form, "--output", "out")
    assert (ended.code, ended.out, ended.err) == (0, "", "2 reports, 5 statements written to out\n")
    assert sorted(path.name for path in Path().glob("out*")) == beside
    with Path("out").open(encoding="utf-8", newline="") as written:
        assert written.read().splitlines() == onrecord("export", "--format", form).out.splitlines()


@pytest.mark.parametrize("form", ["csv", "labelstudio"])
def test_what_stands_beside_a_file_is_printed_alone(onrecord: Onrecord, form: str) -> None:
    onrecord("export", "--format", form, "--output", "out")
    (beside,) = Path().glob("out.*")
    told = onrecord("export", "--format", form, "--explain", "--record", "no such record")
    assert (told.code, told.out) == (0, beside.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_a_format_that_explains_itself_says_so(onrecord: Onrecord, form: str) -> None:
    ended = onrecord("export", "--format", form, "--explain")
    assert (ended.code, "nothing stands beside" in ended.err) == (2, True)


def test_the_command_and_the_table_know_the_same_formats() -> None:
    assert {form.value for form in ExportFormat} == {*FORMS, "parquet"}


@pytest.mark.parametrize("form", ["labelstudio", "conllu"])
def test_what_says_nothing_without_the_text_is_not_written_without(onrecord: Onrecord, form: str) -> None:
    assert onrecord("export", "--format", form, "--without-text").code == 2


def test_annotations_are_imported_as_json_lines_are(onrecord: Onrecord) -> None:
    told = []
    for form in ("webannotation", "jsonl"):
        onrecord("export", "--format", form, "--output", f"{form}.jsonl")
        assert onrecord("import", f"{form}.jsonl", "--record", f"{form}.db").code == 0
        told.append(onrecord("export", "--format", "csv", "--record", f"{form}.db").out)
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 5


def test_pages_of_annotations_that_somebody_changed_are_refused(onrecord: Onrecord) -> None:
    line = onrecord("export", "--format", "webannotation").out.splitlines()[0]
    Path("pages.jsonl").write_text(line.replace('"start": 10', '"start": 11', 1) + "\n", encoding="utf-8")
    ended = onrecord("import", "pages.jsonl", "--record", "other.db")
    assert (ended.code, "other words" in ended.err) == (1, True)


def test_rejected_statements_are_no_tasks(onrecord: Onrecord) -> None:
    record = json.loads(onrecord("export", "--format", "jsonl").out.splitlines()[0])
    onrecord("statement", "reject", record["statements"][0]["id"], "--by", "ana")
    (task, _) = json.loads(onrecord("export", "--format", "labelstudio", "--rejected").out)
    assert len(task["data"]["onrecord"]["statements"]) == 3


def test_people_of_an_export_can_be_imported(onrecord: Onrecord) -> None:
    onrecord("export", "--format", "ftm", "--output", "people.ftm")
    ended = onrecord("people", "import", "people.ftm", "--record", "other.db")
    assert ended.code == 0
    assert "import 1: 3 persons" in ended.err


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
