"""A user's register of instruments, read from a file: JSON lines or CSV with the fields of `values/instrument.py`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.instruments.register import FIELDS, LISTS, instrument_from
from onrecord.values.instrument import Instrument

LARGEST = 50_000_000  # bytes: many times any register
_YES = frozenset("true yes 1 x".split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file, counted from 1, as an entry; or why it is none, and `instrument` is None."""

    number: int
    instrument: Instrument | None
    wrong: str = ""


def read_instruments(path: Path) -> Iterator[Line]:
    """The entries of a file in its order, one that cannot be read with the reason.

    A file that begins with `{` is JSON lines; any other is CSV with a head line, lists separated by `;`.
    Raises UnreadableInput when there is no such file, or it is neither.
    """
    text = _text(path)
    lines = _from_json(text) if text.lstrip().startswith("{") else _from_csv(text, path)
    for number, given in lines:
        if isinstance(given, str):
            yield Line(number, None, given)
            continue
        try:
            yield Line(number, instrument_from(given))
        except ValueError as error:
            yield Line(number, None, str(error))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableInput(f"{path} has more than {LARGEST:,} bytes", remedy="import it in parts")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableInput(
            f"{path}: {error.strerror}", remedy="name a file that is there and can be read"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path}: byte {error.start} is not UTF-8", remedy="save it as UTF-8") from error


def _from_json(text: str) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> Mapping[str, object] | str:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is no JSON: {error}"
    return given if isinstance(given, dict) else "is no JSON object"


def _from_csv(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, object] | str]]:
    # Not `splitlines`: it would cut cells at signs that end no line of CSV, and join the lines of a quoted one.
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(rows, [])]
        if "id" not in head or "title" not in head:
            raise UnreadableInput(
                f"{path} is neither JSON lines nor CSV with the columns id and title",
                remedy=f"give each line these fields, the first two at least: {', '.join(FIELDS)}",
            )
        for row in rows:
            if any(cell.strip() for cell in row):
                wrong = len(row) > len(head)
                yield rows.line_num, "has more cells than the head line" if wrong else _cells(head, row)
    except csv.Error as error:
        raise UnreadableInput(f"{path}, line {rows.line_num}: {error}", remedy="save it as CSV again") from error


def _cells(head: list[str], row: list[str]) -> Mapping[str, object]:
    return {name: _cell(name, cell) for name, cell in zip(head, row, strict=False)}


def _cell(name: str, cell: str) -> object:
    if name in LISTS:
        return [one.strip() for one in cell.split(";") if one.strip()]
    return cell.strip().lower() in _YES if name == "checked" else cell.strip()
