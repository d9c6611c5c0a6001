"""Where a list goes on: the place of its last row, as letters that an address may have.

A list goes on behind a row and not behind a count, so that what is written meanwhile neither repeats nor hides a row.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.errors import WrongOption

Row = TypeVar("Row")
Place = tuple[str | int, ...]
_LONGEST = 20_000  # characters: a place can be a name, and pages name themselves at length


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """Some rows of a list. following: where it goes on; None at its end."""

    rows: tuple[Row, ...]
    following: str | None = None


def cursor_of(place: Place) -> str:
    return (
        base64.urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode("utf-8", "replace")).decode().rstrip("=")
    )


def place_of(cursor: str | None, kinds: Sequence[type[str] | type[int]]) -> Place | None:
    """The place a cursor names, a value of each kind; None of none. Raises WrongOption for a strange one."""
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor[:_LONGEST] + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError) as error:  # brackets in brackets in brackets
        raise _wrong(cursor) from error
    if not isinstance(values, list) or [type(value) for value in values] != list(kinds):
        raise _wrong(cursor)
    if any(isinstance(value, int) and abs(value) > 2**62 for value in values):
        raise _wrong(cursor)
    return tuple(
        str(value).encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values
    )


def part(rows: Sequence[Row], limit: int, place: Callable[[Row], Place]) -> Part[Row]:
    """The first `limit` of rows, of which one more than that was asked for where there are more."""
    kept = tuple(rows[:limit])
    return Part(kept, cursor_of(place(kept[-1])) if len(rows) > limit and kept else None)


def _wrong(cursor: str) -> WrongOption:
    return WrongOption(f"no list goes on at {cursor[:40]!r}", remedy="go back to the beginning of the list")
