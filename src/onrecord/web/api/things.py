"""Speakers, occasions, documents, outlets and families."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from onrecord.errors import UnknownReference
from onrecord.run.asked_documents import document_asked, known_documents
from onrecord.store.families_read import FamilyRow, MemberRow, family_of
from onrecord.store.instruments import is_appealed_to
from onrecord.store.listing import family_list, occasion_list
from onrecord.store.listing_names import (
    DocumentRow,
    OutletRow,
    document_list,
    document_with,
    outlet_list,
    speaker_list,
    speaker_with,
)
from onrecord.store.occasions_read import OccasionRow, ToldRow, occasion_told
from onrecord.store.speaker_rows import SpeakerRow
from onrecord.values.instrument import Instrument
from onrecord.web.api.answers import REFUSALS, Cursor, Limit, Listing, Shape, json_response, listing, window
from onrecord.web.filters import Day, Name, notes_on
from onrecord.web.pages.common import site_of

router = APIRouter(prefix="/api/v1", tags=["who, when, what"], responses=REFUSALS)


class OccasionTold(Shape):
    """An event of speaking, and its statements report by report."""

    occasion: OccasionRow
    told: list[ToldRow]


class DocumentKnown(Shape):
    """A document that statements lean on. known: its entry in the register; null where that does not have it."""

    on_record: DocumentRow | None
    known: Instrument | None


class Family(Shape):
    """The statements that carry the same words, the fullest first."""

    family: str
    members: list[MemberRow]


@router.get("/speakers", response_model=Listing[SpeakerRow])
def speakers(
    request: Request,
    q: Annotated[str | None, Query(max_length=300, description="Words of the name.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Speakers by name. `statements` and `reports` leave out earlier versions of pages; `occasions` is not counted."""
    page = window(limit, cursor, str, int)
    with site_of(request).reading() as record:
        found = speaker_list(record.connection, page, q)
        notes = () if found.total else notes_on(record.connection, q)
    return listing(found, notes)


@router.get("/speakers/{entity}", response_model=SpeakerRow)
def speaker(request: Request, entity: str) -> Response:
    """The speaker with this entity id. What was said: `/statements?speaker=NAME`."""
    with site_of(request).reading() as record:
        found = speaker_with(record.connection, entity)
    if found is None:
        raise UnknownReference(f"no speaker {entity[:80]!r} is on record", remedy="/api/v1/speakers?q=NAME finds them")
    return json_response(found)


@router.get("/occasions", response_model=Listing[OccasionRow])
def occasions(
    request: Request,
    speaker: Name = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """Events of speaking of a known day, the latest first."""
    page = window(limit, cursor, str, int)
    with site_of(request).reading() as record:
        found = occasion_list(record.connection, page, speaker, since, until)
        notes = () if found.total else notes_on(record.connection, speaker)
    return listing(found, notes)


@router.get("/occasions/{occasion}", response_model=OccasionTold)
def occasion(request: Request, occasion: str) -> Response:
    """One event of speaking, told by one report or by many, and what joined these."""
    with site_of(request).reading() as record:
        row, told = occasion_told(record, occasion)
    return json_response({"occasion": row, "told": told})


@router.get("/instruments", response_model=Listing[DocumentRow])
def instruments(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Documents that statements on record lean on, by their ids."""
    page = window(limit, cursor, str)
    with site_of(request).reading() as record:
        found = document_list(record.connection, page)
    return listing(found)


@router.get("/instruments/{instrument:path}", response_model=DocumentKnown)
def instrument(request: Request, instrument: str) -> Response:
    """One document, by its id, number, name or words of one. Who appealed to it: `/statements?instrument=ID`."""
    with site_of(request).reading() as record:
        documents = known_documents(record)
        reading = document_asked(record, instrument, documents)
        found = document_with(record.connection, reading) if is_appealed_to(record, reading) else None
    return json_response({"on_record": found, "known": documents.get(reading)})


@router.get("/outlets", response_model=Listing[OutletRow])
def outlets(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Outlets and agencies by name. `carried`: reports of others that carry it as wire copy."""
    page = window(limit, cursor, str)
    with site_of(request).reading() as record:
        found = outlet_list(record.connection, page)
    return listing(found)


@router.get("/families", response_model=Listing[FamilyRow])
def families(request: Request, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """Words that more than one report carries, the newest family first; a page may have fewer rows than its limit."""
    page = window(limit, cursor, int)
    with site_of(request).reading() as record:
        found = family_list(record.connection, page)
    return listing(found)


@router.get("/families/{family}", response_model=Family)
def family(request: Request, family: str) -> Response:
    """One family, by its id or the id of a statement in it."""
    with site_of(request).reading() as record:
        found = family_of(record, family)
    if not found:
        raise UnknownReference(f"{family[:80]!r} is in no family", remedy="/api/v1/families lists them")
    return json_response({"family": found[0].family, "members": found})
