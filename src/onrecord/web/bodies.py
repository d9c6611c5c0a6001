"""What a client sends, taken whole before anything is done with it, and no more and no longer than it may.

So a body that is too large or never ends costs one connection and no thread.
"""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import Message, Receive

MOST_BYTES = 2_000_000  # of a form, or of a question as JSON
MOST_UPLOADED = 21_000_000  # of a page to be read, and the form around it
UPLOADS = frozenset(("/read", "/api/v1/read"))
SECONDS, SECONDS_BETWEEN = 60.0, 15.0  # for all of it, and until the next piece


class TooLarge(Exception):
    """More than is taken at this path."""


class TooSlow(Exception):
    """It did not come in time."""


def most_at(path: str) -> int:
    """How many bytes may be sent to this path."""
    return MOST_UPLOADED if path in UPLOADS else MOST_BYTES


async def taken(receive: Receive, headers: Headers, most: int, seconds: float = SECONDS) -> bytes:
    """The whole body. Raises TooLarge, by what it says of itself where it does, and TooSlow."""
    told = headers.get("content-length", "0")
    if not told.isascii() or not told.isdigit() or int(told[:20]) > most:
        raise TooLarge
    try:
        async with asyncio.timeout(seconds):
            return await _joined(receive, most)
    except TimeoutError as error:
        raise TooSlow from error


async def _joined(receive: Receive, most: int) -> bytes:
    pieces: list[bytes] = []
    length, more = 0, True
    while more:
        async with asyncio.timeout(SECONDS_BETWEEN):
            message = await receive()
        if message["type"] == "http.disconnect":
            raise TooSlow
        pieces.append(message.get("body", b""))
        length, more = length + len(pieces[-1]), message.get("more_body", False)
        if length > most:
            raise TooLarge
    return b"".join(pieces)


def again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body in one piece, and what comes behind it as it comes."""
    given = False

    async def give() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return give
