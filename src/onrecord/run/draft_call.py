"""`onrecord.check_draft`: what a script or a notebook calls."""

from __future__ import annotations

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from onrecord.checking.draft import DraftCheck, Outcome, Terms, allowed
from onrecord.errors import BadRequest, UnreadableInput
from onrecord.pages.options import ReadOptions
from onrecord.run.drafts import MAX_BYTES, DraftOptions, check_draft_page, draft_page
from onrecord.run.load_instruments import with_instruments
from onrecord.run.load_people import with_people
from onrecord.run.load_tools import load_tools
from onrecord.run.text_page import text_page
from onrecord.store.record import open_record
from onrecord.values.model import Model
from onrecord.values.page import Given, Page

CALLED = "onrecord.check_draft()"  # the origin of a text that came from no file
_ENDINGS = (".txt", ".md", ".html", ".htm", ".gz")
_LONGEST_NAME = 1000


def check_draft(
    draft: str | bytes | Path,
    *,
    record: str | Path = "onrecord.db",
    html: bool = False,
    allow: Collection[Outcome | str] = (),
    model: str = Model.BEST,
) -> DraftCheck:
    """Check all that a draft quotes against a record, in one go. Nothing of it is put on record.

    draft: a Path is a file, and so is a str of one line that ends as a file's name does or is a single word. Any other
    str, and bytes, are the draft's text; a page's HTML with `html=True`. allow: outcomes that do not hold it back.
    `passes` tells whether every quotation is confirmed; `checked` has all places of the draft, in its order.
    Raises UnreadableInput for a draft without text, BadRequest for a model or outcome that there is not; RecordError as
    `open_record`.
    """
    if model not in set(Model):
        raise BadRequest(f"no model is called {model!r}", f"use one of {', '.join(Model)}")
    options = DraftOptions(Terms(allowed(allow)))
    with open_record(record, read_only=True) as opened:
        tools = with_instruments(with_people(load_tools(Model(model)), str(record)), str(record))
        return check_draft_page(_page(draft, html=html), opened, tools, options)


def _page(draft: str | bytes | Path, *, html: bool) -> Page:
    if isinstance(draft, Path) or (isinstance(draft, str) and _is_name(draft)):
        return draft_page(str(draft), ReadOptions("html" if html else None, max_bytes=MAX_BYTES), BytesIO())
    return page_of_draft(draft, html=html)


def page_of_draft(draft: str | bytes, *, html: bool, called: str = CALLED) -> Page:
    """A draft's text as a page to be read. Raises UnreadableInput where it is too long."""
    page = text_page(draft, Given(), origin=called, html=html)
    if len(page.content) > MAX_BYTES:
        raise UnreadableInput(f"{called}: larger than {MAX_BYTES:,} bytes", "check it in parts: a draft is an article")
    return page


def _is_name(draft: str) -> bool:
    """A name that nobody has given a file must not pass for a draft without quotations."""
    is_one_line = len(draft) < _LONGEST_NAME and "\n" not in draft
    return is_one_line and (draft.lower().endswith(_ENDINGS) or len(draft.split()) == 1)
