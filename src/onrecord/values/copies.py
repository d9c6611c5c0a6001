"""What flows when reports are found to be copies of each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.values.span import Span


class CopyKind(StrEnum):
    """How a copy differs from the report it is compared with."""

    VERBATIM = "verbatim"
    RE_HEADLINED = "re-headlined"  # the same text below another headline
    CUT = "cut"
    EXTENDED = "extended"
    BOILED_DOWN = "boiled down"  # shorter, and in part in other words
    REWORKED = "reworked"  # cut here, extended there


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of a text in its copy.

    share: of the copy's words that stand in the other report, 0 to 1. of_share: of the other report's words that stand
    in the copy. cut: in the text of the other report; added: in the copy's text; both in order.
    """

    kind: CopyKind
    share: float
    of_share: float
    cut: tuple[Span, ...]
    added: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CopyOf:
    """Of which report another one is a copy. report: its id. because: why this one is held to be the original."""

    report: str
    kind: CopyKind
    share: float
    because: str


@dataclass(frozen=True, slots=True)
class Republication:
    """A report's place among its copies on record.

    group: names the group; the same in every record with the same reports. copies: how many other reports it has.
    copy_of: None for the original, and where the evidence leaves open which one that is.
    """

    group: str
    copies: int
    copy_of: CopyOf | None = None
