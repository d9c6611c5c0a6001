"""One report: its text with the statements marked in place, and beside each who, when, where, to whom and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page
from onrecord.web.values.report_head import head_of
from onrecord.web.values.report_text import report_text

router = APIRouter(include_in_schema=False)


@router.get("/report/{asked}")
def report(
    request: Request,
    asked: str,
    part: Annotated[int, Query(ge=1, le=100_000)] = 1,
    statement: Annotated[str | None, Query(max_length=100)] = None,
    whole: bool = False,
) -> HTMLResponse:
    """part: of a long report. statement: the id of one, whose part is shown. whole: all parts on one page."""
    with site_of(request).reading() as record:
        found = record.report(asked)
        head = head_of(found, record)
    text = report_text(found, part=None if whole else part, at=statement)
    return page(request, "report.html", head=head, text=text, base=f"/report/{head.id}?")
