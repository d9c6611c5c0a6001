"""Which version of a page a report is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VersionPlace:
    """A report among the versions of its address.

    address: as it is shown: "example.org/news/1", a path, or a path with the id that a line gave.
    number, of: from 1; the order is that of the evidence, and where it does not decide that of reading.
    replaces, replaced_by: ids of the reports that are the version before and the next one.
    stands: it is the report that speaks for the newest version; its statements count, those of the others do not.
    """

    address: str
    number: int
    of: int
    replaces: str | None
    replaced_by: str | None
    stands: bool
