"""Connecting to the very address that was checked, and reading under one deadline."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

import httpcore

from onrecord.fetching.limits import Limits
from onrecord.fetching.locations import Location, shown
from onrecord.fetching.outcome import NotFetched, Why
from onrecord.fetching.public import is_public

Number = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
MOST_TRIED = 6  # of the addresses of one name
CHECK_NETWORK = "check the name and the network"
OWN_NETWORK = (
    "what others write must not reach into your network; for a server of your own add --allow-private-addresses"
)


def system_resolver(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))


class Deadline:
    """The moment at which a fetch ends. clock: seconds, never going back. spent: of the seconds, before."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic, spent: float = 0.0) -> None:
        self._clock = clock
        self._end = clock() + seconds - spent
        self.seconds = seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds that remain. Raises NotFetched when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise NotFetched(
                Why.SLOW, f"it took longer than {self.seconds:g} seconds", "try again later", may_pass=True
            )
        return left if at_most is None else min(left, at_most)


def numbers_of(place: Location, resolver: Resolver, limits: Limits, deadline: Deadline) -> tuple[Number, ...]:
    """Ask once for the addresses of a host, and check every one. Raises NotFetched when one is not public.

    One private address among public ones spoils all: who answers so means to be asked again.
    """
    numbers = (place.number,) if place.number else _resolved(place, resolver, deadline)
    for number in numbers:
        if not limits.allow_private and not is_public(number):
            raise NotFetched(Why.DENIED, f"{place.host} leads to {number}, which is not public", OWN_NETWORK)
    return numbers[:MOST_TRIED]


def _resolved(place: Location, resolver: Resolver, deadline: Deadline) -> tuple[Number, ...]:
    """The system's resolver knows no time limit, so it works in a thread that is left behind when it is too slow."""
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolver(place.host, place.port))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True, name="onrecord-resolver").start()
    try:
        found = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise _unknown(place, "no name server answered") from None
    if isinstance(found, OSError):
        raise _unknown(place, found.strerror or str(found)) from found
    return _parsed(found, place)


def _parsed(found: Sequence[str], place: Location) -> tuple[Number, ...]:
    try:
        numbers = tuple(ip_address(one) for one in found)
    except ValueError as error:
        raise _unknown(place, str(error)) from error
    if not numbers:
        raise _unknown(place, "it has no address")
    return numbers


def _unknown(place: Location, why: str) -> NotFetched:
    return NotFetched(Why.NETWORK, f"the host {shown(place.host)} is not found ({why})", CHECK_NETWORK, may_pass=True)


@dataclass(frozen=True, slots=True)
class Pinned(httpcore.NetworkBackend):
    """Connects to these numbers and nowhere else, whatever host it is told.

    The name is still what the certificate is checked against and what the server is told.
    """

    numbers: tuple[Number, ...]
    limits: Limits
    deadline: Deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        patience = Deadline(self.limits.connect)
        for at, number in enumerate(self.numbers, 1):
            share = patience.left() / (len(self.numbers) - at + 1)
            try:
                stream = httpcore.SyncBackend().connect_tcp(str(number), port, self.deadline.left(share))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                if at == len(self.numbers):
                    raise _unreachable(host, error) from error
            else:
                return Timed(stream, self.deadline)
        raise AssertionError("there is at least one number")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise NotFetched(Why.DENIED, "files are not connected to", "give an http or https address")


def _unreachable(host: str, error: Exception) -> NotFetched:
    why = "no answer in time" if isinstance(error, httpcore.ConnectTimeout) else _said(error)
    return NotFetched(Why.NETWORK, f"no connection to {host} ({why})", "try again later", may_pass=True)


def _said(error: Exception) -> str:
    cause = error.__cause__ or error.__context__
    return (cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)).lower()


class Timed(httpcore.NetworkStream):
    """A stream whose every wait ends with the fetch."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, self._deadline.left())
        except httpcore.ReadTimeout:
            self._deadline.left()  # says so in our words
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secure = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return Timed(secure, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
