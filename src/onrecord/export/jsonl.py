"""One report a line, as the contract spells it. The exact text: nothing is replaced or left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TextIO

from onrecord.export.contract import record_to_json
from onrecord.export.whole import whole_to_json
from onrecord.values.statement import ReportRecord

# Inside JSON strings only: some programs take the first three for the end of a line; a lone surrogate has no UTF-8.
UNSAFE_IN_A_LINE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def write_jsonl(records: Iterable[ReportRecord], out: TextIO) -> int:
    """Write every report with its statements, one JSON object a line. Returns the number of lines."""
    lines = 0
    for record in records:
        out.write(json_line(record))
        lines += 1
    return lines


def write_whole(records: Iterable[ReportRecord], out: TextIO) -> int:
    """As `write_jsonl`, with all that `onrecord import` needs to make the same rows."""
    lines = 0
    for record in records:
        out.write(line_of(whole_to_json(record)))
        lines += 1
    return lines


def json_line(record: ReportRecord) -> str:
    """One report as a line of JSON that ends with a newline and has no other line break of any kind."""
    return line_of(record_to_json(record))


def line_of(value: object) -> str:
    """One JSON value as such a line."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNSAFE_IN_A_LINE.sub(lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"
