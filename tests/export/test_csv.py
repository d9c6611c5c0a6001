"""One statement a row, in cells no spreadsheet runs, explained by the codebook."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.export.codebook import codebook
from onrecord.export.columns import COLUMNS, Column
from onrecord.export.csv import safe_cell, text_of_cell, write_csv
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord
from tests.store.making import READER, attribution_at, record_of, report_records, statement_at


def rows(*records: ReportRecord) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    written = write_csv(records, out)
    found = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(found) == written
    return found


DANGEROUS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", " =1", "\u00a0=1", "\u200b=1",
    "\ufeff=1", "\u3000=1", '"=1', '" =1', "\x1f=1", "\n\n@x", "\u2028=1", "−1", "\tx", "\rx", "\nx", "'=1",
    "''=1",
)  # fmt: skip


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("field", ["title", "outlet", "origin", "given_id", "byline", "url", "wire"])
def test_no_cell_is_a_formula(text: str, field: str) -> None:
    (row,) = rows(record_of("The bridge is safe.", **{field: text}))
    column = "source" if field == "origin" else field
    assert row[column].startswith("'")
    assert text_of_cell(row[column]) == text


def test_what_a_csv_cannot_hold_is_replaced() -> None:
    assert safe_cell("a\0b\ud800c") == "a\ufffdb\ufffdc"
    assert safe_cell("\0=1") == "\ufffd=1"  # and no longer begins a formula


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_quotation_and_no_speaker_is_a_formula(text: str) -> None:
    (row,) = rows(record_of(text, speaker=text))
    assert row["content"].startswith("'")
    assert row["speaker"].startswith("'")


@pytest.mark.parametrize(
    "text", ["The bridge", "“Yes,” he said", "2021-12-02", "a=b", "x@example.org", "'tis", "'", ""]
)
def test_harmless_cells_are_left_alone(text: str) -> None:
    assert safe_cell(text) == text == text_of_cell(text)


@given(
    st.text(st.sampled_from("'=+-@＝\t\r\n \"ab,;") | st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
)
def test_a_cell_is_reversible_and_never_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert text_of_cell(cell) == text
    assert cell.lstrip('" \t\r\n\u00a0')[:1] not in tuple("=+-@＝＋－＠")
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell, "next"])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [cell, "next"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(report_records(), max_size=3))
def test_every_statement_is_a_row(records: list[ReportRecord]) -> None:
    ids = [row["statement_id"] for row in rows(*records)]
    assert ids == [statement.id for record in records for statement in record.statements]


def test_a_row_says_what_the_statement_says() -> None:
    record = record_of("“We are ready,” he said, “to talk.”", said_on="2031-05-06", published="2031-05-07")
    attribution = attribution_at(0, 3, content=(Span(0, 15), Span(25, 35)), source=(Span(16, 18),), cue=(Span(19, 23),))
    statement = statement_at(record.report.id, 0, 3, attribution=attribution, confidence=0.123456789)
    (row,) = rows(ReportRecord(record.report, (statement,), READER))
    assert row["content"] == "“We are ready,” … “to talk.”"
    assert row["content_spans"] == "[[0, 15], [25, 35]]"
    assert (row["source_words"], row["cue_words"], row["speaker"]) == ("he", "said", "Ana Lindqvist")
    assert (row["confidence"], row["published"], row["reader"]) == ("0.123456789", "2031-05-07", READER)
    assert (row["force"], row["nested_in"], row["flags"], row["said_on"]) == ("", "", "", "")


def test_the_codebook_explains_every_column_once_and_in_order() -> None:
    explained = [line.split("`")[1] for line in codebook().splitlines() if line.startswith("| `")]
    assert explained == [column.name for column in COLUMNS]
    assert len(set(explained)) == len(explained)
    assert all(column.meaning.endswith(".") for column in COLUMNS)


def test_the_csv_has_the_columns_of_the_codebook() -> None:
    assert list(rows(record_of("The bridge is safe."))[0]) == [column.name for column in COLUMNS]


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.values], ids=lambda column: column.name)
def test_closed_lists_hold(column: Column) -> None:
    assert all(f"`{value}`" in codebook() for value in column.values)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report_records())
def test_cells_hold_what_the_codebook_says(record: ReportRecord) -> None:
    for row in rows(record):
        for column in COLUMNS:
            cell = row[column.name]
            if cell and column.values:
                assert cell in column.values
            if cell and column.type == "JSON list":
                assert isinstance(json.loads(cell), list)
