"""Questions that cost more than a look: checks, comparisons, and reading. Nothing is kept unless it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord import __version__
from onrecord.checking.draft import Terms, allowed
from onrecord.errors import BadRequest, RecordBusy
from onrecord.export.checks import check_to_json
from onrecord.export.compared import compared_to_json
from onrecord.export.contract import record_to_json
from onrecord.export.draft_checks import draft_to_json
from onrecord.fetching.fetch import Fetcher, user_agent
from onrecord.fetching.limits import Limits
from onrecord.run.checking import check_words
from onrecord.run.drafts import DraftOptions, check_draft_page
from onrecord.run.load_words import load_words
from onrecord.run.one_page import keep, look_at, page_at, page_of_text, reading_tools
from onrecord.store.compare_reports import compare_reports
from onrecord.values.page import Given, Page
from onrecord.web.api.answers import REFUSALS, json_response
from onrecord.web.api.asking_shapes import CheckAsked, Compared, DraftAsked, DraftChecked, ReadAsked, TextAsked, Verdict
from onrecord.web.api.contract_shapes import OnRecord
from onrecord.web.door import for_writing
from onrecord.web.pages.common import site_of

router = APIRouter(prefix="/api/v1", tags=["asking"], responses=REFUSALS)

GIVEN = "given to the API"  # the origin of a text that came from no file
_MOST_FETCHED = 20_000_000  # bytes
_DRAFT_SECONDS = 20.0  # for all checks of a draft
_WAIT = 20.0  # seconds until it is one's turn
# A reading takes a core for a second and more: one after the other, so that looking is never slow for others.
_READING = threading.BoundedSemaphore(1)


@router.get("/check", response_model=Verdict)
def check(
    request: Request,
    words: Annotated[str, Query(max_length=20_000, description="The quotation.")],
    speaker: Annotated[str | None, Query(max_length=300)] = None,
    date: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """Are these words on record, whose are they, and what differs? As `onrecord check`."""
    return check_asked(request, CheckAsked(words=words, speaker=speaker, date=date))


@router.post("/check", response_model=Verdict)
def check_asked(request: Request, asked: CheckAsked) -> Response:
    """The same as GET, for words that are better not in an address."""
    with site_of(request).reading() as record:
        found = check_words(record, asked.words, speaker=asked.speaker, date=asked.date)
    return json_response(check_to_json(found))


@router.get("/compare", response_model=Compared)
def compare(
    request: Request, a: Annotated[str, Query(max_length=300)], b: Annotated[str, Query(max_length=300)]
) -> Response:
    """Two reports side by side, as `onrecord compare`: what both have, what one cut or changed, what only one has."""
    with site_of(request).reading() as record:
        found = compare_reports(record, a, b, load_words())
    return json_response(compared_to_json(found))


@router.post("/read", response_model=OnRecord)
def read(request: Request, asked: ReadAsked) -> Response:
    """Read a text, a page's HTML or the page at an address, and find who said what. Kept only with `store`."""
    if asked.store:
        for_writing(request)
    given = Given(title=asked.title, published=asked.published, outlet=asked.outlet, url=asked.url)
    with _one_at_a_time():
        page = _page(asked, given, asked.address)
        path = site_of(request).record
        with reading_tools(asked.model, path) as tools:
            found = keep(page, tools, path, GIVEN) if asked.store else look_at(page, tools)
    return json_response(record_to_json(found))


@router.post("/check/draft", response_model=DraftChecked)
def check_draft(request: Request, asked: DraftAsked) -> Response:
    """Check all that a draft quotes, in one go, as `onrecord check-draft`. Nothing of it is kept."""
    options = DraftOptions(Terms(allowed(asked.allow), asked.paraphrases), _DRAFT_SECONDS)
    with _one_at_a_time():
        page = _page(asked, Given(), None)
        site = site_of(request)
        with reading_tools(asked.model, site.record) as tools, site.reading(_DRAFT_SECONDS * 2) as record:
            found = check_draft_page(page, record, tools, options)
    return json_response(draft_to_json(found) | {"record": site.record.name})


def _page(asked: TextAsked, given: Given, address: str | None) -> Page:
    ways = [one for one in (asked.text, asked.html, address) if one is not None]
    if len(ways) != 1:
        raise BadRequest(f"{len(ways) or 'no'} texts were given", remedy="give one of text, html and address")
    if address is not None:
        fetcher = Fetcher(user_agent(__version__, None), Limits(max_bytes=_MOST_FETCHED))
        return page_at(address, given, fetcher)
    return page_of_text(ways[0], given, origin=GIVEN, html=asked.html is not None)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _READING.acquire(timeout=_WAIT):
        raise RecordBusy("others are reading here", remedy="ask again in a minute")
    try:
        yield
    finally:
        _READING.release()
