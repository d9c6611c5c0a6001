"""What comes in: one page as read, before anything was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """How the body of a page is to be read."""

    TEXT = "text"
    HTML = "html"
    TRANSCRIPT = "transcript"


@dataclass(frozen=True, slots=True)
class Given:
    """What the input itself says of the report: fields of a .jsonl line, or arguments of a call. Not verified."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    occasion: str | None = None
    place: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """By which way a page came in. No part of a report's id: the same page may come by several.

    archive, offset, record: file of a web archive as named, bytes into it at which the record begins (compressed
    bytes where it is compressed), and the record's own id.
    fetched: when it was fetched or crawled, ISO 8601; the report cannot be younger. last_modified: the server's header.
    feed, listed: the address of the feed that named it, and the date this feed gives it, as written there.
    """

    archive: str | None = None
    offset: int | None = None
    record: str | None = None
    fetched: str | None = None
    last_modified: str | None = None
    feed: str | None = None
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: what one speaker really said without being interrupted. `speaker` may be ""."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One report as it was read.

    origin: path, "path:LINE" of a .jsonl line, address, record id or "-"; what a person needs to find it again.
    content: the bytes read, after gzip; for a .jsonl line the bytes of that line. Kept as they are.
    body: the text or HTML, where the format carries it decoded (.jsonl, a call); else None: `content` is to be decoded.
    encoding: the encoding the user or the server named, else None.
    turns: only for a transcript that comes in turns. is_transcript: a text or a page whose turns are to be found.
    has_bytes: False for what is imported without them: `content` is empty then, and `sha256` that of bytes elsewhere.
    """

    origin: str
    content: bytes
    sha256: str
    kind: PageKind
    body: str | None = None
    encoding: str | None = None
    given: Given = Given()
    turns: tuple[Turn, ...] = ()
    flags: tuple[str, ...] = ()
    arrival: Arrival = Arrival()
    is_transcript: bool = False
    has_bytes: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no report. Failure is a value here: the rest goes on.

    origin: as `Page.origin`. room: the room that gave up, e.g. "pages". remedy: what the user can do.
    sha256, content: of the bytes, where there were any to keep.
    is_fault: False for what is no report and needs no remedy (a redirect, an image, a page that has not changed).
    stands_for: how many inputs in a row are told by this one, which says so.
    """

    origin: str
    room: str
    reason: str
    remedy: str
    sha256: str | None = None
    content: bytes | None = None
    is_fault: bool = True
    arrival: Arrival = Arrival()
    stands_for: int = 1

    @property
    def outcome(self) -> str:
        """ "quarantined" where bytes at fault are kept to be looked at, else "skipped"."""
        return "quarantined" if self.is_fault and self.content is not None else "skipped"
