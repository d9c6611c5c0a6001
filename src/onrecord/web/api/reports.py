"""Reports and statements."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from onrecord.errors import UnknownReference
from onrecord.export.contract import record_to_json
from onrecord.store.listing import report_list
from onrecord.store.reader import ReportRow
from onrecord.store.search import Filters, Hit
from onrecord.store.search_page import find_page
from onrecord.web.api.answers import REFUSALS, Cursor, Limit, Listing, json_response, listing, listing_of, window
from onrecord.web.api.contract_shapes import OnRecord
from onrecord.web.filters import Day, filters, notes_on, with_document
from onrecord.web.pages.common import site_of
from onrecord.web.told import API, told_here

router = APIRouter(prefix="/api/v1", tags=["reports and statements"], responses=REFUSALS)


@router.get("/reports", response_model=Listing[ReportRow])
def reports(
    request: Request,
    q: Annotated[str | None, Query(max_length=300, description="Words of the title or the outlet.")] = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Reports without their texts, the newest on record first; where days are asked for, the newest published first."""
    by_day = q is None and (since is not None or until is not None)
    page = window(limit, cursor, *((str, int) if by_day else (int,)))
    with site_of(request).reading() as record:
        found = report_list(record.connection, page, q, since, until)
    return listing(found)


@router.get("/reports/{report}", response_model=OnRecord)
def report(request: Request, report: str) -> Response:
    """One report with its text and all its statements, as `onrecord export --format jsonl` has it.

    report: its id, the beginning of it, its given id or its file's name. Offsets count Unicode code points.
    """
    with site_of(request).reading() as record:
        found = record.report(report)
    return json_response(record_to_json(found))


@router.get("/statements", response_model=Listing[Hit])
def statements(
    request: Request,
    asked: Annotated[Filters, Depends(filters)],
    q: Annotated[str, Query(max_length=5000, description='All words; "several words" are a phrase.')] = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Statements that have the words and pass the filters, those with the exact phrase first.

    At most 20,000 of the narrowest thing asked for are looked at, and 1,000 of those that fit are listed.
    """
    page = window(limit, cursor, int)
    number = int(str((page.after or (1,))[0]))
    with site_of(request).reading() as record:
        try:
            asked = with_document(record, asked)
        except UnknownReference as error:
            what, remedy = told_here(error, API)
            return json_response(listing_of((), 0, is_exact=True, last=None, notes=(f"{what}; {remedy}",)))
        found = find_page(record.connection, q, asked, number, limit)
        notes = () if found.total else notes_on(record.connection, asked.speaker, asked.outlet)
    last = (number + 1,) if number < found.pages else None
    return json_response(listing_of(found.hits, found.total, is_exact=found.is_whole, last=last, notes=notes))


@router.get("/statements/{statement}", response_model=OnRecord)
def statement(request: Request, statement: str) -> Response:
    """One statement with its report: the same object as of a report, with this statement alone in it."""
    with site_of(request).reading() as record:
        found, one = record.statement(statement)
    return json_response(record_to_json(replace(found, statements=(one,))))
