"""What comes of fetching one address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import OnRecordError


class Why(StrEnum):
    """What kind of reason stood against it."""

    DENIED = "address not allowed"  # not http(s), or it leads into a network of one's own
    NETWORK = "no connection"  # the name is not known, nobody answers
    SLOW = "too slow"
    TOO_LARGE = "too large"
    STATUS = "refused by the server"
    TYPE = "neither HTML nor text"  # an image, a film, a PDF
    BROKEN = "broken answer"
    ROBOTS = "robots.txt"
    BUSY = "server asks to wait"  # 429, 503


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an answer, by which it can say later that nothing has changed (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    asked, address: as asked for, and where the last redirect led. status: 200, or 304 when it has not changed.
    headers: as they came, names in lower case. body: after decompression. media_type: "text/html"; "" where not said.
    """

    asked: str
    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    media_type: str = ""
    charset: str | None = None
    is_cut: bool = False

    def header(self, name: str) -> str | None:
        """The first header of this name, in lower case; None where there is none."""
        return next((value for found, value in self.headers if found == name), None)

    @property
    def validators(self) -> Validators:
        return Validators(self.header("etag"), self.header("last-modified"))


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing came. may_pass: it may go better later. wait: seconds for which the server asks, None when it does not.

    answered: a server was reached, so there is a network. address: where the last redirect led.
    """

    asked: str
    why: Why
    reason: str
    remedy: str
    status: int | None = None
    may_pass: bool = False
    wait: float | None = None
    answered: bool = False
    address: str | None = None


class NotFetched(OnRecordError):
    """One step refused. Inside this room an exception, outside it is `Refused`."""

    def __init__(self, why: Why, what: str, remedy: str, *, may_pass: bool = False, answered: bool = False) -> None:
        super().__init__(what, remedy)
        self.why = why
        self.may_pass = may_pass
        self.answered = answered
        self.status: int | None = None
        self.wait: float | None = None

    def of(self, asked: str, address: str | None = None) -> Refused:
        """The same as a value."""
        return Refused(
            asked, self.why, self.what, self.remedy, self.status, self.may_pass, self.wait, self.answered, address
        )
