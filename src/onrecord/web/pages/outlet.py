"""Outlets: whom they quote, how often in whose words, and how they carry what others carry, too."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from onrecord.store.cursors import Part
from onrecord.store.outlets_read import (
    outlet_shown,
    outlets_by_name,
    outlets_by_size,
    outlets_called,
    reports_of_outlet,
)
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import ROWS, After, Asked, Words, link, onward, wanted
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)
QUOTED = 25


@router.get("/outlets")
def outlets(request: Request, q: Words = "", by: Asked = "", after: After = None) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        if wanted(q):
            found = Part(outlets_called(connection, q))
        else:
            found = (outlets_by_name if by == "name" else outlets_by_size)(connection, after=after, limit=ROWS)
    links = {"most": link(request, by=None), "name": link(request, by="name"), "on": onward(request, found.following)}
    return page(request, "outlets.html", rows=found.rows, q=q, by=by, after=after, links=links)


@router.get("/outlet/{outlet:path}")
def outlet(request: Request, outlet: str, after: After = None) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        shown = outlet_shown(connection, outlet, limit=QUOTED)
        reports = reports_of_outlet(connection, outlet, after=after, limit=ROWS)
    on = onward(request, reports.following)
    return page(request, "outlet.html", shown=shown, reports=reports, after=after, on=on)
