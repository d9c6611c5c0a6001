"""What browsers send: read with bounds on its size before anything is made of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request
from starlette.datastructures import FormData

from onrecord.errors import BadRequest
from onrecord.run.reading import MOST_BYTES, MOST_FILES

_SLACK = 1_000_000  # bytes for the names and borders of a form's parts


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """The form of a request; its files are closed behind the block.

    Raises BadRequest for one that is larger than MOST_BYTES, or does not say how large it is. The server sees to it
    that no more comes than was announced.
    """
    announced = request.headers.get("content-length", "")
    if not announced.isdecimal():
        raise BadRequest("the request does not say how long it is", remedy="send it with a Content-Length")
    if int(announced) > MOST_BYTES + _SLACK:
        raise BadRequest(
            f"more than {MOST_BYTES // 1_000_000} MB at once",
            remedy="read it in parts, or from the command line: onrecord read FILE",
        )
    async with request.form(max_files=MOST_FILES + 1, max_fields=20, max_part_size=MOST_BYTES) as form:
        yield form


def words_in(form: FormData, name: str) -> str | None:
    """A field as text; None where it is empty, or a file."""
    value = form.get(name)
    return value.strip() or None if isinstance(value, str) else None
