"""`onrecord people import`, `imports` and `forget-import`, and what the next reading makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord

CSV = """itemLabel,position,of,start,end
Odra Tennick,Foreign Minister,Luxembourg,2021-04-05,
Jorun Haldsby,Foreign Minister,Luxembourg,2017,2021-04-05
Elske Amberdon,Mayor,Vik,yesterday,
"""
REPORT = {"id": "1", "published": "2023-10-20", "text": "“We agree,” the Luxembourg foreign minister said on Friday."}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "r.jsonl").write_text(json.dumps(REPORT) + "\n", encoding="utf-8")
    return tmp_path


def speaker(onrecord: Onrecord) -> dict[str, object]:
    onrecord("read", "r.jsonl", "--model", "rules", "--quiet")
    (report,) = map(json.loads, onrecord("export", "--format", "jsonl").out.splitlines())
    return dict(report["statements"][0]["speaker"])


@pytest.mark.usefixtures("folder")
def test_an_import_holds_from_the_next_reading_until_it_is_forgotten(onrecord: Onrecord) -> None:
    assert speaker(onrecord)["name"] == "Luxembourg foreign minister"
    done = onrecord("people", "import", "people.csv")
    assert done.code == 1
    assert "line 4 kept out: 'yesterday' is not a date" in done.err
    assert "import 1: 2 persons, 0 bodies, 1 office, 2 terms" in done.err
    found = speaker(onrecord)
    assert (found["name"], found["office"]) == ("Odra Tennick", "Foreign Minister, Luxembourg")
    assert found["office_printed"] == "Luxembourg foreign minister"
    assert "people.csv, line 2" in str(found["office_because"])
    assert "Foreign Minister, Luxembourg" in onrecord("show", "1", "--why", "1").out
    assert onrecord("people", "forget-import", "1").code == 0
    assert speaker(onrecord)["name"] == "Luxembourg foreign minister"


@pytest.mark.usefixtures("folder")
def test_imports_are_listed(onrecord: Onrecord) -> None:
    onrecord("people", "import", "people.csv")
    assert "people.csv" in onrecord("people", "imports").out
    (row,) = map(json.loads, onrecord("people", "imports", "--format", "jsonl").out.splitlines())
    assert (row["people"], row["terms"], row["refused"], row["form"]) == (2, 2, 1, "csv")


@pytest.mark.usefixtures("folder")
def test_a_file_is_imported_once(onrecord: Onrecord) -> None:
    onrecord("people", "import", "people.csv")
    again = onrecord("people", "import", "people.csv")
    assert (again.code, "on record already, as import 1" in again.err) == (0, True)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("people", "import", "none.csv"), "No such file"),
        (("people", "import", "r.jsonl"), "kept out"),
        (("people", "forget-import", "7"), "there is no import 7"),
        (("people", "forget-import", "0"), "not the number of an import"),
    ],
)
def test_what_cannot_be_done_is_said(onrecord: Onrecord, arguments: tuple[str, ...], said: str) -> None:
    onrecord("read", "r.jsonl", "--model", "rules", "--quiet")
    done = onrecord(*arguments)
    assert (done.code, said in done.err) == (1, True)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("rows", ["", 'Odra Tennick,"Mayor,Vik,,\n', "Odra Tennick\n"])
def test_a_file_without_a_line_of_use_is_refused(onrecord: Onrecord, rows: str) -> None:
    Path("people.csv").write_text(CSV.splitlines()[0] + "\n" + rows, encoding="utf-8")
    done = onrecord("people", "import", "people.csv")
    assert (done.code, "so nothing was imported" in done.err) == (1, True)
    assert onrecord("people", "imports", "--format", "jsonl").out == ""
