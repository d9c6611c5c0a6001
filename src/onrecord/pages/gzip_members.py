"""The members of a gzip file (RFC 1952), one after another; after damage, the next one that makes sense.

Written here since no library at hand tells where a member begins, or goes on behind a broken one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

_MAGIC = b"\x1f\x8b\x08"
_PIECE = 32_768
_UNPACKED = 262_144
_STEP = 32
_HEAD = 1_024  # bytes of a member that are looked at, packed and unpacked
_LOOK_BACK = 1_048_576  # a broken member may swallow the beginning of the next before it is seen to be broken


class Readable(Protocol):
    """All that is asked of a file or a pipe."""

    def read(self, size: int, /) -> bytes: ...


class Members:
    """Reads members from a file that need not be seekable. Memory: two megabytes.

    is_ended: whether the member's end was reached, its checksum and length being right.
    """

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._held = bytearray()  # what was read, from `_held_at` on, also some of what was used already
        self._held_at = 0
        self._next = 0  # place in the file of the next byte to be used
        self._member = 0
        self._unpacker = zlib.decompressobj(31)

    @property
    def is_ended(self) -> bool:
        return self._unpacker.eof

    @property
    def place(self) -> int:
        """Where in the file the next byte stands."""
        return self._next

    def at_end(self) -> bool:
        """Whether the file is at its end; zeros that fill up a block or a tape are passed over."""
        while piece := self._ahead(_PIECE):
            zeros = len(piece) - len(piece.lstrip(b"\0"))
            self._use(zeros)
            if zeros < len(piece):
                return False
        return True

    def begin(self) -> int:
        """Begin with the member that stands here. Gives its place in the file."""
        self._member = self._next
        self._unpacker = zlib.decompressobj(31)
        return self._member

    def read(self) -> bytes:
        """More of the member; b"" at its end, or at that of the file. Raises zlib.error when it is damaged.

        Of a member that breaks at once comes what stood before the damage, and then the error.
        """
        while not self._unpacker.eof:
            piece = self._ahead(_PIECE)
            try:
                unpacked = self._unpacker.decompress(piece, _UNPACKED)
            except zlib.error:
                if self._next == self._member and (saved := _before_damage(piece)):
                    self._use(1)  # so that the next call raises
                    return saved
                raise
            self._use(len(piece) - len(self._unpacker.unconsumed_tail) - len(self._unpacker.unused_data))
            if unpacked or not piece:
                return unpacked
        return b""

    def head(self) -> bytes | None:
        """The first unpacked bytes of the member that stands here, left where they are. None when there is none."""
        packed = self._ahead(_HEAD)
        return _unpacked_head(packed) if packed.startswith(_MAGIC) else None

    def find(self, begins_record: Callable[[bytes], bool]) -> bool:
        """Go to the next member that begins with a record, behind the beginning of one that broke."""
        if not self.is_ended:
            self._next = max(self._member + 1, self._held_at)
        while piece := self._ahead(_PIECE):
            found = piece.find(_MAGIC)
            if found < 0:
                # The last two bytes may be the beginning of a member.
                self._use(len(piece) if len(piece) < _PIECE else len(piece) - 2)
                continue
            self._use(found)
            head = self.head()
            if head and begins_record(head):
                return True
            self._use(1)
        return False

    def _ahead(self, size: int) -> bytes:
        start = self._next - self._held_at
        while len(self._held) - start < size and (piece := self._file.read(_PIECE)):
            self._held += piece
        return bytes(memoryview(self._held)[start : start + size])

    def _use(self, size: int) -> None:
        self._next += size
        if (useless := self._next - self._held_at - _LOOK_BACK) > _LOOK_BACK:
            del self._held[:useless]
            self._held_at += useless


def _before_damage(packed: bytes) -> bytes:
    """What comes out of a member before it breaks. Without this its record could not even be named."""
    unpacker, saved = zlib.decompressobj(31), bytearray()
    with suppress(zlib.error):
        for at in range(0, len(packed), _STEP):
            saved += unpacker.decompress(packed[at : at + _STEP], _UNPACKED)
    return bytes(saved)


def _unpacked_head(packed: bytes) -> bytes | None:
    try:
        return zlib.decompressobj(31).decompress(packed, _HEAD)
    except zlib.error:
        return _before_damage(packed)[:_HEAD] or None


def whole_members(file: Readable, begins_record: Callable[[bytes], bool]) -> tuple[int, bool]:
    """Where the last of the whole members ends, and whether the first begins with a record; (0, True) of an empty file.

    A file whose first member is not whole has the end 0. Cost: the whole file is unpacked.
    """
    members, end = Members(file), 0
    if members.at_end():
        return 0, True
    head = members.head()
    is_archive = head is not None and begins_record(head)
    try:
        while is_archive and not members.at_end() and members.head() is not None:
            members.begin()
            while members.read():
                pass
            if not members.is_ended:
                break
            end = members.place
    except zlib.error:
        pass
    return end, is_archive
