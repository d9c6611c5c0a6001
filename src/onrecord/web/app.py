"""The application: all routes, behind one guard, and what becomes of errors."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import Response

from onrecord.errors import OnRecordError, RecordBusy, RecordError, UnknownReference
from onrecord.run.reading_desk import DeskFull
from onrecord.web.access import Guard
from onrecord.web.pages import ROUTERS
from onrecord.web.rendering import page
from onrecord.web.site import Site, TookTooLong

_STATIC = Path(__file__).parent / "static"


def make_app(site: Site) -> FastAPI:
    """The site as an ASGI application. A fault of ours is still a traceback in the log, and a plain page outside."""
    app = FastAPI(title="onrecord", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_living)
    app.state.site = site
    app.add_middleware(Guard, access=site.access)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    app.add_exception_handler(OnRecordError, _told)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_understood)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """While the server stands; then what reads in the background ends with it."""
    yield
    app.state.site.desk.close()


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnRecordError)
    return page(request, "error.html", _status(error), what=error.what, remedy=error.remedy)


def _status(error: OnRecordError) -> int:
    if isinstance(error, UnknownReference):
        return 404
    if isinstance(error, TookTooLong | RecordBusy | DeskFull):
        return 503
    return 500 if isinstance(error, RecordError) else 400


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = "There is no such page here" if error.status_code == 404 else str(error.detail)
    return page(request, "error.html", error.status_code, what=what, remedy="start again from the first page")


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    wrong = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors()}))
    what, remedy = f"What was asked for cannot be understood: {wrong}", "go back and ask in another way"
    return page(request, "error.html", 400, what=what, remedy=remedy)
