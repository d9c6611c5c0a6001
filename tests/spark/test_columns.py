"""Which column of a table is what, and what a row is as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.errors import WrongOption
from onrecord.pages.lines import page_of_line
from onrecord.pages.options import ReadOptions
from onrecord.spark.columns import columns_of, pages_of_table
from onrecord.values.page import Page, PageKind, Skipped


def table(path: Path, columns: dict[str, list[Any]], **given: str) -> list[Page | Skipped]:
    parquet.write_table(pa.table(columns), path / "t.parquet")
    return list(pages_of_table(path / "t.parquet", "t", given, ReadOptions(max_bytes=1000)))


def test_a_row_is_the_page_of_the_line_with_its_fields(tmp_path: Path) -> None:
    columns = {"text": ["He left."], "url": ["https://example.org/1"], "published": [date(2021, 12, 2)], "size": [5]}
    (found,) = table(tmp_path, columns)
    line = b'{"text": "He left.", "url": "https://example.org/1", "published": "2021-12-02"}'
    assert found == page_of_line(line, "t:1")


def test_bytes_of_html_are_the_page_as_it_was(tmp_path: Path) -> None:
    (found,) = table(tmp_path, {"body": [b"<p>\xe9t\xe9"], "link": ["https://example.org/1"]}, html="body", url="link")
    assert isinstance(found, Page)
    assert (found.kind, found.content, found.given.url) == (PageKind.HTML, b"<p>\xe9t\xe9", "https://example.org/1")


def test_what_is_no_page_says_why_and_the_others_go_on(tmp_path: Path) -> None:
    found = table(tmp_path, {"text": ["He left.", None, "x" * 2000, "She left."]})
    assert [isinstance(one, Page) for one in found] == [True, False, False, True]
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        'neither "text" nor "html" nor "turns"', "larger than 1,000 bytes",
    ]  # fmt: skip
    assert [one.origin for one in found] == ["t:1", "t:2", "t:3", "t:4"]


def test_a_file_that_is_damaged_or_has_no_such_column_costs_itself(tmp_path: Path) -> None:
    (found,) = table(tmp_path, {"words": ["He left."]})
    assert isinstance(found, Skipped)
    assert found.reason == "has neither a column 'text' nor 'html'"
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and nothing of it")
    (found,) = pages_of_table(tmp_path / "t.parquet", "t", {}, ReadOptions())
    assert isinstance(found, Skipped)
    assert found.reason.startswith("no Parquet file, or a damaged one (")


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"author": "text"}, "no field of a report is called 'author'"),
        ({"text": "words"}, "t has no column 'words'"),
    ],
)
def test_a_column_that_is_not_there_is_a_wrong_option(given: dict[str, str], what: str) -> None:
    with pytest.raises(WrongOption, match=what):
        columns_of({"text": "string"}, given, "t")


def test_our_own_table_of_reports_is_known() -> None:
    names = dict.fromkeys(("report_id", "given_id", "report_kind", "text", "title", "published"), "string")
    assert ("id", "given_id") in columns_of(names, {}, "t").of
    assert ("kind", "report_kind") in columns_of(names, {}, "t").of


@pytest.mark.parametrize(
    ("value", "type_", "said"),
    [
        (1638403200000000001, pa.timestamp("ns"), "2021-12-02 00:00:00.000000001"),
        (10**14, pa.timestamp("s"), "<value out of range: "),
        (10**8, pa.date32(), "<value out of range: "),
    ],
)
def test_a_time_that_python_does_not_have_costs_no_row(tmp_path: Path, value: int, type_: Any, said: str) -> None:
    columns: dict[str, Any] = {"text": ["He left.", "She left."], "published": pa.array([value, None], type_)}
    first, second = table(tmp_path, columns)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert str(first.given.published).startswith(said)
    assert (first.body, second.body) == ("He left.", "She left.")


def test_a_time_zone_that_nobody_knows_costs_its_file(tmp_path: Path) -> None:
    columns: dict[str, Any] = {"text": ["He left."], "published": pa.array([0], pa.timestamp("s", tz="Not/AZone"))}
    (found,) = table(tmp_path, columns)
    assert isinstance(found, Skipped)


def test_texts_of_programs_that_write_them_as_bytes_are_texts(tmp_path: Path) -> None:
    (found,) = table(
        tmp_path, {"text": ["Été.".encode()], "title": ["Été".encode()], "url": [b"https://example.org/1"]}
    )
    assert isinstance(found, Page)
    assert (found.kind, found.content.decode()) == (PageKind.TEXT, "Été.")
    assert (found.given.title, found.given.url) == ("Été", "https://example.org/1")
    (found,) = table(tmp_path, {"html": [b"<p>He left."], "title": ["Été".encode()]})
    assert isinstance(found, Page)
    assert (found.kind, found.given.title) == (PageKind.HTML, "Été")
