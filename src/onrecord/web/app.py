"""The application: all routes, behind one guard, and what becomes of errors."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.errors import OnRecordError, RecordBusy, RecordError, UnknownReference
from onrecord.web.access import Guard
from onrecord.web.pages import ROUTERS
from onrecord.web.rendering import page
from onrecord.web.site import Site, TookTooLong

# Of a request's line and headers: who pastes a chapter where a quotation is asked for is told so by a page.
MOST_HEADER = 512 * 1024
_STATIC = Path(__file__).parent / "static"


def make_app(site: Site) -> FastAPI:
    """The site as an ASGI application. A fault of ours is still a traceback in the log, and a plain page outside."""
    app = FastAPI(title="onrecord", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = site
    app.add_middleware(Guard, access=site.access)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(OnRecordError, _told)
    app.add_exception_handler(HTTPException, _not_there)
    return app


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnRecordError)
    return page(request, "error.html", _status(error), what=error.what, remedy=error.remedy)


def _status(error: OnRecordError) -> int:
    if isinstance(error, UnknownReference):
        return 404
    if isinstance(error, TookTooLong | RecordBusy):
        return 503
    return 500 if isinstance(error, RecordError) else 400


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = "There is no such page here" if error.status_code == 404 else str(error.detail)
    return page(request, "error.html", error.status_code, what=what, remedy="start again from the first page")
