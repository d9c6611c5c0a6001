"""Logging in with a browser, where a site asks for it: a form, and a cookie that no script or other site can use."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.web.access import AGAIN
from onrecord.web.door import COOKIE, SESSION_SECONDS, Door
from onrecord.web.pages.common import site_of
from onrecord.web.rendering import page
from onrecord.web.turns import Crowded

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask(request: Request, next: str = "/") -> HTMLResponse:
    return page(request, "login.html", next=local_path(next), wrong=False, names=_names(request))


@router.post("/login")
def log_in(
    request: Request,
    name: Annotated[str, Form(max_length=64)] = "",
    secret: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    door = door_of(request)
    try:
        user = door.by_secret(name.strip(), secret) if door.asks else None
    except Crowded as error:
        raise HTTPException(429, error.what, {"Retry-After": str(AGAIN)}) from error
    if user is None:
        return page(request, "login.html", 403, next=local_path(next), wrong=True, names=_names(request))
    answer = RedirectResponse(local_path(next), 303)
    answer.set_cookie(
        COOKIE,
        door.begin(user),
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="strict",
        secure=site_of(request).access.by_https or request.url.scheme == "https",
    )
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    door_of(request).end(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def door_of(request: Request) -> Door:
    door = request.app.state.door
    assert isinstance(door, Door)
    return door


def local_path(asked: str) -> str:
    """A path of this site; "/" for anything that a browser could take for another one's address."""
    if not asked.startswith("/") or asked.startswith(("//", "/\\")) or not asked.isprintable():
        return "/"
    return asked


def _names(request: Request) -> bool:
    """Is a name asked for, or the one token alone?"""
    return any(user.name for user in site_of(request).access.users)
