"""SQL over a folder of Parquet: the views, the forms of an answer, and all that is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from onrecord.run import parquet_query
from tests.cli.conftest import Ended, Onrecord


@pytest.fixture
def out(onrecord: Onrecord, sample: str) -> str:
    ended = onrecord("export", "--format", "parquet", "--output", "out", "--record", sample)
    assert ended.code == 0
    return "out"


def lines(ended: Ended) -> list[object]:
    assert ended.code == 0, ended.err
    return [json.loads(line) for line in ended.out.splitlines()]


def test_the_tables_are_there_to_be_asked(onrecord: Onrecord, out: str) -> None:
    asked = "SELECT r.title, s.speaker, s.content_spans FROM statements s JOIN reports r USING (report_id) LIMIT 1"
    (line,) = lines(onrecord("query", out, asked, "--format", "jsonl"))
    assert isinstance(line, dict)
    assert list(line) == ["title", "speaker", "content_spans"]
    assert set(line["content_spans"][0]) == {"start", "end"}
    assert lines(onrecord("query", out, "SELECT count(*) AS n FROM quarantine", "--format", "jsonl")) == [{"n": 0}]


def test_columns_of_one_name_are_told_apart(onrecord: Onrecord, out: str) -> None:
    """An object has the last one alone."""
    asked = "SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a"
    assert lines(onrecord("query", out, asked, "--format", "jsonl")) == [{"a": 1, "a_1": 2, "a_1_1": 3, "a_2": 4}]


def test_an_answer_in_three_forms(onrecord: Onrecord, out: str) -> None:
    asked = "SELECT * FROM (VALUES (1, '=2+3', NULL, DATE '2021-12-02'), (2, 'b', [1.5], NULL)) AS t(a, b, c, d)"
    assert lines(onrecord("query", out, asked, "--format", "jsonl")) == [
        {"a": 1, "b": "=2+3", "c": None, "d": "2021-12-02"}, {"a": 2, "b": "b", "c": [1.5], "d": None},
    ]  # fmt: skip
    rows = list(csv.reader(io.StringIO(onrecord("query", out, asked, "--format", "csv").out)))
    assert rows == [["a", "b", "c", "d"], ["1", "'=2+3", "", "2021-12-02"], ["2", "b", "[1.5]", ""]]
    shown = onrecord("query", out, asked).out.splitlines()
    assert [line.split() for line in shown] == [
        ["a", "b", "c", "d"],
        ["1", "=2+3", "–", "2021-12-02"],
        ["2", "b", "[1.5]", "–"],
    ]


def test_a_table_is_shown_in_part_and_says_so(onrecord: Onrecord, out: str) -> None:
    ended = onrecord("query", out, "SELECT * FROM range(60)")
    assert len(ended.out.splitlines()) == 51
    assert ended.err == "the first 50 rows; --limit N shows more, --format csv all\n"
    assert len(onrecord("query", out, "SELECT * FROM range(60)", "--limit", "2", "--format", "csv").out.split()) == 3
    assert onrecord("query", out, "SELECT 1 WHERE false").err == "no row answers this\n"


@pytest.mark.parametrize(
    "asked",
    [
        "COPY reports TO 'out/x.csv'",
        "COPY reports TO 'x.csv'",
        "SELECT 1; SELECT 2",
        "",
        "ATTACH 'x.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "CREATE TABLE x AS SELECT 1",
        "INSERT INTO quarantine VALUES (1)",
        "PRAGMA database_list",
        "SELECT * FROM read_csv('secret.txt')",
        "SELECT * FROM read_text('out/../secret.txt')",
        "SELECT * FROM 'secret.txt'",
        "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
        "SELECT * FROM answer",  # a variable of the program
        "SELECT nothing FROM reports",
        "SELEC",
    ],
)
def test_nothing_but_a_question_about_the_folder_is_answered(onrecord: Onrecord, out: str, asked: str) -> None:
    Path("secret.txt").write_text("a\nsecret\n")
    before = sorted(Path.cwd().rglob("*"))
    ended = onrecord("query", out, asked, "--format", "jsonl")
    assert (ended.code, ended.out) == (2, "")
    assert "Ask with SELECT, of the views statements, reports, quarantine" in ended.err
    assert sorted(Path.cwd().rglob("*")) == before


def test_a_folder_of_something_else_is_refused(onrecord: Onrecord, out: str) -> None:
    assert onrecord("query", "none", "SELECT 1").err.startswith("onrecord: none: there is no such folder")
    Path("empty").mkdir()
    assert onrecord("query", "empty", "SELECT 1").err.startswith("onrecord: empty: no table of reports or statements")
    Path(out, "reports.parquet").write_bytes(b"PAR1 and nothing of it")
    ended = onrecord("query", out, "SELECT 1")
    assert ended.code == 1
    assert "no Parquet, or damaged" in ended.err


def test_names_with_quotes_and_brackets_are_names(onrecord: Onrecord, out: str) -> None:
    Path(out).rename("o'u[t]*")
    assert lines(onrecord("query", "o'u[t]*", "SELECT count(*) > 0 AS n FROM reports", "--format", "jsonl")) == [
        {"n": True}
    ]


def test_many_columns_stand_below_each_other(onrecord: Onrecord, out: str) -> None:
    told = onrecord("query", out, "SELECT * FROM statements ORDER BY statement_id LIMIT 2").out
    blocks = told.rstrip("\n").split("\n\n")
    assert len(blocks) == 2
    assert all(re.search(r"^kind +(direct|mixed|indirect)$", one, re.MULTILINE) for one in blocks)


def test_what_stands_in_for_a_table_is_not_seen(onrecord: Onrecord, out: str) -> None:
    assert "no_quarantine" not in onrecord("query", out, "SHOW TABLES").out


def test_an_interrupted_question_ends_as_any_command(
    onrecord: Onrecord, out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise RuntimeError("Query interrupted")

    monkeypatch.setattr(parquet_query, "_rows", interrupted)
    ended = onrecord("query", out, "SELECT count(*) FROM statements")
    assert (ended.code, ended.err) == (130, "stopped\n")
