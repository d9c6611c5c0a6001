"""What can be asked over JSON, as a page: made of the same description that programs read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import HTMLResponse

from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)
_DEEPEST = 6  # shapes inside of shapes


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a field of a body: what it is called, what it takes, and what it means."""

    name: str
    kind: str
    is_needed: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that can be asked."""

    method: str
    path: str
    title: str
    meaning: str
    fields: tuple[Field, ...]
    answer: str
    id: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The shape of an answer, or of a part of one."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


@router.get("/api")
def described(request: Request) -> HTMLResponse:
    asked, shapes = _described(request.app)
    return page(request, "api.html", asked=asked, shapes=shapes)


@lru_cache(maxsize=4)
def _described(app: FastAPI) -> tuple[tuple[Asked, ...], tuple[Answered, ...]]:
    """What the description says, in its order."""
    told = app.openapi()
    shapes = told["components"]["schemas"]
    asked = tuple(
        _asked(method.upper(), path, one, shapes)
        for path, methods in told["paths"].items()
        for method, one in methods.items()
    )
    found = (_answered(name, one) for name, one in sorted(shapes.items()))
    return asked, tuple(one for one in found if one.fields)


def _asked(method: str, path: str, one: dict[str, Any], shapes: dict[str, Any]) -> Asked:
    fields = [
        Field(
            each["name"], _kind(each["schema"]), each["required"], each.get("description") or _meaning(each["schema"])
        )
        for each in one.get("parameters", ())
    ]
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        fields += _answered("", shapes[_name(body["$ref"])]).fields
    answer = one["responses"]["200"]["content"]["application/json"]["schema"]
    return Asked(
        *(method, path, one["summary"], one.get("description", "")),
        *(tuple(fields), _kind(answer), f"{method}{path}".lower().replace("/", "-").strip("{}")),
    )


def _answered(name: str, shape: dict[str, Any]) -> Answered:
    needed = shape.get("required", ())
    fields = tuple(
        Field(field, _kind(one), field in needed, _meaning(one)) for field, one in shape.get("properties", {}).items()
    )
    return Answered(name, shape.get("description", ""), fields)


def _meaning(schema: dict[str, Any]) -> str:
    return str(schema.get("description", ""))


def _kind(schema: dict[str, Any], depth: int = 0) -> str:
    """ "list of Hit", "string or null", "direct | mixed | indirect"."""
    if depth > _DEEPEST:
        return "…"
    if "$ref" in schema:
        return _name(schema["$ref"])
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_kind(one, depth + 1) for one in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'], depth + 1)}" if "items" in schema else "list"
    return str(schema.get("type", "anything"))


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]
