"""What holds for every answer, whatever its page: whose requests are taken, and what a browser may do with it.

Source: OWASP Secure Headers and Cross-Site Request Forgery Prevention; the Host check keeps another site's page from
reaching this one by DNS rebinding.
"""

from __future__ import annotations

import ipaddress
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.bodies import TooLarge, TooSlow, again, most_at, taken
from onrecord.web.door import Door, token_in
from onrecord.web.rates import Rates
from onrecord.web.site import Access
from onrecord.web.turns import Crowded
from onrecord.web.users import User

# No script, style, picture or frame from anywhere but here; nothing inline, so that no word of a report can be one.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Nothing is told to other sites. "no-referrer" would make browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
API = "/api/"
LOGIN = "/login"
_STATIC = "/static/"
_OPEN = (LOGIN, _STATIC)  # what is there before somebody has logged in
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_FORMS = "POST"  # what a form of another site can send; of all other methods no route takes any, and the router says so
# Also under /api/v1. The box on the first page reads what is no name; what was looked at is read again to be kept.
_COSTLY = re.compile(r"/(?:read(?:/[^/]+/keep)?|go|check(?:/draft)?|compare)/?")
_HOST = re.compile(r"(?:\[(?P<number>[0-9A-Fa-f:.]{2,45})\]|(?P<name>[A-Za-z0-9._-]{1,253}))(?::[0-9]{1,5})?")
_TRIES = 10  # wrong secrets of one client a minute
AGAIN = 10  # seconds until who came when too many did may come again


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not done, and what to do."""

    status: int
    error: str
    remedy: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, path: str) -> Response:
        """JSON for programs, else plain words."""
        if path.startswith(API):
            told = {"error": self.error, "remedy": self.remedy}
            return JSONResponse(told, self.status, headers=dict(self.headers))
        told_plainly = f"{self.error[:1].upper()}{self.error[1:]}. {self.remedy[:1].upper()}{self.remedy[1:]}.\n"
        return PlainTextResponse(told_plainly, self.status, headers=dict(self.headers))


class Guard:
    """Refuses what comes under another name, from another site, too much or too often; puts HEADERS on all answers.

    Who asks stands in `request.state.who` behind it. `Server-Timing` tells what an answer took here, in milliseconds.
    """

    def __init__(self, app: ASGIApp, access: Access, door: Door) -> None:
        self._app, self._access, self._door = app, access, door
        self._rates, self._tries = Rates(access.per_minute), Rates(_TRIES if access.users else 0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        if self._access.by_https:  # addresses that the site writes are those by which it is reached
            scope["scheme"] = "https"

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if self._door.asks and not scope["path"].startswith(_STATIC):  # nobody gets what another one saw
                    headers.setdefault("Cache-Control", "private, no-cache")
                    headers.add_vary_header("Cookie, Authorization")
                headers["Server-Timing"] = f"total;dur={(time.perf_counter() - began) * 1e3:.1f}"
            await send(message)

        answer, receive = await self._let_in(scope, receive)
        # The server leaves the body out for who asks for the head alone; all else is as for who asks for the page.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await (answer or self._app)(asked, receive, send_guarded)

    async def _let_in(self, scope: Scope, receive: Receive) -> tuple[ASGIApp | None, Receive]:
        """What is answered instead of the page, if anything; and the body, taken whole."""
        headers, path, method = Headers(scope=scope), scope["path"], scope["method"]
        client = scope["client"][0] if scope.get("client") else ""
        refusal = self._stranger(method, headers)
        if refusal is None and path == LOGIN and method == "POST":  # whoever asks: who may read could guess, too
            refusal = _wait(self._tries.wait(client), "too many tries to log in")
        if refusal is None:
            who = await self._who(headers, client)
            if isinstance(who, User):
                scope.setdefault("state", {})["who"] = who
                refusal = self._too_often(scope, who.name or client)
            elif who is None and not path.startswith(_OPEN):
                return self._log_in_first(scope), receive
            elif who is not None:
                refusal = who
        if refusal is None and method not in _SAFE:
            try:
                return None, again(await taken(receive, headers, most_at(path)), receive)
            except TooLarge:
                refusal = Refusal(413, f"more than {most_at(path):,} bytes", "send less at once", _CLOSE)
            except TooSlow:
                refusal = Refusal(408, "it did not come in time", "send it again", _CLOSE)
        return (refusal.response(path) if refusal else None), receive

    def _stranger(self, method: str, headers: Headers) -> Refusal | None:
        """Why this is not taken, whoever it is that asks; None where it is."""
        host = headers.get("host", "")
        if self._access.hosts and not self._is_here(_name_in(host)):
            remedy = (
                "open it by the address that it gave when it was started; who runs it can have it answer to this name"
            )
            return Refusal(403, "this site does not answer to that name", remedy)
        if "transfer-encoding" in headers:  # a chunk may be one byte, and costs as much as a large one
            return Refusal(411, "it does not say how long it is", "send it with a Content-Length", _CLOSE)
        if method == _FORMS and not _is_own(headers, host):
            remedy = "use the form on the page itself; a program sends JSON, or an Origin header that names this site"
            return Refusal(403, "this came from another site and was not done", remedy)
        return None

    def _is_here(self, name: str) -> bool:
        return name in self._access.hosts or (self._access.any_number and _is_number(name))

    async def _who(self, headers: Headers, client: str) -> User | Refusal | None:
        if not self._door.asks:
            return self._door.anybody()
        token = token_in(headers.get("authorization", ""))
        if token is None:
            return self._door.in_session(headers)
        if wait := self._tries.left(client):
            return _wait(wait, "too many wrong tokens")
        try:
            found = await run_in_threadpool(self._door.by_token, token)
        except Crowded as error:
            return _wait(AGAIN, error.what)
        if found is None:
            self._tries.wait(client)
            return Refusal(401, "nobody has this token", _BEARER, {"WWW-Authenticate": "Bearer"})
        return found

    def _log_in_first(self, scope: Scope) -> Response:
        path = scope["path"]
        if scope["method"] in _SAFE and not path.startswith(API):
            query = scope["query_string"].decode("latin-1")
            asked = quote(path) + (f"?{query}" if query else "")  # a "?" of the path itself is none of the query
            return RedirectResponse(f"{LOGIN}?next={quote(asked, safe='')}", 303)
        return Refusal(401, "log in first", _BEARER, {"WWW-Authenticate": "Bearer"}).response(path)

    def _too_often(self, scope: Scope, client: str) -> Refusal | None:
        path = scope["path"].removeprefix("/api/v1")
        asks = _COSTLY.fullmatch(path) and (scope["method"] not in _SAFE or scope["query_string"])
        return _wait(self._rates.wait(client), "too many readings and checks at once") if asks else None


_CLOSE = {"Connection": "close"}
_BEARER = 'send "Authorization: Bearer TOKEN" or "Bearer NAME:TOKEN"; browsers log in at /login'


def _wait(seconds: int, error: str) -> Refusal | None:
    """None where there is nothing to wait for."""
    if not seconds:
        return None
    return Refusal(429, error, f"ask again in {seconds} s", {"Retry-After": str(seconds)})


def _is_own(headers: Headers, host: str) -> bool:
    """Was this sent by a page of this site, or by a program?

    Browsers say where a form stands by Sec-Fetch-Site, older ones by Origin. Where neither is there, nothing is taken
    that a form of another site could send: a token or JSON it cannot.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if origin is not None:
        return origin.partition("://")[2] == host
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    return site is not None or "authorization" in headers or media == "application/json"


def _name_in(host: str) -> str:
    """The name in a Host header, in lower case; "" where it is not NAME or NAME:PORT and nothing else."""
    found = _HOST.fullmatch(host)
    return (found["number"] or found["name"]).lower() if found else ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
