"""What the head of an answer says."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import mktime_tz, parsedate_tz

import httpcore

from onrecord.fetching.limits import Limits
from onrecord.fetching.outcome import NotFetched, Why
from onrecord.text.served import charset_in

_BUSY = (429, 503)
_MAY_PASS = (408, 425, 500, 502, 504, 520, 521, 522, 523, 524)
_LATER = "try again later"
_REMEDIES = {
    401: "onrecord signs in nowhere: save the page in a browser and read the file",
    402: "it is for subscribers: save the page in a browser and read the file",
    403: "the server lets no program in: save the page in a browser and read the file",
    404: "check the address",
    410: "it was taken away for good: leave it out",
    451: "it is blocked for legal reasons: leave it out",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers, names in lower case. location: of a redirect. coding: how the body is packed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    location: str | None
    media_type: str
    charset: str | None
    coding: str


def head_of(response: httpcore.Response, limits: Limits) -> Head:
    """Read the head. Raises NotFetched when it is too large, or a 200 is of a type that is not let in."""
    if sum(len(name) + len(value) for name, value in response.headers) > limits.max_header_bytes:
        raise NotFetched(
            Why.TOO_LARGE,
            "the headers of the answer are too large",
            "leave it out; no page needs so many",
            answered=True,
        )
    headers = tuple((name.decode("latin-1").lower(), _text(value)) for name, value in response.headers)
    media_type, charset = _type_of(_first(headers, "content-type") or "")
    head = Head(
        response.status, headers, _first(headers, "location"), media_type, charset, _all(headers, "content-encoding")
    )
    if head.status == 200 and limits.types and media_type and media_type not in limits.types:
        raise NotFetched(
            Why.TYPE, f"it is {media_type[:60]}, which is not read", "give the address of a page", answered=True
        )
    return head


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _first(headers: tuple[tuple[str, str], ...], name: str) -> str | None:
    return next((value for found, value in headers if found == name), None)


def _all(headers: tuple[tuple[str, str], ...], name: str) -> str:
    return ", ".join(value for found, value in headers if found == name)


def _type_of(written: str) -> tuple[str, str | None]:
    """ "Text/HTML; Charset=utf-8" -> "text/html" and "utf-8"; what is no media type -> ""."""
    kind = written.partition(";")[0].strip().lower()
    if kind.count("/") != 1:
        return "", None
    charset = charset_in(written)
    return kind, charset.lower() if charset else None


def refuse_status(head: Head, *, is_conditional: bool) -> None:
    """Raise NotFetched unless there is a body to read, or the answer "not changed" to who asked for that."""
    status = head.status
    if status == 200 or (status == 304 and is_conditional):
        return
    why = Why.BUSY if status in _BUSY else Why.STATUS
    may_pass = status in (*_BUSY, *_MAY_PASS)
    remedy = _REMEDIES.get(status, _LATER if may_pass else "open it in a browser and see what is there")
    refusal = NotFetched(why, f"the server answered {status}", remedy, may_pass=may_pass, answered=True)
    refusal.status = status
    refusal.wait = retry_after(_first(head.headers, "retry-after"), time.time())
    raise refusal


def retry_after(written: str | None, now: float) -> float | None:
    """Seconds for which a server asks to be left alone (RFC 9110, 10.2.3): a number, or a date. Never negative."""
    if written is None:
        return None
    if written.strip().isascii() and written.strip().isdigit():
        return float(written.strip()[:9])
    parsed = parsedate_tz(written)
    try:
        return max(0.0, mktime_tz(parsed) - now) if parsed else None
    except (ValueError, OverflowError):
        return None
