"""Words that a report prints where no statement was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """Words at [start, end) of a report's text, in code points.

    before, after: what stands around them on the same line. statement: the id of one that has a part of them, if any.
    Who said them is not known from this: that they are printed is no evidence that anybody said them.
    """

    report: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    start: int
    end: int
    before: str
    words: str
    after: str
    statement: str | None
