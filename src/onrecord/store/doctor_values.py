"""What a check of a record is, and what it found."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

# What reading a damaged row can raise besides what SQLite reports.
DAMAGED = (ValueError, TypeError, KeyError, IndexError, OverflowError, struct.error, zlib.error)
SHOWN = 5  # findings of a check that are told; the others are counted

# What is wrong, one thing at a time; None now and then, so that whoever waits sees that it goes on.
Look = Callable[[sqlite3.Connection], Iterator[str | None]]


class Mend(StrEnum):
    """What can be made anew from what was read and judged, in an order in which it can: sums come last."""

    INDEXES = "indexes"
    WORDINGS = "wordings"
    JUDGED = "judged"
    VERSIONS = "versions"
    COPIES = "copies"
    OCCASIONS = "occasions"
    FAMILIES = "families"
    PRIMARY = "primary"
    SUMS = "sums"


class State(StrEnum):
    WHOLE = "whole"
    WRONG = "wrong"
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One promise of a record. look: a function, or SQL with one row, and in it one text, for each thing that is wrong.

    mend: how it is made anew; None where that cannot be: it was read, or judged. quick: also with `--quick`.
    waits: SQL that counts what is still to be looked up; until then it need not hold. waiting: what that is. writes: it
    needs the writer's lock, and changes nothing.
    """

    name: str
    promise: str
    look: str | Look
    mend: Mend | None = None
    quick: bool = True
    waits: str | None = None
    waiting: str = ""
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found. wrong: how many things; examples: the first of them, or why it was not checked."""

    check: str
    promise: str
    state: State
    wrong: int
    examples: tuple[str, ...]
    remedy: str | None
    mend: Mend | None
