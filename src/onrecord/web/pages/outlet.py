"""Outlets: whom they quote, how often in whose words, and how they carry what others carry, too.

An agency has its page beside them: what others carry from it, under the name of the outlet that it would have.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from onrecord.errors import UnknownReference
from onrecord.store.cursors import Part
from onrecord.store.outlets_read import (
    outlet_shown,
    outlets_by_name,
    outlets_by_size,
    outlets_called,
    reports_of_outlet,
)
from onrecord.store.wires_read import (
    LOOKED_AT,
    agencies_by_size,
    agencies_called,
    agency_shown,
    reports_of_agency,
)
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import ROWS, After, Asked, Words, link, onward, wanted
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)
QUOTED = 25
AGENCIES = 25  # below the outlets: those that most reports carry


@router.get("/outlets")
def outlets(request: Request, q: Words = "", by: Asked = "", after: After = None) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        if wanted(q):
            found = Part(outlets_called(connection, q))
            agencies = agencies_called(connection, q)
        else:
            found = (outlets_by_name if by == "name" else outlets_by_size)(connection, after=after, limit=ROWS)
            agencies = () if after else agencies_by_size(connection, limit=AGENCIES + 1)
    links = {"most": link(request, by=None), "name": link(request, by="name"), "on": onward(request, found.following)}
    told = {"q": q, "by": by, "after": after, "agencies": agencies, "most": AGENCIES}
    return page(request, "outlets.html", 200, rows=found.rows, links=links, **told)


@router.get("/outlet/{outlet:path}")
def outlet(request: Request, outlet: str, after: After = None, carried: After = None) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        shown = outlet_shown(connection, outlet, limit=QUOTED)
        agency = agency_shown(connection, outlet, limit=QUOTED)
        if shown is None and agency is None:
            raise UnknownReference(
                f"no report of an outlet or agency called {outlet[:80]!r} is on record",
                remedy="the list of outlets has their names",
            )
        reports = reports_of_outlet(connection, outlet, after=after, limit=ROWS)
        copies = reports_of_agency(connection, outlet, after=carried, limit=ROWS)
    more = link(request, carried=copies.following) if copies.following else None
    found = {"shown": shown, "agency": agency, "reports": reports, "copies": copies, "looked_at": LOOKED_AT}
    ons = {"reports": onward(request, reports.following), "copies": more}
    return page(request, "outlet.html", 200, name=outlet, after=after, carried=carried, ons=ons, **found)
