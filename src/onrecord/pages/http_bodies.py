"""HTTP messages as archives hold them: head, transfer coding, content coding; also where these are lies."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from onrecord.pages.archive_heads import LONGEST_HEAD, parsed_head

_BLANK_LINE = re.compile(rb"\n\r?\n")
_CHUNK = re.compile(rb"[ \t]{0,9}([0-9a-fA-F]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,1000})?\r\n")
_PIECE = 1_024  # of a body that breaks off, this much may be lost with the rest
_PACKED = 256  # the same of one that zlib unpacks, before it is unpacked
_GZIP = b"\x1f\x8b\x08"

NOT_ENDED = "truncated: the {} body was not ended"


class _Stream(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Message:
    """status: None when the first line gives no number. fields: by lower-case name, the first of each counts."""

    status: int | None
    fields: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A body after its codings. is_too_large: `content` is only its beginning. flags: what a reader must know."""

    content: bytes
    flags: tuple[str, ...] = ()
    is_too_large: bool = False


def message_of(block: bytes) -> Message | None:
    """Head and body of an HTTP response; None when it is none. A head that never ends leaves no body."""
    if not block.startswith(b"HTTP/"):
        return None
    end = _BLANK_LINE.search(block, 0, LONGEST_HEAD)
    at = end.end() if end else len(block)
    head = parsed_head(block[: min(at, LONGEST_HEAD)])
    return Message(head.status, head.fields, block[at:])


def unpack(body: bytes, fields: Mapping[str, str], longest: int) -> Unpacked:
    """The body after transfer and content coding, at most `longest` bytes of it.

    A coding that the head names and the body has not, or has and the head does not name, is taken as the body has it:
    crawlers store bodies decoded under heads that were not changed. A body that breaks off keeps what there is of it,
    with a flag.
    """
    flags: list[str] = []
    announced = fields.get("content-length", "")
    if "chunked" in fields.get("transfer-encoding", "").lower():
        chunked = _without_chunks(body)
        if chunked is not None:
            body, is_whole = chunked
            flags += [] if is_whole else [NOT_ENDED.format("chunked")]
    elif announced.isdecimal() and len(announced) < 19 and len(body) < int(announced):
        flags.append(f"truncated: {len(body):,} of the {int(announced):,} bytes that the server announced")
    for name in _codings(fields.get("content-encoding", ""), body):
        unpacked = _READERS[name](body, longest + 1)
        if unpacked is None:
            continue  # not so encoded
        body, is_whole = unpacked
        flags += [] if is_whole else [NOT_ENDED.format(name)]
    return Unpacked(body[:longest], tuple(flags), len(body) > longest)


def _codings(named: str, body: bytes) -> Sequence[str]:
    """The content codings to be undone, the last applied first; those we know."""
    names = [name.strip().lower().removeprefix("x-") for name in named.split(",")]
    known = [name for name in reversed(names) if name in _READERS]
    return known or (["gzip"] if body.startswith(_GZIP) else [])


def _without_chunks(body: bytes) -> tuple[bytes, bool] | None:
    """The chunks (RFC 9112, 7.1) joined, and whether the last came; None when the body is not in chunks."""
    chunks: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        if size == 0:
            return b"".join(chunks), True
        chunk = body[head.end() : head.end() + size]
        at = head.end() + size
        if not chunks and len(chunk) == size and body[at : at + 1] not in (b"", b"\r", b"\n"):
            return None  # a text that happens to begin like a number
        chunks.append(chunk)
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return (b"".join(chunks), False) if chunks else None


def _inflated(bits: int) -> Callable[[bytes, int], tuple[bytes, bool] | None]:
    """Reads one stream, or gzip members one after another, which are one body.

    What comes out before damage is kept; None when nothing does: then the body is not so encoded. Cost: linear, for
    only a small piece at a time is handed over: zlib copies what it leaves of it at the end of each member.
    """

    def read(body: bytes, longest: int) -> tuple[bytes, bool] | None:
        unpacker, pieces, at = zlib.decompressobj(bits), bytearray(), 0
        try:
            while at < len(body) and len(pieces) < longest:
                if unpacker.eof:
                    if not body.startswith(_GZIP, at):
                        break
                    unpacker = zlib.decompressobj(bits)
                piece = body[at : at + _PACKED]
                pieces += unpacker.decompress(piece, longest - len(pieces))
                at += len(piece) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
        except zlib.error:
            return (bytes(pieces), False) if pieces else None
        return bytes(pieces), unpacker.eof or len(pieces) >= longest

    return read


def _deflated(body: bytes, longest: int) -> tuple[bytes, bool] | None:
    """ "deflate" means zlib (RFC 9110, 8.4.1.2); some servers send the bare stream."""
    return _inflated(15)(body, longest) or (None if _is_text(body) else _inflated(-15)(body, longest))


def _is_text(body: bytes) -> bool:
    return body.lstrip()[:1] in (b"<", b"{", b"") or (body[:64].isascii() and body[:64].decode("ascii").isprintable())


def _streamed(name: str) -> Callable[[bytes, int], tuple[bytes, bool] | None]:
    def read(body: bytes, longest: int) -> tuple[bytes, bool] | None:
        from fastwarc import stream_io  # noqa: PLC0415  # not needed for help or for other inputs

        pieces = bytearray()
        try:
            stream: _Stream = getattr(stream_io, name)(io.BytesIO(body))
            while len(pieces) < longest and (piece := stream.read(min(_PIECE, longest - len(pieces)))):
                pieces += piece
        except (OSError, EOFError):
            return (bytes(pieces), False) if pieces else None
        return (bytes(pieces), True) if pieces or not body else None

    return read


_READERS: Mapping[str, Callable[[bytes, int], tuple[bytes, bool] | None]] = MappingProxyType(
    {
        "gzip": _inflated(31),
        "deflate": _deflated,
        "br": _streamed("BrotliReader"),
        "zstd": _streamed("ZstdReader"),
    }
)
