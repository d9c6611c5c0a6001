"""From values to a page: templates in which every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from onrecord.export.draft_marks import without_unseen
from onrecord.export.marks import UNKNOWN

_TEMPLATES = Path(__file__).parent / "templates"


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The page `template` with these values. `is_part`: htmx asked for a part of it, not for the whole."""
    is_part = request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"
    written = _environment().get_template(template).render(request=request, is_part=is_part, **values)
    return HTMLResponse(written, status, headers={"Vary": "HX-Request"})


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,  # whatever a template is called
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"number": _number, "counted": _counted, "known": _known, "listed": _listed}
    return made


def _finalize(value: Any) -> Any:
    """Words of strangers with signs for what would turn a page round unseen; they are escaped behind this."""
    return without_unseen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _number(value: int) -> str:
    return f"{value:,}"


def _counted(value: int, one: str, many: str | None = None) -> str:
    """ "1 report", "2,000 reports"."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def _known(value: object) -> object:
    """What is not known is a dash, never an empty place."""
    return UNKNOWN if value is None or value == "" else value


def _listed(values: Sequence[object | None]) -> str:
    """The known ones of these on one line."""
    return " · ".join(str(value) for value in values if value)
