"""What one column of one row may hold, and small values as such."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.values.span import Span

Scalar = str | int | float | bytes | None
Row = dict[str, Scalar]
Place = tuple[int, int]
Fetched = sqlite3.Row | Mapping[str, Any]

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(value: Scalar) -> Scalar:
    """What no store can hold is replaced, one character for one, so that offsets stay true."""
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value


def cleaned(row: Mapping[str, Scalar]) -> Row:
    return {name: clean(value) for name, value in row.items()}


def digest(text: str) -> str:
    """SHA-256 of a text, by which a report knows that its text is still the one that was read."""
    return hashlib.sha256(LONE_SURROGATE.sub("\ufffd", text).encode()).hexdigest()


def to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def place(span: Span) -> Place:
    return (span.start, span.end)


def spans_of(spans: Iterable[Span]) -> list[Place]:
    return [place(span) for span in spans]


def place_or_none(span: Span | None) -> Place | tuple[None, None]:
    return place(span) if span else (None, None)


def span_or_none(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
