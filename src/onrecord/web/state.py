"""Has the record changed since? What a client may keep, and ask whether it still holds (RFC 9110, 13)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord import __version__

_KEPT = {"Cache-Control": "private, no-cache"}  # ask each time; 304 costs next to nothing


def state_of(record: Path) -> str:
    """What every change of the record changes: size and time of the file and of its log, where something is in it.

    Looked at before the record is read, so an answer is never older than the state it is known by.
    """
    found = []
    for file in (record, record.with_name(f"{record.name}-wal")):
        try:
            stat = file.stat()
        except OSError:
            continue
        if stat.st_size:
            found.append(f"{stat.st_ino}.{stat.st_size}.{stat.st_mtime_ns}")
    return " ".join(found)


class Unchanged:
    """Answers 304 to who asks the same of the same record, before the record is looked at."""

    def __init__(self, app: ASGIApp, record: Path) -> None:
        self._app, self._record = app, record

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_kept(scope["path"]):
            await self._app(scope, receive, send)
            return
        tag, wanted = self._tag(Request(scope)), Headers(scope=scope).get("if-none-match", "")
        if _fits(wanted, tag):
            await Response(None, 304, headers={"ETag": tag, **_KEPT})(scope, receive, send)
            return

        is_kept = False

        async def send_tagged(message: Message) -> None:
            nonlocal is_kept
            if message["type"] == "http.response.start" and message["status"] == 200:
                is_kept = wanted.strip() == "*"  # whatever it is, as long as there is something: only now we know
                if is_kept:
                    message = {**message, "status": 304, "headers": []}
                headers = MutableHeaders(scope=message)
                headers["ETag"] = tag
                headers.update(_KEPT)
            elif is_kept:
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, send_tagged)

    def _tag(self, request: Request) -> str:
        asked = f"{__version__} {state_of(self._record)} {request.url}"
        return f'W/"{hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def _is_kept(path: str) -> bool:
    return path.startswith("/api/v1/") or path.endswith(".atom")


def _fits(wanted: str, tag: str) -> bool:
    """Weak comparison: by what stands between the quotation marks."""
    return tag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in wanted.split(","))
