"""From values to a page: templates in which every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from onrecord.errors import OnRecordError
from onrecord.export.dates_shown import date_shown
from onrecord.export.draft_marks import without_unseen
from onrecord.export.marks import UNKNOWN
from onrecord.text.report_name import name_of
from onrecord.web.told import remedy_here, told_here

_TEMPLATES = Path(__file__).parent / "templates"


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The page `template` with these values. An error among them is told as `told_here` has it."""
    values = {name: _told(one) if isinstance(one, OnRecordError) else one for name, one in values.items()}
    written = _environment().get_template(template).render(request=request, **values)
    return HTMLResponse(written, status, headers={"Vary": "HX-Request"})


def _told(error: OnRecordError) -> OnRecordError:
    return OnRecordError(*told_here(error))


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
    made.filters |= {
        "dated": date_shown,
        "percent": _percent,
        "urlencode_whole": _urlencode_whole,
        "last_part": last_part,
        "report_name": name_of,
        "remedy_here": remedy_here,
    }
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


def _percent(share: float) -> str:
    """ "97 %". Never all and never nothing of what is only likely."""
    return f"{min(99, max(1, round(share * 100)))} %" if 0 < share < 1 else f"{share:.0%}".replace("%", " %")


def _urlencode_whole(value: str) -> str:
    """A name as one segment of a path: Jinja's own filter leaves "/" as it stands."""
    return quote(value.encode("utf-8", "replace"), safe="")


def last_part(origin: str) -> str:
    """The name of the file that a report was read from, or the last part of its address."""
    return origin.rstrip("/").rsplit("/", 1)[-1] or origin
