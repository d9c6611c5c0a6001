"""Search: statements by their words and by who, where, when and how, with what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.comparing.lexicon import STOP_WORDS
from onrecord.errors import BadRequest, OnRecordError, UnknownReference, WrongOption
from onrecord.store.finding_outlets import no_outlet_called
from onrecord.store.finding_people import Nobody, nobody_called
from onrecord.store.record import Record
from onrecord.store.search import Filters, terms_of
from onrecord.store.search_page import FoundPage, WaysOn, find_page, instrument_called, ways_on
from onrecord.store.searched import searched
from onrecord.text.found_words import around_found
from onrecord.values.searched import Searched
from onrecord.values.statement import Kind, Mode
from onrecord.web.filters import with_document
from onrecord.web.pages.common import site_of
from onrecord.web.pieces import found_in
from onrecord.web.rendering import page
from onrecord.web.site import TookTooLong

router = APIRouter(include_in_schema=False)
_NAMES = ("q", "speaker", "outlet", "since", "until", "kind", "mode", "instrument")
_FLAGS = ("independent", "rejected", "all_versions")
_YES = ("1", "true", "on", "yes", "t", "y")  # as pydantic takes a truth value


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """What the address asks for: all of it as it was typed, "" for nothing."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def is_empty(self) -> bool:
        return not any(self.values[name] for name in _NAMES)

    @property
    def filters(self) -> Filters:
        given = {name: self.values[name] or None for name in _NAMES if name != "q"}
        return Filters(**given, **{name: bool(self.values[name]) for name in _FLAGS})  # type: ignore[arg-type]

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The filters in force."""
        return tuple(name for name in (*_NAMES[1:], *_FLAGS) if self.values[name])

    @property
    def page(self) -> int:
        given = self.values["page"] or "1"
        if not (given.isascii() and given.isdigit() and len(given) < 6):
            raise WrongOption(f"{given[:20]!r} is no page", remedy="start from the first page")
        return int(given)

    def address(self, **changes: str) -> str:
        """The same search with something changed; it starts from the first page unless one is named."""
        values = {**self.values, "page": "", **changes}
        return f"/search?{urlencode({name: value for name, value in values.items() if value})}"


@dataclass(frozen=True, slots=True)
class SearchFound:
    """What came of it. ways, nobody, no_outlet: of nothing found. instrument: how the document asked for is called."""

    found: FoundPage
    searched: Searched
    ways: WaysOn | None
    nobody: Nobody | None
    no_outlet: Nobody | None
    instrument: str | None


def _asked(request: Request) -> SearchAsked:
    """A flag is what the API takes for one: "false" asks for nothing."""
    given = {name: request.query_params.get(name, "").strip() for name in (*_NAMES, *_FLAGS, "page")}
    return SearchAsked(given | {name: "1" if given[name].lower() in _YES else "" for name in _FLAGS})


@router.get("/search")
def search(request: Request) -> Response:
    asked = _asked(request)
    found, status = None, 200
    wrong: OnRecordError | None = None
    try:
        if not asked.is_empty:
            with site_of(request).reading() as record:
                found = _found(record, asked)
    except TookTooLong:
        raise
    except (BadRequest, UnknownReference) as error:
        wrong, status = error, 400
    is_part = request.headers.get("hx-target") == "found"
    shown = {"asked": asked, "found": found, "wrong": wrong, "kinds": tuple(Kind), "modes": tuple(Mode)}
    terms = _worth_marking(asked["q"]) if found else ()
    return page(
        request,
        "_search_found.html" if is_part else "search.html",
        200 if is_part else status,  # htmx would not show what came with another one
        **shown,
        highlighted=lambda words: found_in(around_found(" ".join(words.split()), terms), terms),
        facets=tuple(_facets(found, asked)) if found else (),
    )


def _worth_marking(words: str) -> tuple[str, ...]:
    """The words in a row wherever they stand so; alone only those that are not in every sentence."""
    terms = terms_of(words)
    telling = [term for term in terms if term.casefold() not in STOP_WORDS]
    return (" ".join(terms), *(telling or terms))


def _found(record: Record, asked: SearchAsked) -> SearchFound:
    """Raises UnknownReference for a document that nobody knows, or that may be one of several."""
    connection = record.connection
    filters = with_document(record, asked.filters)
    found = find_page(connection, asked["q"], filters, asked.page)
    return SearchFound(
        found,
        searched(connection),
        None if found.total else ways_on(connection, asked["q"], filters),
        None if found.total else nobody_called(connection, filters.speaker),
        None if found.total else no_outlet_called(connection, filters.outlet),
        instrument_called(connection, filters.instrument) if filters.instrument else None,
    )


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value to narrow by: how it is called, how many have it, and where it leads."""

    label: str
    times: int
    address: str


def _facets(given: SearchFound, asked: SearchAsked) -> Iterator[tuple[str, tuple[FacetLink, ...]]]:
    """Those that are not in force already and would leave something out."""
    for facet in given.found.facets:
        in_force = asked["since"] or asked["until"] if facet.name == "year" else asked[facet.name]
        leaves_out = len(facet.values) > 1 or (facet.values and facet.values[0][2] < given.found.total)
        if not in_force and leaves_out:
            yield (
                facet.name,
                tuple(
                    FacetLink(label, times, asked.address(**_narrowing(facet.name, value)))
                    for value, label, times in facet.values
                ),
            )


def _narrowing(name: str, value: str) -> dict[str, str]:
    return {"since": value, "until": value} if name == "year" else {name: value}
