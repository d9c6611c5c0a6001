"""Whoever opens connections and asks for nothing keeps nobody else out."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.values.model import Model
from onrecord.web import connections
from onrecord.web.site import Access, Site
from tests.web.conftest import ANY_NUMBER
from tests.web.serving import served

HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: "
WHOLE = b"GET /static/site.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def here(record_file: Path) -> Iterator[tuple[str, int]]:
    with served(Site(record_file, ANY_NUMBER, Model.RULES)) as address:
        yield "127.0.0.1", urlsplit(address).port or 0


def is_closed(connection: socket.socket) -> bool:
    """Does the other side end it? Waits ten seconds at most."""
    connection.settimeout(10)
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("sent", [b"", HALF, WHOLE + HALF, b"\r\n"])
def test_a_request_that_does_not_come_is_not_waited_for(
    here: tuple[str, int], sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.1)
    with socket.create_connection(here) as connection:
        connection.sendall(sent)
        assert is_closed(connection)


def test_idle_connections_make_room_for_who_asks(here: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_OPEN", 4)
    with ExitStack() as opened:
        idle = [opened.enter_context(socket.create_connection(here)) for _ in range(12)]
        for connection in idle:
            connection.sendall(HALF)
        assert httpx.get(f"http://127.0.0.1:{here[1]}/static/site.css").status_code == 200
        assert is_closed(idle[0])


def test_one_client_from_elsewhere_gets_so_many_and_no_more(
    here: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_OF_ONE", 2)
    monkeypatch.setattr(connections.PatientProtocol, "_is_of_this_machine", lambda _: False)
    with ExitStack() as opened:
        first, second, third = (opened.enter_context(socket.create_connection(here)) for _ in range(3))
        assert is_closed(third)
        second.sendall(WHOLE)
        assert second.recv(12) == b"HTTP/1.1 200"
        assert first.fileno() > 0


def test_a_body_in_chunks_is_refused_and_not_parsed(here: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    plainly = H11Protocol.data_received

    def counted(self: H11Protocol, data: bytes) -> None:
        parsed.append(len(data))
        plainly(self, data)

    monkeypatch.setattr(H11Protocol, "data_received", counted)
    head = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(here) as connection:
        connection.sendall(head + b"1\r\na\r\n" * 5000)
        assert connection.recv(12) == b"HTTP/1.1 411"
        assert is_closed(connection)
    assert sum(parsed) <= connections._PIECE


@pytest.mark.parametrize(
    ("proxy", "statuses"),
    [
        ("127.0.0.1", [400, 429, 400, 429]),  # two clients, whatever the second says of itself
        ("192.0.2.1", [400, 429, 429, 429]),  # who is not the proxy may say what it likes
        (None, [400, 429, 429, 429]),
    ],
)
def test_a_proxy_tells_its_clients_apart(record_file: Path, proxy: str | None, statuses: list[int]) -> None:
    told = ("198.51.100.7", "198.51.100.7", "198.51.100.8", "198.51.100.7, 198.51.100.8")
    with served(Site(record_file, Access(per_minute=1)), proxy=proxy) as address:
        asked = [
            httpx.get(f"{address}/api/v1/check", params={"words": ""}, headers={"X-Forwarded-For": one}) for one in told
        ]
    assert [one.status_code for one in asked] == statuses


def test_all_clients_of_a_proxy_may_come_over_it(record_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_OF_ONE", 2)
    monkeypatch.setattr(connections.PatientProtocol, "_is_of_this_machine", lambda _: False)
    with served(Site(record_file, Access()), proxy="127.0.0.1") as address, ExitStack() as opened:
        here = ("127.0.0.1", int(address.rpartition(":")[2]))
        three = [opened.enter_context(socket.create_connection(here)) for _ in range(3)]
        three[2].sendall(WHOLE)
        assert three[2].recv(12) == b"HTTP/1.1 200"
