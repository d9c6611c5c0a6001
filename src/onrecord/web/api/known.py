"""What a question to the API may name: anything else is a slip, and its answer would be to another question."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from onrecord.errors import BadRequest

_LONGEST = 40  # characters of a name that is told


def refuse_unknown(request: Request) -> None:
    """Raises BadRequest for a parameter in the address that this question does not have."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = sorted(_names(route.dependant))
    for name in request.query_params:
        if name not in known:
            raise BadRequest(f"{name[:_LONGEST]!r} is no parameter of {route.path}", remedy=_taken(name, known))


def unknown_field(request: Request, name: str) -> tuple[str, str]:
    """What is told of a field of the body that this question does not have: what happened, and what it takes."""
    route = request.scope.get("route")
    bodies = route.dependant.body_params if isinstance(route, APIRoute) else ()
    known = sorted(field for body in bodies for field in getattr(body.field_info.annotation, "model_fields", ()))
    return f"{name[:_LONGEST]!r} is no field of what is asked here", _taken(name, known)


def _taken(name: str, known: Collection[str]) -> str:
    takes = f"it takes {', '.join(known)}" if known else "it takes none"
    near = get_close_matches(name[:_LONGEST], known, n=1)
    return f"did you mean {near[0]}? {takes}" if near else takes


def _names(dependant: Dependant) -> Iterator[str]:
    for field in dependant.query_params:
        yield field.alias
    for inner in dependant.dependencies:
        yield from _names(inner)
