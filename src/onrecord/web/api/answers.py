"""How every answer of the API is written, and the shapes that more than one has."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from onrecord.errors import WrongOption
from onrecord.store.listing import Key, Listed, Window

MOST_ROWS = 200
Row = TypeVar("Row")


class Shape(BaseModel):
    """A JSON object. Fields may be added in later versions, and none is taken away."""

    model_config = ConfigDict(extra="allow")


class Refused(Shape):
    """Why there is no answer."""

    error: str = Field(description="What happened.")
    remedy: str = Field(description="What to do about it.")


class Listing(Shape, Generic[Row]):
    """One page of a list."""

    items: list[Row]
    total: int = Field(description="How many there are on all pages together.")
    total_is_exact: bool = Field(description="false: there are more than `total`; counting ended there.")
    next: str | None = Field(description="`cursor` of the next page; null on the last one.")
    notes: list[str] = Field(description="Why the list is empty, as far as that is known: nobody is called so.")


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused, "description": why}
    for status, why in (
        (400, "What was asked for makes no sense."),
        (401, "Log in first: the site asks for a token."),
        (403, "Not allowed, or it came from another site."),
        (404, "There is none, or more than one."),
        (413, "Too much was sent."),
        (422, "A value is missing, or of another kind."),
        (429, "Too often; `Retry-After` tells the seconds to wait."),
        (503, "It takes too long, or somebody else is writing: ask again."),
    )
}

Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows of one page.")]
Cursor = Annotated[str | None, Query(max_length=4000, description="Where the page begins: `next` of the one before.")]


def json_response(content: object, status: int = 200) -> Response:
    """JSON in UTF-8. Half a character, which UTF-8 does not have, is written as an escape."""
    try:
        body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=_plain).encode("utf-8")
    except UnicodeEncodeError:
        body = json.dumps(content, allow_nan=False, default=_plain).encode("ascii")
    return Response(body, status, media_type="application/json")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value)} has no JSON")


def listing(found: Listed[Any], notes: Sequence[str] = ()) -> Response:
    """One page of a list."""
    return json_response(listing_of(found.rows, found.total, is_exact=found.is_whole, last=found.last, notes=notes))


def listing_of(
    rows: Iterable[object], total: int, *, is_exact: bool, last: Key | None, notes: Sequence[str] = ()
) -> Mapping[str, object]:
    after = None if last is None else cursor_of(last)
    return {"items": list(rows), "total": total, "total_is_exact": is_exact, "next": after, "notes": list(notes)}


def cursor_of(last: Key) -> str:
    """What leads to the next page. It is for this site alone to understand."""
    return base64.urlsafe_b64encode(json.dumps(last).encode()).decode().rstrip("=")


def window(limit: int, cursor: str | None, *kinds: type) -> Window:
    """The page asked for. kinds: of the values in the cursor. Raises WrongOption for a cursor that is none."""
    if cursor is None:
        return Window(limit)
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _no_cursor(cursor) from error
    if not isinstance(keys, list) or [type(key) for key in keys] != list(kinds) or not all(map(_is_sane, keys)):
        raise _no_cursor(cursor)
    return Window(limit, tuple(keys))


def _is_sane(key: str | int) -> bool:
    """Can a database take it?"""
    return key.isprintable() if isinstance(key, str) else abs(key) < 2**62


def _no_cursor(cursor: str) -> WrongOption:
    return WrongOption(f"{cursor[:40]!r} is no cursor of this list", remedy="take `next` of the page before as it is")
