"""What a question was asked of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Searched:
    """How much is on record. statements, reports: without rejected ones and earlier versions of a page.

    outlets: how many; outlet_names: some of them. earliest, latest: EDTF, of publication; None where no report has a
    date.
    """

    statements: int
    reports: int
    outlets: int
    outlet_names: tuple[str, ...]
    earliest: str | None
    latest: str | None
