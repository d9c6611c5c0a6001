"""What flows when statements of several reports are found to be of one occasion."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OldWords:
    """The same words of the same speaker on record of an earlier day: served again, or said again.

    statement, report: ids of where they are on record. day: by which they had been said, ISO. words: how many in a row
    are the same. because: in plain words.
    """

    statement: str
    report: str
    day: str
    words: int
    because: str
