"""The first page: what is on record, and one box for everything."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    with site_of(request).reading() as record:
        counts = record.counts()
    return page(request, "home.html", counts=counts)
