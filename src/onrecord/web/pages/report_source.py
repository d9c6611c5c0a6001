"""What was read of a report: as text with the places marked, and as bytes to be kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from onrecord.export.marks import numbered
from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page
from onrecord.web.values.page_text import page_text
from onrecord.web.values.report_head import head_of

router = APIRouter(include_in_schema=False)


@router.get("/report/{asked}/page")
def source(request: Request, asked: str, part: Annotated[int, Query(ge=1, le=100_000)] = 1) -> HTMLResponse:
    """The decoded page as text: a browser is never given an outlet's markup to obey."""
    with site_of(request).reading() as record:
        found = record.report(asked)
        content = record.content(found.report.sha256)
    shown = page_text(content, found, part)
    ids = {number: one.id for number, one in numbered(found)}
    return page(request, "report_page.html", head=head_of(found), shown=shown, size=len(content), ids=ids)


@router.get("/report/{asked}/bytes")
def kept_bytes(request: Request, asked: str) -> Response:
    """The bytes as they were read, which a browser keeps and does not open."""
    with site_of(request).reading() as record:
        found = record.report(asked).report
        content = record.content(found.sha256)
    name = "".join(sign for sign in found.id if sign.isascii() and sign.isalnum())  # of a header: nothing but these
    headers = {"Content-Disposition": f'attachment; filename="{name}.bin"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
