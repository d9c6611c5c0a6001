"""What a fetch costs at most, and what it says when it gives up."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import brotli
import pytest

from onrecord.fetching import fetch
from onrecord.fetching.answers import retry_after
from onrecord.fetching.fetch import Fetcher, user_agent
from onrecord.fetching.limits import FEEDS, Limits
from onrecord.fetching.locations import Location
from onrecord.fetching.outcome import Fetched, NotFetched, Refused, Validators, Why
from onrecord.fetching.unpacking import STEP, unpacked
from tests.fetching.certificates import AUTHORITY, OF_NEWS_EXAMPLE
from tests.fetching.server import Answer, Server, speaking

HERE = Limits(allow_private=True)
FETCHER = Fetcher("onrecord/1 (+desk@example.org)", HERE)
PAGE = "<p>“Ahoy,” she said.</p>".encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def refused(answer: Fetched | Refused) -> Refused:
    assert isinstance(answer, Refused)
    return answer


def fetched(answer: Fetched | Refused) -> Fetched:
    assert isinstance(answer, Fetched), answer
    return answer


def test_a_page_comes_with_its_head(server: Server) -> None:
    server.at["/a"] = Answer(PAGE, etag='"1"', headers={"Last-Modified": "Mon, 02 Oct 2023 10:00:00 GMT"})
    got = fetched(FETCHER.fetch(server.url("/a#part")))
    assert (got.body, got.media_type, got.charset, got.address) == (PAGE, "text/html", "utf-8", server.url("/a"))
    assert got.validators == Validators('"1"', "Mon, 02 Oct 2023 10:00:00 GMT")


def test_the_server_learns_who_asks_and_nothing_else(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://user:pass@127.0.0.1:9")
    server.at["/a"] = Answer(PAGE, headers={"Set-Cookie": "id=1"})
    fetched(FETCHER.fetch(server.url("/a")))
    fetched(FETCHER.fetch(server.url("/a")))
    assert set(server.asked[1].headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert server.asked[1].headers["User-Agent"] == "onrecord/1 (+desk@example.org)"


def test_without_a_contact_the_agent_is_the_program() -> None:
    assert user_agent("1.2", None) == "onrecord/1.2"


def test_what_has_not_changed_comes_without_a_body(server: Server) -> None:
    server.at["/a"] = Answer(PAGE, etag='"1"')
    seen = fetched(FETCHER.fetch(server.url("/a"))).validators
    assert fetched(FETCHER.fetch(server.url("/a"), validators=seen)).status == 304


def test_an_answer_not_changed_that_nobody_asked_for_is_refused(server: Server) -> None:
    server.at["/a"] = Answer(status=304)
    assert refused(FETCHER.fetch(server.url("/a"))).status == 304


@pytest.mark.parametrize(
    ("status", "may_pass", "why"),
    [
        (404, False, Why.STATUS),
        (403, False, Why.STATUS),
        (410, False, Why.STATUS),
        (204, False, Why.STATUS),
        (206, False, Why.STATUS),
        (500, True, Why.STATUS),
        (502, True, Why.STATUS),
        (429, True, Why.BUSY),
        (503, True, Why.BUSY),
    ],
)
def test_a_status_says_whether_to_come_again(server: Server, status: int, may_pass: bool, why: Why) -> None:
    server.at["/a"] = Answer(b"" if status == 204 else b"no", status, headers={"Retry-After": "120"})
    answer = refused(FETCHER.fetch(server.url("/a")))
    assert (answer.why, answer.may_pass, answer.status, answer.answered) == (why, may_pass, status, True)
    assert answer.wait == 120.0


# --- redirects


def test_redirects_are_followed_with_their_last_address(server: Server) -> None:
    server.at["/a"] = Answer(status=301, headers={"Location": "b"})
    server.at["/b"] = Answer(status=302, headers={"Location": f"//127.0.0.1:{server.port}/c?x=1"})
    server.at["/c?x=1"] = Answer(PAGE)
    got = fetched(FETCHER.fetch(server.url("/a")))
    assert (got.asked, got.address) == (server.url("/a"), server.url("/c?x=1"))


def test_five_redirects_are_followed_and_six_are_not(server: Server) -> None:
    for at in range(6):
        server.at[f"/{at}"] = Answer(status=302, headers={"Location": f"/{at + 1}"})
    server.at["/6"] = Answer(PAGE)
    fetched(FETCHER.fetch(server.url("/1")))
    assert "more than 5 times" in refused(FETCHER.fetch(server.url("/0"))).reason
    assert server.paths().count("/6") == 1


def test_a_circle_is_seen(server: Server) -> None:
    server.at["/a"] = Answer(status=302, headers={"Location": "/b"})
    server.at["/b"] = Answer(status=302, headers={"Location": "/a"})
    assert "circle" in refused(FETCHER.fetch(server.url("/a"))).reason
    assert server.paths() == ["/a", "/b"]


def test_every_hop_passes_the_gate(server: Server) -> None:
    server.at["/a"] = Answer(status=302, headers={"Location": "/private"})
    server.at["/private"] = Answer(PAGE)

    def gate(place: Location) -> None:
        if place.path == "/private":
            raise NotFetched(Why.ROBOTS, "not this one", "leave it")

    assert refused(FETCHER.fetch(server.url("/a"), gate=gate)).why is Why.ROBOTS
    assert server.paths() == ["/a"]


# --- size


def squeezed(body: bytes) -> bytes:
    return zlib.compress(body)[2:-4]  # the bare stream that some servers call deflate


PACKED = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "bare": squeezed,
    "br": partial(brotli.compress, quality=4),
    "x-gzip": gzip.compress,
}


@pytest.mark.parametrize("coding", PACKED)
def test_packed_answers_are_unpacked(server: Server, coding: str) -> None:
    body = PAGE * 9_000
    named = "deflate" if coding == "bare" else coding
    server.at["/a"] = Answer(PACKED[coding](body), headers={"Content-Encoding": named})
    assert fetched(FETCHER.fetch(server.url("/a"))).body == body


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("at", [0.5, 0.99])
def test_a_packed_answer_cut_short_is_no_answer(server: Server, coding: str, at: float) -> None:
    packed = PACKED[coding](bytes(range(256)) * 4_000)
    named = "deflate" if coding == "bare" else coding
    server.at["/a"] = Answer(packed[: int(len(packed) * at)], headers={"Content-Encoding": named})
    answer = refused(FETCHER.fetch(server.url("/a")))
    assert (answer.why, answer.may_pass) == (Why.BROKEN, True)


@pytest.mark.parametrize("coding", PACKED)
def test_a_bomb_is_noticed_at_the_limit(server: Server, coding: str) -> None:
    named = "deflate" if coding == "bare" else coding
    server.at["/a"] = Answer(PACKED[coding](bytes(6_000_000)), headers={"Content-Encoding": named})
    answer = refused(FETCHER.fetch(server.url("/a"), limits=Limits(allow_private=True, max_bytes=1_000_000)))
    assert answer.why is Why.TOO_LARGE


@pytest.mark.parametrize("coding", PACKED)
def test_a_bomb_is_unpacked_a_little_at_a_time(coding: str) -> None:
    pieces = unpacked([PACKED[coding](bytes(6_000_000))], "deflate" if coding == "bare" else coding)
    assert len(next(pieces)) <= 2 * STEP
    assert sum(map(len, pieces)) > 5_000_000


@pytest.mark.parametrize("coding", ["gzip, gzip", "br, gzip", "zstd", "exi", "gzip,deflate,br"])
def test_what_is_packed_twice_or_strangely_is_refused(server: Server, coding: str) -> None:
    server.at["/a"] = Answer(gzip.compress(gzip.compress(PAGE)), headers={"Content-Encoding": coding})
    assert refused(FETCHER.fetch(server.url("/a"))).why is Why.BROKEN


@pytest.mark.parametrize("body", [b"no gzip", b"\x1f\x8b\x08\x00garbage and more of it"])
def test_damaged_packing_is_told(server: Server, body: bytes) -> None:
    server.at["/a"] = Answer(body, headers={"Content-Encoding": "gzip"})
    assert refused(FETCHER.fetch(server.url("/a"))).why is Why.BROKEN


def test_several_gzip_members_are_one_body_and_a_thousand_are_none(server: Server) -> None:
    server.at["/a"] = Answer(gzip.compress(b"one ") + gzip.compress(b"two"), headers={"Content-Encoding": "gzip"})
    assert fetched(FETCHER.fetch(server.url("/a"))).body == b"one two"
    server.at["/a"] = Answer(gzip.compress(b"") * 1_000, headers={"Content-Encoding": "gzip"})
    assert refused(FETCHER.fetch(server.url("/a"))).why is Why.BROKEN


@pytest.mark.parametrize(("size", "fits"), [(1_000, True), (1_001, False)])
def test_the_limit_counts_the_body(server: Server, size: int, fits: bool) -> None:
    server.at["/a"] = Answer(b"x" * size)
    answer = FETCHER.fetch(server.url("/a"), limits=Limits(allow_private=True, max_bytes=1_000))
    assert isinstance(answer, Fetched) is fits


def test_where_the_start_is_enough_the_rest_is_cut(server: Server) -> None:
    server.at["/a"] = Answer(b"x" * 5_000)
    got = fetched(FETCHER.fetch(server.url("/a"), limits=Limits(allow_private=True, max_bytes=1_000, take_start=True)))
    assert (len(got.body), got.is_cut) == (1_000, True)


@pytest.mark.parametrize(
    ("type_", "limits", "fits"),
    [
        ("text/html", HERE, True),
        ("Application/XHTML+XML; charset=utf-8", HERE, True),
        ("text/plain", HERE, True),
        (None, HERE, True),
        ("nonsense", HERE, True),
        ("image/png", HERE, False),
        ("application/pdf", HERE, False),
        ("application/rss+xml", HERE, False),
        ("application/rss+xml", Limits(allow_private=True, types=FEEDS), True),
        ("video/mp4", Limits(allow_private=True, types=FEEDS), False),
    ],
)
def test_only_pages_are_let_in(server: Server, type_: str | None, limits: Limits, fits: bool) -> None:
    server.at["/a"] = Answer(PAGE, type=type_)
    answer = FETCHER.fetch(server.url("/a"), limits=limits)
    assert isinstance(answer, Fetched) is fits
    assert isinstance(answer, Fetched) or answer.why is Why.TYPE


@pytest.mark.parametrize(
    ("type_", "charset"),
    [
        ("text/html; charset=UTF-8", "utf-8"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html; charset*0*=a%00b'en'x", None),  # a NUL by way of RFC 2231
    ],
)
def test_the_encoding_is_told_as_the_server_names_it(server: Server, type_: str, charset: str | None) -> None:
    server.at["/a"] = Answer(PAGE, type=type_)
    assert fetched(FETCHER.fetch(server.url("/a"))).charset == charset


@pytest.mark.parametrize(
    "address", ["http://news.example/\udc80", "http://news\ud800.example/", "http://a.example/?\udfff"]
)
def test_half_a_character_in_an_address_is_refused(address: str) -> None:
    assert refused(FETCHER.fetch(address)).why is Why.DENIED


# --- servers that do not keep to the rules


def drip(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    with suppress(OSError):
        for _ in range(200):
            connection.sendall(b"x")
            time.sleep(0.02)


def drip_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    with suppress(OSError):
        for _ in range(200):
            connection.sendall(b"x")
            time.sleep(0.02)


def silent(connection: socket.socket) -> None:
    time.sleep(0.6)


def endless(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def endless_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: " + b"x" * 5_000 + b"\r\n")


def large_head(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"X-Large: " + b"x" * 70_000 + b"\r\n\r\n")


def early_end(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n" + PAGE)


def early_end_of_chunks(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")


def no_http(connection: socket.socket) -> None:
    connection.sendall(b"220 smtp.example ESMTP\r\n")


def hangs_up(connection: socket.socket) -> None:
    """Says nothing at all."""


@pytest.mark.parametrize(
    ("speak", "why", "may_pass"),
    [
        (drip, Why.SLOW, True),
        (drip_head, Why.SLOW, True),
        (silent, Why.SLOW, True),
        (endless, Why.TOO_LARGE, False),
        (endless_head, Why.BROKEN, False),
        (large_head, Why.TOO_LARGE, False),
        (early_end, Why.BROKEN, True),
        (early_end_of_chunks, Why.BROKEN, True),
        (no_http, Why.BROKEN, False),
        (hangs_up, Why.BROKEN, False),
    ],
)
def test_a_bad_server_costs_what_the_limits_allow(
    speak: Callable[[socket.socket], None], why: Why, may_pass: bool
) -> None:
    limits = Limits(allow_private=True, total=0.3, max_bytes=2_000_000)
    with speaking(speak) as port:
        answer = refused(FETCHER.fetch(f"http://127.0.0.1:{port}/", limits=limits))
    assert (answer.why, answer.may_pass) == (why, may_pass), answer
    assert answer.remedy


def test_the_time_holds_for_all_hops_together(server: Server) -> None:
    clock = iter(range(0, 100_000, 4))  # four seconds pass at every look
    for at in range(6):
        server.at[f"/{at}"] = Answer(status=302, headers={"Location": f"/{at + 1}"})
    answer = refused(Fetcher("test", HERE, clock=lambda: float(next(clock))).fetch(server.url("/0")))
    assert answer.why is Why.SLOW
    assert len(server.asked) < 5


def test_a_name_server_that_never_answers_is_left_behind() -> None:
    def resolver(host: str, port: int) -> tuple[str, ...]:
        time.sleep(0.4)
        return ("127.0.0.1",)

    answer = refused(Fetcher("test", Limits(allow_private=True, total=0.1), resolver).fetch("http://news.example/"))
    assert (answer.why, answer.may_pass, answer.answered) == (Why.NETWORK, True, False)


@pytest.mark.parametrize("error", [OSError(-3, "Temporary failure in name resolution"), UnicodeError("label too long")])
def test_a_name_nobody_knows_is_told(error: Exception) -> None:
    def resolver(host: str, port: int) -> tuple[str, ...]:
        raise error

    answer = refused(Fetcher("test", HERE, resolver).fetch("http://news.example/"))
    assert (answer.why, answer.answered) == (Why.NETWORK, False)
    assert "news.example" in answer.reason


def test_a_closed_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    answer = refused(FETCHER.fetch(f"http://127.0.0.1:{port}/"))
    assert (answer.why, answer.may_pass, answer.answered) == (Why.NETWORK, True, False)
    assert "refused" in answer.reason


@pytest.fixture
def secure_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server with the certificate of news.example, signed by an authority that is trusted here. Gives the port."""
    (tmp_path / "authority.pem").write_text(AUTHORITY, encoding="ascii")
    (tmp_path / "server.pem").write_text(OF_NEWS_EXAMPLE, encoding="ascii")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    fetch._certificates.cache_clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")

    def speak(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(65_536)
            secure.sendall(HEAD + b"Content-Length: 2\r\n\r\nok")

    with speaking(speak, wait=False) as port:
        yield port
    fetch._certificates.cache_clear()


@pytest.mark.parametrize(("host", "fits"), [("news.example", True), ("other.example", False), ("127.0.0.1", False)])
def test_the_certificate_must_be_the_hosts(secure_server: int, host: str, fits: bool) -> None:
    fetcher = Fetcher("test", HERE, lambda host, port: ("127.0.0.1",))
    answer = fetcher.fetch(f"https://{host}:{secure_server}/")
    assert isinstance(answer, Fetched) is fits, answer
    assert isinstance(answer, Fetched) or "certificate" in answer.reason.lower()


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("9" * 400, 999_999_999.0),
        ("Mon, 02 Oct 2023 10:01:00 GMT", 60.0),
        ("Mon, 02 Oct 2023 09:00:00 GMT", 0.0),
        ("Mon, 99 Oct 99999 10:01:00 GMT", None),
    ],
)
def test_a_server_says_how_long_it_wants_peace(written: str | None, seconds: float | None) -> None:
    assert retry_after(written, 1_696_240_800.0) == seconds  # 2023-10-02 10:00 UTC


def test_https_without_a_trusted_certificate_is_refused(server: Server) -> None:
    answer = refused(FETCHER.fetch(server.url("/").replace("http:", "https:")))
    assert answer.why is Why.NETWORK
