"""What a file of the user's own tells of the world: persons, bodies, offices, and who held which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class KnownKind(StrEnum):
    PERSON = "person"
    BODY = "body"
    POST = "post"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person, body or office as a file names it.

    key: its id in that file. country: ISO 3166-1 code or a state's name, where the file gives one.
    """

    line: int
    key: str
    kind: KnownKind
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """Somebody held an office. holder, post: keys. starts, ends: EDTF, None where the file has none.

    is_current: the file gives no end and does not say that it is over, so it lasted when the file was imported.
    """

    line: int
    holder: str
    post: str
    starts: str | None
    ends: str | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a file that was kept out, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A line that is in order and tells nothing of who holds which office, e.g. an address."""

    line: int


Told = KnownName | KnownTerm | BadLine | PassedOver
