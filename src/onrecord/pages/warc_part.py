"""A part of a web archive, so that several workers can share a large one.

An archive that is compressed record by record, as crawlers write it, can be cut where a gzip member begins with a
record. Where that is each worker finds by itself: the same place from both sides, so that every record is read once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import SEEK_SET
from typing import BinaryIO

from onrecord.pages.archive_heads import begins_record
from onrecord.pages.archive_records import records_of
from onrecord.pages.gzip_members import Members, Readable
from onrecord.pages.options import ReadOptions
from onrecord.pages.warc import BESIDE_THE_BODY, inputs_of
from onrecord.values.page import Page, Skipped


def pages_of_part(file: BinaryIO, origin: str, options: ReadOptions, begin: int, end: int) -> Iterator[Page | Skipped]:
    """As `pages_of_archive`, of the gzip members that begin in [begin, end) of a seekable file.

    begin, end: bytes into the file as it lies on disk. The parts of a file together give what the whole gives; but
    that it holds no page at all is not told, for no part knows. An archive that is one gzip member is read whole by
    whoever has its beginning, and nobody else finds anything. Raises OSError when the disk fails.
    """
    first, last = _member_from(file, begin), _member_from(file, end)
    if first == last:
        return
    file.seek(first, SEEK_SET)
    for found in records_of(_Until(file, last - first), options.max_bytes + BESIDE_THE_BODY):
        yield from inputs_of(replace(found, offset=found.offset + first), origin, options)


def _member_from(file: BinaryIO, at: int) -> int:
    """Where the first member that begins with a record stands, from `at` on; the file's size when there is none."""
    if at == 0:
        return 0
    file.seek(at - 1, SEEK_SET)  # the search begins behind the first byte
    members = Members(file)
    members.find(begins_record)
    return at - 1 + members.place


class _Until:
    """The next `size` bytes of a file."""

    def __init__(self, file: Readable, size: int) -> None:
        self._file = file
        self._left = size

    def read(self, size: int, /) -> bytes:
        piece = self._file.read(min(size, self._left))
        self._left -= len(piece)
        return piece
