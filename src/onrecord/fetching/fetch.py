"""One address is fetched: each hop checked anew, nothing kept from one to the next."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.parse import urljoin

import httpcore

from onrecord.fetching.answers import Head, head_of, refuse_status
from onrecord.fetching.limits import Limits
from onrecord.fetching.locations import Location, location_of, shown
from onrecord.fetching.network import Deadline, Pinned, Resolver, numbers_of, system_resolver
from onrecord.fetching.outcome import Fetched, NotFetched, Refused, Validators, Why
from onrecord.fetching.unpacking import CODINGS, cut_short, unpacked

Gate = Callable[[Location], None]
REDIRECTS = (301, 302, 303, 307, 308)
MAX_SIZE = "raise the limit with --max-size, or save the page in a browser and read the file"
NEW = Validators()


def _open_gate(place: Location) -> None:
    """Lets everything pass."""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """What fetches. It sends no cookies, no credentials, no referrer, and knows no proxy.

    agent: the header User-Agent. resolver: gives the addresses of a host; asked once a hop. clock: seconds, never going
    back.
    """

    agent: str
    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = system_resolver
    clock: Callable[[], float] = time.monotonic

    def fetch(
        self,
        address: str,
        *,
        limits: Limits | None = None,
        validators: Validators = NEW,
        gate: Gate = _open_gate,
    ) -> Fetched | Refused:
        """Fetch one address within the limits. Never raises for what the net does.

        gate: asked before each hop, may wait (which does not count), and raises NotFetched to forbid it (robots.txt).
        validators: of an earlier answer; then the new one may be 304 without a body.
        """
        limits = limits or self.limits
        reached: list[Location] = []
        asked = _Asked(address, limits, validators)
        try:
            for place in self._hops(address, limits, reached):
                gate(place)
                began = self.clock()
                answer = self._ask(place, asked)
                if isinstance(answer, Fetched):
                    return answer
                reached.append(answer)
                asked = replace(asked, spent=asked.spent + self.clock() - began)
        except NotFetched as refusal:
            return refusal.of(address, reached[-1].address if reached else None)
        raise AssertionError("the last hop answers or is refused")

    def _hops(self, address: str, limits: Limits, reached: list[Location]) -> Iterator[Location]:
        reached.append(location_of(address, limits))
        while len(reached) <= limits.hops + 1:
            if reached[-1] in reached[:-1]:
                raise NotFetched(Why.BROKEN, "it is redirected in a circle", _OPEN_IT, answered=True)
            yield reached[-1]
        raise NotFetched(Why.BROKEN, f"it is redirected more than {limits.hops} times", _OPEN_IT, answered=True)

    def _ask(self, place: Location, asked: _Asked) -> Fetched | Location:
        """One request: the answer, or where it is redirected. Raises NotFetched."""
        deadline = Deadline(asked.limits.total, self.clock, asked.spent)
        numbers = numbers_of(place, self.resolver, asked.limits, deadline)
        request = httpcore.Request("GET", _url(place), headers=_headers(place, self.agent, asked.validators))
        with _told(place), _connection(Pinned(numbers, asked.limits, deadline)) as pool:
            response = pool.handle_request(request)
            try:
                return _answer(response, place, asked)
            finally:
                response.close()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for, the same at all hops. spent: seconds so far."""

    address: str
    limits: Limits
    validators: Validators
    spent: float = 0.0


_OPEN_IT = "open it in a browser and take the address that it ends at"


def _url(place: Location) -> httpcore.URL:
    return httpcore.URL(
        scheme=place.scheme.encode(), host=place.host.encode(), port=place.port, target=place.path.encode()
    )


def _headers(place: Location, agent: str, validators: Validators) -> list[tuple[bytes, bytes]]:
    named = {
        "Host": place.site.partition("://")[2],
        "User-Agent": agent,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": CODINGS,
        "Connection": "close",
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return [(name.encode(), value.encode("utf-8", "replace")) for name, value in named.items() if value]


@cache
def _certificates() -> ssl.SSLContext:
    """Who is trusted: the system's authorities and those of certifi, so that it works where either is missing."""
    import certifi  # noqa: PLC0415 -- only where https is spoken

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@contextmanager
def _connection(backend: Pinned) -> Iterator[httpcore.ConnectionPool]:
    """A pool for one request: nothing is kept open, so nothing can be reached without being checked."""
    with httpcore.ConnectionPool(
        ssl_context=_certificates(), network_backend=backend, max_connections=1, max_keepalive_connections=0
    ) as pool:
        yield pool


@contextmanager
def _told(place: Location) -> Iterator[None]:
    """What the layers below raise, in our words."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise NotFetched(Why.SLOW, "the server did not answer in time", "try again later", may_pass=True) from error
    except httpcore.RemoteProtocolError as error:
        if "without sending complete message body" in str(error) or "incomplete chunked" in str(error):
            raise cut_short() from error
        raise _broken(f"the answer is no HTTP ({error})") from error
    except httpcore.LocalProtocolError as error:
        raise _broken(f"it cannot be asked for ({error})") from error
    except (httpcore.NetworkError, OSError) as error:
        raise _failed(place, str(error) or type(error).__name__) from error


def _failed(place: Location, reason: str) -> NotFetched:
    is_untrusted = "certificate" in reason.lower()  # somebody answered, but not as who he says
    remedy = "nothing is fetched over a connection that cannot be trusted" if is_untrusted else "try again later"
    what = f"the connection to {place.host} failed ({reason})"
    return NotFetched(Why.NETWORK, what, remedy, may_pass=True, answered=is_untrusted)


def _broken(what: str) -> NotFetched:
    return NotFetched(
        Why.BROKEN, what, "open it in a browser; if it shows, save the page and read the file", answered=True
    )


def _answer(response: httpcore.Response, place: Location, asked: _Asked) -> Fetched | Location:
    head = head_of(response, asked.limits)
    if head.status in REDIRECTS and head.location:
        return _redirected(head.location, place, asked)
    is_conditional = asked.validators != NEW
    refuse_status(head, is_conditional=is_conditional)
    body, is_cut = (b"", False) if head.status == 304 else _body(response, head, asked.limits)
    return Fetched(asked.address, place.address, head.status, head.headers, body, head.media_type, head.charset, is_cut)


def _redirected(location: str, place: Location, asked: _Asked) -> Location:
    try:
        return location_of(urljoin(place.address, location.strip(" ")), asked.limits)
    except (NotFetched, ValueError) as error:
        reason = error.what if isinstance(error, NotFetched) else str(error)
        raise NotFetched(
            Why.DENIED, f"it is redirected to {shown(location)}: {reason}", _OPEN_IT, answered=True
        ) from error


def _body(response: httpcore.Response, head: Head, limits: Limits) -> tuple[bytes, bool]:
    """The body after decompression, and whether it was cut at the limit. Raises NotFetched when that is passed."""
    pieces: list[bytes] = []
    size = 0
    for piece in unpacked(_wire(response, limits), head.coding):
        size += len(piece)
        if size > limits.max_bytes:
            if not limits.take_start:
                raise _too_large(limits)
            pieces.append(piece[: len(piece) - (size - limits.max_bytes)])
            return b"".join(pieces), True
        pieces.append(piece)
    return b"".join(pieces), False


def _wire(response: httpcore.Response, limits: Limits) -> Iterator[bytes]:
    """The bytes as they come, counted too: what unpacks to nothing must not come for ever."""
    size = 0
    for piece in response.iter_stream():
        size += len(piece)
        if size > limits.max_bytes and not limits.take_start:
            raise _too_large(limits)
        yield piece


def _too_large(limits: Limits) -> NotFetched:
    return NotFetched(Why.TOO_LARGE, f"it has more than {limits.max_bytes:,} bytes", MAX_SIZE, answered=True)


def user_agent(version: str, contact: str | None) -> str:
    """The header by which a server's people know who asks. contact: an e-mail address or a page about it."""
    name = f"onrecord/{version}"
    return f"{name} (+{contact})" if contact else name
