"""What a question to the API may name: anything else is a slip, and its answer would be to another question."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from onrecord.errors import BadRequest


def refuse_unknown(request: Request) -> None:
    """Raises BadRequest for a parameter in the address that this question does not have."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = sorted(_names(route.dependant))
    for name in request.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            remedy = f"did you mean {near[0]}? {takes}" if near else takes
            raise BadRequest(f"{name[:40]!r} is no parameter of {route.path}", remedy=remedy)


def _names(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        yield field.alias
    for inner in dependant.dependencies:
        yield from _names(inner)
