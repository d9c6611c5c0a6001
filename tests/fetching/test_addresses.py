"""Nothing leads into a network of one's own: no spelling, no name, no redirect, no second answer."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpcore
import pytest

from onrecord.fetching.fetch import Fetcher
from onrecord.fetching.limits import Limits
from onrecord.fetching.locations import location_of
from onrecord.fetching.outcome import Fetched, NotFetched, Refused, Why
from onrecord.fetching.public import embedded, is_public
from tests.fetching.server import Answer, Server
from tests.fetching.spellings import ALL

PUBLIC = "93.184.216.34"
PUBLIC_6 = "2606:4700::1111"


def fixed(*answers: str) -> Any:
    """A resolver with one answer for every name."""
    return lambda host, port: answers


@pytest.fixture
def packets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Everything that would leave this process, seen where Python hands it to the system. Nothing does leave."""
    seen: list[object] = []

    def spy(name: str) -> Any:
        def record(self: object, *arguments: object, **named: object) -> None:
            seen.append((name, arguments))
            raise ConnectionRefusedError(111, "spy")

        return record

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, spy(name))
    monkeypatch.setattr(socket, "getaddrinfo", _only_numbers)
    return seen


def _only_numbers(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
    number = ip_address(host)
    family = socket.AF_INET if number.version == 4 else socket.AF_INET6
    return [(family, socket.SOCK_STREAM, 6, "", (host, port) if number.version == 4 else (host, port, 0, 0))]


def test_there_are_as_many_spellings_as_the_documentation_says() -> None:
    told = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text(encoding="utf-8")
    assert len(set(ALL)) == len(ALL) > 60
    assert f"{len(ALL)} ways to write" in told


@pytest.mark.parametrize("address", ALL)
def test_no_spelling_of_a_private_address_sends_a_packet(address: str, packets: list[object]) -> None:
    refused = Fetcher("test", resolver=fixed("127.0.0.1")).fetch(address)
    assert isinstance(refused, Refused)
    assert refused.why is Why.DENIED
    assert refused.remedy
    assert packets == []


@pytest.mark.parametrize("address", [a for a in ALL if a.startswith(("http://", "https://"))])
def test_strange_spellings_are_refused_before_any_name_server_is_asked(address: str, packets: list[object]) -> None:
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return (PUBLIC,)

    assert isinstance(Fetcher("test", resolver=resolver).fetch(address), Refused)
    assert (asked, packets) == ([], [])


@pytest.mark.parametrize("address", [PUBLIC, f"[{PUBLIC_6}]", "example.org", "example.org.", "bücher.example"])
def test_the_spy_sees_the_packets_to_a_public_address(address: str, packets: list[object]) -> None:
    Fetcher("test", resolver=fixed(PUBLIC)).fetch(f"http://{address}/")
    assert len(packets) == 1


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1",),
        (PUBLIC, "10.0.0.1"),
        ("::1",),
        (PUBLIC_6, "::ffff:192.168.0.1"),
        ("fe80::1%2",),
        ("169.254.169.254",),
        ("fd00:ec2::254",),
    ],
)
def test_a_name_with_a_private_address_among_others_is_denied(answers: tuple[str, ...], packets: list[object]) -> None:
    refused = Fetcher("test", resolver=fixed(*answers)).fetch("http://news.example/")
    assert isinstance(refused, Refused)
    assert refused.why is Why.DENIED
    assert packets == []


@pytest.mark.parametrize(
    ("number", "public"),
    [
        (PUBLIC, True),
        (PUBLIC_6, True),
        ("64:ff9b::5db8:d822", True),  # NAT64 of a public address: how IPv6-only networks reach the old web
        ("64:ff9b::7f00:1", False),
        ("2002:5db8:d822::1", True),
        ("2002:a00:1::1", False),
        ("::ffff:93.184.216.34", True),
        ("4000::1", False),  # never given out
    ],
)
def test_an_address_is_as_public_as_the_one_it_carries(number: str, public: bool) -> None:
    assert is_public(ip_address(number)) is public


def test_teredo_carries_two_addresses() -> None:
    number = ip_address("2001:0:4136:e378:8000:63bf:80ff:fffe")
    assert number.version == 6
    assert [str(one) for one in embedded(number)] == ["65.54.227.120", "127.0.0.1"]


# --- redirects and second answers, with a real server behind public numbers


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch, server: Server) -> list[str]:
    """Every connection ends at our server; the list holds where it was meant to end."""
    seen: list[str] = []
    real = httpcore.SyncBackend.connect_tcp

    def connect(self: httpcore.SyncBackend, host: str, port: int, *rest: Any, **named: Any) -> httpcore.NetworkStream:
        seen.append(host)
        return real(self, "127.0.0.1", server.port, *rest, **named)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return seen


def test_it_connects_to_the_very_address_that_was_checked(server: Server, dialled: list[str]) -> None:
    server.at["/a"] = Answer(b"<p>here</p>")
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return (PUBLIC,) if len(asked) == 1 else ("127.0.0.1",)

    fetched = Fetcher("test", resolver=rebinding).fetch("http://news.example/a")
    assert isinstance(fetched, Fetched)
    assert (fetched.body, asked, dialled) == (b"<p>here</p>", ["news.example"], [PUBLIC])
    assert server.asked[0].host == "news.example"


def test_each_hop_is_resolved_and_checked_anew(server: Server, dialled: list[str]) -> None:
    server.at["/a"] = Answer(status=302, headers={"Location": "/b"})
    server.at["/b"] = Answer(b"secret")
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    refused = Fetcher("test", resolver=lambda host, port: next(answers)).fetch("http://news.example/a")
    assert isinstance(refused, Refused)
    assert refused.why is Why.DENIED
    assert (dialled, server.paths()) == ([PUBLIC], ["/a"])


@pytest.mark.parametrize("address", [a for a in ALL if ":" in a.partition("/")[0] or a.startswith("//")])
def test_no_redirect_leads_there_either(address: str, server: Server, dialled: list[str]) -> None:
    header = address.replace("\n", "").replace("\r", "").encode().decode("latin-1")
    server.at["/a"] = Answer(status=301, headers={"Location": header})
    server.at["/"] = Answer(b"secret")

    def resolver(host: str, port: int) -> Sequence[str]:
        return (PUBLIC,) if host == "news.example" else ("127.0.0.1",)

    answer = Fetcher("test", resolver=resolver).fetch("http://news.example/a")
    assert set(dialled) == {PUBLIC}
    assert isinstance(answer, Refused)


def test_your_own_network_is_reached_only_when_you_say_so(server: Server) -> None:
    server.at["/a"] = Answer(b"<p>mine</p>")
    assert isinstance(Fetcher("test").fetch(server.url("/a")), Refused)
    assert server.asked == []
    assert isinstance(Fetcher("test", Limits(allow_private=True)).fetch(server.url("/a")), Fetched)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org/a b?q=ü#part", "http://example.org/a%20b?q=%C3%BC"),
        ("http://bücher.example/%7Ea", "http://xn--bcher-kva.example/%7Ea"),
        (f"http://[{PUBLIC_6}]/x", f"http://[{PUBLIC_6}]/x"),
        ("http://example.org?x", "http://example.org/?x"),
        ("  http://a_b.example/ ", "http://a_b.example/"),
    ],
)
def test_ordinary_addresses_pass_in_their_plain_form(written: str, plain: str) -> None:
    assert location_of(written, Limits()).address == plain


def test_an_address_of_a_megabyte_is_refused() -> None:
    with pytest.raises(NotFetched, match="characters"):
        location_of("http://example.org/" + "a" * 1_000_000, Limits())
