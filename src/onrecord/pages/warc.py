"""Web archives, WARC and ARC: a page for every answer and resource that is one, and a reason for every other."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import UnreadableInput
from onrecord.pages.archive_records import Damage, Record, records_of
from onrecord.pages.gzip_members import Readable
from onrecord.pages.http_bodies import Message, message_of
from onrecord.pages.options import ReadOptions
from onrecord.pages.web_pages import WHOLE, Answer, no_report, page_of_answer
from onrecord.values.page import Arrival, Page, Skipped

BESIDE_THE_BODY = 131_072  # what heads and chunk marks may add to a page of the largest size
_OF_PAGES = frozenset({"response", "resource", "conversion"})
_NO_INPUTS = frozenset({"warcinfo", "request", "metadata", "filedesc"})
_DIGESTS = {"sha1": 20, "sha256": 32, "sha512": 64, "md5": 16}
_DAMAGED = "fetch or copy the archive again; its other records are read"
_UNKNOWN = "fetch or copy the archive again if that was a page; `onrecord log --bytes` gives what the record holds"
_BADLY_WRITTEN = "nothing can be done but to fetch the page again; the archive's other records are read"
_SIZE = re.compile(r"[0-9]{1,18}")
_GENERIC_HTTP = "application/http"


def pages_of_archive(file: Readable, origin: str, options: ReadOptions) -> Iterator[Page | Skipped]:
    """Every page of an archive, by the record's id, or "origin:OFFSET" where it has none. One is held at a time.

    Redirects, images and the like come as Skipped without fault. Broken records, those of a type that there is not, and
    every place where the file is damaged or cut come as Skipped with fault. Requests, metadata and the like are no
    inputs and give nothing.
    Raises UnreadableInput when the file is empty, OSError when the disk fails.
    """
    is_empty, has_inputs = True, False
    for found in records_of(file, options.max_bytes + BESIDE_THE_BODY):
        is_empty = False
        for result in inputs_of(found, origin, options):
            has_inputs = True
            yield result
    if is_empty:
        raise UnreadableInput(f"{origin}: the input is empty", "check how it was saved, and read it again")
    if not has_inputs:
        yield no_report(
            origin, "without pages: the archive holds only requests, metadata and the like", Arrival(origin)
        )


def inputs_of(found: Record | Damage, origin: str, options: ReadOptions) -> Iterator[Page | Skipped]:
    """What one record, or one damaged place, brings: a page, a reason, both, or nothing."""
    if isinstance(found, Damage):
        yield _damage(found, origin)
        return
    arrival = Arrival(archive=origin, offset=found.offset, record=found.head.id, fetched=found.head.fetched)
    name = found.head.id or f"{origin}:{found.offset}"
    if found.wrong is not None:
        yield from _broken(found, name, arrival, options)
    elif found.head.kind == "revisit":
        yield no_report(name, _not_changed(found), arrival)
    elif found.head.kind == "continuation":
        yield no_report(name, "continuation: parts of a record that is split over files are not joined", arrival)
    elif found.head.kind in _OF_PAGES:
        answer = _answer(found, name, arrival)
        yield answer if isinstance(answer, Skipped) else page_of_answer(answer, options)
    elif found.head.kind not in _NO_INPUTS:
        # The standard lets software pass over types it does not know; but one damaged letter must not lose a page.
        named = f"{found.head.kind[:40]!r}" if found.head.kind else "it names none"
        yield _fault(name, replace(found, wrong=f"a record of no known type: {named}"), arrival, _UNKNOWN)


def _damage(found: Damage, origin: str) -> Skipped:
    passed = f"; {found.passed:,} bytes were passed over" if found.passed else ""
    arrival = Arrival(archive=origin, offset=found.offset)
    remedy = _BADLY_WRITTEN if found.is_badly_written else _DAMAGED
    name, why, content = f"{origin}:{found.offset}", f"{found.wrong}{passed}", found.content or None
    return Skipped(name, "pages", why, remedy, _digest(content), content, arrival=arrival)


def _digest(content: bytes | None) -> str | None:
    return hashlib.sha256(content).hexdigest() if content is not None else None


def _broken(found: Record, name: str, arrival: Arrival, options: ReadOptions) -> Iterator[Page | Skipped]:
    """A record that is not whole. Its page may be, by the length that the server gave: then it is read as well."""
    answer = _whole_answer(found, name, arrival)
    if answer is None:
        yield _fault(name, found, arrival)
        return
    yield page_of_answer(answer, options)
    yield replace(_fault(f"{arrival.archive}:{found.offset}", found, arrival), content=None, sha256=None)


def _whole_answer(found: Record, name: str, arrival: Arrival) -> Answer | None:
    if found.head.kind not in _OF_PAGES or found.is_long or not found.is_sound:
        return None
    answer = _answer(found, name, arrival)
    told = answer.fields.get("content-length", "") if isinstance(answer, Answer) else ""
    if isinstance(answer, Skipped) or not _SIZE.fullmatch(told) or len(answer.body) < int(told):
        return None
    flags = (*answer.flags, f"its record is broken: {found.wrong}")
    return replace(answer, body=answer.body[: int(told)], flags=flags)


def _fault(name: str, found: Record, arrival: Arrival, remedy: str = _DAMAGED) -> Skipped:
    content = found.block if found.head.kind not in _NO_INPUTS and found.block and not found.is_long else None
    return Skipped(name, "pages", found.wrong or "", remedy, _digest(content), content, arrival=arrival)


def _answer(found: Record, name: str, arrival: Arrival) -> Answer | Skipped:
    """What the record holds: an HTTP answer, or content as it is."""
    head = found.head
    is_http = (head.media_type or "").lower().startswith(_GENERIC_HTTP)
    may_be_http = is_http or head.kind == "response" or head.media_type is None  # a type that is damaged says nothing
    message = message_of(found.block) if may_be_http else None
    if message is not None:
        return _http(found, message, name, arrival)
    if is_http:
        return _fault(
            name, replace(found, wrong="no HTTP head, though the record says it is HTTP"), arrival, _BADLY_WRITTEN
        )
    charset = "; charset=utf-8" if head.kind == "conversion" else ""  # the extracted text of Common Crawl is UTF-8
    media_type, flags = f"{head.media_type or ''}{charset}", _flags(found)
    return Answer(name, head.address, found.block, media_type, arrival=arrival, is_long=found.is_long, flags=flags)


def _http(found: Record, message: Message, name: str, arrival: Arrival) -> Answer | Skipped:
    if message.status is None:
        return no_report(name, "another status: the first line of the answer names none", arrival)
    told = message.fields.get("content-type") or found.head.fields.get("warc-identified-payload-type")
    return Answer(
        name,
        found.head.address,
        message.body,
        told,
        status=message.status,
        fields=message.fields,
        arrival=arrival,
        is_long=found.is_long,
        flags=_flags(found) if message.status in WHOLE else (),
    )


def _flags(found: Record) -> tuple[str, ...]:
    fields = found.head.fields
    flags = []
    if cut := fields.get("warc-truncated"):
        flags.append(f"truncated: the crawler stopped fetching ({cut[:40]})")
    if fields.get("warc-segment-number"):
        flags.append("truncated: the record goes on in others, which are not joined")
    if not found.is_long and _differs(found.block, fields.get("warc-block-digest")):
        flags.append("not the bytes its digest was made of: either is wrong")
    return tuple(flags)


def _differs(block: bytes, labelled: str | None) -> bool:
    """Whether a block has another digest than its record says. A digest of no known kind says nothing."""
    name, _, written = (labelled or "").partition(":")
    name = name.strip().lower().replace("-", "")
    size = _DIGESTS.get(name)
    told = _bytes_of(written.strip(), size) if size else None
    return told is not None and hashlib.new(name, block, usedforsecurity=False).digest() != told


def _bytes_of(written: str, size: int) -> bytes | None:
    """A digest of `size` bytes in base 16 or base 32; None when it is neither."""
    try:
        if len(written) == 2 * size:
            return bytes.fromhex(written)
        read = base64.b32decode(written.upper() + "=" * (-len(written) % 8))
    except (ValueError, binascii.Error):
        return None
    return read if len(read) == size else None


def _not_changed(found: Record) -> str:
    fields = found.head.fields
    since = fields.get("warc-refers-to-date")
    see = fields.get("warc-refers-to") or fields.get("warc-refers-to-target-uri") or found.head.address
    return f"not changed: since {since or 'an earlier visit'}" + (f", see {see[:500]}" if see else "")
