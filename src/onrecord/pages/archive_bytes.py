"""The bytes of an archive: after gzip, a stretch at a time, with the place of each in the file.

A stretch ends where the file does, where it is damaged, or where a gzip member begins with a record of its own: nothing
before such a place can claim bytes after it, however wrong a length may be.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable

from onrecord.pages.gzip_members import Members, Readable

PIECE = 65_536


class ArchiveBytes:
    """A plain file: one stretch from beginning to end. Memory: what is asked for and a piece more.

    damage: why the stretch ended before its time, None when it did not. is_checked: whether the file itself tells
    when bytes of it are missing or wrong. sound: how many bytes, after gzip, it has vouched for so far.
    """

    is_checked = False
    sound = 0

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._held = bytearray()
        self._at = 0  # how many bytes were taken so far
        self.damage: str | None = None

    @property
    def offset(self) -> int:
        """Where in the file, as it lies on disk, the next byte stands; in gzip, where its member begins."""
        return self._at

    @property
    def position(self) -> int:
        """How many bytes were taken so far, after gzip."""
        return self._at

    def peek(self, size: int) -> bytes:
        """The next bytes of this stretch, left where they are; fewer only when it ends."""
        self._hold(size)
        return bytes(memoryview(self._held)[:size])

    def take(self, size: int) -> bytes:
        """As `peek`, and pass on."""
        taken = self.peek(size)
        self._drop(len(taken))
        return taken

    def skip(self, size: int) -> int:
        """Pass over bytes without holding them. Gives how many there were."""
        left = size
        while left:
            self._hold(min(left, PIECE))
            if not (here := min(left, len(self._held))):
                break
            self._drop(here)
            left -= here
        return size - left

    def give_back(self, taken: bytes) -> None:
        """Put back what was taken last."""
        self._held[:0] = taken
        self._at -= len(taken)

    def next_stretch(self) -> bool:
        """Go to the next stretch, passing over what is left of this one. False when there is none."""
        while self.skip(PIECE):
            pass
        return False

    def _hold(self, size: int) -> None:
        while len(self._held) < size and (piece := self._pull()):
            self._held += piece

    def _drop(self, size: int) -> None:
        del self._held[:size]
        self._at += size

    def _pull(self) -> bytes:
        return self._file.read(PIECE)


class GzipBytes(ArchiveBytes):
    """A gzip file, member after member. begins_record: whether the first bytes of a member are those of a record.

    After damage it goes on at the next member that begins with a record.
    """

    is_checked = True

    def __init__(self, file: Readable, begins_record: Callable[[bytes], bool]) -> None:
        super().__init__(file)
        self._members = Members(file)
        self._begins_record = begins_record
        self._starts: deque[tuple[int, int]] = deque([(0, 0)])  # bytes after gzip -> member's place in the file
        self._is_over = not self._open_member()

    @property
    def offset(self) -> int:
        while len(self._starts) > 1 and self._starts[1][0] <= self._at:
            self._starts.popleft()
        return self._starts[0][1]

    def next_stretch(self) -> bool:
        while self.skip(PIECE):
            pass
        if self.damage is not None:
            self.damage = None
            if not self._members.find(self._begins_record):
                return False
        self._is_over = not self._open_member()
        return not self._is_over

    def _open_member(self) -> bool:
        if self._members.at_end():
            return False
        self._starts.append((self._at + len(self._held), self._members.begin()))
        return True

    def _pull(self) -> bytes:
        while not self._is_over:
            try:
                if piece := self._members.read():
                    return piece
            except zlib.error:
                return self._broken("the gzip data is damaged")
            if not self._members.is_ended:
                return self._broken("the file ends inside a gzip member: it was cut short")
            self._member_ended()
        return b""

    def _member_ended(self) -> None:
        self._is_over = True
        self.sound = self._at + len(self._held)
        if self._members.at_end():
            return
        head = self._members.head()
        if head is None:
            self._starts.append((self.sound, self._members.place))
            self._broken("after a gzip member come bytes that are none")
        elif not self._begins_record(head):
            self._is_over = not self._open_member()

    def _broken(self, why: str) -> bytes:
        self._is_over = True
        self.damage = why
        return b""
