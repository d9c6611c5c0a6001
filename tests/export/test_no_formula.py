"""What a spreadsheet would run, in every field that a report can bring: in no column it is run."""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.export.columns import COLUMNS, columns_of
from onrecord.export.csv import text_of_cell, write_csv
from onrecord.export.fields import Misfit
from onrecord.export.reading_back import record_from_json
from onrecord.values.statement import ReportRecord
from tests.export.test_csv import DANGEROUS

GOLDEN = Path(__file__).parents[1] / "golden" / "wires-2023-10-20-league" / "record.json"
LINE = json.loads(GOLDEN.read_text(encoding="utf-8"))[0]
LINE["statements"] = LINE["statements"][:2]
# What LibreOffice and Excel begin a formula with, past what they pass over at the beginning of a cell.
STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
PASSED_OVER = ' \t\r\n\u00a0\u200b\ufeff\u3000\u2028\x1f"'
FREE = {"title", "outlet", "byline", "url", "source", "speaker", "place", "occasion", "addressee", "said_on_because"}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where strings and nothing stand: there words may come."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    elif value is None or isinstance(value, str):
        yield path


def with_words(path: tuple[Any, ...], words: str) -> ReportRecord | None:
    """The report with these words there; None where no report has them: ids, kinds and dates are no words."""
    line = copy.deepcopy(LINE)
    holder = line
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = words
    try:
        return record_from_json(line)
    except Misfit:
        return None


def cells(record: ReportRecord, *, with_text: bool) -> Iterator[tuple[str, str]]:
    out = io.StringIO(newline="")
    write_csv([record], out, columns_of(with_text=with_text))
    for row in csv.DictReader(io.StringIO(out.getvalue(), newline="")):
        yield from row.items()


@pytest.mark.parametrize("words", DANGEROUS)
def test_no_field_becomes_a_formula(words: str) -> None:
    reached = set()
    for path in leaves(LINE):
        record = with_words(path, words)
        for column, cell in cells(record, with_text=True) if record else ():
            assert not cell.lstrip(PASSED_OVER).startswith(STARTS) or is_number(cell), (path, column, cell)
            assert cell[:1] not in ("\t", "\r", "\n"), (path, column, cell)
            if text_of_cell(cell) == words.replace("\0", "\ufffd"):
                reached.add(column)
    assert reached >= FREE
    assert len(reached) > len(COLUMNS) // 4


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_whoever_writes_a_table_guards_its_cells() -> None:
    writers = [path for path in Path(onrecord.__path__[0]).rglob("*.py") if "csv.writer(" in path.read_text("utf-8")]
    assert len(writers) > 3
    assert [path.name for path in writers if "safe_cell(" not in path.read_text("utf-8")] == []
