"""Who finds the statements of a report."""

from __future__ import annotations

from enum import StrEnum


class Model(StrEnum):
    """The large network, the small one that is some four times as fast, or the rules alone.

    The networks have what the rules found among their evidence.
    """

    BEST = "best"
    FAST = "fast"
    RULES = "rules"
