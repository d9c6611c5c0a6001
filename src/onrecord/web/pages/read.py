"""Reading on the site: a text, files or an address, looked at or put on record."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import BadRequest, OnRecordError
from onrecord.run.reading import ReadJob, ReadRequest, Upload
from onrecord.values.page import Given
from onrecord.web.pages.common import site_of
from onrecord.web.pages.forms import form_of, words_in
from onrecord.web.rendering import page
from onrecord.web.values.report_head import head_of
from onrecord.web.values.report_text import report_text

router = APIRouter(include_in_schema=False)
FIELDS = ("text", "address", "outlet", "title", "published", "url")
_LONGEST = 2_000  # characters of what is said of a report


@router.get("/read")
def form(request: Request, address: Annotated[str, Query(max_length=4_000)] = "") -> HTMLResponse:
    site_of(request).desk.warm()  # its model takes some seconds to load, while somebody types
    return _form(request, {"address": address})


@router.post("/read")
async def read(request: Request) -> Response:
    """Begin a reading, and lead to where it is told."""
    async with form_of(request) as sent:
        values = {name: words_in(sent, name) or "" for name in FIELDS}
        asked = await request_in(sent)
    try:
        return _to(site_of(request).desk.submit(asked))
    except BadRequest as error:
        return _form(request, values, error)


@router.get("/read/{job_id}")
def job(
    request: Request,
    job_id: str,
    number: Annotated[int, Query(alias="n", ge=1, le=100_000)] = 1,
    part: Annotated[int, Query(ge=1, le=100_000)] = 1,
    statement: Annotated[str | None, Query(max_length=100)] = None,
    whole: bool = False,
) -> Response:
    """What has become of a reading. n: which of several reports is shown; the rest as for a report on record."""
    found = site_of(request).desk.job(job_id)
    if found.is_over and request.headers.get("hx-request") == "true":
        return Response(headers={"HX-Redirect": f"/read/{found.id}"})
    one = found.outcomes[0] if len(found.outcomes) == 1 else None
    if found.is_over and one and one.report and found.request.store and not found.what:
        return RedirectResponse(f"/report/{one.report}", 303)
    shown = found.outcomes[number - 1].record if found.is_over and number <= len(found.outcomes) else None
    head = head_of(shown) if shown else None
    text = report_text(shown, part=None if whole else part, at=statement) if shown else None
    base = f"/read/{found.id}?n={number}&"
    return page(request, "read_job.html", job=found, head=head, text=text, number=number, base=base)


@router.post("/read/{job_id}/keep")
def keep(request: Request, job_id: str) -> Response:
    """Put on record what was looked at: it is read once more, as it was sent."""
    desk = site_of(request).desk
    return _to(desk.submit(desk.job(job_id).request.stored()))


async def request_in(sent: FormData) -> ReadRequest:
    """What a form asks for. Any number of its fields may be there."""
    given = {name: (words_in(sent, name) or "")[:_LONGEST] or None for name in ("title", "published", "outlet", "url")}
    files = [one for one in sent.getlist("files") if isinstance(one, UploadFile) and (one.filename or one.size)]
    uploads = [Upload(one.filename or "file", await one.read()) for one in files]
    return ReadRequest(
        text=words_in(sent, "text"),
        uploads=tuple(uploads),
        address=words_in(sent, "address"),
        given=Given(**given),
        store=sent.get("do") == "store",
    )


def _form(request: Request, values: dict[str, str], error: OnRecordError | None = None) -> HTMLResponse:
    known = dict.fromkeys(FIELDS, "") | values
    return page(request, "read.html", 400 if error else 200, values=known, error=error)


def _to(found: ReadJob) -> Response:
    return RedirectResponse(f"/read/{found.id}", 303)
