"""One report: its text with the statements marked in place."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from onrecord.export.marks import lines_of, numbered
from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/report/{asked}")
def report(request: Request, asked: str) -> HTMLResponse:
    with site_of(request).reading() as record:
        shown = record.report(asked)
    return page(request, "report.html", shown=shown, lines=lines_of(shown), numbered=numbered(shown))
