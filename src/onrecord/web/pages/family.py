"""Families: statements that carry the same words, who carried them whole, and what others cut or changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from onrecord.errors import UnknownReference
from onrecord.store.families_listed import families_part, families_wait
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import ROWS, After, onward
from onrecord.web.rendering import page
from onrecord.web.values.statement_page import CARRIERS, family_shown

router = APIRouter(include_in_schema=False)


@router.get("/families")
def families(request: Request, after: After = None) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        found = families_part(connection, after=after, limit=ROWS)
        unsettled = families_wait(connection)
    on = onward(request, found.following)
    return page(request, "families.html", rows=found.rows, after=after, on=on, unsettled=unsettled)


@router.get("/family/{asked}")
def family(request: Request, asked: str, first: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        shown = family_shown(record, asked, first=first, limit=CARRIERS)
        unsettled = families_wait(connection)
    if shown is None:
        raise UnknownReference(
            f"no other report carries the words of {asked[:40]!r}",
            remedy="the list of families has those that many carry",
        )
    return page(request, "family.html", shown=shown, first=first, step=CARRIERS, unsettled=unsettled)
