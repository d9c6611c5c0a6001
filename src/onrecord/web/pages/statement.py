"""One statement, to link to: its words, their evidence, all who carry them, and how to cite and embed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from markupsafe import escape
from starlette.responses import HTMLResponse, Response

from onrecord.errors import UnknownReference
from onrecord.export.citations import Cited, as_bibtex, as_csl, as_ris, as_text, cited
from onrecord.export.draft_marks import without_unseen
from onrecord.web.access import POLICY
from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page
from onrecord.web.values.statement_page import StatementPage, statement_page

router = APIRouter(include_in_schema=False)

# This page alone may stand in a frame of another site: it has nothing to click but links that leave the frame.
CARD_POLICY = POLICY.replace("script-src 'self'; ", "").replace("frame-ancestors 'none'", "frame-ancestors *")
CARD_HEADERS = {"Content-Security-Policy": CARD_POLICY, "Cross-Origin-Resource-Policy": "cross-origin"}
STYLES: Mapping[str, tuple[str, str, Callable[[Cited], str]]] = {
    "txt": ("Text", "text/plain", as_text),
    "bib": ("BibTeX", "application/x-bibtex", as_bibtex),
    "ris": ("RIS", "application/x-research-info-systems", as_ris),
    "json": ("CSL-JSON", "application/vnd.citationstyles.csl+json", as_csl),
}


@router.get("/statement/{asked}")
def statement(request: Request, asked: str) -> HTMLResponse:
    with site_of(request).reading() as record:
        shown = statement_page(record, asked)
    of = _cited(shown)
    citations = tuple((ending, name, write(of)) for ending, (name, _, write) in STYLES.items())
    address = str(request.url_for("statement", asked=shown.statement.id))
    frame = _frame(address, shown.speaker)
    return page(request, "statement.html", shown=shown, citations=citations, address=address, frame=frame)


@router.get("/statement/{asked}/cite.{ending}")
def citation(request: Request, asked: str, ending: str) -> Response:
    """The citation as a file."""
    if ending not in STYLES:
        raise UnknownReference(f"there is no citation {ending[:20]!r}", remedy=f"choose one of {', '.join(STYLES)}")
    with site_of(request).reading() as record:
        found, one = record.statement(asked)
    _, kind, write = STYLES[ending]
    headers = {"Content-Disposition": f'attachment; filename="onrecord-{one.id[:12]}.{ending}"'}
    written = write(cited(found.report, one))
    return Response(written.encode("utf-8", "replace"), media_type=f"{kind}; charset=utf-8", headers=headers)


@router.get("/statement/{asked}/card")
def card(request: Request, asked: str) -> HTMLResponse:
    """A card that other sites may show in a frame."""
    with site_of(request).reading() as record:
        shown = statement_page(record, asked)
    answer = page(request, "card.html", shown=shown)
    answer.headers.update(CARD_HEADERS)
    return answer


def _frame(address: str, speaker: str | None) -> str:
    """The markup that shows the card in another page, where a name of strangers must stay a name."""
    title = escape(f"{without_unseen(speaker or 'Statement')}, on record")
    return f'<iframe src="{escape(address)}/card" width="100%" height="260" loading="lazy" title="{title}"></iframe>'


def _cited(shown: StatementPage) -> Cited:
    return cited(shown.record.report, shown.statement)
