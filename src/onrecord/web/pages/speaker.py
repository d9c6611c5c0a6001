"""Speakers: who is on record, and of one everything said, when, in which office, and who quotes it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import WrongOption
from onrecord.run.asked_documents import known_documents
from onrecord.store.finding_people import nobody_called
from onrecord.store.speaker_shown import SaidFilters, figures, said, who_is
from onrecord.store.speakers_listed import MOST_NAMES, speakers_by_name, speakers_by_size, speakers_called
from onrecord.values.statement import Kind, Mode
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import ROWS, STATEMENTS, After, Asked, Words, link, onward, wanted
from onrecord.web.rendering import page
from onrecord.web.values.documents import title_of
from onrecord.web.values.months import chart_of

router = APIRouter(include_in_schema=False)
OUTLETS = 12  # shown at once; the others in a part that opens


@router.get("/speakers")
def speakers(request: Request, q: Words = "", by: Asked = "", after: After = None) -> HTMLResponse:
    more, nobody = False, None
    with site_of(request).reading() as record, record.reading() as connection:
        if wanted(q):
            found, more = speakers_called(connection, q, after=after, limit=ROWS)
            nobody = None if found.rows else nobody_called(connection, q)
        else:
            listed = speakers_by_name if by == "name" else speakers_by_size
            found = listed(connection, after=after, limit=ROWS)
    links = {"most": link(request, by=None), "name": link(request, by="name"), "on": onward(request, found.following)}
    asked = {"q": q, "by": by, "after": after, "nobody": nobody}
    return page(request, "speakers.html", 200, rows=found.rows, links=links, more=more, most=MOST_NAMES, **asked)


@router.get("/speaker/{entity:path}")
def speaker(  # noqa: PLR0913 -- FastAPI reads the parameters from the signature
    request: Request,
    entity: str,
    *,
    kind: Asked = "",
    mode: Asked = "",
    outlet: Asked = "",
    since: Asked = "",
    until: Asked = "",
    after: After = None,
) -> Response:
    asked = {"kind": kind, "mode": mode, "outlet": outlet, "since": since, "until": until}
    filters = _filters(asked)
    site = site_of(request)
    with site.reading() as record, record.reading() as connection:
        who = who_is(connection, entity)
        sums = figures(connection, who) if who.entity == entity else None
        listed = said(connection, who, filters, after=after, limit=STATEMENTS) if sums else None
        documents = known_documents(record)
    if sums is None or listed is None:
        return RedirectResponse(str(request.url_for("speaker", entity=who.entity)), 307)
    return page(
        request,
        "speaker.html",
        who=who,
        sums=sums,
        chart=chart_of(sums.months),
        listed=listed,
        asked=asked,
        is_filtered=any(asked.values()),
        after=after,
        on=onward(request, listed.following),
        appeals=[(reading, title_of(documents, reading), number) for reading, number in sums.appeals],
        first_outlets=OUTLETS,
    )


def _filters(asked: dict[str, str]) -> SaidFilters:
    """Raises WrongOption for a kind or a mode that there is none of."""
    given = {name: wanted(value) for name, value in asked.items()}
    for name, known in (("kind", Kind), ("mode", Mode)):
        value = given[name]
        if value is not None and value not in {one.value for one in known}:
            names = ", ".join(one.value for one in known)
            raise WrongOption(f"{value[:40]!r} is no {name} of statement", remedy=f"choose one of {names}")
    return SaidFilters(**given)
