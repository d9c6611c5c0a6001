"""Opening inputs: never hanging, never more than asked for, gzip seen by its first bytes."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from onrecord.errors import UnreadableInput
from onrecord.values.page import Skipped

# What reading a damaged or vanishing input raises. gzip.BadGzipFile is an OSError.
READ_ERRORS = (OSError, EOFError, zlib.error)
_GZIP = b"\x1f\x8b"


def origin_of(path: Path) -> str:
    """The path as text that can be stored: what is no UTF-8, and NUL, become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace").replace("\0", "\ufffd")


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedReader]:
    """The bytes of a regular file. Raises UnreadableInput, or one of READ_ERRORS later while reading."""
    with _file(path) as file, buffered(file) as stream:
        yield stream


def _file(path: Path) -> IO[bytes]:
    origin = origin_of(path)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            # Opening a named pipe nobody writes to would wait for ever.
            raise UnreadableInput(f"{origin}: not a file but a {_what(mode)}", "pipe it in: onrecord read - < INPUT")
        return path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise explained(error, origin) from error


@contextmanager
def buffered(stream: BinaryIO | IO[bytes]) -> Iterator[io.BufferedReader]:
    """`stream`, whose next bytes can be looked at. `stream` itself stays open."""
    # A BufferedReader needs no more of what it wraps than any binary stream has.
    reader: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield reader
    finally:
        reader.detach()


@contextmanager
def unpacked(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """`stream`, unzipped when it begins like gzip. `stream` itself stays open."""
    yield cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if stream.peek(2)[:2] == _GZIP else stream


def unpacked_head(stream: io.BufferedReader) -> bytes:
    """The first bytes, after gzip, of those that have come; still to be read afterwards. Raises one of READ_ERRORS."""
    head = stream.peek(1024)
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 1024)
    except zlib.error:
        return b""  # whoever reads it all will say so


def head_of(stream: IO[bytes]) -> bytes:
    """The first bytes, still to be read afterwards. Raises one of READ_ERRORS."""
    return cast(io.BufferedReader, stream).peek(1024)


def read_bounded(stream: IO[bytes], origin: str, max_bytes: int) -> bytes:
    """All bytes of a stream, at most `max_bytes`: a gzip bomb is noticed after that many. Raises UnreadableInput."""
    try:
        content = stream.read(max_bytes + 1)
    except READ_ERRORS as error:
        raise explained(error, origin) from error
    if len(content) > max_bytes:
        raise too_large(origin, max_bytes)
    return content


def too_large(origin: str, max_bytes: int) -> UnreadableInput:
    return UnreadableInput(
        f"{origin}: larger than {max_bytes:,} bytes",
        "a single report is hardly that large: write one report a line as .jsonl, or raise --max-size",
    )


def skipped(error: Exception, origin: str, content: bytes | None = None) -> Skipped:
    """The failure as a value. `content`: the bytes at fault, where there are any to keep."""
    why = explained(error, origin)
    sha256 = None if content is None else hashlib.sha256(content).hexdigest()
    return Skipped(origin, "pages", why.what.removeprefix(f"{origin}: "), why.remedy, sha256, content)


def explained(error: Exception, origin: str) -> UnreadableInput:
    """What a failed opening or reading means, and what to do. Gives UnreadableInput back unchanged."""
    if isinstance(error, UnreadableInput):
        return error
    for kind, reason, remedy in _CAUSES:
        if isinstance(error, kind):
            return UnreadableInput(f"{origin}: {reason}", remedy)
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableInput(f"{origin}: {why}", "check the path and the disk, and read it again")


_CAUSES: tuple[tuple[type[Exception], str, str], ...] = (
    (FileNotFoundError, "no such file or folder", "check the path; quote it if it has spaces"),
    (PermissionError, "no permission to read it", "make it readable for you (chmod u+r), or copy it"),
    (gzip.BadGzipFile, "the gzip data is damaged", "fetch or compress it again, then read it again"),
    (zlib.error, "the gzip data is damaged", "fetch or compress it again, then read it again"),
    (EOFError, "the gzip data ends too early", "fetch it again: the file was cut short"),
)
_KINDS = ((stat.S_ISFIFO, "named pipe"), (stat.S_ISSOCK, "socket"), (stat.S_ISDIR, "folder"))


def _what(mode: int) -> str:
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "device")
