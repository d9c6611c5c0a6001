"""The application: all routes, behind one guard, and what becomes of errors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp

from onrecord import __version__
from onrecord.errors import BadRequest, Contradiction, OnRecordError, RecordBusy, UnknownReference, UnreadableInput
from onrecord.run.reading_desk import DeskFull
from onrecord.web import api
from onrecord.web.access import API, Guard
from onrecord.web.api.known import refuse_unknown, unknown_field
from onrecord.web.door import Door, NotAllowed
from onrecord.web.pages import ROUTERS
from onrecord.web.rendering import page
from onrecord.web.site import Site, TookTooLong
from onrecord.web.state import Unchanged
from onrecord.web.told import API as API_TOLD
from onrecord.web.told import PAGES, told_here
from onrecord.web.turns import Crowded

_STATIC = Path(__file__).parent / "static"


def make_app(site: Site) -> FastAPI:
    """The site as an ASGI application. A fault of ours is a traceback in the log, and outside a page that says so."""
    app = _Guarded(
        title="onrecord",
        version=__version__,
        summary="What was publicly said: who said it, when, with its exact place in the text.",
        docs_url=None,  # theirs come from outside hosts; /api is ours
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=_living,
    )
    app.state.site = site
    app.state.door = Door(site.access)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_middleware(Unchanged, record=site.record)
    for router in ROUTERS:
        app.include_router(router)
    for router in api.ROUTERS:
        app.include_router(router, dependencies=[Depends(refuse_unknown)])
    app.add_exception_handler(OnRecordError, _told)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _fault)
    return app


class _Guarded(FastAPI):
    """Behind a guard that is around all of it, also around what answers where something of ours fails."""

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack(), self.state.site.access, self.state.door)


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """While the server stands; then what reads in the background ends with it."""
    yield
    app.state.site.close()


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnRecordError)
    what, remedy = told_here(error, API_TOLD if _is_api(request) else PAGES)
    return _refusal(request, _status(error), what, remedy)


def _status(error: OnRecordError) -> int:
    """What is no fault of who asks, such as weights that are not whole, is one of ours."""
    if isinstance(error, TookTooLong | RecordBusy | DeskFull | Crowded):
        return 503
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500)


_NO_PAGE, _NO_METHOD = 404, 405
_API_REMEDY = "see /api for what can be asked, and how"
_STATUS = {BadRequest: 400, UnknownReference: 404, NotAllowed: 403, Contradiction: 409, UnreadableInput: 422}


def _fault(request: Request, error: Exception) -> Response:
    return _refusal(request, 500, "something went wrong here", "ask in another way; the server's log says what it was")


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = "there is no such page here" if error.status_code == _NO_PAGE else str(error.detail)
    remedy = _API_REMEDY if _is_api(request) else "start again from the first page"
    if error.status_code == _NO_METHOD:
        may = _methods_at(request)
        what, remedy = f"{request.method} is not for this address", f"ask with {' or '.join(may)}"
        return _refusal(request, _NO_METHOD, what, remedy, {"Allow": ", ".join(may)})
    return _refusal(request, error.status_code, what, remedy, error.headers)


def _methods_at(request: Request) -> list[str]:
    """What an address takes, by all its routes: the router itself tells of the first alone."""
    routes = (route for router in (*ROUTERS, *api.ROUTERS) for route in router.routes)
    here = (route for route in routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in here for method in getattr(route, "methods", ())}) or ["GET"]


def _not_understood(request: Request, error: Exception) -> Response:
    """The first thing that is wrong, by the name it was sent under; behind that stand our own types."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = first["loc"][1:2]
    where = str(place[0]) if place and first["type"] != "json_invalid" else "what was sent"
    what, remedy = f"{where}: {first['msg'].lower()}", "go back and ask in another way"
    if first["type"] == "extra_forbidden":
        what, remedy = unknown_field(request, where)
    elif _is_api(request):
        remedy = _API_REMEDY
    return _refusal(request, 422 if _is_api(request) else 400, what, remedy)


def _refusal(
    request: Request, status: int, what: str, remedy: str, headers: Mapping[str, str] | None = None
) -> Response:
    if _is_api(request):
        return JSONResponse({"error": what, "remedy": remedy}, status, headers=dict(headers or {}))
    answer = page(request, "error.html", status, what=what[:1].upper() + what[1:], remedy=remedy)
    answer.headers.update(headers or {})
    return answer


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(API)
