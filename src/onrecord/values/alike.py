"""What is on record that is like a draft, or like a part of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alike:
    """A statement with most of the words that say something. A proposal: whether it says the same, a person judges.

    words: all of its words. shared: how many of those looked up it has, of asked.
    """

    statement: str
    report: str
    words: str
    shared: int
    asked: int
    speaker: str | None
    kind: str
    force: str | None
    said_on: str | None
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None

    @property
    def is_denied(self) -> bool:
        """Does the report tell that this was denied, or not said?"""
        return self.force in ("denies", "not said")


@dataclass(frozen=True, slots=True)
class DraftCopy:
    """A report on record that is the draft itself, or nearly. share: of the words of both in the other, the lesser."""

    report: str
    outlet: str | None
    title: str | None
    share: float
