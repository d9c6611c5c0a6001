"""One document in the list of `onrecord instruments`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One document in the list. The days are EDTF; possible: statements that may mean another one just as well."""

    instrument: str
    title: str
    kind: str | None
    adopted: str | None
    statements: int
    possible: int
    reports: int
    speakers: int
    first_said_on: str | None
    last_said_on: str | None
