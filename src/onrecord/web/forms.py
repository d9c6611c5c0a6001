"""What a form sent, read only as far as it may be long."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from starlette.datastructures import UploadFile

from onrecord.errors import BadRequest


async def sent_by(request: Request, *, most: int) -> Mapping[str, str]:
    """The fields of a form without files, without blanks at their ends. most: bytes of all of it.

    Raises BadRequest where it is longer, or does not say how long it is.
    """
    refuse_longer(request, most)
    async with request.form(max_files=0, max_fields=30, max_part_size=most) as form:
        return {name: value.strip() for name, value in form.items() if not isinstance(value, UploadFile)}


def refuse_longer(request: Request, most: int) -> None:
    """Raise BadRequest before any of it is read."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > most:
        raise BadRequest(f"a form may have {most:,} bytes here", remedy="send less at once")
