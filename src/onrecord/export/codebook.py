"""What every column of the CSV means, written from the same table as the CSV itself."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.export.column import Column
from onrecord.export.columns import COLUMNS
from onrecord.export.contract import SCHEMA

HEAD = f"""# Codebook

The CSV beside this file is an export of a record of what was publicly said, contract `{SCHEMA}`.

- One row is one statement. A report in which no statement was found has no row; it is in the JSON Lines export.
- The file is UTF-8, comma-separated, quoted and with line ends as in RFC 4180.
- An empty cell means: not known. Nothing is guessed, and no cell holds an empty text.
- Dates are EDTF (ISO 8601-2): `2021-12-02`, `2021-12`, `XXXX-02-19` where the year is not in evidence.
- Spans are `[[start, end], …]`: half-open, in Unicode code points, into the report's text (`report.text` of the
  JSON Lines export).
- A cell that begins like a formula (`=`, `+`, `-`, `@`, a tab or a line break, also full-width or after spaces and
  quotation marks) has an apostrophe `'` in front, so that no spreadsheet runs it; so has a cell that begins with
  apostrophes followed by these. Take one apostrophe away from such a cell to get the text. NUL, which a CSV cannot
  hold, is written U+FFFD. The exact text is in the JSON Lines export.
- Open the file with every column as text: a spreadsheet that is left to guess turns `2021-12` into another date.

| column | type | meaning | values |
|---|---|---|---|
"""


def codebook(columns: Iterable[Column] = COLUMNS) -> str:
    """The codebook as Markdown, one line a column, in the order of the CSV."""
    return HEAD + "".join(_line(column) for column in columns)


def _line(column: Column) -> str:
    values = ", ".join(f"`{value}`" for value in column.values)
    return f"| `{column.name}` | {column.type} | {column.meaning} | {values} |\n"
