"""The versions of a report's page, and what changed from one to another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from onrecord.run.load_words import load_words
from onrecord.store.version_steps import speaking, step_between, versions_asked
from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page
from onrecord.web.values.version_step import shown_step

router = APIRouter(include_in_schema=False)
Number = Annotated[int | None, Query(ge=1, le=1_000_000)]


@router.get("/report/{asked}/versions")
def versions(
    request: Request,
    asked: str,
    old: Annotated[int | None, Query(alias="from", ge=1, le=1_000_000)] = None,
    new: Annotated[int | None, Query(alias="to", ge=1, le=1_000_000)] = None,
) -> HTMLResponse:
    """from, to: numbers of versions; without them the last two."""
    with site_of(request).reading() as record:
        own = record.report(asked)
        rows = versions_asked(record, own.report.id)
        there = speaking(rows)
        step = step_between(record, rows, load_words(), old=old, new=new) if len(there) > 1 else None
    shown = shown_step(step) if step else None
    return page(request, "versions.html", own=own.report, rows=there, step=shown)
