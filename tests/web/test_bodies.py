"""What is sent: never more than is taken at a path, and never for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from starlette.types import Message

from onrecord.web import bodies
from onrecord.web.bodies import MOST_BYTES, TooLarge, TooSlow, again, taken


def parts(*pieces: bytes, ends: bool = True) -> list[Message]:
    last = len(pieces) - 1
    return [{"type": "http.request", "body": one, "more_body": at < last or not ends} for at, one in enumerate(pieces)]


def done(work: Coroutine[Any, Any, Any]) -> Any:
    """What comes of it, in a thread of its own: in this one the browser of other tests may have its loop."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


def take(messages: list[Message], most: int = 10, seconds: float = 1.0, **headers: str) -> bytes:
    waiting = iter(messages)

    async def receive() -> Message:
        for message in waiting:
            return message
        await asyncio.sleep(60)
        raise AssertionError

    given = {name.replace("_", "-"): value for name, value in headers.items()}
    found: bytes = done(taken(receive, Headers(given), most, seconds))
    return found


@pytest.mark.parametrize("pieces", [(b"",), (b"0123456789",), (b"01234", b"", b"56789")])
def test_a_body_is_taken_whole(pieces: tuple[bytes, ...]) -> None:
    assert take(parts(*pieces)) == b"".join(pieces)


@pytest.mark.parametrize("told", ["11", "99999999999999999999999999", "-1", "1e3", "²", "1, 2", ""])
def test_what_says_that_it_is_too_large_is_not_even_waited_for(told: str) -> None:
    with pytest.raises(TooLarge):
        take([], content_length=told)


def test_what_does_not_say_how_large_it_is_is_counted() -> None:
    with pytest.raises(TooLarge):
        take(parts(b"012345", b"67890", ends=False))


@pytest.mark.parametrize("messages", [[], parts(b"0", ends=False), [{"type": "http.disconnect"}]])
def test_what_does_not_come_is_not_waited_for_for_ever(messages: list[Message]) -> None:
    with pytest.raises(TooSlow):
        take(messages, seconds=0.05)


def test_a_long_pause_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "SECONDS_BETWEEN", 0.05)
    with pytest.raises(TooSlow):
        take(parts(b"0", ends=False), seconds=60)


def test_what_was_taken_is_given_once_and_then_what_comes_next() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def read_twice() -> list[Message]:
        give = again(b"whole", receive)
        return [await give(), await give()]

    first, second = done(read_twice())
    assert (first["body"], first["more_body"], second["type"]) == (b"whole", False, "http.disconnect")


@pytest.mark.parametrize("path", ["/api/v1/check", "/no-such-page", "/"])
def test_more_than_is_taken_is_refused(client: TestClient, path: str) -> None:
    answer = client.post(path, content=b" " * (MOST_BYTES + 1), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")


def test_a_page_to_be_read_may_be_larger(client: TestClient, record_file: Path) -> None:
    answer = client.post("/api/v1/read", content=b" " * (MOST_BYTES + 1), headers={"content-type": "application/json"})
    assert answer.status_code == 422


@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
def test_what_comes_in_chunks_is_not_taken(client: TestClient, method: str) -> None:
    answer = client.request(method, "/api/v1/check", content=iter([b"{", b"}"]))
    assert (answer.status_code, answer.headers["connection"]) == (411, "close")
    assert set(answer.json()) == {"error", "remedy"}
