"""What holds for every answer, whatever its page: whose requests are taken, and what a browser may do with it.

Source: OWASP Secure Headers; the Host check keeps another site's page from reaching this one by DNS rebinding.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.site import Access

# No script, style, picture or frame from anywhere but here; nothing inline, so that no word of a report can be one.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Other sites are told nothing. "no-referrer" would have browsers send "Origin: null" with our own forms, too.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class Guard:
    """Refuses what comes under another name or from another site, and puts HEADERS on all answers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope["method"], Headers(scope=scope))
        app = PlainTextResponse(refused, 403) if refused else self._app
        await app(scope, receive, send_guarded)

    def _refused(self, method: str, headers: Headers) -> str | None:
        """Why this request is not taken; None where it is."""
        host = headers.get("host", "")
        if self._access.hosts and _name_in(f"//{host}") not in self._access.hosts:
            return "This site does not answer to that name. Name it with --host NAME when you start onrecord serve.\n"
        if method not in _SAFE and not _is_own(headers, host):
            return "This came from another site and was not done. Use the form on the page itself.\n"
        return None


def _is_own(headers: Headers, host: str) -> bool:
    """Was this sent by a page of this site, or by no browser at all?"""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == host


def _name_in(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
