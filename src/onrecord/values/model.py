"""Who finds the statements of a report."""

from __future__ import annotations

from enum import StrEnum


class Model(StrEnum):
    """The small network, the large one that is some ten times slower, or the rules alone.

    The networks have what the rules found among their evidence.
    """

    FAST = "fast"
    BEST = "best"
    RULES = "rules"
