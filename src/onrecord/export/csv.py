"""One statement a row, for spreadsheets and statistics. What a column means stands in the codebook beside it.

A cell that a spreadsheet would run as a formula gets an apostrophe in front, and so does a cell that already looks
like one of these, so that taking one apostrophe away again always gives the text back. Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

from onrecord.export.column import Cell, Column
from onrecord.export.columns import COLUMNS
from onrecord.values.statement import ReportRecord

# A formula starts with one of these, also full-width, and spreadsheets look past white space, controls and quotes.
FORMULA = r"""[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff"]*[=+\-@＝＋－＠−﹢﹣﹦﹫]|[\t\r\n]"""
LOOKS_LIKE_A_FORMULA = re.compile(rf"'*(?:{FORMULA})")
GUARDED = re.compile(rf"'+(?:{FORMULA})")
NOT_IN_CSV = re.compile("[\0\ud800-\udfff]")


def write_csv(records: Iterable[ReportRecord], out: TextIO, columns: Sequence[Column] = COLUMNS) -> int:
    """Write a header and every statement as a row. Returns the number of rows without the header.

    out: opened with newline="", for lines end in CR LF as RFC 4180 has it.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    rows = 0
    for record in records:
        for statement in record.statements:
            writer.writerow([safe_cell(column.read(record, statement)) for column in columns])
            rows += 1
    return rows


def safe_cell(value: Cell) -> str:
    """A value as a cell no spreadsheet runs; None as nothing.

    NUL and lone surrogates, which CSV cannot hold, become U+FFFD.
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = NOT_IN_CSV.sub("\ufffd", value)
    return f"'{text}" if LOOKS_LIKE_A_FORMULA.match(text) else text


def text_of_cell(cell: str) -> str:
    """The text of a cell made by `safe_cell`."""
    return cell[1:] if GUARDED.match(cell) else cell
