"""Values on a pipe between two processes of this program: a length of eight bytes, then a pickle."""

from __future__ import annotations

import io
import os
import pickle
import pickletools
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

_LENGTH = 8
_LONGEST = 1 << 30  # bytes; nothing of ours is, and memory for it is not asked for on a stranger's word
# What may come back from a process that read a hostile page. Pickle can name any function there is and have it called;
# so only these values are made, and nothing is called.
_ROOMS = ("onrecord.values.", "onrecord.reports.")


class ForeignValueError(ValueError):
    """A frame holds something else than values of this program."""


def write_frame(stream: BinaryIO, frame: bytes) -> None:
    """Write one frame and send it off. Raises OSError when nobody reads any more."""
    stream.write(len(frame).to_bytes(_LENGTH, "big"))
    stream.write(frame)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None at the end of the stream, also in the middle of one, and where one is beyond all measure."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    if length > _LONGEST:
        return None
    frame = stream.read(length)
    return frame if len(frame) == length else None


def pack(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def trusted(frame: bytes) -> object:
    """The value in a frame from the process that started this one: what it sends is its own."""
    return pickle.loads(frame)


def called() -> tuple[BinaryIO, BinaryIO, bytes]:
    """The pipes of a process that another one started, and the first frame. Ends the process where none comes.

    Ctrl-C is for who started it: that one closes the pipe when it is done.
    """
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, own_output()
    head = read_frame(source)
    if head is None:
        os._exit(0)
    return source, sink, head


def own_output() -> BinaryIO:
    """Standard output for frames alone: whatever a library prints goes nowhere."""
    mine = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return mine


# All that the C code of `pickle` raises over bytes that nobody packed, among them lengths beyond all memory.
_WRONG = (
    *(pickle.UnpicklingError, EOFError, AttributeError, ImportError, LookupError, MemoryError, OverflowError),
    *(RecursionError, TypeError, ValueError),
)


# `pack` never writes them, and each may ask for memory for all places up to its own, gigabytes in five bytes.
_PLACED = frozenset(("PUT", "BINPUT", "LONG_BINPUT"))


def unpack(frame: bytes) -> object:
    """The value in a frame from a process that is not trusted. Raises ForeignValueError."""
    try:
        if any(opcode.name in _PLACED for opcode, _, _ in pickletools.genops(frame)):
            raise pickle.UnpicklingError("values that are put at places of their own")
        return _Unpickler(io.BytesIO(frame)).load()
    except _WRONG as error:
        raise ForeignValueError(f"{type(error).__name__}: {error}") from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        found = super().find_class(module, name) if module.startswith(_ROOMS) else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a report")
        return found
