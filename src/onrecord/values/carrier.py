"""A statement on record that shares words with a quotation, as it is held against it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Carrier:
    """One statement with all that tells who said it, where it stands, and how.

    words: all of them, pieces joined by a space. windows: half-open ranges of code points of them, in order, in which
    words of the quotation stand. runs: how many of its runs of words they have.
    speaker_number: of who counts as the speaker, None where nobody is named.
    is_primary: from a transcript or a statement as published. force, mode, kind: as in the contract.
    days: ISO ranges in which it may have been said. others, reports, independent: statements with the same words, this
    one left out; reports they stand in, this one too; the same with copies of a report counted once.
    """

    statement: str
    report: str
    number: int
    words: str
    windows: tuple[tuple[int, int], ...]
    runs: int
    speaker: str | None
    speaker_number: int | None
    kind: str
    mode: str
    force: str | None
    is_nested: bool
    is_primary: bool
    said_on: str | None
    days: tuple[tuple[str, str], ...]
    occasion: str | None
    place: str | None
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    others: int
    reports: int
    independent: int
