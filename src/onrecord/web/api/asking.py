"""Questions that cost more than a look: checks, comparisons, and reading. Nothing is kept unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.checking.draft import Terms, allowed
from onrecord.errors import BadRequest, RecordBusy, UnreadableInput
from onrecord.export.checks import check_to_json
from onrecord.export.compared import compared_to_json
from onrecord.export.contract import record_to_json
from onrecord.export.draft_checks import draft_to_json
from onrecord.pipeline.tools import Tools
from onrecord.run.checking import check_words, look_in_texts
from onrecord.run.draft_call import page_of_draft
from onrecord.run.drafts import DraftOptions, check_draft_page
from onrecord.run.load_instruments import with_instruments
from onrecord.run.load_people import with_people
from onrecord.run.load_tools import load_tools
from onrecord.run.load_words import load_words
from onrecord.run.reading import ReadJob, ReadRequest, Upload
from onrecord.run.workers import PageReader
from onrecord.store.compare_reports import compare_reports
from onrecord.values.page import Given
from onrecord.values.statement import ReportRecord
from onrecord.web.api.answers import REFUSALS, json_response
from onrecord.web.api.asking_shapes import IN_TEXT, CheckAsked, Compared, DraftAsked, DraftChecked, ReadAsked, Verdict
from onrecord.web.api.contract_shapes import OnRecord
from onrecord.web.door import for_writing
from onrecord.web.pages.common import DRAFTS, site_of
from onrecord.web.site import Site

router = APIRouter(prefix="/api/v1", tags=["asking"], responses=REFUSALS)

GIVEN = "given to the API"  # the origin of a text that came from no file
HTML = "page.html"  # so is a page's HTML called: by its ending it is known
_WAIT = 120.0  # seconds until what is read must be done
_DRAFT_SECONDS = 20.0  # for all checks of a draft


@router.get("/check", response_model=Verdict)
def check(
    request: Request,
    words: Annotated[str, Query(max_length=20_000, description="The quotation.")],
    speaker: Annotated[str | None, Query(max_length=300)] = None,
    date: Annotated[str | None, Query(max_length=40)] = None,
    in_text: Annotated[bool, Query(description=IN_TEXT)] = False,
) -> Response:
    """Are these words on record, whose are they, and what differs? As `onrecord check`."""
    return check_asked(request, CheckAsked(words=words, speaker=speaker, date=date, in_text=in_text))


@router.post("/check", response_model=Verdict)
def check_asked(request: Request, asked: CheckAsked) -> Response:
    """The same as GET, for words that are better not in an address."""
    with site_of(request).reading() as record:
        found = check_words(record, asked.words, speaker=asked.speaker, date=asked.date)
        found = look_in_texts(record, found, wanted=asked.in_text)
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
    pages = (Upload(HTML, asked.html.encode("utf-8", "surrogatepass")),) if asked.html is not None else ()
    desk = site_of(request).desk
    job = desk.submit(ReadRequest(asked.text, pages, asked.address, given, asked.store))
    return json_response(record_to_json(_found(request, desk.wait(job.id, _WAIT))))


def _found(request: Request, job: ReadJob) -> ReportRecord:
    """The one report that was asked for. Raises UnreadableInput, and RecordBusy where it is not done yet."""
    if not job.is_over:
        raise RecordBusy("it is still being read", remedy="ask again with a part of it")
    if job.what is not None:
        raise UnreadableInput(job.what, job.remedy or "try a part of it")
    (outcome, *_) = job.outcomes
    if outcome.skipped is not None:
        raise UnreadableInput(outcome.skipped.reason, outcome.skipped.remedy)
    if outcome.record is not None:
        return outcome.record
    with site_of(request).reading() as record:
        return record.report(str(outcome.report))


@router.post("/check/draft", response_model=DraftChecked)
def check_draft(request: Request, asked: DraftAsked) -> Response:
    """Check all that a draft quotes, in one go, as `onrecord check-draft`. Nothing of it is kept."""
    texts = [one for one in (asked.text, asked.html) if one is not None]
    if len(texts) != 1:
        raise BadRequest(f"{len(texts) or 'no'} texts were given", remedy="give either text or html")
    options = DraftOptions(Terms(allowed(asked.allow), asked.paraphrases), _DRAFT_SECONDS)
    site = site_of(request)
    with (
        DRAFTS.one("other drafts are being checked"),
        _tools(site) as tools,
        site.reading(_DRAFT_SECONDS * 2) as record,
    ):
        draft = page_of_draft(texts[0], html=asked.html is not None, called=GIVEN)
        found = check_draft_page(draft, record, tools, options)
    return json_response(draft_to_json(found) | {"record": site.record.name})


@contextmanager
def _tools(site: Site) -> Iterator[Tools]:
    """All that reading needs; web pages are parsed in a process of their own."""
    own = str(site.record)
    with PageReader(most=1) as reader:
        tools = with_instruments(with_people(load_tools(site.model), own), own)
        yield replace(tools, read_body=reader.read_body)
