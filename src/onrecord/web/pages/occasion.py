"""Occasions: events of speaking, told by one report or by many, and what joined these."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from onrecord.errors import WrongOption
from onrecord.store.finding_people import nobody_called
from onrecord.store.occasions import waiting
from onrecord.store.occasions_listed import OccasionFilters, entity_of, occasions_part
from onrecord.store.occasions_read import ToldRow, occasion_told
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import ROWS, After, Asked, onward, wanted
from onrecord.web.rendering import page

router = APIRouter(include_in_schema=False)


@router.get("/occasions")
def occasions(
    request: Request,
    *,
    speaker: Asked = "",
    since: Asked = "",
    until: Asked = "",
    reports: Asked = "",
    after: After = None,
) -> HTMLResponse:
    least = _number(reports)
    filters = OccasionFilters(wanted(speaker), wanted(since), wanted(until), least)
    with site_of(request).reading() as record, record.reading() as connection:
        found = occasions_part(connection, filters, after=after, limit=ROWS)
        unsettled = waiting(connection, 1000)
        nobody = None if found.rows else nobody_called(connection, filters.speaker)
    asked = {"speaker": speaker, "since": since, "until": until, "reports": reports}
    on = onward(request, found.following)
    told = {"asked": asked, "unsettled": unsettled, "nobody": nobody}
    return page(request, "occasions.html", 200, found=found, after=after, on=on, **told)


@router.get("/occasion/{asked}")
def occasion(request: Request, asked: str) -> HTMLResponse:
    with site_of(request).reading() as record:
        row, told = occasion_told(record, asked)
        with record.reading() as connection:
            entity = entity_of(connection, row.occasion)
            unsettled = waiting(connection, 1)
    reports = [tuple(same) for _, same in groupby(told, key=_report)]
    return page(request, "occasion.html", row=row, reports=reports, entity=entity, unsettled=unsettled)


def _report(one: ToldRow) -> str:
    return one.report


def _number(written: str) -> int:
    """At least how many reports. Raises WrongOption for what is no number."""
    if not written.strip():
        return 1
    if not (written.isascii() and written.isdigit() and len(written) < 5):
        raise WrongOption(f"{written[:20]!r} is no number of reports", remedy="write a number, e.g. 2")
    return int(written)
