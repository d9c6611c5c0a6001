"""Atom feeds: what came on record of a speaker, about a document, or with the words of a search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from onrecord.errors import UnknownReference
from onrecord.export.atom import MEDIA_TYPE, Feed, atom
from onrecord.store.instruments import is_appealed_to
from onrecord.store.listing_names import speaker_with
from onrecord.store.newest import Came, newest_found, newest_of_document, newest_of_speaker
from onrecord.store.search import Filters, terms_of
from onrecord.web.filters import filters, with_document
from onrecord.web.pages.common import site_of
from onrecord.web.pages.lists import path_of

router = APIRouter(include_in_schema=False)
ENTRIES = 50


@router.get("/speaker/{entity:path}/feed.atom")
def of_speaker(request: Request, entity: str) -> Response:
    with site_of(request).reading() as record:
        who = speaker_with(record.connection, entity)
        came = newest_of_speaker(record.connection, entity, ENTRIES)
    if who is None:
        raise UnknownReference(f"no speaker {entity[:80]!r} is on record", remedy="look for the name on the first page")
    return _feed(request, who.name, came)


@router.get("/instrument/{instrument:path}/feed.atom")
def of_instrument(request: Request, instrument: str) -> Response:
    with site_of(request).reading() as record:
        is_known = is_appealed_to(record, instrument)
        came = newest_of_document(record.connection, instrument, ENTRIES)
    if not is_known:
        raise UnknownReference(f"nobody appeals to {instrument[:80]!r}", remedy="look for its name on the first page")
    return _feed(request, f"Appeals to {instrument}", came)


@router.get("/search/feed.atom")
def of_search(
    request: Request, asked: Annotated[Filters, Depends(filters)], q: Annotated[str, Query(max_length=5000)] = ""
) -> Response:
    with site_of(request).reading() as record:
        came = newest_found(record.connection, q, with_document(record, asked), ENTRIES)
    return _feed(request, f"Search: {q or 'all statements'}", came, tuple(terms_of(q)))


def _feed(request: Request, title: str, came: Sequence[Came], terms: tuple[str, ...] = ()) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    root = str(request.base_url).rstrip("/")
    path = path_of(request)
    told = Feed(f"{title} · onrecord", root, path + query, path.removesuffix("/feed.atom") + query, terms)
    return Response(atom(told, came), media_type=MEDIA_TYPE)
