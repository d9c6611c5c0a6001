"""A whole draft checked in one go. Nothing of it is kept, here or on record."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from onrecord.checking.draft import DraftCheck
from onrecord.errors import BadRequest, OnRecordError, UnreadableInput
from onrecord.export.draft_checks import draft_to_json
from onrecord.export.draft_html import draft_html, draft_sections
from onrecord.run.draft_call import page_of_draft
from onrecord.run.drafts import DraftOptions, check_draft_page
from onrecord.run.load_instruments import with_instruments
from onrecord.run.load_people import with_people
from onrecord.run.load_tools import load_tools
from onrecord.run.workers import PageReader
from onrecord.store.record import open_record
from onrecord.text.decode import decode
from onrecord.values.page import Page
from onrecord.web.pages.common import DRAFTS, site_of
from onrecord.web.rendering import page
from onrecord.web.site import Site, TookTooLong
from onrecord.web.turns import Crowded

router = APIRouter(include_in_schema=False)
MOST_BYTES = 200_000  # of a draft: thirty pages; longer ones are for `onrecord check-draft`
MOST_SECONDS = 30.0  # for all checks of one
CALLED = "The draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was sent. content: pasted text, or the bytes of a file. format: of the answer: "html", "json" or "" ."""

    content: str | bytes
    is_html: bool
    format: str


@router.get("/check/draft")
def ask(request: Request) -> Response:
    return page(request, "draft.html", found=None, wrong=None, text="", is_html=False, most=MOST_BYTES)


@router.post("/check/draft")
async def check_draft(request: Request) -> Response:
    try:
        draft = await _sent(request)
        found = await run_in_threadpool(_checked, draft, site_of(request))
    except (TookTooLong, Crowded) as error:
        return _form(request, 503, error)
    except (BadRequest, UnreadableInput) as error:
        return _form(request, 400, error)
    return _answer(request, draft, found)


def _form(request: Request, status: int, wrong: OnRecordError) -> Response:
    return page(request, "draft.html", status, found=None, wrong=wrong, text="", is_html=False, most=MOST_BYTES)


async def _sent(request: Request) -> Draft:
    """The form, read only where it says beforehand that it is no longer than a draft."""
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > 4 * MOST_BYTES:  # as a form every letter may take three signs and more
        raise _too_long()
    async with request.form(max_files=1, max_fields=8, max_part_size=4 * MOST_BYTES) as form:
        return await _draft_of(form)


async def _draft_of(form: FormData) -> Draft:
    file, text, format_ = form.get("file"), form.get("draft"), str(form.get("format") or "")
    if isinstance(file, UploadFile) and file.filename:
        content = await file.read(MOST_BYTES + 1)
        draft = Draft(content, file.filename.lower().endswith((".html", ".htm")), format_)
    else:
        draft = Draft(str(text or ""), form.get("is_html") == "1", format_)
    if len(draft.content) > MOST_BYTES:
        raise _too_long()
    if not draft.content.strip():
        raise BadRequest("there is no draft to check", remedy="paste its text, or choose a file: .txt, .md or .html")
    return draft


def _too_long() -> BadRequest:
    return BadRequest(
        f"a draft may have {MOST_BYTES:,} characters here",
        remedy="check it in parts, or with `onrecord check-draft`, which takes longer ones",
    )


def _checked(draft: Draft, site: Site) -> DraftCheck:
    with (
        DRAFTS.one("other drafts are being checked"),
        open_record(site.record, read_only=True) as opened,
        PageReader(most=1) as reader,
    ):
        tools = with_instruments(with_people(load_tools(site.model), str(site.record)), str(site.record))
        tools = replace(tools, read_body=reader.read_body)
        found = check_draft_page(_page_of(draft), opened, tools, DraftOptions(seconds=MOST_SECONDS))
        return replace(found, record=site.record.name)  # where it lies is nobody's business


def _page_of(draft: Draft) -> Page:
    return page_of_draft(draft.content, html=draft.is_html, called=CALLED)


def _answer(request: Request, draft: Draft, found: DraftCheck) -> Response:
    named = {"Content-Disposition": f'attachment; filename="draft-checked.{draft.format}"'}
    if draft.format == "html":
        return Response(draft_html(found), media_type="text/html; charset=utf-8", headers=named)
    if draft.format == "json":
        told = json.dumps(draft_to_json(found), ensure_ascii=False, indent=1)
        return Response(told, media_type="application/json", headers=named)
    text = draft.content if isinstance(draft.content, str) else decode(draft.content, origin=CALLED).text
    shown = Markup(draft_sections(found))  # escaped where it is made
    return page(request, "draft.html", found=shown, wrong=None, text=text, is_html=draft.is_html, most=MOST_BYTES)
