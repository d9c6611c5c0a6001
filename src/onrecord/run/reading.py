"""What is asked of a reading that somebody waits for, and what has become of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from onrecord.errors import BadRequest
from onrecord.run.watch_lists import is_address
from onrecord.values.model import Model
from onrecord.values.page import Given, Skipped
from onrecord.values.statement import ReportRecord

MOST_BYTES = 20_000_000  # of one request, and of one report after decompression
MOST_SHOWN = 100  # reports that are only looked at: they are held in memory until somebody has seen them
MOST_FILES = 50
SECONDS = 300.0  # after so many no further report of a request is begun
# What the reading process tells: (BEGAN, origin), (TOLD, origin, title, report, statements, added, record or None),
# (SKIPPED, Skipped), and once at the end of each request (ENDED, what, remedy).
BEGAN, TOLD, SKIPPED, ENDED = "began", "told", "skipped", "ended"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: its name, which is told and never opened, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """One of three things to be read: a text, files, or an address that is fetched.

    given: what is known of the report; of several files only outlet and day. store: put it on record, else only look.
    """

    text: str | None = None
    uploads: tuple[Upload, ...] = ()
    address: str | None = None
    given: Given = field(default_factory=Given)
    store: bool = False

    def checked(self) -> ReadRequest:
        """The same request, if it makes sense. Raises BadRequest."""
        asked = sum((bool(self.text and self.text.strip()), bool(self.uploads), bool(self.address)))
        if asked != 1:
            what = "nothing to read was given" if not asked else "more than one thing to read was given"
            raise BadRequest(what, remedy="give a text, or files, or an address")
        if self.address is not None and not is_address(self.address):
            raise BadRequest(
                f"{self.address[:200]!r} is no address of a page", remedy="begin it with https:// or http://"
            )
        if self.size > MOST_BYTES or len(self.uploads) > MOST_FILES:
            raise BadRequest(
                f"more than {MOST_FILES} files or {MOST_BYTES // 1_000_000} MB at once",
                remedy="read them in parts, or from the command line: onrecord read FOLDER",
            )
        if len(self.uploads) > 1 and (self.given.title or self.given.url):
            raise BadRequest(
                "one title or address for several files", remedy="leave these two empty, or read the files one by one"
            )
        return self

    @property
    def size(self) -> int:
        """Bytes to be read, as far as they were sent along."""
        return len((self.text or "").encode("utf-8", "replace")) + sum(len(one.content) for one in self.uploads)

    def stored(self) -> ReadRequest:
        """The same, to be put on record."""
        return replace(self, store=True)

    def without_bytes(self) -> ReadRequest:
        """The same without what was sent along, which needs memory and no more reading."""
        return replace(self, text=None, uploads=())


@dataclass(frozen=True, slots=True)
class ReadingSetup:
    """What a reading process is started with. record: where it stores, and whose own people and documents it knows."""

    record: str
    model: Model = Model.BEST
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What became of one input: a report, or why there is none.

    record: the report, of one that was only looked at. report: its id. added: "new", "unchanged" or "replaced".
    """

    origin: str
    title: str | None = None
    report: str | None = None
    statements: int = 0
    added: str | None = None
    record: ReportRecord | None = None
    skipped: Skipped | None = None


class Stage(StrEnum):
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ReadJob:
    """A request and what has become of it. before: how many wait before it. told: what is being read now.

    outcomes: of the inputs that are done. what, remedy: why it failed, or why it ended early; None where neither.
    """

    id: str
    request: ReadRequest
    stage: Stage
    before: int = 0
    told: str | None = None
    outcomes: tuple[ReadOutcome, ...] = ()
    what: str | None = None
    remedy: str | None = None

    @property
    def is_over(self) -> bool:
        return self.stage in (Stage.DONE, Stage.FAILED)
