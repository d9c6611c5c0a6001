"""Decompression that stops at the limit: a bomb is noticed after that many bytes and never unpacked whole."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from onrecord.fetching.outcome import NotFetched, Why

CODINGS = "gzip, deflate, br"
STEP = 65_536  # bytes given out at a time
MOST_MEMBERS = 100  # of one gzip body; servers send one
ASK_AGAIN = "try again later; if it stays so, save the page in a browser and read the file"


class Unpacking(Protocol):
    """Takes compressed pieces, gives unpacked ones of about STEP bytes. `finish` raises when the end is missing."""

    def unpack(self, piece: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


def unpacked(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The body as it was before the server packed it. coding: the header Content-Encoding, "" for none.

    Raises NotFetched for damage, an end too early, and more than one coding on top of each other.
    """
    unpacking = _unpacking(coding)
    for piece in pieces:
        yield from unpacking.unpack(piece)
    unpacking.finish()


def _unpacking(coding: str) -> Unpacking:
    names = [name.strip().lower() for name in coding.split(",") if name.strip()]
    if len(names) > 1:
        raise _broken(f"the answer is packed {len(names)} times over")
    makers: dict[str, Callable[[], Unpacking]] = {
        "identity": _AsItIs,
        "gzip": _Gzip,
        "x-gzip": _Gzip,
        "deflate": _Deflate,
        "br": _Brotli,
    }
    maker = makers.get(names[0] if names else "identity")
    if maker is None:
        raise _broken(f"the answer is packed as {names[0][:40]!r}, which nobody asked for")
    return maker()


def _broken(what: str) -> NotFetched:
    return NotFetched(Why.BROKEN, what, ASK_AGAIN, answered=True)


def damaged() -> NotFetched:
    return NotFetched(Why.BROKEN, "the packed answer is damaged", ASK_AGAIN, may_pass=True, answered=True)


def cut_short() -> NotFetched:
    return NotFetched(Why.BROKEN, "the answer ended too early", ASK_AGAIN, may_pass=True, answered=True)


class _AsItIs:
    def unpack(self, piece: bytes) -> Iterator[bytes]:
        yield piece

    def finish(self) -> None:
        """Whether all came is seen by its length, in the layer below."""


class _Gzip:
    """RFC 1952: one member or several, one behind the other."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._members = 1
        self._begun = False

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        while piece:
            if self._member.eof:
                if not piece.startswith(b"\x1f"):  # some servers pad with zeros
                    return
                self._next()
            self._begun = True
            yield from _given_out(self._member, piece)
            piece = self._member.unused_data

    def _next(self) -> None:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise _broken(f"the answer has more than {MOST_MEMBERS} gzip members")
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def finish(self) -> None:
        if self._begun and not self._member.eof:
            raise cut_short()


class _Deflate:
    """RFC 9110 means zlib (RFC 1950); some servers send the bare stream (RFC 1951)."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        if not piece:
            return
        if self._stream is None:
            is_zlib = piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] << 8 | piece[1]) % 31 == 0)
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        if not self._stream.eof:
            yield from _given_out(self._stream, piece)

    def finish(self) -> None:
        if self._stream is not None and not self._stream.eof:
            raise cut_short()


def _given_out(stream: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    """All that one piece unpacks to, STEP bytes at a time: zlib may hold output back after it took all input."""
    while True:
        try:
            out = stream.decompress(piece, STEP)
        except zlib.error as error:
            raise damaged() from error
        yield out
        piece = stream.unconsumed_tail
        if stream.eof or (not piece and len(out) < STEP):
            return


class _Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 -- few answers are packed so

        self._stream = brotli.Decompressor()
        self._error = brotli.error
        self._begun = False

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(piece)
        while not self._stream.is_finished():
            try:
                out = self._stream.process(piece, output_buffer_limit=STEP)
            except self._error as error:
                raise damaged() from error
            yield out
            piece = b""
            if self._stream.can_accept_more_data() and len(out) < STEP:  # else it still holds output back
                return

    def finish(self) -> None:
        if self._begun and not self._stream.is_finished():
            raise cut_short()
