"""The records of a WARC or ARC file, one at a time, and every place where it is damaged.

FastWARC ends silently where a file was cut and at the first damage otherwise, and gives a record that was cut as if
it were whole; so the lengths are minded here, and reading goes on behind the damage. Heads and bodies are FastWARC's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.pages.archive_bytes import PIECE, ArchiveBytes, GzipBytes
from onrecord.pages.archive_heads import LONGEST_HEAD, Head, begins_record, head_at, next_head
from onrecord.pages.gzip_members import Readable

HEAD_OF_LONG = 65_536  # how much is held of a record that is too long to be held
_AFTER = 64  # bytes looked at behind a record: its closing, so that a gzip member comes to its end, and what is next
_CUT_HEAD = re.compile(rb"WARC/(?:[^\n]|\n(?!\r?\n))*|(?:filedesc|https?)://[^\n]*", re.IGNORECASE)
# As the standard has it, or as some write it: fewer line ends, or shorter ones, but then a record must follow.
_CLOSING = re.compile(rb"\r\n\r\n|(?:(?:\r\n){0,3}|\n{0,3})(?:WARC/\d|\Z)|\r\n\r\Z|\r\Z", re.IGNORECASE)
_LONGEST_KEPT = 1_000_000  # of a broken record
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the file.

    offset: bytes into the file as it lies on disk; in gzip, the beginning of the member. block: its content, whole, or
    the first HEAD_OF_LONG bytes where `is_long`. wrong: what is wrong with it, None for a whole record; then `block`
    is all that stands before the next one, up to _LONGEST_KEPT. is_sound: whether that was unpacked without a fault.
    """

    offset: int
    head: Head
    block: bytes
    is_long: bool = False
    wrong: str | None = None
    is_sound: bool = True


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the file that gives no record. passed: bytes that were passed over, after gzip.

    is_badly_written: whether it is a head that makes no sense, but for all one can see as it was written.
    content: these bytes, at most _LONGEST_KEPT.
    """

    offset: int
    wrong: str
    passed: int = 0
    is_badly_written: bool = False
    content: bytes = b""


def records_of(file: Readable, longest: int) -> Iterator[Record | Damage]:
    """Each record of a file, or of a pipe, in order; one that is broken costs only itself.

    longest: bytes of content that are held; of longer records only the beginning is.
    Raises OSError when the disk fails.
    """
    first = _First(file)
    source = GzipBytes(first, begins_record) if first.head.startswith(_GZIP) else ArchiveBytes(first)
    is_more = True
    while is_more:
        yield from _stretch(source, longest)
        is_more = source.next_stretch()


class _First:
    """A file whose first bytes were looked at."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self.head = file.read(PIECE)

    def read(self, size: int) -> bytes:
        if self.head:
            head, self.head = self.head[:size], self.head[size:]
            return head
        return self._file.read(size)


def _stretch(source: ArchiveBytes, longest: int) -> Iterator[Record | Damage]:
    is_named = False  # the damage that ends the stretch, with the record that it hit
    while _pass_blank(source):
        offset, window = source.offset, source.peek(LONGEST_HEAD)
        found = head_at(window)
        if found is None or found[0].length is None:
            yield _no_record(source, offset, found)
        else:
            source.skip(found[1])
            record = _record(source, offset, found[0], longest)
            yield record
            if record.wrong is None:
                if _is_cut_in_closing(source, found[0]):
                    yield Damage(offset, "the file ends inside the line ends that close its last record")
                continue
        is_named = source.damage is not None
    if source.damage is not None and not is_named:
        yield Damage(source.offset, source.damage)


def _pass_blank(source: ArchiveBytes) -> bool:
    """Pass over line ends. False at the end of the stretch."""
    while start := source.peek(1024):
        blank = len(start) - len(start.lstrip(b"\r\n"))
        source.skip(blank)
        if blank < len(start):
            return True
    return False


def _no_record(source: ArchiveBytes, offset: int, found: tuple[Head, int] | None) -> Damage:
    """What stands here is no record, or one whose length nobody knows. Goes to the next, if there is one."""
    start = source.peek(LONGEST_HEAD)
    is_cut = found is None and len(start) < LONGEST_HEAD and _CUT_HEAD.fullmatch(start) is not None
    kept = bytearray()
    passed = _find_next(source, kept)
    if source.damage:
        why = source.damage
    elif is_cut:
        why = "the file ends inside the head of a record: it was cut short"
    elif found is not None:
        why = "the record does not say how long it is"
    else:
        why = "what stands here is no record"
    is_badly_written = source.damage is None and found is not None
    return Damage(offset, why, passed, is_badly_written, bytes(kept[:_LONGEST_KEPT]))


def _record(source: ArchiveBytes, offset: int, head: Head, longest: int) -> Record:
    """The record whose content begins here. Goes to its end; after a wrong length, to what looks like the next one."""
    length = head.length or 0
    is_long = length > longest
    block = source.take(HEAD_OF_LONG if is_long else length)
    there = len(block) + (source.skip(length - len(block)) if is_long else 0)
    wrong = _wrong_end(source, head, there)
    is_sound = source.damage is None or wrong is None
    if wrong and not is_long:
        source.give_back(block)
        kept = bytearray()
        _find_next(source, kept)
        block = bytes(kept).removesuffix(b"\r\n\r\n")
    return Record(offset, head, block, is_long, wrong, is_sound)


def _wrong_end(source: ArchiveBytes, head: Head, there: int) -> str | None:
    """What is wrong with the end of a record that has come to it, None when nothing is."""
    length = head.length or 0
    after = source.peek(_AFTER) if there == length else b""
    if source.damage is not None and source.sound < source.position and not _followed(after):
        return f"{source.damage}; {there:,} of the record's {length:,} bytes came out of it"
    if there < length:
        return f"the file ends inside the record: {there:,} of its {length:,} bytes are there"
    if _arc_goes_on(source) if head.is_arc else _CLOSING.match(after):
        return None
    return f"the record goes on after the {length:,} bytes that it claims to have"


def _followed(after: bytes) -> bool:
    """Whether another record of the same gzip member follows: damage that comes later is not this record's."""
    return after.lstrip(b"\r\n")[:5].upper() == b"WARC/"


def _arc_goes_on(source: ArchiveBytes) -> bool:
    """Whether another record of an ARC follows, or nothing: between two stands a line end, more or less."""
    rest = source.peek(LONGEST_HEAD).lstrip(b"\r\n")
    return not rest or begins_record(rest)


def _is_cut_in_closing(source: ArchiveBytes, head: Head) -> bool:
    """Nothing of this record is missing, but of what followed there may be. A gzip member vouches for its own end."""
    after = source.peek(5)
    return not (source.is_checked or head.is_arc) and len(after) < 4 and b"\r\n\r\n".startswith(after)


def _find_next(source: ArchiveBytes, kept: bytearray | None = None) -> int:
    """Go to the next line that begins a record in this stretch, or to its end. Gives the bytes passed over.

    kept: gets these bytes, up to `_LONGEST_KEPT`.
    """
    passed = 0
    while window := source.peek(4 * LONGEST_HEAD):
        at = next_head(window)
        # A head that begins in the second half may be whole only with what follows.
        here = at if at is not None else len(window) if len(window) < 4 * LONGEST_HEAD else 2 * LONGEST_HEAD
        if kept is not None and len(kept) < _LONGEST_KEPT:
            kept += window[:here]
        passed += source.skip(here)
        if at is not None:
            break
    return passed
