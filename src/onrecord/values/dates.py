"""Dates as EDTF (ISO 8601-2): "2021-12-02", "2021-12", "XXXX-02-19". Two types, so that mypy refuses a swap."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When the report was published.

    edtf: the one reading in evidence, else None ("December 2" and "on Thursday" leave 2010 or 2021).
    candidates: all readings in order, also when there is only one; never empty.
    because: the evidence in plain words.
    """

    edtf: str | None
    candidates: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One thing that speaks of when a report was published or changed.

    kind: where it stands, e.g. "JSON-LD datePublished", "dateline". words: as they stand there.
    edtf: what they mean, None when that is not clear. is_believed: False for what is doubted. because: why so.
    """

    kind: str
    words: str
    edtf: str | None
    is_believed: bool
    because: str


@dataclass(frozen=True, slots=True)
class StatementDate:
    """When the speaker said it. Often earlier than the publication date, sometimes by years."""

    edtf: str
    because: str
