"""The heads of archive records: WARC (ISO 28500, versions 0.17 to 1.1) and ARC (Internet Archive, versions 1 and 2)."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

LONGEST_HEAD = 65_536
_LONGEST_PARSED = 32_000  # FastWARC refuses more; fields behind it are left out
_LONGEST_SOUGHT = 8_192  # of a head behind damage: hostile bytes may begin one in every line

_WARC = re.compile(rb"WARC/\d{1,3}\.\d{1,3}[ \t]{0,9}\r?\n(?=[a-z][a-z-]{0,60}[ \t]{0,9}:)", re.IGNORECASE)
# address, IP, time, media type, in version 2 five fields more, length. Addresses may have spaces, against the rules,
# but no NUL: another line may begin behind it, and what follows would be gone through again from each.
_ARC = re.compile(
    rb"([a-z][a-z0-9+.-]{1,30}:[^\r\n\0]{0,8000}?) ([0-9a-f.:]{3,45}|-) (\d{8,20}) ([^ \r\n]{1,200})"
    rb"(?: [^ \r\n]{1,200} [^ \r\n]{1,200} [^ \r\n]{1,500} \d{1,20} [^ \r\n]{1,500})? ([^ \r\n]{1,20})[ \t]{0,9}\r?\n",
    re.IGNORECASE,
)
_LINE = re.compile(rb"[\n\0](?=WARC/\d|[a-z][a-z0-9+.-]{1,30}:)", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_DIGITS = re.compile(r"\d{1,18}")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?")  # as WARC 1.1 allows
_TIME_OF_ARC = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a record's content.

    kind: the WARC type, "filedesc" for the first record of an ARC; "" when it is missing. length: of the content in
    bytes, None when it is missing or no number. fetched: ISO 8601, None when it is no date. media_type: of the record.
    """

    kind: str
    length: int | None
    id: str | None
    address: str | None
    fetched: str | None
    media_type: str | None
    fields: Mapping[str, str]
    is_arc: bool = False


def begins_record(start: bytes) -> bool:
    """Whether bytes are the beginning of a record."""
    return bool(_WARC.match(start) or _ARC.match(start))


def head_at(start: bytes) -> tuple[Head, int] | None:
    """The head that stands at the beginning of `start`, and how many bytes it has; None when there is no whole one."""
    if _WARC.match(start):
        end = _BLANK_LINE.search(start)
        return (_warc_head(start[: end.end()]), end.end()) if end else None
    line = _ARC.match(start)
    return (_arc_head(line), line.end()) if line else None


def next_head(window: bytes) -> int | None:
    """Where in `window` the next line stands that begins a whole head with a type; None when there is none."""
    for line in _LINE.finditer(window):
        found = head_at(window[line.end() : line.end() + _LONGEST_SOUGHT])
        if found and found[0].kind:
            return line.end()
    return None


@dataclass(frozen=True, slots=True)
class ParsedHead:
    """A first line and fields. status: the number in the first line. fields: lower-case names; the first of each."""

    status: int | None
    fields: Mapping[str, str]


def parsed_head(block: bytes) -> ParsedHead:
    """The head of a record or of an HTTP message, whichever line ends it has. Never raises."""
    from fastwarc.warc import HeaderMap  # noqa: PLC0415  # not needed for help or for other inputs

    parsed = HeaderMap()
    lines = block.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")  # it knows no other line end
    if len(lines) > _LONGEST_PARSED:
        lines = lines[: lines.rfind(b"\r\n", 0, _LONGEST_PARSED) + 2]
    with suppress(OSError):  # a first line without end
        parsed.parse(io.BytesIO(lines))
    fields = {name.strip().lower(): value.strip() for name, value in reversed(parsed.to_tuples())}
    return ParsedHead(parsed.status_code, fields)


def _warc_head(block: bytes) -> Head:
    fields = parsed_head(block).fields
    fetched = fields.get("warc-date", "")
    return Head(
        kind=fields.get("warc-type", "").lower(),
        length=_number(fields.get("content-length", "")),
        id=fields.get("warc-record-id") or None,
        address=_without_brackets(fields.get("warc-target-uri", "")) or None,
        fetched=fetched if _ISO.fullmatch(fetched) else None,
        media_type=fields.get("content-type") or None,
        fields=fields,
    )


def _arc_head(line: re.Match[bytes]) -> Head:
    address, _, time, media_type, length = (field.decode("utf-8", "replace") for field in line.groups(b""))
    is_first = address.startswith("filedesc:")
    found = _TIME_OF_ARC.match(time)
    return Head(
        kind="filedesc" if is_first else "response",
        length=_number(length),
        id=None,
        address=address,
        fetched="{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else None,
        media_type=media_type,
        fields={},
        is_arc=True,
    )


def _number(text: str) -> int | None:
    return int(text) if _DIGITS.fullmatch(text) else None


def _without_brackets(address: str) -> str:
    """Wget wrote <http://…> for some years."""
    return address[1:-1] if address.startswith("<") and address.endswith(">") else address
