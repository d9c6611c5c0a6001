"""Pages that were fetched, kept as a web archive (WARC 1.1, ISO 28500:2017), so that they can be read again."""

from __future__ import annotations

import hashlib
import io
import os
import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from onrecord.errors import BadRequest
from onrecord.pages.archive_heads import begins_record
from onrecord.pages.gzip_members import whole_members
from onrecord.values.page import Arrival

_INFO = b"software: onrecord\r\nformat: WARC File Format 1.1\r\n"
_NAMESPACE = uuid.UUID("6d2f6d0e-54c5-5a3b-9d0e-0f6f1f5d4c11")  # any fixed one: ids follow from what is kept
_NOT_PRINTED = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a token of RFC 9110
_LINE_END = re.compile(r"[\r\n\0]+\s*")
# They tell of the body as it was sent. Kept under the names that Common Crawl gives them.
_AS_SENT = frozenset({"content-encoding", "transfer-encoding", "content-length"})


class PageArchive:
    """A .warc.gz to which pages are added, each a gzip member of its own that is on disk before `add` returns.

    Whoever kills the program, or fills the disk, leaves a file that can be read: half a member at its end, as a power
    cut may leave, is taken away when the file is opened again. Only one may write to it at a time.
    Raises BadRequest when `path` is something else, and OSError when it cannot be written.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        # Unbuffered: one call writes a record, so that a kill between two calls finds whole records only.
        self._file = io.FileIO(self.path, "a+")
        try:
            self._end = _whole_end(self._file, self.path)
        except BaseException:
            self._file.close()
            raise

    def add(self, url: str, status: int, headers: Sequence[tuple[str, str]], body: bytes, fetched: str) -> Arrival:
        """Keep one answer. Gives where it stands, as reading the archive will tell it.

        headers: as the server sent them. body: after transfer and content coding. fetched: ISO 8601, with its offset
        from UTC. The same answer at the same time gets the same record id.
        """
        date, url = _utc(fetched), _NOT_PRINTED.sub(_percent, url)
        if self._end == 0:
            self._append(_record("warcinfo", None, _id(date), date, _INFO))
        record = _id(f"{url}|{status}|{date}|{hashlib.sha256(body).hexdigest()}")
        offset = self._append(_record("response", url, record, date, body, (status, headers)))
        modified = next((value for name, value in headers if name.lower() == "last-modified"), None)
        return Arrival(str(self.path), offset, record, date, modified)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, member: bytes) -> int:
        """Write a member at the end, whole or not at all. Gives its place."""
        offset = self._end
        try:
            written = 0
            while written < len(member):
                written += self._file.write(member[written:])
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(offset)
            raise
        self._end = offset + len(member)
        return offset


def _whole_end(file: io.FileIO, path: Path) -> int:
    """Where the last whole member ends; what stands behind it is taken away."""
    file.seek(0)
    size = os.fstat(file.fileno()).st_size
    end, is_archive = whole_members(file, begins_record)
    if size and not is_archive:
        raise BadRequest(f"{path} is no compressed web archive", "name another file, one that ends in .warc.gz")
    if end < size:
        file.truncate(end)
    return end


def _record(
    kind: str,
    url: str | None,
    record: str,
    date: str,
    body: bytes,
    answer: tuple[int, Sequence[tuple[str, str]]] | None = None,
) -> bytes:
    """One record as a gzip member. answer: status and headers of HTTP."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415  # not needed for help or for reading
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415  # as above

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    http = None
    if answer:
        status, headers = answer
        http = StatusAndHeaders(_status_line(status), _kept(headers, len(body)), protocol="HTTP/1.1")
    made = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type="" if answer else "application/warc-fields",
        warc_headers_dict={"WARC-Record-ID": record, "WARC-Date": date},
        http_headers=http,
    )
    writer.write_record(made)
    return out.getvalue()


def _kept(headers: Sequence[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    kept = [
        (f"X-Crawl-{name}" if name.lower() in _AS_SENT else name, _NOT_ASCII.sub(_percent, _LINE_END.sub(" ", value)))
        for name, value in headers
        if _NAME.fullmatch(name)
    ]
    return [*kept, ("Content-Length", str(length))]


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], errors="replace")


def _status_line(status: int) -> str:
    known: Mapping[int, str] = {one.value: one.phrase for one in HTTPStatus}
    return f"{status} {known.get(status, 'Unknown')}"


def _utc(moment: str) -> str:
    """ISO 8601 with "Z", to the second."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError as error:
        raise BadRequest(f"{moment!r} is no moment in ISO 8601", "write it like 2026-11-22T14:05:00+00:00") from error
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _id(what: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_NAMESPACE, what)}>"
