"""The first page: what is on record, and one box for everything."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse

from onrecord.run.reading import ReadRequest
from onrecord.run.watch_lists import is_address
from onrecord.speakers.gazetteer import fold
from onrecord.store.overview import read_lately
from onrecord.store.record import Record
from onrecord.store.searched import searched
from onrecord.store.speakers_listed import speakers_called
from onrecord.store.versions import rows_of, series_at
from onrecord.values.entity import SpeakerType
from onrecord.web.pages.common import site_of
from onrecord.web.pages.forms import form_of, words_in
from onrecord.web.rendering import page
from onrecord.web.site import Site
from onrecord.web.values.chart import chart_of

router = APIRouter(include_in_schema=False)
LONGEST_QUESTION = 300  # characters: what is longer is a text to be read, not words to be looked for
_LONGEST_NAME = 80
_MOST_ALIKE = 20  # people looked at: two of them are a choice already


@router.get("/")
def home(request: Request) -> HTMLResponse:
    site = site_of(request)
    with site.reading() as record, record.reading() as connection:
        taken = site.overviews.look(record)
        newest = read_lately(connection)
        known = searched(connection)
    chart = chart_of(taken.overview.months) if taken else None
    return page(request, "home.html", taken=taken, chart=chart, newest=newest, known=known)


@router.post("/go")
async def go(request: Request) -> RedirectResponse:
    """Where what stands in the box leads: an address or a text to be read, a speaker, words."""
    async with form_of(request) as sent:
        asked = words_in(sent, "asked") or ""
    site = site_of(request)
    if len(asked) > LONGEST_QUESTION or "\n" in asked:
        return _to(f"/read/{site.desk.submit(ReadRequest(text=asked)).id}")
    where = await run_in_threadpool(_where, site, asked)
    return _to(where or f"/read/{site.desk.submit(ReadRequest(address=asked)).id}")


def _where(site: Site, asked: str) -> str | None:
    """None for an address that is not on record: it is to be read."""
    if not asked:
        return "/"
    with site.reading() as record:
        if is_address(asked) and not any(sign.isspace() for sign in asked):
            return _page_of(record, asked)
        return _speaker_of(record, asked) or f"/search?q={_escaped(asked)}"


def _page_of(record: Record, address: str) -> str | None:
    """The page of the report at this address, if that is on record and no other is."""
    with record.reading() as connection:
        found = series_at(connection, address)
        rows = rows_of(connection, found[0]) if len(found) == 1 else ()
    return next((f"/report/{_escaped(one.report)}" for one in reversed(rows) if one.stands), None)


def _speaker_of(record: Record, name: str) -> str | None:
    """The page of the one speaker with this name, or with this family name; the list, where there are several."""
    if len(name) > _LONGEST_NAME or not any(sign.isalnum() for sign in name):
        return None
    found = [one.entity for one in record.people_called(name)] or _ending_with(record, name)
    if len(found) > 1:
        return f"/speakers?q={_escaped(name)}"
    return f"/speaker/{_escaped(found[0])}" if found else None


def _ending_with(record: Record, name: str) -> list[str]:
    """People whose names end with these words: other words of a name, and names of bodies, are words as well."""
    with record.reading() as connection:
        rows = speakers_called(connection, name, after=None, limit=_MOST_ALIKE)[0].rows
    ending = fold(f" {' '.join(name.split())}")
    return [one.entity for one in rows if one.type == SpeakerType.PERSON and fold(one.name).endswith(ending)]


def _to(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)


def _escaped(words: str) -> str:
    return quote(words.encode("utf-8", "replace"), safe="")
