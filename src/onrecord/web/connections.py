"""Connections that ask for nothing do not keep out those that do.

uvicorn counts all that are open, and waits for ever for the first request of one. Source: CWE-400, "Slowloris".
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Mapping
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

# Of a request's line and headers: who pastes a chapter where a quotation is asked for is told so by a page.
MOST_HEADER = 512 * 1024
_PIECE = 4096  # bytes that are parsed in one go
HEAD_SECONDS = 10.0  # until line and headers of a request are there
MOST_OPEN = 256  # connections; then the one that has been idle longest goes
MOST_OF_ONE = 64  # of them of one client, but for this machine, where a proxy may stand


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with bounds on what a connection may cost before it asks for something."""

    _timer: asyncio.TimerHandle | None = None
    _since = 0.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()
        if self._is_one_too_many():
            self._end()
            return
        self._make_room()
        self._time_head()

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), _PIECE):
            if self.transport.is_closing() or self._comes_in_chunks:
                break
            super().data_received(data[start : start + _PIECE])
        if self._comes_in_chunks:
            self.flow.pause_reading()
        self._time_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget_timer()
        super().connection_lost(exc)

    @property
    def is_idle(self) -> bool:
        """Is no request being answered?"""
        return self.cycle is None or self.cycle.response_complete

    @property
    def _comes_in_chunks(self) -> bool:
        """Such a body is refused (411), and not even parsed: chunks of one byte would hold up everybody."""
        return not self.is_idle and any(name == b"transfer-encoding" for name, _ in self.headers)

    def _time_head(self) -> None:
        """From the first byte of a head, or from the beginning, until it is whole: bytes in between win no time."""
        if not self.is_idle:
            self._forget_timer()
        elif self._timer is None and not self.transport.is_closing():
            self._timer = self.loop.call_later(HEAD_SECONDS, self._end)

    def on_response_complete(self) -> None:
        self._since = self.loop.time()
        super().on_response_complete()

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _is_one_too_many(self) -> bool:
        mine = self._others(of=self.client[0] if self.client else "")
        return not self._is_of_this_machine() and not self._is_the_proxy() and len(mine) >= MOST_OF_ONE

    def _is_the_proxy(self) -> bool:
        """One that brings all the others."""
        proxy = self.config.forwarded_allow_ips if self.config.proxy_headers else ""
        return self.client is not None and self.client[0] == proxy

    def _is_of_this_machine(self) -> bool:
        try:
            return self.client is None or ipaddress.ip_address(self.client[0].partition("%")[0]).is_loopback
        except ValueError:
            return False

    def _others(self, of: str | None = None) -> list[PatientProtocol]:
        found: list[Any] = [one for one in self.connections if one is not self]
        return [one for one in found if of is None or (one.client or ("",))[0] == of]

    def _make_room(self) -> None:
        """End the one that has been idle longest, those that never asked for anything before all others."""
        idle = [one for one in self._others() if one.is_idle]
        if len(self.connections) >= MOST_OPEN and idle:
            min(idle, key=lambda one: (one.cycle is not None, one._since))._end()

    def _end(self) -> None:
        self._forget_timer()
        self.connections.discard(self)  # it is not counted any more
        self.transport.abort()


# How uvicorn is started, here and in the tests.
AS_SERVED: Mapping[str, Any] = {
    "http": PatientProtocol,
    "server_header": False,
    "proxy_headers": False,  # anybody could claim to be another client
    "limit_concurrency": MOST_OPEN,
    "backlog": MOST_OPEN // 4,  # so many are accepted before any is looked at: who asks is heard before it must go
    "h11_max_incomplete_event_size": MOST_HEADER,
}


def behind(proxy: str | None) -> dict[str, Any]:
    """AS_SERVED; with a proxy, clients are who its X-Forwarded-For names, and nobody else's is looked at.

    proxy: its IP address. uvicorn takes the last address of the header that is not the proxy's own: the one that the
    proxy saw, whatever the client had put before it.
    """
    return {**AS_SERVED, **({"proxy_headers": True, "forwarded_allow_ips": proxy} if proxy else {})}
