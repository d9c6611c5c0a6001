"""Documents appealed to: who leaned on one, when, and in what words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import UnknownReference
from onrecord.run.asked_documents import document_asked, known_documents
from onrecord.store.instruments_listed import (
    LOOKED_AT,
    Appeal,
    Appealed,
    Mention,
    appeals_part,
    instrument_size,
    instruments_part,
    latest_appeals,
    who_appealed,
)
from onrecord.store.speaker_shown import Month
from onrecord.values.instrument import Instrument
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import ROWS, STATEMENTS, After, Words, onward, wanted
from onrecord.web.rendering import page
from onrecord.web.values.documents import title_of
from onrecord.web.values.mentioned import around_mentions
from onrecord.web.values.months import chart_of

router = APIRouter(include_in_schema=False)
PEOPLE = 12


@router.get("/instruments")
def instruments(request: Request, q: Words = "", after: After = None) -> Response:
    wrong: UnknownReference | None = None
    with site_of(request).reading() as record, record.reading() as connection:
        known = known_documents(record)
        if asked := wanted(q):
            try:
                reading = document_asked(record, asked, known)
            except UnknownReference as error:
                wrong = error
            else:
                return RedirectResponse(f"/instrument/{quote(reading, safe='')}", 303)
        found = instruments_part(connection, after=after, limit=ROWS)
    rows = [(one, title_of(known, one.reading), known.get(one.reading)) for one in found.rows]
    told = {"rows": rows, "q": q, "wrong": wrong, "after": after, "on": onward(request, found.following)}
    return page(request, "instruments.html", 404 if wrong else 200, **told)


@router.get("/instrument/{asked:path}")
def instrument(request: Request, asked: str, possible: bool = False, after: After = None) -> HTMLResponse:
    with site_of(request).reading() as record, record.reading() as connection:
        known = known_documents(record)
        reading = document_asked(record, asked, known)
        size = instrument_size(connection, reading)
        appeals = latest_appeals(connection, reading, sure=not possible)
        found = appeals_part(connection, appeals, reading, after=after, limit=STATEMENTS)
        people = who_appealed(connection, appeals, limit=PEOPLE)
    return page(
        request,
        "instrument.html",
        reading=reading,
        title=title_of(known, reading),
        document=known.get(reading),
        members=[(one, title_of(known, one)) for one in (known[reading].members if reading in known else ())],
        size=size,
        possible=possible,
        found=found,
        passages=[around_mentions(one.words, (mention.called for mention in one.mentions)) for one in found.rows],
        told=[_told(one, reading, known) for one in found.rows],
        chart=chart_of(_months(appeals)),
        people=people,
        after=after,
        on=onward(request, found.following),
        looked_at=LOOKED_AT,
    )


def _told(one: Appealed, reading: str, known: Mapping[str, Instrument]) -> list[tuple[Mention, list[tuple[str, str]]]]:
    """Each way in which a statement names the document once, with the other documents that it may mean."""
    return [(mention, _others(mention.candidates, reading, known)) for mention in dict.fromkeys(one.mentions)]


def _others(candidates: str, reading: str, known: Mapping[str, Instrument]) -> list[tuple[str, str]]:
    """The other documents that an appeal may mean, by id or number and title."""
    return [(one, title_of(known, one)) for one in json.loads(candidates) if one != reading]


def _months(appeals: Iterable[Appeal]) -> list[Month]:
    by_month: dict[str, Counter[str]] = {}
    for one in appeals:
        by_month.setdefault(one.day[:7], Counter())[one.kind] += 1
    return [Month(month, one["direct"], one["mixed"], one["indirect"]) for month, one in by_month.items()]
