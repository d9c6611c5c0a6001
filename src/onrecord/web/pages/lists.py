"""What all lists share: how many rows they show, and the address of where they go on."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Query, Request

ROWS = 50  # on one page of a list of things
STATEMENTS = 25  # on one page of a list of statements, which have words to be read

After = Annotated[str | None, Query(max_length=4000)]
Words = Annotated[str, Query(max_length=5000)]
Asked = Annotated[str, Query(max_length=500)]


def wanted(value: str) -> str | None:
    """A field of a form that was left empty asks for nothing."""
    return value.strip() or None


def link(request: Request, **changed: str | None) -> str:
    """This page's address with other parameters; None and "" take one out. Where a list goes on is left out."""
    asked: dict[str, str | None] = {**request.query_params, "after": None, **changed}
    kept = {name: value for name, value in asked.items() if value}
    path = path_of(request)
    return f"{path}?{urlencode(kept)}" if kept else path


def path_of(request: Request) -> str:
    """The path as an address has it: a name in it may have a "%25" of its own, which `request.url` leaves as it is."""
    return quote(request.scope["path"])


def onward(request: Request, cursor: str | None) -> str | None:
    """The address of where a list goes on; None at its end."""
    return link(request, after=cursor) if cursor else None
